// A day with 500 invocations, on a real table and the test's clock: how often the source is asked.
import { expect, inject, test } from 'vitest';
import type { Reply } from '../../../functions/elements/source.ts';
import { METRIC } from '../../../functions/shared/names.ts';
import { epochMs } from '../../../orbit/elements.ts';
import { DAY_MS, HOUR_MS } from '../../../orbit/time.ts';
import { trueElements } from '../../accuracy/truth.ts';
import { AQUA, AURA, TERRA } from '../../support/builders.ts';
import { aRandom } from '../../support/random.ts';
import { answerOf, aRefresher, NOT_FOUND, NOT_UPDATED, newest, OTHER, UNREACHABLE } from './refresher.ts';

const endpoint = inject('endpoint');
const ALL = [TERRA, AQUA, AURA, OTHER];
const START_MS = Date.parse('2026-10-10T12:00:00Z');
const TICK_MS = 300_000;
const INVOCATIONS = 500;

/**
 * When the function is invoked: every five minutes by the schedule, and 212 times more by deployments, people and
 * retries, half of them at the moment of a scheduled run.
 */
function invocationsMs(random: () => number): number[] {
  const scheduled = Array.from({ length: DAY_MS / TICK_MS }, (_, tick) => START_MS + tick * TICK_MS);
  const others = Array.from({ length: INVOCATIONS - scheduled.length }, (_, index) =>
    index % 2 ? START_MS + random() * DAY_MS : (scheduled[Math.floor(random() * scheduled.length)] as number),
  );
  return [...scheduled, ...others.map(Math.floor)].toSorted((a, b) => a - b);
}

/**
 * Runs the day, simultaneous invocations at once. Returns when each satellite was requested, counted from the start.
 */
async function aDay(play: (catalogNumber: number, atMs: number) => Reply, seed: number) {
  const random = aRandom(seed);
  const invocations = invocationsMs(random);
  expect(invocations).toHaveLength(INVOCATIONS);
  const refresher = await aRefresher(endpoint, { catalogNumbers: ALL, random, play });

  for (const [nowMs, atOnce] of Map.groupBy(invocations, (timeMs) => timeMs)) {
    await Promise.all(atOnce.map(() => refresher.run(nowMs)));
  }

  const times = new Map(ALL.map((number) => [number, [] as number[]]));
  for (const { catalogNumber, atMs } of refresher.asked) times.get(catalogNumber)?.push(atMs - START_MS);
  return { ...refresher, times };
}

const waitsOf = (timesMs: number[]) => timesMs.slice(1).map((timeMs, index) => timeMs - (timesMs[index] as number));

function expectTwoHoursBetween(times: ReadonlyMap<number, number[]>) {
  for (const [catalogNumber, timesMs] of times) {
    for (const waitMs of waitsOf(timesMs)) expect(waitMs, `${catalogNumber}`).toBeGreaterThanOrEqual(2 * HOUR_MS);
  }
}

/** While the source is in trouble each run requests one satellite, so a satellite may wait this long for its turn. */
const TURN_MS = ALL.length * TICK_MS;

test('a working source is requested every six hours for each satellite', async () => {
  // Like CelesTrak: each set once, then "not updated" until there is a newer one. OTHER gets a new set every 5 hours.
  const published = trueElements
    .filter(({ catalogNumber }) => catalogNumber === TERRA)
    .map(({ omm }) => ({ ...omm, NORAD_CAT_ID: OTHER }))
    .toSorted((a, b) => epochMs(a) - epochMs(b));
  const given = new Map<number, string>();

  const { times, report, row } = await aDay((catalogNumber, atMs) => {
    const newestNow =
      catalogNumber === OTHER ? published[Math.floor((atMs - START_MS) / (5 * HOUR_MS))] : newest(catalogNumber);
    const text = JSON.stringify(newestNow);
    if (given.get(catalogNumber) === text) return NOT_UPDATED;
    given.set(catalogNumber, text);
    return answerOf(newestNow);
  }, 1);

  expect(Object.fromEntries(times)).toEqual(
    Object.fromEntries(ALL.map((number) => [number, [0, 6, 12, 18].map((hour) => hour * HOUR_MS)])),
  );
  expectTwoHoursBetween(times);
  expect(report.counts).toMatchObject({ [METRIC.elementsRefreshed]: 16 });
  for (const catalogNumber of [TERRA, AQUA, AURA]) {
    expect((await row(catalogNumber))?.current).toMatchObject({ omm: newest(catalogNumber), source: 'celestrak.org' });
  }
  // At 0, 6, 12 and 18 hours: the first, second, third and fourth set.
  expect(await row(OTHER)).toMatchObject({ current: { omm: published[3] }, previous: { omm: published[2] } });
});

test.each([
  ['cannot be reached', UNREACHABLE],
  ['does not know the satellites', NOT_FOUND],
])('a source that %s is requested less and less often', async (_, reply) => {
  const { times, report, row } = await aDay(() => reply, 2);

  expectTwoHoursBetween(times);
  for (const [catalogNumber, timesMs] of times) {
    // At once, after 2 to 3 hours, 4 to 6 more, then 8 to 12 each time: four or five fit into the day.
    expect(timesMs.length).toBeGreaterThanOrEqual(4);
    expect(timesMs.length).toBeLessThanOrEqual(5);
    for (const [index, waitMs] of waitsOf(timesMs).entries()) {
      const leastMs = Number([2, 4, 8, 8][index]) * HOUR_MS;
      expect(waitMs).toBeGreaterThanOrEqual(leastMs);
      expect(waitMs).toBeLessThan(leastMs * 1.5 + TURN_MS);
    }
    expect((await row(catalogNumber))?.failures).toBe(timesMs.length);
    expect(await row(catalogNumber)).not.toHaveProperty('current');
  }
  expect(report.lines.filter(({ message }) => message === 'elements refused')).toHaveLength(
    [...times.values()].flat().length,
  );
  expect(report.counts).not.toHaveProperty(METRIC.elementsRefreshed);
});

test('a source that fails every other time is requested after two hours and after six, in turn', async () => {
  const counts = new Map<number, number>();

  const { times, row } = await aDay((catalogNumber) => {
    const count = (counts.get(catalogNumber) ?? 0) + 1;
    counts.set(catalogNumber, count);
    return count % 2 ? UNREACHABLE : answerOf(newest(catalogNumber));
  }, 3);

  expectTwoHoursBetween(times);
  for (const [catalogNumber, timesMs] of times) {
    // At once, after 2 to 3 hours, 6 more, and so on: the sixth comes before 22 hours, the seventh after 24.
    expect(timesMs).toHaveLength(6);
    for (const [index, waitMs] of waitsOf(timesMs).entries()) {
      const leastMs = (index % 2 ? 6 : 2) * HOUR_MS;
      expect(waitMs).toBeGreaterThanOrEqual(leastMs);
      expect(waitMs).toBeLessThan((index % 2 ? 6 : 3) * HOUR_MS + TURN_MS);
    }
    expect(await row(catalogNumber)).toMatchObject({ failures: 0, current: { omm: newest(catalogNumber) } });
  }
});
