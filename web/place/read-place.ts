// A place as people type it, and as the page's address has it; or why it is none. Pure.
import type { Place } from '../../orbit/geodetic.ts';
import { roundTo } from '../../orbit/round.ts';
import { ALTITUDE, cleanText, withPlainSigns } from './clean-text.ts';
import { describeFault, type Fault, fault, UNCLEAR_COMMA } from './fault.ts';
import { readGeoAddress } from './geo-address.ts';
import { readMapLink } from './map-link.ts';
import { type Angle, readAngle } from './read-angle.ts';

/**
 * Reads a place: latitude and longitude, with a comma or a space between them. North and east are positive, or named
 * with letters; with letters, longitude may come first. Longitudes may go up to 360.
 * @returns the place, or sentences that name the mistake and say what to enter instead
 */
export function readPlace(text: string): Place | string {
  const place = read(text);
  return 'fault' in place ? describeFault(place) : place;
}

// The longest forms have some 60 characters. Links may have hundreds.
const MAX_LENGTH = 200;
const MAX_LINK_LENGTH = 2000;

const UNCLEAR_DASH = fault('The dash can be a minus or a separator.');
const UNCLEAR_PAIR = fault(
  'It is not clear where latitude ends and longitude begins.',
  'Put a comma between them: 40 1 12, 105 16 12.',
);

function read(text: string): Place | Fault {
  const link = text.length > MAX_LINK_LENGTH ? undefined : readMapLink(withPlainSigns(text));
  if (typeof link === 'object') return link;
  if (!link && text.length > MAX_LENGTH) return fault('This is too long for a place.');
  const geo = link ?? readGeoAddress(withPlainSigns(text));
  if (typeof geo === 'object') return geo;
  const clean = cleanText(geo ?? text);
  if (ALTITUDE.test(clean)) return UNCLEAR_PAIR;
  if (clean === '') return fault('No place was entered.');
  if (/\p{L}{2}/u.test(clean))
    return fault('Street addresses, and names in the address of the page, cannot be looked up.');
  if (!/\d/.test(clean)) return fault('There is no number in it.');
  if (/(?<![a-z])o(?![a-z])/i.test(clean))
    return fault('O can mean east (Ost) or west (ouest, oeste).', 'Enter E or W.');
  if (hasUnclearDash(withPlainSigns(geo ?? text), clean) || hasLongDash(text)) return UNCLEAR_DASH;
  const parts = splitAngles(clean);
  if (parts.length > 2) {
    const count = parts.length === 3 ? 'Three' : parts.length;
    return fault(
      `${count} numbers, but a place has two.`,
      'With decimal commas, put a semicolon between them: 52,52; 13,40.',
    );
  }
  if (hasUnclearComma(clean)) return UNCLEAR_COMMA;
  const angles: Angle[] = [];
  for (const part of parts) {
    const angle = readAngle(part);
    if (!angle) return notReadable(clean);
    if ('fault' in angle) return angle;
    angles.push(angle);
  }
  const [first, second] = angles;
  if (!first) return notReadable(clean);
  return second ? pair(first, second) : onlyOne(clean, first);
}

/**
 * Whether a dash can be a minus or stand between two things: with a space after it, or between a letter and a number.
 * Not when both angles have their letters: 45 N - 100 W.
 */
