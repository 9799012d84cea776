// What is asked, and what is refused with which words.
import { describe, expect, it } from 'vitest';
import { Problem } from '../../../functions/query/problem.ts';
import { parseRequest } from '../../../functions/query/request.ts';
import { anHttpEvent } from '../../support/lambda.ts';

const TRACK = '/satellites/25994/track';

const parse = (path: string, query?: Record<string, string>, method = 'GET') =>
  parseRequest(anHttpEvent({ path, method, ...(query && { query }) }));

function problemOf(act: () => unknown): Problem {
  try {
    act();
  } catch (error) {
    expect(error).toBeInstanceOf(Problem);
    return error as Problem;
  }
  throw new Error('was not refused');
}

describe('a path', () => {
  it.each([
    ['/satellites', { kind: 'satellites' }],
    ['/satellites/', { kind: 'satellites' }],
    ['/status', { kind: 'status' }],
    ['/status//', { kind: 'status' }],
    [TRACK, { kind: 'track', catalogNumber: 25994, points: 180, beforeMs: undefined }],
    [`${TRACK}/`, { kind: 'track', catalogNumber: 25994, points: 180, beforeMs: undefined }],
  ])('%s is answered', (path, expected) => {
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
  it.each(['/satellites', '/status', TRACK])('HEAD is the same question as GET to %s', (path) => {
    expect(parse(path, undefined, 'HEAD')).toEqual(parse(path));
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('%s is not allowed', (method) => {
    const problem = problemOf(() => parse(TRACK, undefined, method));

    expect(problem.status).toBe(405);
    expect(problem.message).toBe(`${method} is not allowed here. Use GET.`);
  });

  it('does not matter where there is nothing', () => {
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
  ])('that %s does not have is refused by its name: %o', (path, name, value) => {
    const problem = problemOf(() => parse(path, { [name]: value }));

    expect(problem.status).toBe(400);
    expect(problem.message).toContain(`There is no parameter "${name}" here. Known: `);
  });

  it('that is unknown and long is cut in the answer', () => {
    expect(problemOf(() => parse(TRACK, { ['x'.repeat(5000)]: '' })).message.length).toBeLessThan(200);
  });

  it.each(['/satellites', '/status', TRACK])('format of %s is json, the only form so far', (path) => {
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
    parseRequest(anHttpEvent({ path: TRACK, query, headers: { accept: 'text/csv' } }));

  it('without JSON is refused, as long as there is no other form', () => {
    expect(problemOf(() => ask({}))).toMatchObject({ status: 406, message: expect.stringContaining('?format=json') });
  });

  it('gives way to the parameter', () => {
    expect(ask({ format: 'json' })).toMatchObject({ kind: 'track' });
  });
});

describe('points', () => {
  it.each([1, 2, 180, 4319, 4320])('may be %d', (points) => {
    expect(parse(TRACK, { points: String(points) })).toMatchObject({ points });
  });

  // The last is what an HTTP API makes of a parameter that is given twice.
  it.each(['0', '4321', '99999999999999999999', '-1', '+1', '12.5', '1e3', '0x10', ' 1', '', 'all', '180,180'])(
    'may not be %o',
    (points) => {
      expect(problemOf(() => parse(TRACK, { points }))).toMatchObject({
        status: 400,
        message: 'points must be an integer from 1 to 4320.',
      });
    },
  );
});

describe('before', () => {
  it.each([
    ['2026-10-10T12:00:00Z', Date.UTC(2026, 9, 10, 12)],
    ['2026-10-10T12:00:00.250Z', Date.UTC(2026, 9, 10, 12, 0, 0, 250)],
    ['2024-02-29T00:00:00Z', Date.UTC(2024, 1, 29)],
    ['2099-01-01T00:00:00Z', Date.UTC(2099, 0, 1)],
    ['1969-07-20T20:17:40Z', Date.UTC(1969, 6, 20, 20, 17, 40)],
  ])('may be %s', (before, beforeMs) => {
    expect(parse(TRACK, { before })).toMatchObject({ beforeMs });
  });

  it.each([
    '2026-10-10T12:00:00',
    '2026-10-10T12:00:00+00:00',
    '2026-10-10T12:00:00 00:00', // a plus that was not escaped
    '2026-02-31T12:00:00Z',
    '2026-13-01T12:00:00Z',
    '2026-10-10T25:00:00Z',
    '2026-10-10',
    '1791590420000',
    'now',
    '',
    '2026-10-10T12:00:00Z,2026-10-10T12:00:00Z',
  ])('may not be %o', (before) => {
    const problem = problemOf(() => parse(TRACK, { before }));

    expect(problem.status).toBe(400);
    expect(problem.message).toMatch(/^before must be a time in UTC, ISO 8601 with Z, for example/);
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
      message: 'The catalog number must be an integer of up to nine digits, for example 25994.',
    });
  });
});
