// A recording for the demo page: what a running system answers for as long as it has points without a hole.

import { missingSlots, STEP_MS } from '../../orbit/grid.ts';
import { MINUTE_MS, parseTime } from '../../orbit/time.ts';
import type { Recording } from '../../web/demo/recording.ts';
import type { SatellitesAnswer } from '../../wire/satellites.ts';
import type { TrackAnswer } from '../../wire/track.ts';
import { UserError } from '../machine/errors.ts';

/** The page shows an hour; the rest is what passes while somebody looks on. */
export const LEAST_MS = 75 * MINUTE_MS;
/** More would only make the file larger: nobody looks on for longer than an hour. */
export const MOST_MS = 120 * MINUTE_MS;

/**
 * Asks a running system for its satellites and for as many of their points as all of them have without a hole.
 * @throws UserError when nothing answers, or when there are too few points yet
 */
export async function record(apiUrl: string, recordedAtMs: number): Promise<Recording> {
  const ask = asker(apiUrl);
  const list = (await ask('/satellites')) as SatellitesAnswer;
  const track = async (catalogNumber: number, points: number) =>
    (await ask(`/satellites/${catalogNumber}/track?points=${points}`)) as TrackAnswer;
  const all = await Promise.all(list.satellites.map(({ catalogNumber }) => track(catalogNumber, MOST_MS / STEP_MS)));
  const count = Math.min(...all.map(pointsWithoutHole));
  if (!(count * STEP_MS >= LEAST_MS)) throw new UserError(tooFew(Number.isFinite(count) ? count : 0));
  const tracks = await Promise.all(list.satellites.map(({ catalogNumber }) => track(catalogNumber, count)));
  const late = tracks.find(({ complete }) => !complete);
  if (late) throw new UserError(`The newest points of ${late.name} are missing: record again when the page is live.`);
  return { recordedAt: new Date(recordedAtMs).toISOString(), satellites: list, tracks };
}

/** The recording as text: JSON with a point on each line, so that a new one can be compared with the one before. */
export function recordingText(recording: Recording): string {
  const lines = JSON.stringify(recording)
    .replaceAll('{"time":', '\n{"time":')
    .replaceAll('{"catalogNumber":', '\n{"catalogNumber":');
  return `${lines}\n`;
}

// From the newest point back; the points ahead belong to the run too, and are not counted.
function pointsWithoutHole({ points }: TrackAnswer): number {
  const times = points.map(({ time }) => parseTime(time) ?? Number.NaN);
  const newestMs = times.at(-1) ?? Number.NaN;
  const slots = times.map((_, index) => newestMs - index * STEP_MS);
  const holeMs = missingSlots(slots, times)[0];
  return holeMs === undefined ? times.length : (newestMs - holeMs) / STEP_MS;
}

function tooFew(count: number): string {
  const heldMs = count * STEP_MS;
  const waitMinutes = Math.ceil((LEAST_MS - heldMs) / MINUTE_MS);
  return (
    `The system holds ${Math.floor(heldMs / MINUTE_MS)} minutes without a hole, and a recording takes ${LEAST_MS / MINUTE_MS}: ` +
    `leave it running and record again in ${waitMinutes} ${waitMinutes === 1 ? 'minute' : 'minutes'}.`
  );
}

function asker(apiUrl: string): (path: string) => Promise<unknown> {
  return async (path) => {
    const url = `${apiUrl.replace(/\/+$/, '')}${path}`;
    const advice = 'Start the system with npm start, and give the address of its API as .local/outputs.json has it.';
    const answer = await fetch(url).catch((error: unknown) => {
      throw new UserError(`Nothing answers at ${url}. ${advice}`, { cause: error });
    });
    if (!answer.ok) throw new UserError(`${url} answers with HTTP status ${answer.status}. ${advice}`);
    return answer.json();
  };
}
