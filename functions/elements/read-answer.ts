// Reads the answer of the source: status and text in, meaning out. Pure.
import type { Omm } from '../../orbit/omm.ts';
import { readOmm } from '../../orbit/read-omm.ts';

export type SourceAnswer =
  /** A set of the requested satellite. */
  | { kind: 'set'; omm: Omm }
  /** The source has published nothing since our last download: our copy is current. */
  | { kind: 'unchanged' }
  /** Nothing usable. `endsRun`: the source is in trouble or wants us to stop, so this run asks for no other satellite. */
  | { kind: 'refused'; reason: string; endsRun: boolean };

// CelesTrak: "GP data has not updated since your last successful download of ...", with status 403 or 200.
const NOT_UPDATED = /GP data has not (been )?updated since/i;
const NO_DATA = /No GP data found/i;

/** Reads the answer to a request for one satellite. */
export function readAnswer(status: number, text: string, catalogNumber: number, nowMs: number): SourceAnswer {
  if ((status === 200 || status === 403) && NOT_UPDATED.test(text)) return { kind: 'unchanged' };
  if (status === 404) return refused('404: the source does not know this satellite');
  if (status !== 200) return refused(`${status}: ${beginningOf(text)}`, true);
  if (NO_DATA.test(text)) return refused('the source has no data for this satellite');

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

// Some reasons quote the source: they must not fill the log.
const MAX_REASON_LENGTH = 200;

function refused(reason: string, endsRun = false): SourceAnswer {
  return { kind: 'refused', reason: reason.slice(0, MAX_REASON_LENGTH), endsRun };
}

// Enough to recognize a page of HTML in a log line.
function beginningOf(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().slice(0, 120);
}
