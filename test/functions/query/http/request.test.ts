// Requests, and the problems of invalid ones.
import { describe, expect, it } from 'vitest';
import { Problem } from '../../../../functions/query/http/answer.ts';
import { isOptions, parseRequest } from '../../../../functions/query/http/request.ts';
import { anHttpEvent } from '../../../support/lambda.ts';

const TRACK = '/satellites/25994/track';

const parse = (path: string, query?: Record<string, string> | string, method = 'GET') =>
  parseRequest(anHttpEvent({ path, method, ...(query && { query }) }));

function problemOf(act: () => unknown): Problem {
  try {
    act();
  } catch (error) {
    expect(error).toBeInstanceOf(Problem);
    return error as Problem;
  }
  throw new Error('The request was accepted.');
}

describe('a path', () => {
  it.each([
    ['/satellites', { kind: 'satellites' }],
    ['/satellites/', { kind: 'satellites' }],
    ['/status', { kind: 'status' }],
    ['/status//', { kind: 'status' }],
    ['/frame', { kind: 'frame', frameForm: 'points' }],
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

describe('points', () => {
  it.each([1, 2, 180, 4319, 4320])('may be %d', (points) => {
    expect(parse(TRACK, { points: String(points) })).toMatchObject({ points });
  });

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
    '2026-10-10T12:00:00 00:00', // an unescaped plus
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

describe('swath', () => {
  it.each([
    ['true', true],
    ['false', false],
  ])('may be %s', (swath, expected) => {
    expect(parse(TRACK, { swath, format: 'geojson' })).toMatchObject({ swath: expected });
  });

  it.each([
    [{ swath: 'yes', format: 'geojson' }, 'swath must be true or false.'],
    [{ swath: 'true' }, 'swath is for GeoJSON only. Add format=geojson.'],
    [{ swath: 'true', format: 'csv' }, 'swath is for GeoJSON only. Add format=geojson.'],
  ])('may not be %o', (query, message) => {
    expect(problemOf(() => parse(TRACK, query))).toMatchObject({ status: 400, message });
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

describe('overpasses', () => {
  const OVERPASSES = '/satellites/25994/overpasses';
  const boulder = { latitude: '40.02', longitude: '-105.25' };

  it('of a place default to those of the swath in the next five days', () => {
    expect(parse(OVERPASSES, boulder)).toEqual({
      kind: 'overpasses',
      catalogNumber: 25994,
      form: 'json',
      question: { place: { latitudeDeg: 40.02, longitudeDeg: -105.25 }, kind: 'swath', days: 5, atNight: false },
    });
  });

  it.each([
    ['latitude', '90', { place: { latitudeDeg: 90 } }],
    ['latitude', '-90', { place: { latitudeDeg: -90 } }],
    ['latitude', '-0', { place: { latitudeDeg: 0 } }],
    ['longitude', '180', { place: { longitudeDeg: 180 } }],
    ['longitude', '-180', { place: { longitudeDeg: -180 } }],
    ['days', '1', { days: 1 }],
    ['daylight', 'any', { atNight: true }],
    ['days', '10', { days: 10 }],
    ['kind', 'horizon', { kind: 'horizon' }],
  ])('%s may be %s', (name, value, question) => {
    expect(parse(OVERPASSES, { ...boulder, [name]: value })).toMatchObject({ question });
  });

  it.each([
    ...['', '90.001', '-91', '1e3', ' 1', '+1', '.5', 'NaN', '1,1'].map((value) => ['latitude', value] as const),
    ...['', '180.1', '-181', '1e3', 'east'].map((value) => ['longitude', value] as const),
    ...['', '0', '11', '2.5', '-1', '1e1', '100'].map((value) => ['days', value] as const),
    ...['', 'Swath', 'ground'].map((value) => ['kind', value] as const),
    ...['', 'Any', 'night', 'true'].map((value) => ['daylight', value] as const),
    ...['', '0', '1441', '-15', '1.5', '15m', '1e1'].map((value) => ['reminder', value] as const),
    ...['', 'kml', 'ical'].map((value) => ['format', value] as const),
  ])('%s may not be %o', (name, value) => {
    expect(problemOf(() => parse(OVERPASSES, { ...boulder, [name]: value }))).toMatchObject({
      status: 400,
      message: expect.stringMatching(new RegExp(`^${name} must be `)),
    });
  });

  it.each([
    ['1', 1],
    ['15', 15],
    ['1440', 1440],
  ])('may have a reminder %s minutes before', (reminder, reminderMinutes) => {
    expect(parse(OVERPASSES, boulder)).toMatchObject({ reminderMinutes: undefined });
    expect(parse(OVERPASSES, { ...boulder, reminder })).toMatchObject({ reminderMinutes });
  });

  const RANGE_90 = 'a decimal number of degrees from -90 to 90, for example latitude=40.02.';
  const RANGE_180 = 'a decimal number of degrees from -180 to 180, for example longitude=-105.27.';

  it.each([
    ['latitude', `latitude is missing. It must be ${RANGE_90}`],
    ['longitude', `longitude is missing. It must be ${RANGE_180}`],
  ])('require a %s', (name, message) => {
    const { [name]: _, ...rest } = boulder as Record<string, string>;

    expect(problemOf(() => parse(OVERPASSES, rest))).toMatchObject({ status: 400, message });
  });

  it.each([
    ['latitude', '1e2', `latitude must be ${RANGE_90}`],
    ['latitude', '1e', `latitude must be ${RANGE_90}`],
    ['latitude', '0x10', `latitude must be ${RANGE_90}`],
    ['latitude', '-Infinity', `latitude must be ${RANGE_90}`],
    ['longitude', '', `longitude must be ${RANGE_180}`],
    ['longitude', '254.75', `longitude must be ${RANGE_180}`],
  ])('describe the format of a %s that is %o', (name, value, message) => {
    expect(problemOf(() => parse(OVERPASSES, { ...boulder, [name]: value }))).toMatchObject({ status: 400, message });
  });

  it.each([
    ['40.123456789012345', 40.123456789012344],
    ['0.11111111111111116', 0.111111111111111],
    ['1e1', 10],
    ['-1.5E-05', -0.000015],
    ['1.17e-38', 0],
    ['-2.2250738585072014e-308', 0],
    [`40.${'0'.repeat(300)}1`, 40],
  ])('accept the number %s', (latitude, latitudeDeg) => {
    expect(parse(OVERPASSES, { ...boulder, latitude })).toMatchObject({ question: { place: { latitudeDeg } } });
  });

  it('of several satellites are those of all, or of the ones that are named', () => {
    const whole = {
      kind: 'placeOverpasses',
      form: 'json',
      question: { place: {}, kind: 'swath', days: 5, atNight: false },
    };

    expect(parse('/overpasses', boulder)).toMatchObject({ ...whole, catalogNumbers: undefined });
    expect(parse('/overpasses/', { ...boulder, satellites: '27424,25994' })).toMatchObject({
      ...whole,
      catalogNumbers: [27424, 25994],
    });
  });

  it.each(['', ',', '25994,', 'Terra', '25994, 27424', '25994;27424', '0', '1e3', '1000000000'])(
    'of satellites %o are refused',
    (satellites) => {
      expect(problemOf(() => parse('/overpasses', { ...boulder, satellites }))).toMatchObject({
        status: 400,
        message:
          'satellites must be catalog numbers with commas between them, for example satellites=25994,27424. Without it, all satellites are meant.',
      });
    },
  );

  it('of several satellites may repeat the parameter, as generated clients do', () => {
    expect(parse('/overpasses', 'latitude=1&longitude=2&satellites=27424&satellites=25994')).toMatchObject({
      catalogNumbers: [27424, 25994],
    });
  });

  it('of a satellite that is named twice are given once', () => {
    expect(parse('/overpasses', { ...boulder, satellites: '25994,27424,25994' })).toMatchObject({
      catalogNumbers: [25994, 27424],
    });
  });

  it('of one satellite have no list of satellites', () => {
    expect(problemOf(() => parse(OVERPASSES, { ...boulder, satellites: '25994' })).message).toBe(
      'Unknown parameter "satellites". Known parameters: latitude, longitude, days, kind, daylight, reminder, format.',
    );
  });

  it.each([
    [OVERPASSES, 'text/calendar', 'ics'],
    ['/overpasses', 'application/geo+json', 'geojson'],
    [OVERPASSES, 'text/csv', 'csv'],
    [TRACK, 'text/csv', 'csv'],
    [TRACK, 'application/geo+json', 'geojson'],
  ])('and tracks come in the form that Accept or format names: %s as %s', (path, accept, form) => {
    const query = path === TRACK ? {} : boulder;

    expect(parseRequest(anHttpEvent({ path, query, headers: { accept } }))).toMatchObject({ form });
    expect(parse(path, { ...query, format: form })).toMatchObject({ form });
  });
});

describe('the form of a frame', () => {
  it.each(['points', 'compact'])('may be %s', (form) => {
    expect(parse('/frame', { form })).toEqual({ kind: 'frame', frameForm: form });
  });

  it.each(['', 'Compact', 'toString'])('may not be %o', (form) => {
    expect(problemOf(() => parse('/frame', { form }))).toMatchObject({
      status: 400,
      message: 'form must be points or compact.',
    });
  });
});
