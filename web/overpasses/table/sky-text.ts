// Where to look: how high the satellite and the Sun are at an overpass, no finer than it is known. Pure.
import { RAD_PER_DEG } from '../../../orbit/angles.ts';
import { MEAN_RADIUS_KM } from '../../../orbit/swath.ts';
import { compassPoint, SKY_DEG_PER_S } from '../../../wire/known.ts';
import type { OverpassRow } from '../list.ts';

type Sky = Pick<
  OverpassRow,
  'elevationDeg' | 'azimuthDeg' | 'rangeKm' | 'distanceKm' | 'driftKm' | 'sunElevationDeg' | 'uncertaintySeconds'
>;

/** As in: Satellite 81° high in the W; Sun 30° high. */
export function describeSky(sky: Sky): string {
  return `Satellite ${satelliteText(sky)}; Sun ${sunText(sky)}.`;
}

/** As the track may be nearer or farther: 81° high in the W, 25–70° high in the W, at least 40° high. */
function satelliteText({ elevationDeg, azimuthDeg, rangeKm, distanceKm, driftKm }: Sky): string {
  const where = ` in the ${compassPoint(azimuthDeg)}`;
  const altitudeKm =
    Math.sqrt(
      MEAN_RADIUS_KM ** 2 + rangeKm ** 2 + 2 * MEAN_RADIUS_KM * rangeKm * Math.sin(elevationDeg * RAD_PER_DEG),
    ) - MEAN_RADIUS_KM;
  const [least, most] = [distanceKm + driftKm, distanceKm - driftKm].map((km) =>
    Math.round(elevationAt(Math.max(0, km), altitudeKm)),
  ) as [number, number];
  if (most - least <= 2) return heightText(elevationDeg, where);
  if (driftKm > distanceKm) return least > 0 ? `at least ${least}° high` : 'perhaps below the horizon';
  if (most <= 0) return 'below the horizon';
  return `${least > 0 ? `${least}–${most}` : `at most ${most}`}° high${where}`;
}

/** How high a satellite is whose track is so far away, on a sphere. */
function elevationAt(distanceKm: number, altitudeKm: number): number {
  const angle = distanceKm / MEAN_RADIUS_KM;
  const up = Math.cos(angle) - MEAN_RADIUS_KM / (MEAN_RADIUS_KM + altitudeKm);
  return Math.atan2(up, Math.sin(angle)) / RAD_PER_DEG;
}

function sunText({ sunElevationDeg, uncertaintySeconds }: Sky): string {
  const about = uncertaintySeconds * SKY_DEG_PER_S > 1 ? '≈ ' : '';
  return `${about}${heightText(sunElevationDeg, '')}`;
}

function heightText(degrees: number, where: string): string {
  const whole = Math.round(degrees);
  if (whole === 0) return `on the horizon${where}`;
  return whole > 0 ? `${whole}° high${where}` : `${-whole}° below the horizon${where}`;
}
