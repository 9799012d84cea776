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
    '1791590420000',
    'now',
    '',
    '2026-10-10T12:00:00Z,2026-10-10T12:00:00Z',
  ])('may not be %o', (before) => {
    const problem = problemOf(() => parse(TRACK, { before }));

    expect(problem.status).toBe(400);
    expect(problem.message).toMatch(/^before must be a time in UTC, ISO 8601, for example/);
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
