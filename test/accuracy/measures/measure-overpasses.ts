// Swath overpasses of the same places, for the instruments' own swaths and for one of 60 km.
import { toSgp4Record } from '../../../orbit/elements.ts';
import { type SwathOverpass, swathOverpasses } from '../../../orbit/swath-overpasses.ts';
import { match, wrongs } from '../match.ts';
import { newestOmm, type TrueOverpass, trueOverpasses, truePlace } from '../truth.ts';
import type { Errors } from './measurement.ts';

/** Closer to the limit of the swath than this, models may disagree. */
const MARGIN_KM = 5;

export function measureOverpasses(): Errors {
  const errors = {
    overpassTime: [] as number[],
    overpassDistance: [] as number[],
    overpassSun: [] as number[],
    overpassSide: [] as number[],
    overpassesMissed: [] as number[],
    overpassesInvented: [] as number[],
    narrowMissed: [] as number[],
    narrowInvented: [] as number[],
  };
  for (const { catalogNumber, startMs, endMs, swathKm, places, narrowSwathKm, narrow } of trueOverpasses) {
    const record = toSgp4Record(newestOmm(catalogNumber));
    for (const { place, overpasses } of places) {
      const { found } = swathOverpasses(record, truePlace(place), startMs, endMs, swathKm);
      const matched = match(found, overpasses, timeOf, (expected) => expected.ms);
      for (const [overpass, expected] of matched.pairs) {
        errors.overpassTime.push(Math.abs(overpass.timeMs - expected.ms));
        errors.overpassDistance.push(Math.abs(overpass.distanceKm - expected.distanceKm) * 1000);
        errors.overpassSun.push(Math.abs(overpass.sunElevationDeg - expected.sunElevationDeg));
        errors.overpassSide.push(...signs(overpass, expected));
      }
      const missed = matched.missed.filter((expected) => !expected.margin).length;
      errors.overpassesMissed.push(...wrongs(matched.pairs.length, missed));
      errors.overpassesInvented.push(...wrongs(matched.pairs.length, clearlyInside(matched.invented, swathKm)));
    }
    for (const { place, overpassMs, marginMs } of narrow) {
      const { found } = swathOverpasses(record, truePlace(place), startMs, endMs, narrowSwathKm);
      const matched = match(found, overpassMs, timeOf, (ms) => ms);
      const missed = matched.missed.filter((ms) => !marginMs.includes(ms)).length;
      errors.narrowMissed.push(...wrongs(matched.pairs.length, missed));
      errors.narrowInvented.push(...wrongs(matched.pairs.length, clearlyInside(matched.invented, narrowSwathKm)));
    }
  }
  return errors;
}

function timeOf({ timeMs }: SwathOverpass): number {
  return timeMs;
}

function signs(overpass: SwathOverpass, expected: TrueOverpass): number[] {
  const errors: number[] = [];
  if (!expected.sideAmbiguous) errors.push(Number(overpass.side !== expected.side));
  if (!expected.ascendingAmbiguous) errors.push(Number(overpass.ascending !== expected.ascending));
  if (!expected.dayAmbiguous) errors.push(Number(overpass.day !== expected.day));
  return errors;
}

function clearlyInside(invented: readonly SwathOverpass[], swathKm: number): number {
  return invented.filter(({ distanceKm }) => distanceKm < swathKm / 2 - MARGIN_KM).length;
}
