// The sub-satellite point against two independent models.
import { toSgp4Record } from '../../../orbit/elements.ts';
import { subSatellitePoint } from '../../../orbit/propagate.ts';
import { groundDistanceM, longitudeDifferenceDeg } from '../distance.ts';
import { newestOmm, trueTracks } from '../truth.ts';
import type { Errors } from './measurement.ts';

export function measureTracks(): Errors {
  const errors = {
    trackHorizontal: [] as number[],
    trackLatitude: [] as number[],
    trackLongitude: [] as number[],
    trackAltitude: [] as number[],
    trackHorizontalB: [] as number[],
  };
  for (const { catalogNumber, points } of trueTracks) {
    const record = toSgp4Record(newestOmm(catalogNumber));
    for (const expected of points) {
      const point = subSatellitePoint(record, expected.ms);
      const [latitudeDeg, longitudeDeg] = expected.b;
      const cosine = Math.cos((expected.latitudeDeg * Math.PI) / 180);
      errors.trackHorizontal.push(groundDistanceM(point, expected));
      errors.trackLatitude.push(Math.abs(point.latitudeDeg - expected.latitudeDeg));
      errors.trackLongitude.push(longitudeDifferenceDeg(point.longitudeDeg, expected.longitudeDeg) * cosine);
      errors.trackAltitude.push(Math.abs(point.altitudeKm - expected.altitudeKm) * 1000);
      errors.trackHorizontalB.push(groundDistanceM(point, { latitudeDeg, longitudeDeg }));
    }
  }
  return errors;
}
