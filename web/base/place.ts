// A place as the page shows and rounds it, and as its address has it. Pure.

import type { Place } from '../../orbit/geodetic.ts';
import { roundTo } from '../../orbit/round.ts';

const PLAIN = /^\s*(-?\d{1,2}(?:\.\d{1,15})?)\s*,\s*(-?\d{1,3}(?:\.\d{1,15})?)\s*$/;

/**
 * Reads a place as the page writes it, latitude and longitude in decimals. Undefined for anything else: see web/place.
 */
export function parsePlainPlace(text: string): Place | undefined {
  const [latitudeDeg, longitudeDeg] = (PLAIN.exec(text) ?? []).slice(1).map(Number);
  if (latitudeDeg === undefined || longitudeDeg === undefined) return undefined;
  if (Math.abs(latitudeDeg) > 90 || Math.abs(longitudeDeg) > 180) return undefined;
  // `+ 0` turns -0 into 0.
  return { latitudeDeg: latitudeDeg + 0, longitudeDeg: longitudeDeg + 0 };
}

/** A place with four decimals (11 m), as the page's address has it. */
export function formatPlace(place: Place): string {
  const { latitudeDeg, longitudeDeg } = roundPlace(place);
  return `${latitudeDeg},${longitudeDeg}`;
}

/** A place to four decimals, or fewer. */
export function roundPlace({ latitudeDeg, longitudeDeg }: Place, decimals = 4): Place {
  return { latitudeDeg: roundTo(latitudeDeg, decimals), longitudeDeg: roundTo(longitudeDeg, decimals) };
}
