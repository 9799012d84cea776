// One run: finds the satellites that are due, downloads their sets one after another, and stores what is usable.
import { elementsState, isUsable } from '../../orbit/age.ts';
import { elementsEpoch, epochMs } from '../../orbit/elements.ts';
import { distanceBetweenSetsKm, MANOEUVRE_KM } from '../../orbit/manoeuvre.ts';
import type { Satellite } from '../../orbit/satellites.ts';
import { formatTime, HOUR_MS } from '../../orbit/time.ts';
import { bundledElementsOf, type HeldElements, newerOf } from '../shared/elements.ts';
import type { ElementsArchive } from '../shared/elements-archive.ts';
import {
  type ElementsRow,
  type ElementsTable,
  MIN_WAIT_MS,
  readRows,
  recordOutcome,
  recordProblem,
  reserveAttempt,
} from '../shared/elements-table.ts';
import type { Report } from '../shared/log.ts';
import { METRIC } from '../shared/names.ts';
import { createKeepSets, type KeepSets } from './keep-sets.ts';
import { type Refusal, readAnswer, type SourceAnswer } from './read-answer.ts';
import type { Reply, Source } from './source.ts';

export interface RefreshParts {
  satellites: readonly Satellite[];
  table: ElementsTable;
  /** Where every accepted set is kept. */
  archive: ElementsArchive;
  source: Source;
  report: Report;
  /** From 0 to 1, as Math.random. */
  random(): number;
  nowMs(): number;
  /** A request under way ends here. No request starts in the two seconds before. */
  deadlineMs: number;
}

// The source updates a set a few times a day.
const REFRESH_MS = 6 * HOUR_MS;

// After failures in a row: 2 to 3 hours, 4 to 6, then 8 to 12.
// The jitter keeps installations from asking at the same time.
const MAX_DOUBLINGS = 2;
const JITTER = 0.5;

// After 2, 4 and 8 hours at least, and half as much again.
const FAILURES_OF_A_DAY = 4;

// An answer takes a fraction of a second.
// A request without enough time left would use up the satellite's two hours for nothing.
const MIN_REQUEST_MS = 2000;

/** Asks the source for each satellite that is due, until the deadline or until the source is in trouble. */
export async function refresh(parts: RefreshParts): Promise<void> {
  const { satellites, table, source, report, nowMs, deadlineMs } = parts;
  const rows = await readRows(
    table,
    satellites.map(({ catalogNumber }) => catalogNumber),
  );
  const all = satellites.map(({ catalogNumber }) => ({ catalogNumber, row: rows.get(catalogNumber) ?? {} }));
  report.count(METRIC.elementsOld, all.filter(({ catalogNumber, row }) => isOld(row, catalogNumber, nowMs())).length);

  const due = all
    .filter(({ row }) => isDue(row, nowMs()))
    // The longest wait first, so that short deadlines starve no satellite.
    .toSorted((a, b) => (a.row.attemptedAtMs ?? 0) - (b.row.attemptedAtMs ?? 0));

  const keepSets = createKeepSets(parts.archive, report);
  let asked = 0;
  for (const [index, { catalogNumber, row }] of due.entries()) {
    const leftMs = deadlineMs - nowMs();
    if (leftMs < MIN_REQUEST_MS) break;
    if (!(await reserveAttempt(table, catalogNumber, nowMs()))) continue;
    const reply = await source(catalogNumber, AbortSignal.timeout(leftMs));
    const answer = interpret(reply, catalogNumber, nowMs());
    await applyAnswer(parts, catalogNumber, row, answer, reply.host, keepSets);
    asked++;
    if (answer.kind === 'refused' && answer.endsRun) {
      // Those after it wait for the same source.
      const waiting = due.slice(index + 1).filter((each) => each.row.unknownTo !== reply.host);
      for (const each of waiting) await recordProblem(table, each.catalogNumber, problemOf(answer, reply.host));
      break;
    }
  }
  report.info('elements', { asked, due: due.length });
}

/** Whether a satellite may be requested: if it was never requested, or long enough ago. */
export function isDue({ attemptedAtMs, waitMs = MIN_WAIT_MS }: ElementsRow, nowMs: number): boolean {
  return attemptedAtMs === undefined || nowMs - attemptedAtMs >= Math.max(waitMs, MIN_WAIT_MS);
}

/**
 * Whether the elements of a satellite are a sign that its source has stopped: a week old, or not confirmed in a day. Not
 * those of a satellite that has decayed, and of one that has none.
 */
function isOld({ current, failures = 0 }: ElementsRow, catalogNumber: number, nowMs: number): boolean {
  const state = elementsState(newerOf(current, bundledElementsOf(catalogNumber))?.omm, nowMs);
  return isUsable(state) && (state === 'stale' || state === 'old' || failures >= FAILURES_OF_A_DAY);
}

