// A track cut by the clock, for a ribbon that fades.
import { expect, test } from 'vitest';
import { cutByClock } from '../../../../web/map/layers/ribbons.ts';

const EIGHT_MS = Date.UTC(2026, 10, 26, 8, 0);

/** The points of the hour until a time. */
function hourUntil(untilMs: number) {
  return Array.from({ length: 180 }, (_, index) => ({
    timeMs: untilMs - (179 - index) * 20_000,
    latitudeDeg: 0,
    longitudeDeg: index / 3,
    altitudeKm: 700,
  }));
}

const clock = (timeMs: number | undefined) => new Date(timeMs ?? Number.NaN).toISOString().slice(11, 19);
const piecesUntil = (untilMs: number) =>
  [...cutByClock(hourUntil(untilMs)).values()].map((points) => [
    clock(points[0]?.timeMs),
    clock(points.at(-1)?.timeMs),
  ]);

test('pieces of five minutes of the clock, whose neighbours share a point', () => {
  const pieces = piecesUntil(EIGHT_MS);

  // The last has begun with this point.
  expect(pieces).toHaveLength(13);
  expect([0, 1, 11, 12].map((index) => pieces[index])).toEqual([
    ['07:00:20', '07:05:00'],
    ['07:05:00', '07:10:00'],
    ['07:55:00', '08:00:00'],
    ['08:00:00', '08:00:00'],
  ]);
});

test('two minutes later, only the oldest and the newest are others', () => {
  const [before, after] = [piecesUntil(EIGHT_MS), piecesUntil(EIGHT_MS + 120_000)];

  expect(after.slice(1, -1)).toEqual(before.slice(1, -1));
  expect([after[0], after.at(-1)]).toEqual([
    ['07:02:20', '07:05:00'],
    ['08:00:00', '08:02:00'],
  ]);
});
