// A point that the page computes itself for another time than now, marked as such.
import { elementsEpoch, type Sgp4Record } from '../../orbit/elements.ts';
import type { TrackPoint } from '../../orbit/point.ts';
import { subSatellitePointIfAny } from '../../orbit/propagate.ts';

/** The point of a satellite at a time; undefined where its elements do not hold. */
export function computedPoint(record: Sgp4Record, timeMs: number): TrackPoint | undefined {
  const point = subSatellitePointIfAny(record, timeMs);
  return point && { ...point, elementsEpoch: elementsEpoch(record.omm), computed: true };
}
