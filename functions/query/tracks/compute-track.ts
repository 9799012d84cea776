// Points of a track that are not recorded: each computed from the element set whose epoch is nearest in time.
import { elementsAgeDays } from '../../../orbit/age.ts';
import { cachedRecord, elementsEpoch } from '../../../orbit/elements.ts';
import { nearestSetSpans, type WithSet } from '../../../orbit/nearest-set.ts';
import type { Omm } from '../../../orbit/omm.ts';
import { roundPoint } from '../../../orbit/point.ts';
import { subSatellitePointIfAny } from '../../../orbit/propagate.ts';
import { timingUncertaintySeconds } from '../../../orbit/uncertainty.ts';
import type { KnownPoint } from '../../../wire/track.ts';

/**
 * The points of these times, ascending, as the feed would have computed them from the nearest set. A time at which that
 * set does not hold, as after a decay, has none.
 */
export function computePoints(sets: readonly WithSet[], timesMs: readonly number[]): KnownPoint[] {
  const [firstMs, lastMs] = [timesMs[0], timesMs.at(-1)];
  if (firstMs === undefined || lastMs === undefined) return [];
  const spans = nearestSetSpans(sets, firstMs, lastMs);
  let index = 0;
  return timesMs.flatMap((timeMs) => {
    while ((spans[index + 1]?.fromMs ?? Number.POSITIVE_INFINITY) <= timeMs) index++;
    const point = spans[index] && computePoint((spans[index] as WithSet).omm, timeMs);
    return point ? [point] : [];
  });
}

function computePoint(omm: Omm, timeMs: number): KnownPoint | undefined {
  const point = subSatellitePointIfAny(cachedRecord(omm), timeMs);
  if (!point) return undefined;
  const uncertaintySeconds = timingUncertaintySeconds(omm, elementsAgeDays(omm, timeMs));
  return { ...roundPoint(point), elementsEpoch: elementsEpoch(omm), computed: true, uncertaintySeconds };
}
