// GET /overpasses: query writes it, other programs read it.
import type { Place } from '../orbit/geodetic.ts';
import {
  endOfElements,
  type HorizonPassAnswer,
  type OverpassesAnswer,
  type SwathOverpassAnswer,
} from './overpasses.ts';

export interface PlaceOverpassesAnswer {
  place: Place;
  kind: 'swath' | 'horizon';
  from: string;
  until: string;
  /** Every satellite that was searched for, also without an overpass. */
  satellites: SearchedSatellite[];
  /** By the time of closest approach, or of rise. */
  overpasses: BySatellite<SwathOverpassAnswer>[] | BySatellite<HorizonPassAnswer>[];
}

/** What holds for all overpasses of a satellite. */
export interface SearchedSatellite
  extends Omit<OverpassesAnswer, 'place' | 'kind' | 'from' | 'until' | 'outside' | 'overpasses'> {
  /** Why its overpasses are missing, or those after some time. The time may lie beyond `until`. */
  problem?: string;
}

/** An overpass, and whose. */
type BySatellite<Overpass> = Pick<OverpassesAnswer, 'catalogNumber' | 'name'> & Overpass;

/** An overpass in an answer. */
export interface Listed<Overpass = SwathOverpassAnswer | HorizonPassAnswer> {
  answer: OverpassesAnswer;
  overpass: Overpass;
  /** Its place in the list of that answer. */
  index: number;
}

/** Writes the answers for several satellites as one. They have the same place, kind and window. */
export function toPlaceOverpassesAnswer(answers: readonly OverpassesAnswer[]): PlaceOverpassesAnswer {
  const { place, kind, from, until } = answers[0] as OverpassesAnswer;
  const overpasses = inOrder(answers).map(toBySatellite) as PlaceOverpassesAnswer['overpasses'];
  return { place, kind, from, until, satellites: answers.map(toSearchedSatellite), overpasses };
}

/** The overpasses of several satellites, in order of time. */
export function inOrder(answers: readonly OverpassesAnswer[]): Listed[] {
  return answers
    .flatMap((answer) => answer.overpasses.map((overpass, index): Listed => ({ answer, overpass, index })))
    .sort((a, b) => orderMs(a) - orderMs(b));
}

// A satellite that is up from the beginning comes first.
function orderMs({ answer, overpass }: Listed): number {
  return Date.parse('time' in overpass ? overpass.time : (overpass.rise?.time ?? answer.from));
}

export function toBySatellite({ answer: { catalogNumber, name }, overpass }: Listed) {
  return { catalogNumber, name, ...overpass };
}

export function toSearchedSatellite(answer: OverpassesAnswer): SearchedSatellite {
  const { place, kind, from, until, outside, overpasses, ...satellite } = answer;
  const problem = endOfElements(answer);
  return problem === undefined ? satellite : { ...satellite, problem };
}
