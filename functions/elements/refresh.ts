// One run: which satellites are due, one request after another, and what becomes of each answer.
import { elementsEpoch, epochMs } from '../../orbit/elements.ts';
import { distanceOfSetsKm, JUMP_KM } from '../../orbit/manoeuvre.ts';
import type { Satellite } from '../../orbit/satellites.ts';
import { formatTime, HOUR_MS } from '../../orbit/time.ts';
import { bundledElementsOf, type HeldElements, newerOf } from '../shared/elements.ts';
import {
  claim,
  type ElementsRow,
  type ElementsTable,
  LEAST_WAIT_MS,
  readRows,
  settle,
} from '../shared/elements-table.ts';
import type { Report } from '../shared/log.ts';
import { METRIC } from '../shared/names.ts';
import { type Meaning, readAnswer } from './read-answer.ts';
import type { Reply, Source } from './source.ts';

export interface RefreshParts {
  satellites: readonly Satellite[];
  table: ElementsTable;
  source: Source;
  report: Report;
  /** From 0 to 1, as Math.random. */
  random(): number;
  nowMs(): number;
  /** No request begins in the last two seconds before this, and one under way then is ended. */
  deadlineMs: number;
}

/** A normal refresh: the source updates a set a few times a day. */
export const REFRESH_MS = 6 * HOUR_MS;

// After failures in a row: 2 to 3 hours, 4 to 6, then 8 to 12. The chance keeps installations from asking in step.
const MOST_DOUBLINGS = 2;
const JITTER = 0.5;

// An answer takes a fraction of a second. A request that begins with less than this would use up the satellite's two hours for nothing.
const LEAST_LEFT_MS = 2000;

/** Asks the source for every satellite that is due, until the deadline or until the source is in trouble. Returns how many were asked for. */
export async function refresh(parts: RefreshParts): Promise<{ asked: number }> {
  const { satellites, table, source, report, nowMs, deadlineMs } = parts;
  const rows = await readRows(
    table,
    satellites.map(({ catalogNumber }) => catalogNumber),
  );
  const due = satellites
    .map(({ catalogNumber }) => ({ catalogNumber, row: rows.get(catalogNumber) ?? {} }))
    .filter(({ row }) => isDue(row, nowMs()))
    // Whoever has waited longest goes first, so that a short deadline starves nobody.
    .toSorted((a, b) => (a.row.attemptedAtMs ?? 0) - (b.row.attemptedAtMs ?? 0));

  let asked = 0;
  for (const { catalogNumber, row } of due) {
    const leftMs = deadlineMs - nowMs();
    if (leftMs < LEAST_LEFT_MS) break;
    if (!(await claim(table, catalogNumber, nowMs()))) continue;
    asked++;
    const reply = await source(catalogNumber, AbortSignal.timeout(leftMs));
    const meaning = meaningOf(reply, catalogNumber, nowMs());
    await keep(parts, catalogNumber, row, meaning, 'host' in reply ? reply.host : '');
    if (meaning.kind === 'refused' && meaning.ofSource) break;
  }
  report.info('elements', { asked, due: due.length });
  return { asked };
}

/** Whether a satellite may be asked for: never asked, or long enough ago. */
export function isDue({ attemptedAtMs, waitMs = LEAST_WAIT_MS }: ElementsRow, nowMs: number): boolean {
  return attemptedAtMs === undefined || nowMs - attemptedAtMs >= Math.max(waitMs, LEAST_WAIT_MS);
}

function meaningOf(reply: Reply, catalogNumber: number, nowMs: number): Meaning {
  if ('unreachable' in reply) return { kind: 'refused', reason: `no answer: ${reply.unreachable}`, ofSource: true };
  return readAnswer(reply.status, reply.text, catalogNumber, nowMs);
}

/** Notes an answer in the table. In every bad case the last good set stays. */
async function keep(
  parts: RefreshParts,
  catalogNumber: number,
  row: ElementsRow,
  meaning: Meaning,
  host: string,
): Promise<void> {
  const { table, report } = parts;
  const held = newerOf(row.current, bundledElementsOf(catalogNumber));
  const verdict = judge(meaning, held);
  if (verdict.kind === 'refused') {
    const failures = (row.failures ?? 0) + 1;
    report.warn('elements refused', { catalogNumber, reason: verdict.reason, failures });
    report.count(METRIC.elementsRefused, 1);
    await settle(table, catalogNumber, { waitMs: backoffMs(failures, parts.random()), failures });
    return;
  }
  const outcome = { waitMs: REFRESH_MS, failures: 0 };
  if (verdict.kind === 'unchanged') {
    await settle(table, catalogNumber, outcome);
  } else {
    const current: HeldElements = { omm: verdict.omm, source: host, retrievedAt: formatTime(parts.nowMs()) };
    const isNew = !held || epochMs(held.omm) < epochMs(verdict.omm);
    await settle(table, catalogNumber, { ...outcome, current, previous: isNew ? row.current : row.previous });
    if (isNew) tellNewSet(parts, catalogNumber, held, current);
  }
  // Last: what could not be kept is no refresh, and must not calm the alarm.
  report.count(METRIC.elementsRefreshed, 1);
}

/** A set that is older than the one held is refused, and "unchanged" is no news for whoever holds nothing. */
function judge(meaning: Meaning, held: HeldElements | undefined): Meaning {
  if (meaning.kind === 'unchanged' && !held) {
    return { kind: 'refused', reason: 'unchanged since a download that is not kept here', ofSource: false };
  }
  if (meaning.kind === 'set' && held && epochMs(meaning.omm) < epochMs(held.omm)) {
    return {
      kind: 'refused',
      reason: `older than the set that is held: ${elementsEpoch(meaning.omm)}`,
      ofSource: false,
    };
  }
  return meaning;
}

function tellNewSet(
  { report }: RefreshParts,
  catalogNumber: number,
  held: HeldElements | undefined,
  current: HeldElements,
): void {
  const epoch = elementsEpoch(current.omm);
  const distanceKm = held && distanceOfSetsKm(held.omm, current.omm);
  if (distanceKm !== undefined && distanceKm > JUMP_KM) {
    report.warn('new elements, and a jump: probably a manoeuvre', {
      catalogNumber,
      epoch,
      distanceKm: Math.round(distanceKm),
    });
    report.count(METRIC.elementsJumped, 1);
  } else {
    report.info('new elements', { catalogNumber, epoch, source: current.source });
  }
}

/** How long to wait after so many failures in a row; `chance` is from 0 to 1. */
export function backoffMs(failures: number, chance: number): number {
  return LEAST_WAIT_MS * 2 ** Math.min(failures - 1, MOST_DOUBLINGS) * (1 + JITTER * chance);
}
