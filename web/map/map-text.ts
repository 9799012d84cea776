// What the world map shows, in words, for those who do not see it. Pure.
import type { Place } from '../../orbit/geodetic.ts';

/** A satellite's name, and where it is; undefined when that is not known. */
export interface Named {
  name: string;
  place: Place | undefined;
}

/** The map in a sentence: World map: Terra at 17° S, 161° E; Aqua at 73° S, 63° E; Aura, position not known. */
export function describeWorld(satellites: readonly Named[], myPlace: Place | undefined): string {
  const parts = satellites.map(({ name, place }) =>
    place ? `${name} at ${wholeDegrees(place)}` : `${name}, position not known`,
  );
  if (myPlace) parts.push(`my place at ${wholeDegrees(myPlace)}`);
  return parts.length > 0 ? `World map: ${parts.join('; ')}.` : 'World map, no satellite shown.';
}

function wholeDegrees({ latitudeDeg, longitudeDeg }: Place): string {
  return `${wholeAngle(latitudeDeg, 'N', 'S')}, ${wholeAngle(longitudeDeg, 'E', 'W')}`;
}

// The side is taken from the rounded number; equator, prime meridian and antimeridian belong to neither.
function wholeAngle(angleDeg: number, positive: string, negative: string): string {
  const degrees = Math.round(Math.abs(angleDeg));
  if (degrees === 0 || degrees === 180) return `${degrees}°`;
  return `${degrees}° ${angleDeg > 0 ? positive : negative}`;
}
