// Where playing ends.
import { expect, test } from 'vitest';
import { playEndMs, playedMs } from '../../../web/time/play.ts';

const NOW = Date.UTC(2026, 10, 24, 12);
const HOUR = 3_600_000;

test.each([
  ['from the past at now', -5, 0],
  ['from now at the right end of the slider', 0, 24],
  ['from the future at the right end', 5, 24],
  ['on a day of the past at its end', -60, -36],
  ['on a day to come at its end', 60, 84],
  ['on the day before, whose end is 12 h ago, there', -24.5, -12],
])('%s', (_, fromHours, untilHours) => {
  expect((playEndMs(NOW + fromHours * HOUR, NOW) - NOW) / HOUR).toBe(untilHours);
});

test('600 times as fast, 6 seconds are an hour', () => {
  const playing = { fromMs: NOW, startedMs: 1_000, speed: 600, untilMs: NOW + 24 * HOUR };

  expect(playedMs(playing, 7_000) - NOW).toBe(HOUR);
});