/** What the reader of the API, the page or the terminal sees: a sentence without its full stop. */
function problemOf({ reason, unreachable }: Refusal, host: string): string {
  return unreachable
    ? `${host} gave no answer (${NO_ANSWER[reason] ?? reason})`
    : `${host} sent no usable elements (${reason})`;
}

function interpret(reply: Reply, catalogNumber: number, nowMs: number): SourceAnswer {
  if ('unreachable' in reply) {
    return { kind: 'refused', reason: reply.unreachable, endsRun: true, unknown: false, unreachable: true };
  }
  if ('unreadable' in reply) return refusal(reply.unreadable);
  return readAnswer(reply.status, reply.text, catalogNumber, nowMs);
}

/** Stores what an answer brings. In every bad case the last good set stays. */
async function applyAnswer(
  parts: RefreshParts,
  catalogNumber: number,
  row: ElementsRow,
  received: SourceAnswer,
  host: string,
  keepSets: KeepSets,
): Promise<void> {
  const { table, report } = parts;
  const bundled = bundledElementsOf(catalogNumber);
  const held = newerOf(row.current, bundled);
  const answer = refuseOlder(received, held);
  if (answer.kind === 'refused') {
    const failures = (row.failures ?? 0) + 1;
    const reason = answer.unreachable ? `no answer: ${answer.reason}` : answer.reason;
    report.warn('elements refused', { catalogNumber, reason, failures });
    // A source in trouble has said nothing about the satellite.
    const known = answer.endsRun && row.unknownTo === host;
    const unknownTo = answer.unknown || known ? host : undefined;
    const problem = unknownTo === undefined ? problemOf(answer, host) : undefined;
    const waitMs = backoffMs(failures, parts.random());
    await recordOutcome(table, catalogNumber, { waitMs, failures, unknownTo, problem });
    return;
  }
  const outcome = { waitMs: REFRESH_MS, failures: 0 };
  if (answer.kind === 'unchanged') {
    await recordOutcome(table, catalogNumber, outcome);
    await keepSets(catalogNumber, [bundled, row.previous, row.current]);
  } else {
    const current: HeldElements = { omm: answer.omm, source: host, retrievedAt: formatTime(parts.nowMs()) };
    const isNew = !held || epochMs(held.omm) < epochMs(answer.omm);
    await recordOutcome(table, catalogNumber, outcome, { current, previous: isNew ? row.current : row.previous });
    await keepSets(catalogNumber, [bundled, row.previous, row.current, current]);
    if (isNew) reportNewSet(report, catalogNumber, held, current);
  }
  // After the write: a set that could not be stored must not reset the alarm.
  report.count(METRIC.elementsRefreshed, 1);
}

/** Refuses a set older than the held one, and "unchanged" when no set is held. */
function refuseOlder(answer: SourceAnswer, held: HeldElements | undefined): SourceAnswer {
  if (answer.kind === 'unchanged' && !held) {
    return refusal('unchanged since a download that is not stored here');
  }
  if (answer.kind === 'set' && held && epochMs(answer.omm) < epochMs(held.omm)) {
    return refusal(`older than the current set: ${elementsEpoch(answer.omm)}`);
  }
  return answer;
}

function refusal(reason: string): Refusal {
  return { kind: 'refused', reason, endsRun: false, unknown: false };
}

function reportNewSet(
  report: Report,
  catalogNumber: number,
  held: HeldElements | undefined,
  current: HeldElements,
): void {
  const epoch = elementsEpoch(current.omm);
  const distanceKm = held && distanceBetweenSetsKm(held.omm, current.omm);
  if (distanceKm !== undefined && distanceKm > MANOEUVRE_KM) {
    const details = { catalogNumber, epoch, distanceKm: Math.round(distanceKm) };
    report.warn('new elements far from the old track, probably after a manoeuvre', details);
  } else {
    report.info('new elements', { catalogNumber, epoch, source: current.source });
  }
}

/** How long to wait after failures in a row; `random` is from 0 to 1. */
export function backoffMs(failures: number, random: number): number {
  return MIN_WAIT_MS * 2 ** Math.min(failures - 1, MAX_DOUBLINGS) * (1 + JITTER * random);
}

/** What the codes of Node mean to readers of the page. */
const NO_ANSWER: Record<string, string | undefined> = {
  ENOTFOUND: 'its name is not known: no network?',
  EAI_AGAIN: 'its name cannot be looked up: no network?',
  ECONNREFUSED: 'it refused the connection',
  ECONNRESET: 'it closed the connection',
  UND_ERR_SOCKET: 'it closed the connection',
};
