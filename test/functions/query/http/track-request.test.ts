// Requests for tracks, and the problems of invalid ones.
import { describe, expect, it } from 'vitest';
import { parse, problemOf, TRACK } from '../support/requests.ts';

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
    // As Python writes it; and with an unescaped plus.
    ['2026-10-10T12:00:00+00:00', Date.UTC(2026, 9, 10, 12)],
    ['2026-10-10T12:00:00.250000 00:00', Date.UTC(2026, 9, 10, 12, 0, 0, 250)],
    ['2026-10-10T12:00+0000', Date.UTC(2026, 9, 10, 12)],
  ])('may be %s', (before, beforeMs) => {
    expect(parse(TRACK, { before })).toMatchObject({ beforeMs });
  });

  it.each([
    '2026-10-10T12:00:00',
    '2026-10-10T12:00:00+01:00',
    '2026-10-10T12:00:00-00:00',
    '2026-10-10+00:00',
    '2026-02-31T12:00:00Z',
    '2026-13-01T12:00:00Z',
    '2026-10-10T25:00:00Z',
    '1791590420000',
    'now',
    '',
    '2026-10-10T12:00:00Z,2026-10-10T12:00:00Z',
  ])('may not be %o', (before) => {
    const problem = problemOf(() => parse(TRACK, { before }));

    expect(problem.status).toBe(400);
    expect(problem.message).toMatch(/^before must be a time in UTC, ISO 8601 with Z or \+00:00, for example/);
  });
});

describe('from and until', () => {
  it.each([
    ['2026-11-24', '2026-11-25', 4320, '2026-11-24T23:59:40Z'],
    ['2026-11-24T10:30:00Z', '2026-11-24T10:30:20Z', 1, '2026-11-24T10:30:00Z'],
    ['2026-11-24T10:30:00.001Z', '2026-11-24T10:31:00.001Z', 3, '2026-11-24T10:31:00Z'],
  ])('%s, %s are the %d points from the first up to the last one before', (from, until, points, last) => {
    expect(parse('/tracks', { from, until })).toMatchObject({ points, beforeMs: Date.parse(last), endName: 'until' });
  });

  const TOGETHER =
    'Give from and until, or points and before: from=2026-11-24&until=2026-11-25, or points=180&before=2026-11-25.';
  const BOTH = { from: '2026-11-24', until: '2026-11-25' };

  it.each<[Record<string, string>, string]>([
    [{ ...BOTH, until: '2026-11-25T00:00:01Z' }, 'until must be later than from, at least 20 s and at most a day.'],
    [{ ...BOTH, until: '2026-11-24' }, 'until must be later than from, at least 20 s and at most a day.'],
    [{ ...BOTH, until: '2026-11-23' }, 'until must be later than from, at least 20 s and at most a day.'],
    [{ from: '2026-11-24' }, TOGETHER],
    [{ until: '2026-11-25' }, TOGETHER],
    [{ ...BOTH, points: '3' }, TOGETHER],
    [{ ...BOTH, before: '2026-11-25' }, TOGETHER],
  ])('may not be %o', (query, message) => {
    expect(problemOf(() => parse(TRACK, query))).toMatchObject({ status: 400, message });
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
