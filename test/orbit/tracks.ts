// Tracks for tests, in one place.
import { toSgp4Record } from '../../orbit/elements.ts';
import { STEP_MS } from '../../orbit/grid.ts';
import type { Omm } from '../../orbit/omm.ts';
import { roundPoint, type TrackPoint } from '../../orbit/point.ts';
import { subSatellitePoint } from '../../orbit/propagate.ts';
import { newestOmm } from '../accuracy/truth.ts';

/** A grid time some hours after the epochs of all the sets that the tests take. */
export const START_MS = Date.UTC(2026, 9, 10);

/** A track of `count` points on the grid, rounded as it is stored. */
export function aTrack(
  count: number,
  changes: { omm?: Omm; startMs?: number; elementsEpoch?: string } = {},
): TrackPoint[] {
  const { omm = newestOmm(25994), startMs = START_MS, elementsEpoch = 'one' } = changes;
  const record = toSgp4Record(omm);
  return Array.from({ length: count }, (_, index) => ({
    ...roundPoint(subSatellitePoint(record, startMs + index * STEP_MS)),
    elementsEpoch,
  }));
}

/** A point of a track at step `index` of the grid, wherever one wants it. */
export function aPoint(index: number, longitudeDeg: number, latitudeDeg: number): TrackPoint {
  return { timeMs: START_MS + index * STEP_MS, longitudeDeg, latitudeDeg, altitudeKm: 700, elementsEpoch: 'one' };
}
