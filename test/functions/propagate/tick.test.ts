// One tick, on a real table and a real stream. unread-table.test.ts is about tables that cannot be read; test/faults/
// tests several ticks.

import { describe, expect, inject, test } from 'vitest';
import type { TickParts } from '../../../functions/propagate/tick.ts';
import { bundledElementsOf as elementsOf, type HeldElements } from '../../../functions/shared/elements.ts';
import { METRIC } from '../../../functions/shared/names.ts';
import { storePoints } from '../../../functions/shared/track-table.ts';
import { cachedRecord } from '../../../orbit/elements.ts';
import { feedSlots, STEP_MS } from '../../../orbit/grid.ts';
import { roundPoint } from '../../../orbit/point.ts';
import { subSatellitePoint } from '../../../orbit/propagate.ts';
import { formatTime } from '../../../orbit/time.ts';
import { toWirePoint } from '../../../wire/point.ts';
import { agedDays, DEBRIS } from '../../orbit/decays.ts';
import { aTrackTable, clientsFor } from '../../support/aws.ts';
import { AQUA, AURA, aPace, aTrack, decayed, NOW_MS, TERRA } from '../../support/builders.ts';
import { aTickOn, WINDOW } from './a-tick.ts';

const endpoint = inject('endpoint');
const aTick = (parts?: Partial<TickParts>) => aTickOn(endpoint, parts);

const held = (catalogNumber: number) => elementsOf(catalogNumber) as HeldElements;

test('an empty table gets the last hour and the next three minutes of each satellite', async () => {
  const { run, emitted, report } = await aTick();

  expect(await run()).toEqual({ emitted: 3 * WINDOW, leftOver: 0 });

  const terra = emitted().filter(({ catalogNumber }) => catalogNumber === TERRA);
  expect(terra.map(({ time }) => time)).toEqual(feedSlots(NOW_MS).map(formatTime));
  // From an hour before 12:00:07.5, which starts the window at 11:00:20, to three minutes after it.
  expect([terra[0]?.time, terra.at(-1)?.time]).toEqual(['2026-10-10T11:00:20Z', '2026-10-10T12:03:00Z']);
  // An empty table lacks what earlier ticks should have stored.
  expect(report.counts).toEqual({ [METRIC.satellitesBehind]: 3 });
});

test.each(['2026-10-10T12:00:00.000Z', '2026-10-10T12:00:19.999Z', '2026-10-10T12:00:20.000Z'])(
  'at %s the newest slot is the last within three minutes',
  async (now) => {
    const { run, emitted } = await aTick();
    const nowMs = Date.parse(now);

    await run(nowMs);

    const newestMs = Math.floor((nowMs + 180_000) / STEP_MS) * STEP_MS;
    expect(emitted().at(-1)?.time).toBe(formatTime(newestMs));
  },
);

test('a point comes from SGP4, rounded once, with the epoch of its elements', async () => {
  const { run, emitted } = await aTick();

  await run();

  const timeMs = Date.parse('2026-10-10T12:00:00Z');
  const { omm } = held(AURA);
  expect(emitted()).toContainEqual({
    catalogNumber: AURA,
    ...toWirePoint(roundPoint(subSatellitePoint(cachedRecord(omm), timeMs))),
    elementsEpoch: '2026-07-09T18:53:00.363264Z',
  });
});

test('only points that the table lacks are emitted', async () => {
  const { run, emitted, table } = await aTick();
  const window = feedSlots(NOW_MS);
  const [hole = 0, other = 0] = [window[3], window[100]];
  const stored = aTrack(window.length, window.at(-1) ?? 0).filter(({ timeMs }) => timeMs !== hole && timeMs !== other);
  await storePoints(table, stored, aPace());

  await run();

  const terra = emitted().filter(({ catalogNumber }) => catalogNumber === TERRA);
  expect(terra.map(({ time }) => time)).toEqual([hole, other].map(formatTime));
});

test('a satellite without elements waits; the others are computed', async () => {
  const { run, emitted, report } = await aTick({
    elementsOf: (number) => (number === TERRA ? undefined : elementsOf(number)),
  });

  expect(await run()).toEqual({ emitted: 2 * WINDOW, leftOver: 0 });

  expect(new Set(emitted().map(({ catalogNumber }) => catalogNumber))).toEqual(new Set([AQUA, AURA]));
  expect(report.lines).toContainEqual({
    level: 'info',
    message: 'waiting for elements',
    details: { catalogNumber: TERRA },
  });
  expect(report.counts[METRIC.satellitesBehind]).toBe(2);
});

