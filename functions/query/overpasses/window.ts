// The time that a question for overpasses is about, and the element sets that are known for it.
import { MOST_APART_MS } from '../../../orbit/across-sets.ts';
import type { ComputedTimes } from '../../../orbit/computed-times.ts';
import { cachedRecord, epochMs } from '../../../orbit/elements.ts';
import { ElementsError } from '../../../orbit/omm.ts';
import type { Satellite } from '../../../orbit/satellites.ts';
import { DAY_MS, formatTime, MINUTE_MS } from '../../../orbit/time.ts';
import type { HeldElements } from '../../shared/elements.ts';
import { knownRangeFor, setsAround } from '../../shared/elements-archive.ts';
import { type AnswerParts, Problem } from '../http/answer.ts';
import type { AskedTimes } from '../http/overpasses-request.ts';

/** Epoch milliseconds. */
export interface Window {
  fromMs: number;
  untilMs: number;
  /** Whether the question names a time. Otherwise the window is from now on. */
  isAsked: boolean;
  /** Whether it stays the same while the clock goes on. */
  isFixed: boolean;
}

// As long as a search may be.
const MAX_MS = 10 * DAY_MS;

/**
 * From the beginning of the current minute, so that for a minute the answer stays the same, and a repeated request gets
 * a 304; or as asked.
 * @throws Problem 400
 */
export function windowOf({ fromMs: asked, untilMs, days, pastDays = 0 }: AskedTimes, nowMs: number): Window {
  const minuteMs = Math.floor(nowMs / MINUTE_MS) * MINUTE_MS;
  const fromMs = asked ?? minuteMs - pastDays * DAY_MS;
  const window = { fromMs, untilMs: untilMs ?? (asked ?? minuteMs) + days * DAY_MS };
  const { untilMs: endMs } = window;
  if (endMs <= fromMs) {
    const advice = asked === undefined ? ' For the past, give from, too.' : '';
    const than = asked !== undefined ? 'from' : pastDays > 0 ? `${pastDays} days ago` : 'now';
    throw new Problem(400, `until must be later than ${than}, at most ten days.${advice}`);
  }
  if (endMs - fromMs > MAX_MS) {
    throw new Problem(
      400,
      `from ${formatTime(fromMs)} until ${formatTime(endMs)} is longer than ten days. Ask for ten days or less at a time.`,
    );
  }
  const isFixed = asked !== undefined;
  return { ...window, isAsked: isFixed || untilMs !== undefined || pastDays > 0, isFixed };
}

/** What a search is made from. */
export interface KnownSets {
  /** Those that may be the nearest of a moment in the window. None while the satellite waits for its first. */
  sets: readonly HeldElements[];
  /** When positions are computed, or a part of it that has the window in it; undefined: always. */
  range: ComputedTimes | undefined;
  /** Whether the same question has this answer for good: no set that comes later can change it. */
  isSettled: boolean;
}

/**
 * The sets for a window. Now and later the current one is the nearest, so nothing is read for a question that names no
 * time.
 * @throws errors of the SDK
 */
export async function knownSets(
  { catalogNumber }: Satellite,
  { fromMs, untilMs, isAsked, isFixed }: Window,
  { archive, elementsOf }: Pick<AnswerParts, 'archive' | 'elementsOf'>,
  nowMs: number,
): Promise<KnownSets> {
  const held = elementsOf(catalogNumber);
  const current = held && isReadable(held) ? held : undefined;
  if (!isAsked) return { sets: current ? [current] : [], range: undefined, isSettled: false };
  // Sets that meet shortly before or after the window count, too.
  const [firstMs, lastMs] = [fromMs - MOST_APART_MS, untilMs + MOST_APART_MS];
  const [sets, range] = await Promise.all([
    setsAround(archive, catalogNumber, firstMs, lastMs, current),
    knownRangeFor({ fromMs, untilMs }, archive, catalogNumber, current, nowMs),
  ]);
  // Later sets have later epochs, and are the nearest later than half-way to them.
  const isSettled = isFixed && untilMs <= nowMs && sets.some(({ omm }) => epochMs(omm) >= lastMs);
  return { sets, range, isSettled };
}

function isReadable({ omm }: HeldElements): boolean {
  try {
    return Number.isFinite(cachedRecord(omm).epochMs);
  } catch (error) {
    if (error instanceof ElementsError) return false;
    throw error;
  }
}

/** A sentence for a window that lies outside of what is known, or reaches beyond it; undefined for one inside. */
export function outsideOf(
  name: string,
  { fromMs, untilMs }: Window,
  range: ComputedTimes | undefined,
): string | undefined {
  if (!range || (fromMs >= range.fromMs && untilMs <= range.untilMs)) return undefined;
  const [from, until] = [formatTime(range.fromMs), formatTime(range.untilMs)];
  return `${name}: positions are computed from ${from} to ${until}, from ${range.fromIs} to ${range.untilIs}.`;
}
