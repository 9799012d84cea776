// Which satellites count as having old elements: what the alarm ElementsOld reads.
import { expect, inject, it } from 'vitest';
import { METRIC } from '../../../functions/shared/names.ts';
import { DAY_MS, HOUR_MS } from '../../../orbit/time.ts';
import { agedDays, DEBRIS } from '../../orbit/decays.ts';
import { NOW_MS, TERRA } from '../../support/builders.ts';
import { answerOf, aRefresher, OTHER, UNREACHABLE } from './refresher.ts';

/** Of one satellite. `old` runs once, at a time, and returns how many satellites are old before its answer. */
async function oneSatellite(catalogNumber = TERRA) {
  const refresher = await aRefresher(inject('endpoint'), { catalogNumbers: [catalogNumber] });
  return {
    refresher,
    async old(nowMs: number) {
      delete refresher.report.counts[METRIC.elementsOld];
      await refresher.run(nowMs);
      return refresher.report.counts[METRIC.elementsOld];
    },
  };
}

it('none while the source answers', async () => {
  const { refresher, old } = await oneSatellite();
  await refresher.run(NOW_MS);

  expect(await old(NOW_MS + HOUR_MS)).toBe(0);
});

it('one whose set is more than a week old', async () => {
  const { refresher, old } = await oneSatellite();
  await refresher.run(NOW_MS);
  // Its epoch is 13.4 hours before NOW_MS.
  refresher.play = () => UNREACHABLE;

  expect(await old(NOW_MS + 6.4 * DAY_MS)).toBe(0);
  expect(await old(NOW_MS + 6.5 * DAY_MS)).toBe(1);
});

it('one that the source has not confirmed in four tries, though its set is fresh', async () => {
  const { refresher, old } = await oneSatellite();
  await refresher.run(NOW_MS);
  refresher.play = () => UNREACHABLE;

  const counts = [];
  for (const hours of [6, 8, 12, 20, 28]) counts.push(await old(NOW_MS + hours * HOUR_MS));

  expect(counts).toEqual([0, 0, 0, 0, 1]);
});

it('not one that has decayed, nor one that has no elements', async () => {
  const decayed = await oneSatellite(OTHER);
  decayed.refresher.play = () => answerOf({ ...agedDays(DEBRIS, 0.5, NOW_MS), NORAD_CAT_ID: OTHER });
  await decayed.refresher.run(NOW_MS);
  decayed.refresher.play = () => UNREACHABLE;
  expect((await decayed.refresher.row(OTHER))?.current).toBeDefined();
  expect(await decayed.old(NOW_MS + 9 * DAY_MS)).toBe(0);

  const waiting = await oneSatellite(OTHER);
  waiting.refresher.play = () => UNREACHABLE;
  for (const hours of [0, 3, 8, 20, 40]) expect(await waiting.old(NOW_MS + hours * HOUR_MS)).toBe(0);
});
