// The Sun overhead, and satellites in its light, against ephemerides that do not share its formula.
import { toSgp4Record } from '../../../orbit/elements.ts';
import { earthFixedState } from '../../../orbit/motion.ts';
import { isSunlit, subSolarPoint } from '../../../orbit/sun.ts';
import { longitudeDifferenceDeg } from '../distance.ts';
import { newestOmm, trueSun } from '../truth.ts';
import type { Errors } from './measurement.ts';

export function measureSun(): Errors {
  const errors = { subSolarLatitude: [] as number[], subSolarLongitude: [] as number[], sunlit: [] as number[] };
  for (const expected of trueSun.subSolar) {
    const place = subSolarPoint(expected.ms);
    errors.subSolarLatitude.push(Math.abs(place.latitudeDeg - expected.latitudeDeg));
    errors.subSolarLongitude.push(longitudeDifferenceDeg(place.longitudeDeg, expected.longitudeDeg));
  }
  for (const { catalogNumber, states } of trueSun.satellites) {
    const record = toSgp4Record(newestOmm(catalogNumber));
    for (const { ms, sunlit, ambiguous } of states) {
      if (!ambiguous) errors.sunlit.push(Number(isSunlit(earthFixedState(record, ms).positionKm, ms) !== sunlit));
    }
  }
  return errors;
}
