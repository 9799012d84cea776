// Interpolation between the points of the grid, rounded as they are stored, against SGP4 itself.
import { type Sgp4Record, toSgp4Record } from '../../../orbit/elements.ts';
import { gridTimes, STEP_MS } from '../../../orbit/grid.ts';
import { interpolate } from '../../../orbit/interpolate.ts';
import { roundPoint, type TrackPoint } from '../../../orbit/point.ts';
import { subSatellitePoint } from '../../../orbit/propagate.ts';
import { DAY_MS } from '../../../orbit/time.ts';
import { groundDistanceM } from '../distance.ts';
import { newestOmm, trueTracks } from '../truth.ts';
import type { Errors } from './measurement.ts';

// Where in a step: the middle, where the polynomial errs most between two points on each side, and near its edge.
const SHARES = [0.5, 0.05];

export function measureInterpolation(): Errors {
  const errors = {
    interpolationInside: [] as number[],
    interpolationEnd: [] as number[],
    interpolationSeam: [] as number[],
  };
  for (const { catalogNumber, epochMs } of trueTracks) {
    const record = toSgp4Record(newestOmm(catalogNumber));
    const track = gridTimes(epochMs, epochMs + DAY_MS).map((timeMs) => storedPoint(record, timeMs));
    for (let index = 0; index + 4 < track.length; index++) {
      const four = track.slice(index, index + 4) as [TrackPoint, TrackPoint, TrackPoint, TrackPoint];
      for (const share of SHARES) {
        errors.interpolationInside.push(errorM(record, four, four[1].timeMs + share * STEP_MS));
        errors.interpolationEnd.push(errorM(record, four, four[0].timeMs + share * STEP_MS));
      }
      // The first point of newer elements: the four before it are extrapolated by the whole step.
      const next = { ...(track[index + 4] as TrackPoint), elementsEpoch: 'newer' };
      for (const share of [...SHARES, 0.95])
        errors.interpolationSeam.push(errorM(record, [...four, next], four[3].timeMs + share * STEP_MS));
    }
  }
  return errors;
}

function storedPoint(record: Sgp4Record, timeMs: number): TrackPoint {
  return { ...roundPoint(subSatellitePoint(record, timeMs)), elementsEpoch: 'one' };
}

// NaN where there is no interpolation, which fails every comparison.
function errorM(record: Sgp4Record, track: readonly TrackPoint[], timeMs: number): number {
  const expected = subSatellitePoint(record, timeMs);
  const point = interpolate(track, timeMs);
  if (!point) return Number.NaN;
  return Math.hypot(groundDistanceM(point, expected), (point.altitudeKm - expected.altitudeKm) * 1000);
}
