// Which satellite is the nearest to my place, for a phone, where map and columns do not fit on the first screen.
import { RAD_PER_DEG } from '../../orbit/angles.ts';
import type { Place } from '../../orbit/geodetic.ts';
import { bearingDeg } from '../../orbit/sphere.ts';
import { compassPoint } from '../../wire/known.ts';
import { setText } from '../base/dom.ts';
import {
  formatLatitude,
  formatLongitude,
  formatWhole,
  inOneLine,
  PER_KM,
  UNKNOWN,
  type Units,
  unbroken,
} from '../base/format.ts';
import { positionAt } from '../satellite/position.ts';
import { precisionAt } from '../satellite/precision.ts';
import type { ShownSatellite } from '../satellite/shown-satellite.ts';

const EARTH_RADIUS_KM = 6371;

/** Shows the nearest satellite in an element, or hides it without a place. */
export function showNearest(
  element: HTMLElement,
  { place, satellites, units }: { place: Place | undefined; satellites: readonly ShownSatellite[]; units: Units },
  nowMs: number,
): void {
  // Its room is there before a position is.
  if (element.hidden !== (place === undefined)) element.hidden = place === undefined;
  setText(element, (place && describeNearest(satellites, place, units, nowMs)) ?? '');
}

/** As in: Nearest now: Aqua, 3,200 km SW, above 12.3° N, 130.1° W. Undefined without a position. */
export function describeNearest(
  satellites: readonly ShownSatellite[],
  place: Place,
  units: Units,
  nowMs: number,
): string | undefined {
  const [nearest] = satellites
    .flatMap((satellite) => {
      const point = positionAt(satellite, nowMs);
      if (!point) return [];
      const precision = precisionAt(satellite.record, point);
      const distanceKm = distanceBetweenKm(place, point);
      // It may be anywhere around the place.
      if ((precision?.alongTrackKm ?? 0) > distanceKm / 2) return [];
      return [{ satellite, point, precision, distanceKm }];
    })
    .sort((one, other) => one.distanceKm - other.distanceKm);
  if (!nearest) return undefined;
  const { satellite, point, precision, distanceKm } = nearest;
  const above = [
    formatLatitude(point.latitudeDeg, precision?.latitudeDeg),
    formatLongitude(point.longitudeDeg, precision?.longitudeDeg),
  ].map(inOneLine);
  // A satellite flies 100 km in a quarter of a minute: a finer number would only flicker.
  const distance = formatWhole(Math.round((distanceKm * PER_KM[units]) / 100) * 100);
  const compass = compassPoint(bearingDeg(place, point));
  const about = (precision?.alongTrackKm ?? 0) > 50 ? '≈ ' : '';
  const coordinates = above.includes(UNKNOWN) ? '' : `, ${unbroken(`above ${above.join(', ')}`)}`;
  // A number stays beside its unit.
  return `Nearest now: ${satellite.name}, ${unbroken(`${about}${distance} ${units} ${compass}`)}${coordinates}`;
}

/** On a sphere, which is off by 0.5 % at most. */
function distanceBetweenKm(from: Place, to: Place): number {
  const [fromRad, toRad] = [from.latitudeDeg * RAD_PER_DEG, to.latitudeDeg * RAD_PER_DEG];
  const [north, east] = [toRad - fromRad, (to.longitudeDeg - from.longitudeDeg) * RAD_PER_DEG];
  const haversine = Math.sin(north / 2) ** 2 + Math.cos(fromRad) * Math.cos(toRad) * Math.sin(east / 2) ** 2;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(haversine)));
}
