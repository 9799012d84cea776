// The description of the world map for screen readers. Pure.
import type { Place } from '../../orbit/geodetic.ts';
import type { View } from '../base/view.ts';

/** A satellite on the map. */
export interface NamedPosition {
  name: string;
  /** Undefined when its position is unknown. */
  place: Place | undefined;
  /** How far it may be off, when its elements are old. */
  note?: string | undefined;
  /** Whether that is so far that the position says nothing. */
  isVague?: boolean;
}

/** My place. */
export interface NamedPlace {
  at: Place;
  /** What the reader calls it. */
  name?: string | undefined;
}

/**
 * As in: World map: Terra at 17° S, 161° E; Aqua at 73° S, 63° E; Aura, position unknown; my place at 40° N, 105° W.
 */
export function describeMap(
  satellites: readonly NamedPosition[],
  myPlace: NamedPlace | undefined,
  view: View = 'world',
): string {
  const parts = satellites.map(({ name, place, note, isVague }) => {
    const where = place && !isVague ? `${name} at ${wholeDegrees(place)}` : `${name}, position unknown`;
    return [where, note].filter(Boolean).join(', ');
  });
  if (myPlace) parts.push(`${myPlace.name ?? 'my place'} at ${wholeDegrees(myPlace.at)}`);
  return parts.length > 0 ? `${MAPS[view]}: ${parts.join('; ')}.` : `${MAPS[view]}, no satellites shown.`;
}

const MAPS: Readonly<Record<View, string>> = {
  world: 'World map',
  north: 'Map around the North Pole',
  south: 'Map around the South Pole',
};

function wholeDegrees({ latitudeDeg, longitudeDeg }: Place): string {
  return `${wholeAngle(latitudeDeg, 'N', 'S')}, ${wholeAngle(longitudeDeg, 'E', 'W')}`;
}

// The hemisphere is that of the rounded number. Equator, prime meridian and antimeridian are in neither.
function wholeAngle(angleDeg: number, positive: string, negative: string): string {
  const degrees = Math.round(Math.abs(angleDeg));
  if (degrees === 0 || degrees === 180) return `${degrees}°`;
  return `${degrees}° ${angleDeg > 0 ? positive : negative}`;
}
