// A place as people type it, and as the page's address has it. Pure.

import type { Place } from '../../orbit/geodetic.ts';
import { roundTo } from '../../orbit/round.ts';

// Degrees, or degrees, minutes and seconds; with a sign, or a hemisphere before or after:
// N 77.85, -77.85, 77.85° S, 77°51'0" S.
const NUMBER = String.raw`(\d{1,3}(?:\.\d{1,15})?)\s*°?\s*(?:(\d{1,2}(?:\.\d{1,9})?)\s*['′]\s*)?(?:(\d{1,2}(?:\.\d{1,9})?)\s*["″]\s*)?`;
const ANGLE = new RegExp(String.raw`([NSEW])\s*${NUMBER}|([+\-−]?)${NUMBER}([NSEW]?)`, 'iy');
const SEPARATOR = /\s*[,;]\s*|\s+/y;

interface Angle {
  degrees: number;
  /** Upper case; may be empty. */
  side: string;
}

/**
 * Reads a place as people type it: latitude and longitude, with a comma or a space between them. North and east are
 * positive, or named with letters. With letters, longitude may come first. Longitudes may go up to 360. Returns undefined
 * for anything else.
 */
export function parsePlace(text: string): Place | undefined {
  const angles = readAngles(text.trim());
  if (angles?.length !== 2) return undefined;
  const [first, second] = (/[EW]/.test(angles[0]?.side ?? '') ? angles.toReversed() : angles) as [Angle, Angle];
  if (/[EW]/.test(first.side) || /[NS]/.test(second.side)) return undefined;
  const longitudeDeg = second.degrees > 180 && second.side === '' ? second.degrees - 360 : second.degrees;
  if (Math.abs(first.degrees) > 90 || Math.abs(longitudeDeg) > 180 || second.degrees > 360) return undefined;
  return { latitudeDeg: first.degrees + 0, longitudeDeg: longitudeDeg + 0 };
}

function readAngles(text: string): Angle[] | undefined {
  const angles: Angle[] = [];
  let at = 0;
  const take = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) at = pattern.lastIndex;
    return match;
  };
  while (at < text.length) {
    const match = take(ANGLE);
    if (!match) return undefined;
    const [, before, d1, m1, s1, sign, d2, m2, s2, after] = match;
    const side = (before ?? after ?? '').toUpperCase();
    // A sign and a letter may contradict each other.
    if (side && sign) return undefined;
    const degrees = Number(d1 ?? d2) + Number(m1 ?? m2 ?? 0) / 60 + Number(s1 ?? s2 ?? 0) / 3600;
    const isNegative = sign === '-' || sign === '−' || /[SW]/.test(side);
    angles.push({ degrees: isNegative ? -degrees : degrees, side });
    // Two numbers need a separator: white space, which the first number may have consumed, a comma, or a letter.
    const isDivided = take(SEPARATOR) !== null || /[\sNSEW]$/i.test(match[0]);
    if (at < text.length && !isDivided) return undefined;
  }
  return angles;
}

/** A place with four decimals (11 m), as the page's address has it. */
export function formatPlace(place: Place): string {
  const { latitudeDeg, longitudeDeg } = roundPlace(place);
  return `${latitudeDeg},${longitudeDeg}`;
}

/** A clicked place, to a tenth of a degree: a pixel of the map is a third of a degree. */
export function roundClickedPlace(place: Place): Place {
  return roundPlace(place, 1);
}

/** A place to four decimals, or fewer. */
export function roundPlace({ latitudeDeg, longitudeDeg }: Place, decimals = 4): Place {
  return { latitudeDeg: roundTo(latitudeDeg, decimals), longitudeDeg: roundTo(longitudeDeg, decimals) };
}