function hasUnclearDash(plain: string, clean: string): boolean {
  if ((clean.match(/[NSEW]/gi)?.length ?? 0) > 1) return false;
  return /[\d.°'"\p{L}]\)?\s*-\s+\(?[\d.]/u.test(plain) || /[\d.°'"]\s*(?:[NSEW]\s*-\s|[NSEW]-)/i.test(clean);
}

/** Whether a long dash, which no other number has for its minus, stands right between two: -33.87–151.21. */
function hasLongDash(text: string): boolean {
  const [, dash] = /[\d.°'"]([‒–—―])[\d.]/.exec(text) ?? [];
  return dash !== undefined && !text.trim().startsWith(dash);
}

/** Whether a comma can be a decimal comma: 33,87 S is one latitude, and 40,5° one angle. Not 77.85,166.67 E. */
function hasUnclearComma(clean: string): boolean {
  if (!/(?<![\d.])\d+,\d+(?![\d.])/.test(clean)) return false;
  return clean.match(/[NSEWφλ]/gi)?.length === 1 || clean.match(/°/g)?.length === 1;
}

function onlyOne(clean: string, { axis }: Angle): Fault {
  const isNumber = clean.match(/[\d.]+/g)?.length === 1;
  // One angle of degrees and minutes, or two.
  if (/^[NSEW]?[\d.]+ [\d.]+ ?[NSEW]?$/i.test(clean)) return UNCLEAR_PAIR;
  return fault(`This is only one ${isNumber ? 'number' : (axis ?? 'angle')}.`);
}

function notReadable(clean: string): Fault {
  if (/^[\d.\s]+$/.test(clean)) return UNCLEAR_PAIR;
  if (/^[\d.°'"]+ ?-[\d.°'"]+$/.test(clean)) return UNCLEAR_DASH;
  return fault('This is not a place.');
}

/** The texts of the angles: one, two, or more if there are too many. */
function splitAngles(text: string): string[] {
  const parts = text.split(/[,;/|]/).filter((part) => part.trim());
  if (parts.length > 1) return parts;
  const letters = [...text.matchAll(/[NSEW]/gi)].map(({ index }) => index);
  if (/^\s*[φλ].+[φλ]/.test(text)) return cut(text, text.search(/(?<=\S.*)[φλ]/));
  const [first, second] = letters;
  if (first !== undefined && second !== undefined) {
    const [a, b] = cut(text, /^\s*[NSEW]/i.test(text) ? second : first + 1) as [string, string];
    // A dash between two that have their letters: 45 N - 100 W, 45N-100W, N45-W100.
    return [a.replace(/\s-\s*$|-$/, ''), b.replace(/^\s*-\s|^-/, '')];
  }
  // 45 W100
  if (first !== undefined && /\d $/.test(text.slice(0, first)) && /^.\d/.test(text.slice(first)))
    return cut(text, first);
  // S45 100 and S45.5 10: the second number cannot be minutes.
  const [, letterFirst, next] = /^([NSEW] ?[\d.]+°?) ([\d.]+°?)$/i.exec(text) ?? [];
  if (letterFirst && next && (/[.°]/.test(letterFirst + next.slice(-1)) || Number.parseFloat(next) >= 60))
    return [letterFirst, next];
  if (first !== undefined && first > 0 && first < text.length - 1) return cut(text, first + 1);
  // A sign begins a number: 40.02 -105.27, and +40.02-105.27 as in ISO 6709.
  const signed = text.split(/^[+-]/.test(text) ? /(?<=[\d.°'"]\s*)(?=[+-])/ : /\s(?=[+-][\d.])/);
  if (signed.length > 1) return signed;
  // So does the second one that has degrees: 40° 26' 105° 16'.
  const degrees = [...text.matchAll(/[\d.]+\s*°/g)];
  if (degrees.length > 1) return cut(text, degrees[1]?.index as number);
  const numbers = text.trim().split(' ');
  return numbers.length === 2 && /^[+-]?[\d.°\s]+$/.test(text) ? numbers : [text];
}

function cut(text: string, at: number): string[] {
  return [text.slice(0, at), text.slice(at)];
}

function pair(first: Angle, second: Angle): Place | Fault {
  if (first.axis !== undefined && first.axis === second.axis) {
    const [letters, others] = first.axis === 'latitude' ? ['N and S', 'E or W'] : ['E and W', 'N or S'];
    return fault(
      `These are two ${first.axis}s: ${letters} belong to ${first.axis}.`,
      `Enter one of them with ${others}.`,
    );
  }
  const isReversed = first.axis === 'longitude' || second.axis === 'latitude';
  const [latitude, longitude] = isReversed ? [second, first] : [first, second];
  const { degrees: latitudeDeg } = latitude;
  if (Math.abs(latitudeDeg) > 90) {
    const range = `Latitude ${describe(latitude)} is out of range: it goes from -90 to 90.`;
    if (first.axis ?? second.axis) return fault(range);
    const isSwapped = Math.abs(longitude.degrees) <= 90 && isLongitude(latitude);
    return isSwapped
      ? fault(range, `Swapped? Latitude comes first: enter ${describe(longitude)}, ${describe(latitude)}.`)
      : fault(range);
  }
  if (!isLongitude(longitude)) {
    return fault(`Longitude ${describe(longitude)} is out of range: it goes from -180 to 180, or from 0 to 360.`);
  }
  const unclear = unclearSide(latitude, longitude);
  if (unclear) return unclear;
  const longitudeDeg = longitude.degrees > 180 ? longitude.degrees - 360 : longitude.degrees;
  return { latitudeDeg: latitudeDeg + 0, longitudeDeg: longitudeDeg + 0 };
}

/**
 * An angle without letter and sign beside one with a letter: 40° N 105 is often meant to be west. Not when it can only be
 * one of the two.
 */
function unclearSide(latitude: Angle, longitude: Angle): Fault | undefined {
  const isUnclear = ({ side, signed, degrees }: Angle, other: Angle) =>
    !side && !signed && other.side && degrees > 0 && degrees <= 180;
  const unclear = isUnclear(latitude, longitude) ? latitude : isUnclear(longitude, latitude) ? longitude : undefined;
  if (!unclear) return undefined;
  const [question, positive, negative] =
    unclear === latitude ? ['North or south?', 'N', 'S'] : ['East or west?', 'E', 'W'];
  const number = describe(unclear);
  return fault(`${question} ${number} has no letter.`, `Enter ${number} ${positive} or ${number} ${negative}.`);
}

function isLongitude({ degrees, side }: Angle): boolean {
  return degrees >= -180 && degrees <= (side ? 180 : 360);
}

function describe({ degrees, side }: Angle): string {
  const rounded = roundTo(degrees, 4);
  return side ? `${Math.abs(rounded)} ${side}` : String(rounded);
}
