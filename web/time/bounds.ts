// Which times the control offers: the slider around now, or another day, within what can be computed. Pure.
import {
  AFTER_NEWEST,
  AHEAD_MS,
  BEFORE_OLDEST,
  type ComputedTimes,
  computedTimes,
  IN_TEN_DAYS,
} from '../../orbit/computed-times.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../orbit/time.ts';

/** A span of time, epoch milliseconds. */
export interface Span {
  fromMs: number;
  untilMs: number;
}

/** How far the slider reaches on each side of now. */
const REACH_MS = DAY_MS;

/** The begin of the day of UTC. */
export function dayOf(timeMs: number): number {
  return Math.floor(timeMs / DAY_MS) * DAY_MS;
}

/**
 * The times that can be shown, by the rule of the API, given the epochs of the element sets on the page; without a set
 * a day around now, some of which is recorded.
 * @param known what the API says it can compute, which knows older sets than the page
 */
export function offeredTimes(epochsMs: readonly number[], nowMs: number, known?: Span): ComputedTimes {
  const own = computedTimes(epochsMs, nowMs) ?? {
    ...{ fromMs: nowMs - REACH_MS, fromIs: 'a day ago' },
    ...{ untilMs: nowMs + REACH_MS, untilIs: 'a day from now' },
  };
  return {
    ...own,
    ...(known && known.fromMs < own.fromMs && { fromMs: known.fromMs, fromIs: BEFORE_OLDEST }),
    ...(known && known.untilMs > own.untilMs && { untilMs: known.untilMs, untilIs: endOf(known.untilMs, nowMs) }),
  };
}

/** What the end is that the API says. It has said it a while ago, by a clock of its own. */
function endOf(untilMs: number, nowMs: number): string {
  return Math.abs(untilMs - nowMs - AHEAD_MS) < HOUR_MS ? IN_TEN_DAYS : AFTER_NEWEST;
}

/** Whether no moment of a day of UTC can be shown. */
export function isDayOutside(dayMs: number, { fromMs, untilMs }: Span): boolean {
  return dayMs + DAY_MS <= fromMs || dayMs > untilMs;
}

/** What several spans have together; undefined without one. */
export function spanOf(spans: readonly (Span | undefined)[]): Span | undefined {
  const known = spans.filter((span) => span !== undefined);
  if (known.length === 0) return undefined;
  return {
    fromMs: Math.min(...known.map(({ fromMs }) => fromMs)),
    untilMs: Math.max(...known.map(({ untilMs }) => untilMs)),
  };
}

/** The span of the slider that shows a time: the day around now if it has it, or the day of that time. */
export function sliderSpan(timeMs: number, nowMs: number): Span {
  if (Math.abs(timeMs - nowMs) <= REACH_MS) return { fromMs: nowMs - REACH_MS, untilMs: nowMs + REACH_MS };
  return { fromMs: dayOf(timeMs), untilMs: dayOf(timeMs) + DAY_MS };
}

export function clamp(timeMs: number, { fromMs, untilMs }: Span): number {
  return Math.min(Math.max(timeMs, fromMs), untilMs);
}

/** The last whole step at or before a time, but within a span: at its beginning the first one. */
export function stepWithin(timeMs: number, stepMs: number, { fromMs, untilMs }: Span): number {
  const firstMs = Math.ceil(fromMs / stepMs) * stepMs;
  return Math.max(firstMs, Math.floor(Math.min(timeMs, untilMs) / stepMs) * stepMs);
}

/** Where a time is in a span, from 0 to 1. */
export function fractionOf(timeMs: number, { fromMs, untilMs }: Span): number {
  return (clamp(timeMs, { fromMs, untilMs }) - fromMs) / (untilMs - fromMs);
}

/** The whole minute at a fraction of a span. */
export function timeAt(fraction: number, { fromMs, untilMs }: Span): number {
  const timeMs = fromMs + fraction * (untilMs - fromMs);
  return clamp(Math.round(timeMs / MINUTE_MS) * MINUTE_MS, { fromMs, untilMs });
}

const HOUR_STEP_MS = 60 * MINUTE_MS;

/**
 * The time that a key leads to; undefined for other keys. Arrows move by a minute, with Shift or as Page Up and Page
 * Down by an hour; Home and End go to the ends of the slider.
 */
export function timeAfterKey(key: string, isShifted: boolean, timeMs: number, slider: Span): number | undefined {
  // To whole minutes: a moment of the present has seconds.
  const minute = Math.floor(timeMs / MINUTE_MS) * MINUTE_MS;
  const stepMs = isShifted ? HOUR_STEP_MS : MINUTE_MS;
  const targets: Record<string, number> = {
    ArrowLeft: minute === timeMs || isShifted ? minute - stepMs : minute,
    ArrowDown: minute === timeMs || isShifted ? minute - stepMs : minute,
    ArrowRight: minute + stepMs,
    ArrowUp: minute + stepMs,
    PageDown: minute - HOUR_STEP_MS,
    PageUp: minute + HOUR_STEP_MS,
    Home: slider.fromMs,
    End: slider.untilMs,
  };
  return Object.hasOwn(targets, key) ? targets[key] : undefined;
}
