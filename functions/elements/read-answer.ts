// What the source's answer means. Pure: status and text in, meaning out.
import type { Omm } from '../../orbit/omm.ts';
import { readOmm } from '../../orbit/read-omm.ts';

export type Meaning =
  /** A set of the satellite that was asked for. */
  | { kind: 'set'; omm: Omm }
  /** The source has nothing newer than what it gave us before: our copy is current. */
  | { kind: 'unchanged' }
  /** Nothing usable. `ofSource`: the source itself is in trouble or wants us to stop, so nobody else is asked for in this run. */
  | { kind: 'refused'; reason: string; ofSource: boolean };

// CelesTrak: "GP data has not updated since your last successful download of ...", under 403 or 200.
const NOT_UPDATED = /GP data has not (been )?updated since/i;
const NO_DATA = /No GP data found/i;

/** Reads an answer to the question for one satellite. */
export function readAnswer(status: number, text: string, catalogNumber: number, nowMs: number): Meaning {
  if ((status === 200 || status === 403) && NOT_UPDATED.test(text)) return { kind: 'unchanged' };
  if (status === 404) return refused('404: the source does not know this satellite');
  if (status !== 200) return refused(`${status}: ${beginningOf(text)}`, true);
  if (NO_DATA.test(text)) return refused('the source has no data of this satellite');

  let sets: unknown;
  try {
    sets = JSON.parse(text);
  } catch {
    return refused(`not JSON: ${beginningOf(text)}`);
  }
  if (!Array.isArray(sets)) return refused('not an array of element sets');
  if (sets.length === 0) return refused('an empty array');
  const read = sets.map((set) => readOmm(set, nowMs));
  const omm = read.find((set) => typeof set !== 'string' && set.NORAD_CAT_ID === catalogNumber);
  if (omm && typeof omm !== 'string') return { kind: 'set', omm };
  const [first] = read;
  return refused(typeof first === 'string' ? first : `a set of another satellite: ${first?.NORAD_CAT_ID}`);
}

// The source's own words are part of some reasons: they must not fill the log.
const MOST_REASON = 200;

function refused(reason: string, ofSource = false): Meaning {
  return { kind: 'refused', reason: reason.slice(0, MOST_REASON), ofSource };
}

// Enough of a page of HTML to recognize it in a line of the log.
function beginningOf(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().slice(0, 120);
}
