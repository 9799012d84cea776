// Requests, and the problems of invalid ones: paths, methods and what all questions share.
import { describe, expect, it, test } from 'vitest';
import { isOptions, parseRequest } from '../../../../functions/query/http/request.ts';
import { anHttpEvent } from '../../../support/lambda.ts';
import { parse, problemOf, TRACK } from '../support/requests.ts';

describe('a path', () => {
  it.each([
    ['/satellites', { kind: 'satellites' }],
    ['/satellites/', { kind: 'satellites' }],
    ['/status', { kind: 'status' }],
    ['/status//', { kind: 'status' }],
    ['/frame', { kind: 'frame', frameForm: 'points' }],
    ['/frame/compact', { kind: 'frame', frameForm: 'compact' }],
    [TRACK, { kind: 'track', catalogNumber: 25994, points: 180, beforeMs: undefined, swath: false, form: 'json' }],
    [
      '/tracks',
      { kind: 'tracks', catalogNumbers: undefined, points: 180, beforeMs: undefined, swath: false, form: 'json' },
    ],
    [
      `${TRACK}/`,
      { kind: 'track', catalogNumber: 25994, points: 180, beforeMs: undefined, swath: false, form: 'json' },
    ],
  ])('%s is a question', (path, expected) => {
    expect(parse(path)).toEqual(expected);
  });

  it.each([
    '/',
    '',
    '//',
    '/satellite',
    '/Satellites',
    '/satellites/25994',
    '/satellites//track',
    '/satellites/25994/track/1',
    '/satellites/1/2/track',
    '/status/all',
    '/status.json',
    '/$default/status',
  ])('%o is unknown', (path) => {
    const problem = problemOf(() => parse(path));

    expect(problem.status).toBe(404);
    expect(problem.message).toMatch(/Try \/satellites/);
  });
});

describe('a method', () => {
  it.each(['/satellites', '/status', TRACK])('HEAD is read like GET: %s', (path) => {
    expect(parse(path, undefined, 'HEAD')).toEqual(parse(path));
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'TRACE'])('%s is not allowed', (method) => {
    const problem = problemOf(() => parse(TRACK, undefined, method));

    expect(problem.status).toBe(405);
    expect(problem.message).toBe(`${method} is not allowed here. Use GET.`);
  });

  it.each(['/satellites', '/overpasses', '/status/', TRACK, '/satellites/25994/overpasses'])(
    'OPTIONS is known at %s',
    (path) => {
      const query = { unknown: '1' };

      expect(isOptions(anHttpEvent({ path, method: 'OPTIONS', query, headers: { accept: 'text/xml' } }))).toBe(true);
      expect(isOptions(anHttpEvent({ path, method: 'GET' }))).toBe(false);
    },
  );

  it.each([
    ['/nothing', 404],
    ['/satellites/terra/track', 400],
  ])('OPTIONS of %s is the problem %d', (path, status) => {
    expect(problemOf(() => isOptions(anHttpEvent({ path, method: 'OPTIONS' }))).status).toBe(status);
  });

  it('does not matter at an unknown path', () => {
    expect(problemOf(() => parse('/', undefined, 'POST')).status).toBe(404);
  });
});

describe('a parameter', () => {
  it.each([
    ['/satellites', 'points', '180'],
    ['/satellites', 'before', '2026-10-10T12:00:00Z'],
    ['/status', 'points', '180'],
    [TRACK, 'Points', '180'],
    [TRACK, 'catalogNumber', '25994'],
    [TRACK, '', ''],
    [TRACK, '__proto__', '1'],
  ])('that %s does not have is named in the problem: %o', (path, name, value) => {
    const problem = problemOf(() => parse(path, { [name]: value }));

    expect(problem.status).toBe(400);
    expect(problem.message).toContain(`Unknown parameter "${name}". Known parameters: `);
  });

  it.each([
    [TRACK, 'points=180&points=180', 'points'],
    ['/satellites', 'format=json&format=json', 'format'],
    ['/satellites/25994/overpasses', 'latitude=1&longitude=3&l%61titude=2', 'latitude'],
    ['/status', '&=&=', ''],
  ])('that is given more than once is named in the problem: %s?%s', (path, query, name) => {
    expect(problemOf(() => parse(path, query))).toMatchObject({
      status: 400,
      message: `Parameter "${name}" is given more than once. Give it once.`,
    });
  });

  it('with a long unknown name is cut in the problem', () => {
    expect(problemOf(() => parse(TRACK, { ['x'.repeat(5000)]: '' })).message.length).toBeLessThan(200);
  });

  it.each(['/satellites', '/status'])('format of %s is json only', (path) => {
    expect(parse(path, { format: 'json' })).toEqual(parse(path));
    for (const format of ['', 'csv', 'JSON', 'json,json']) {
      expect(
        problemOf(() => parse(path, { format })),
        format,
      ).toMatchObject({ status: 400 });
    }
  });
});

describe('the header Accept', () => {
  const ask = (query: Record<string, string>) =>
    parseRequest(anHttpEvent({ path: TRACK, query, headers: { accept: 'text/calendar' } }));

  it('without an available form is refused', () => {
    expect(problemOf(() => ask({}))).toMatchObject({ status: 406, message: expect.stringContaining('?format=json') });
  });

  it('loses to the parameter', () => {
    expect(ask({ format: 'json' })).toMatchObject({ kind: 'track' });
  });
});

describe('a catalog number', () => {
  it.each([
    ['1', 1],
    ['00005', 5],
    ['799500123', 799_500_123],
    ['999999999', 999_999_999],
  ])('may be %s', (text, catalogNumber) => {
    expect(parse(`/satellites/${text}/track`)).toMatchObject({ catalogNumber });
  });

  it.each(['terra', '0', '1000000000', '25994.0', '-25994', '2e4', '%32', 'T0001'])('may not be %s', (text) => {
    expect(problemOf(() => parse(`/satellites/${text}/track`))).toMatchObject({
      status: 400,
      message: 'The catalog number must be an integer of up to nine digits, for example 25994. /satellites lists them.',
    });
  });
});

test('a frame behind the cache depends on nothing: its key has no parameter, and no header', () => {
  const asked = { query: { x: '1' }, headers: { accept: 'text/csv' } };
  expect(parseRequest(anHttpEvent({ path: '/api/frame/compact', ...asked }))).toEqual({
    kind: 'frame',
    frameForm: 'compact',
  });
  expect(problemOf(() => parseRequest(anHttpEvent({ path: '/frame/compact', ...asked })))).toMatchObject({
    status: 400,
  });
  expect(problemOf(() => parse('/api/frame'))).toMatchObject({ status: 404 });
});
