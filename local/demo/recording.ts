// Makes the demo's recording from the answers of a running system, as far back as its points have no gap.

import { isUsable } from '../../orbit/age.ts';
import { missingSlots, STEP_MS } from '../../orbit/grid.ts';
import { MINUTE_MS, parseTime } from '../../orbit/time.ts';
import type { Recording } from '../../web/demo/recording.ts';
import type { SatellitesAnswer } from '../../wire/satellites.ts';
import type { TrackAnswer } from '../../wire/track.ts';
import { UserError } from '../machine/errors.mjs';

/** The page shows an hour. The rest of the recording passes while somebody watches. */
const LEAST_MS = 75 * MINUTE_MS;
/** Nobody watches for longer than an hour, so more would only make the file larger. */
const MOST_MS = 120 * MINUTE_MS;

/**
 * Fetches the satellites of a running system, and as many of their points as all of them have without a gap.
 * @throws UserError when nothing answers, or when there are too few points yet
 */
export async function record(apiUrl: string, recordedAtMs: number, signal?: AbortSignal): Promise<Recording> {
  const list = (await fetchAnswer(apiUrl, '/satellites', signal)) as SatellitesAnswer;
  const never = list.satellites.filter(({ elements }) => !elements || !isUsable(elements.state));
  if (never.length > 0) throw new UserError(withoutPosition(never.map(({ name }) => name)));
  const track = async (catalogNumber: number, points: number) =>
    (await fetchAnswer(apiUrl, `/satellites/${catalogNumber}/track?points=${points}`, signal)) as TrackAnswer;
  const all = await Promise.all(list.satellites.map(({ catalogNumber }) => track(catalogNumber, MOST_MS / STEP_MS)));
  const count = Math.min(...all.map(pointsWithoutGap));
  if (!(count * STEP_MS >= LEAST_MS)) throw new UserError(tooFew(Number.isFinite(count) ? count : 0));
  const tracks = await Promise.all(list.satellites.map(({ catalogNumber }) => track(catalogNumber, count)));
  const late = tracks.find(({ complete }) => !complete);
  if (late) throw new UserError(`The newest points of ${late.name} are missing. Record again when the page is live.`);
  return { recordedAt: new Date(recordedAtMs).toISOString(), satellites: list, tracks };
}

/** The recording as JSON with one point on each line, so that git shows what a new one changes. */
export function recordingText(recording: Recording): string {
  const lines = JSON.stringify(recording)
    .replaceAll('{"time":', '\n{"time":')
    .replaceAll('{"catalogNumber":', '\n{"catalogNumber":');
  return `${lines}\n`;
}

// Counted back from the newest point, without the points ahead.
function pointsWithoutGap({ points }: TrackAnswer): number {
  const times = points.map(({ time }) => parseTime(time) ?? Number.NaN);
  const newestMs = times.at(-1) ?? Number.NaN;
  const slots = times.map((_, index) => newestMs - index * STEP_MS);
  const gapMs = missingSlots(slots, times)[0];
  return gapMs === undefined ? times.length : (newestMs - gapMs) / STEP_MS;
}

function withoutPosition(names: string[]): string {
  const [cause, them] =
    names.length === 1
      ? ['has no points, because its elements are', 'it']
      : ['have no points, because their elements are', 'them'];
  return (
    `${new Intl.ListFormat('en-GB').format(names)} ${cause} missing or have ended. A recording needs points of every ` +
    `satellite. Leave ${them} out of the list of satellites and start again: npm start -- --satellites FILE.`
  );
}

function tooFew(count: number): string {
  const heldMs = count * STEP_MS;
  const waitMinutes = Math.ceil((LEAST_MS - heldMs) / MINUTE_MS);
  return (
    `The system holds ${Math.floor(heldMs / MINUTE_MS)} minutes without a gap. A recording needs ${LEAST_MS / MINUTE_MS}. ` +
    `Leave the system running and record again in ${waitMinutes} ${waitMinutes === 1 ? 'minute' : 'minutes'}.`
  );
}

/** What a path of the API answers. */
async function fetchAnswer(apiUrl: string, path: string, signal: AbortSignal | undefined): Promise<unknown> {
  const url = `${apiUrl.replace(/\/+$/, '')}${path}`;
  const advice = 'Run npm start, and use its apiUrl in .local/outputs.json.';
  const answer = await fetch(url, { signal: signal ?? null }).catch((error: unknown) => {
    throw new UserError(`Nothing answers at ${url}. ${advice}`, { cause: error });
  });
  if (!answer.ok) throw new UserError(`${url} answers with HTTP status ${answer.status}. ${advice}`);
  return answer.json();
}
