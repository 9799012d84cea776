// Speed and heading over ground against model A, which computes them from differences of positions.
import { toSgp4Record } from '../../../orbit/elements.ts';
import { groundMotion } from '../../../orbit/motion.ts';
import { longitudeDifferenceDeg } from '../distance.ts';
import { newestOmm, trueTracks } from '../truth.ts';
import type { Errors } from './measurement.ts';

export function measureMotion(): Errors {
  const errors = { groundSpeed: [] as number[], heading: [] as number[], ascending: [] as number[] };
  for (const { catalogNumber, points } of trueTracks) {
    const record = toSgp4Record(newestOmm(catalogNumber));
    for (const expected of points) {
      const motion = groundMotion(record, expected.ms);
      errors.groundSpeed.push(Math.abs(motion.groundSpeedKmPerS - expected.groundSpeedKmPerS));
      errors.heading.push(longitudeDifferenceDeg(motion.headingDeg, expected.headingDeg));
      if (!expected.ascendingAmbiguous) errors.ascending.push(Number(motion.ascending !== expected.ascending));
    }
  }
  return errors;
}
