// The UIDs of overpasses in calendars.
import { MINUTE_MS } from '../../../orbit/time.ts';
import type { OverpassesAnswer } from '../../../wire/overpasses.ts';

// Passes of a satellite over a place are an hour and a half apart, and newer elements move them by seconds. So an
// overpass keeps its 45-minute bin, and its UID, from one refresh to the next, unless it lies on the edge of two bins.
// Measured with published sets, ten days ahead:
// - Terra, sets 2 to 5 days newer (up to 1.3 s), 168 places:
//   none of 27,757 swath overpasses and 48,530 horizon passes renamed;
// - Aura, a set 7.5 days newer (5 s), 168 places: 5 of 9,929 and 11 of 16,170;
// - sets 40 to 93 days newer (14 s), 28 places: at most 1 in 220;
// - Aqua after manoeuvres: 2 in 100 with an error of 72 s, 13 in 100 with six minutes.
const UID_BIN_MS = 45 * MINUTE_MS;

/** The UID of the event of an overpass at a time, epoch milliseconds: the same from one refresh to the next. */
export function uid(answer: OverpassesAnswer, timeMs: number): string {
  return uidOf(answer, Math.round(timeMs / UID_BIN_MS));
}

/** The UID of the event over the whole window. The window moves on with each refresh, and its only event with it. */
export function alwaysUid(answer: OverpassesAnswer): string {
  return uidOf(answer, 'always');
}

/** The UID of the event of a stay in the swath, which lasts an hour or longer. At most one began out of reach (null). */
export function stayUid(answer: OverpassesAnswer, inSwathFrom: string | null): string {
  return uidOf(answer, inSwathFrom === null ? 'stay' : `stay-${Math.round(Date.parse(inSwathFrom) / UID_BIN_MS)}`);
}

function uidOf({ catalogNumber, kind, place }: OverpassesAnswer, which: number | string): string {
  return `${catalogNumber}-${kind}-${place.latitudeDeg}-${place.longitudeDeg}-${which}@subpoint`;
}
