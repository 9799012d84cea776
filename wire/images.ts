// Links to images of an overpass: the template of an instrument, filled in. The API and the page write the same ones.
import { RAD_PER_DEG } from '../orbit/angles.ts';
import type { Place } from '../orbit/geodetic.ts';
import { roundTo } from '../orbit/round.ts';
import type { Images } from '../orbit/satellites.ts';
import type { SwathOverpass } from '../orbit/swath-overpasses.ts';

// What surrounds the place on each side, at least: a small country, in which a site is found again.
const LEAST_KM = 250;
// Beyond the track, so that the line of the orbit does not lie on the edge.
const MARGIN_KM = 50;
// A degree of latitude, on average.
const KM_PER_DEG = 111.2;

/**
 * The address of the images of an overpass; undefined where there are none: `images.daylightOnly` says that those of
 * overpasses in daylight exist only. The box has the place in its middle, reaches to the track, and is at least 500 km
 * wide and high. At the antimeridian one of its sides lies beyond 180 degrees, as map programs expect.
 */
export function imagesUrl(
  images: Images,
  overpass: Pick<SwathOverpass, 'timeMs' | 'distanceKm' | 'ascending' | 'day'>,
  place: Place,
): string | undefined {
  if (images.daylightOnly && !overpass.day) return undefined;
  const values = valuesOf(overpass, place);
  return images.url.replaceAll(/\{(\w+)\}/g, (placeholder, name: string) =>
    name in values ? encodeURIComponent(values[name as keyof typeof values]) : placeholder,
  );
}

function valuesOf(
  { timeMs, distanceKm, ascending }: Pick<SwathOverpass, 'timeMs' | 'distanceKm' | 'ascending'>,
  { latitudeDeg, longitudeDeg }: Place,
) {
  const time = new Date(timeMs).toISOString();
  const halfDeg = Math.max(LEAST_KM, distanceKm + MARGIN_KM) / KM_PER_DEG;
  // Meridians meet at the poles, where the box is all of them.
  const halfWidthDeg = Math.min(halfDeg / Math.cos(latitudeDeg * RAD_PER_DEG), 180);
  const isRound = halfWidthDeg === 180;
  return {
    west: degrees(isRound ? -180 : longitudeDeg - halfWidthDeg),
    south: degrees(Math.max(latitudeDeg - halfDeg, -90)),
    east: degrees(isRound ? 180 : longitudeDeg + halfWidthDeg),
    north: degrees(Math.min(latitudeDeg + halfDeg, 90)),
    latitude: degrees(latitudeDeg),
    longitude: degrees(longitudeDeg),
    date: time.slice(0, 10),
    time: `${time.slice(0, 19)}Z`,
    timeOfDay: time.slice(11, 19),
    direction: ascending ? 'Ascending' : 'Descending',
  };
}

// Eleven metres.
function degrees(value: number): string {
  return String(roundTo(value, 4));
}
