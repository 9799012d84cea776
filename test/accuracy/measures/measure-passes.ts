// Horizon passes over eight places in five days, from the pole to the equator and on the antimeridian.
import { RAD_PER_DEG } from '../../../orbit/angles.ts';
import { toSgp4Record } from '../../../orbit/elements.ts';
import { horizonPasses, type Sighting } from '../../../orbit/horizon-passes.ts';
import { longitudeDifferenceDeg } from '../distance.ts';
import { match, wrongs } from '../match.ts';
import { newestOmm, type TrueSighting, truePasses, truePlace } from '../truth.ts';
import type { Errors } from './measurement.ts';

const MARGINAL_DEG = 0.2;

export function measurePasses(): Errors {
  const errors = {
    passRiseAndSet: [] as number[],
    passCulmination: [] as number[],
    passElevation: [] as number[],
    passRange: [] as number[],
    passAzimuth: [] as number[],
    passesMissed: [] as number[],
    passesInvented: [] as number[],
  };
  for (const { catalogNumber, startMs, endMs, places } of truePasses) {
    const record = toSgp4Record(newestOmm(catalogNumber));
    for (const { place, passes, nearMisses } of places) {
      const { found } = horizonPasses(record, truePlace(place), startMs, endMs);
      const matched = match(
        found,
        passes,
        (pass) => pass.culmination.timeMs,
        (pass) => pass.culmination.ms,
      );
      for (const [pass, expected] of matched.pairs) {
        // A low satellite rises and sets, so null counts as NaN, which fails every comparison.
        const ends = [errorsOf(pass.rise, expected.rise), errorsOf(pass.set, expected.set)];
        const top = errorsOf(pass.culmination, expected.culmination);
        errors.passRiseAndSet.push(...ends.map((each) => each.ms));
        errors.passCulmination.push(top.ms);
        errors.passElevation.push(...[...ends, top].map((each) => each.elevationDeg));
        errors.passRange.push(...[...ends, top].map((each) => each.rangeKm));
        errors.passAzimuth.push(...[...ends, top].map((each) => each.azimuthDeg));
      }
      // Where models may disagree whether a pass happens at all, both answers are right.
      const missed = matched.missed.filter((pass) => !pass.marginal).length;
      const invented = matched.invented.filter(
        ({ culmination }) =>
          culmination.elevationDeg >= MARGINAL_DEG ||
          !nearMisses.some(({ ms }) => Math.abs(ms - culmination.timeMs) < 60_000),
      ).length;
      errors.passesMissed.push(...wrongs(matched.pairs.length, missed));
      errors.passesInvented.push(...wrongs(matched.pairs.length, invented));
    }
  }
  return errors;
}

function errorsOf(sighting: Sighting | null, expected: TrueSighting): Omit<TrueSighting, 'ms'> & { ms: number } {
  if (!sighting) return { ms: Number.NaN, azimuthDeg: Number.NaN, elevationDeg: Number.NaN, rangeKm: Number.NaN };
  return {
    ms: Math.abs(sighting.timeMs - expected.ms),
    azimuthDeg:
      longitudeDifferenceDeg(sighting.azimuthDeg, expected.azimuthDeg) * Math.cos(expected.elevationDeg * RAD_PER_DEG),
    elevationDeg: Math.abs(sighting.elevationDeg - expected.elevationDeg),
    rangeKm: Math.abs(sighting.rangeKm - expected.rangeKm),
  };
}