test.each([
  ['has decayed: SGP4 accepts it again', 7, 0],
  ['has decayed: SGP4 accepts it again far beyond the Moon', 6.1, 0],
  ['decays in a minute: it has points until then', 0.829, WINDOW - 7],
  ['has just decayed: it has the points of the hour before', 0.8299, WINDOW - 10],
])('a satellite that %s, and harms no other', async (_, ageDays, count) => {
  const debris = { ...held(TERRA), omm: agedDays(DEBRIS, ageDays, NOW_MS) };
  const { run, emitted, report } = await aTick({
    elementsOf: (number) => (number === TERRA ? debris : elementsOf(number)),
  });

  await run();

  const points = emitted().filter(({ catalogNumber }) => catalogNumber === TERRA);
  expect(emitted().length - points.length).toBe(2 * WINDOW);
  expect(Math.abs(points.length - count)).toBeLessThanOrEqual(3);
  for (const { altitudeKm } of points) expect(altitudeKm).toBeGreaterThanOrEqual(100);
  // Not a failure of the feed. The two others are behind, since the table is empty.
  expect(report.counts[METRIC.satellitesBehind]).toBe(2);
  expect(report.lines.filter(({ level }) => level !== 'info')).toEqual([]);
  const hasEnded = ageDays >= 0.8299;
  const end = {
    level: 'info',
    message: 'the elements have ended',
    details: { catalogNumber: TERRA, reason: expect.stringMatching(/^decayed around \d+ October 2026$/) },
  };
  expect(report.lines.filter(({ message }) => message === end.message)).toEqual(hasEnded ? [end] : []);
});

test('no points come from a set whose epoch fanout would refuse', async () => {
  const future = { ...held(TERRA), omm: agedDays(held(TERRA).omm, -1.01, NOW_MS) };
  const { run, emitted, report } = await aTick({
    elementsOf: (number) => (number === TERRA ? future : elementsOf(number)),
  });

  await run();

  expect(emitted().some(({ catalogNumber }) => catalogNumber === TERRA)).toBe(false);
  expect(report.counts[METRIC.satellitesBehind]).toBe(3);
});

test.each<[string, HeldElements, RegExp]>([
  ['that SGP4 rejects', decayed(held(TERRA)), /^Sgp4Error: SGP4 error 6, 0 minutes after the epoch/],
  ['without an epoch', { ...held(TERRA), omm: { ...held(TERRA).omm, EPOCH: 'soon' } }, /^ElementsError: EPOCH/],
  ['without a number', { ...held(TERRA), omm: { ...held(TERRA).omm, BSTAR: Number.NaN } }, /^ElementsError: BSTAR/],
])('a satellite with elements %s is counted; the others are computed', async (_, broken, reason) => {
  const { run, emitted, report } = await aTick({
    elementsOf: (number) => (number === TERRA ? broken : elementsOf(number)),
  });

  expect(await run()).toEqual({ emitted: 2 * WINDOW, leftOver: 0 });

  expect(new Set(emitted().map(({ catalogNumber }) => catalogNumber))).toEqual(new Set([AQUA, AURA]));
  expect(report.counts[METRIC.satellitesBehind]).toBe(3);
  expect(report.lines).toContainEqual({
    level: 'warn',
    message: 'cannot compute points from these elements',
    details: { catalogNumber: TERRA, reason: expect.stringMatching(reason) },
  });
});

describe('satellites behind', () => {
  /** The table after a tick at 12:00:07.5, and the one before: each satellite has its points until then. */
  async function aFedTable(untilMs: number, satellites = [TERRA, AQUA, AURA]) {
    const table = await aTrackTable(clientsFor(endpoint));
    for (const catalogNumber of satellites) await storePoints(table, aTrack(200, untilMs, { catalogNumber }), aPace());
    return table;
  }

  const due = Date.parse('2026-10-10T12:01:00Z');

  test.each([
    ['none, when all have what the tick of two minutes ago emitted', due, [TERRA, AQUA, AURA], 0],
    ['one, when its newest points are missing', due, [TERRA, AURA], 1],
    ['all, when the points are a step older than that', due - STEP_MS, [TERRA, AQUA, AURA], 3],
  ])('%s', async (_, untilMs, fed, behind) => {
    const { run, report } = await aTick({ table: await aFedTable(untilMs, fed) });

    await run();

    expect(report.counts[METRIC.satellitesBehind]).toBe(behind);
    expect(report.lines.filter(({ message }) => message === 'satellite behind')).toHaveLength(behind);
  });

  test('not one that has decayed or has no elements, though it has no points', async () => {
    const debris = { ...held(TERRA), omm: agedDays(DEBRIS, 7, NOW_MS) };
    const { run, report } = await aTick({
      table: await aFedTable(due, [AURA]),
      elementsOf: (number) => ({ [TERRA]: debris, [AURA]: elementsOf(AURA) })[number],
    });

    await run();

    expect(report.counts[METRIC.satellitesBehind]).toBe(0);
  });
});

test('no satellites, no points', async () => {
  const { run, emitted } = await aTick({ satellites: [] });

  expect(await run()).toEqual({ emitted: 0, leftOver: 0 });
  expect(emitted()).toEqual([]);
});

test('an unexpected error is thrown, not counted as a failed satellite', async () => {
  const { run } = await aTick({ elementsOf: () => ({ omm: null, source: 'bundled', retrievedAt: null }) as never });

  await expect(run()).rejects.toThrow(TypeError);
});
