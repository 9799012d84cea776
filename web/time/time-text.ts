// What the time control says. Pure.
import type { ComputedTimes } from '../../orbit/computed-times.ts';
import { STEP_MS } from '../../orbit/grid.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../orbit/time.ts';
import { formatClock, formatDate, formatDay, formatMinute } from '../base/format.ts';
import type { Span } from './bounds.ts';
import type { PastFailure } from './past.ts';
import type { Kind } from './timeline.ts';

/** 25 Nov 2026, 10:30:00 UTC */
export function formatMoment(timeMs: number): string {
  return `${formatDate(timeMs)}, ${formatClock(timeMs)} UTC`;
}

/** How far a moment is from now: 21 h 10 min ago, in 5 min, 12 days ago. */
export function formatDistance(timeMs: number, nowMs: number): string {
  const minutes = Math.round(Math.abs(timeMs - nowMs) / MINUTE_MS);
  if (minutes === 0) return 'now';
  const text = inNaturalUnits(minutes);
  return timeMs < nowMs ? `${text} ago` : `in ${text}`;
}

function inNaturalUnits(minutes: number): string {
  if (minutes < 60) return `${minutes} min`;
  if (minutes <= 2 * (DAY_MS / MINUTE_MS)) {
    const rest = minutes % 60;
    return `${Math.floor(minutes / 60)} h${rest > 0 ? ` ${rest} min` : ''}`;
  }
  return `${Math.round((minutes * MINUTE_MS) / DAY_MS)} days`;
}

/** How the positions of all shown satellites are known: recorded, computed, or partly recorded. */
export function describeKinds(kinds: readonly Kind[]): string {
  const known = new Set(kinds);
  known.delete('unknown');
  if (known.size === 0) return 'no positions';
  return known.size === 2 ? 'partly recorded' : ([...known][0] as string);
}

/** What a screen reader speaks for the slider. */
export function describeValue(timeMs: number, nowMs: number, kinds: readonly Kind[]): string {
  return `${formatMoment(timeMs)}, ${formatDistance(timeMs, nowMs)}, ${describeKinds(kinds)}`;
}

/** What the control says beside its buttons, and what is spoken for the slider. */
export const LIVE_TEXTS = { moment: 'Now', about: 'Drag or play to see another time', spoken: 'now, live' } as const;

/** The same of another moment than now. */
export function momentTexts(timeMs: number, nowMs: number, kinds: readonly Kind[], isLoading: boolean) {
  return {
    moment: formatMoment(timeMs),
    about: `${formatDistance(timeMs, nowMs)} · ${describeKinds(kinds)}${isLoading ? ', loading points' : ''}`,
    spoken: describeValue(timeMs, nowMs, kinds),
  };
}

/** What failed, what the page does about it, and what is next. */
export function describeFailure({ question, error }: PastFailure): string {
  const { beforeMs, points } = question.window;
  const fromMs = beforeMs - points * STEP_MS;
  const why = error instanceof Error ? whyOf(error) : 'does not answer';
  return `Cannot load the points of ${formatDate(fromMs)}, ${formatMinute(fromMs)} to ${formatMinute(beforeMs)} UTC: the server ${why}. They are computed from the present elements instead. Trying again every 10 s.`;
}

function whyOf({ name, message }: Error): string {
  if (name === 'PartlyReadError') return 'could not read some satellites';
  return name === 'StatusError' ? `returned ${message}` : 'does not answer';
}

/** Why a time is not shown. */
export function describeOutside({ fromMs, untilMs, fromIs, untilIs }: ComputedTimes): string {
  return `Positions are known from ${formatDate(fromMs)} to ${formatDate(untilMs)}: from ${fromIs} to ${untilIs}.`;
}

/** Why nobody knows whether a time can be shown: one that the reader chose, or that of the address. */
export const NOT_ASKED = {
  chosen: 'Cannot ask the server whether positions are known then. Trying again every 10 s.',
  address: 'Cannot ask the server whether positions are known then. Reload the page to try again.',
} as const;

/** The labels of the slider: each sixth hour of the clock, or each third one of a single day. */
export function hourLabels({ fromMs, untilMs }: Span): { timeMs: number; text: string }[] {
  const stepMs = (untilMs - fromMs > DAY_MS ? 6 : 3) * HOUR_MS;
  const labels: { timeMs: number; text: string }[] = [];
  for (let timeMs = Math.ceil(fromMs / stepMs) * stepMs; timeMs <= untilMs; timeMs += stepMs)
    labels.push({ timeMs, text: timeMs % DAY_MS === 0 ? formatDay(timeMs) : formatMinute(timeMs) });
  return labels;
}
