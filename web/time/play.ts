// Playing: from where, how fast, and until when. Pure.
import { HOUR_MS, SECOND_MS } from '../../orbit/time.ts';
import { sliderSpan } from './bounds.ts';

export interface Playing {
  fromMs: number;
  /** By the browser's clock of frames. */
  startedMs: number;
  /** How many times as fast as time passes. */
  speed: number;
  untilMs: number;
}

/** The last day, in 24 seconds. */
export const LAST_DAY_SPEED = HOUR_MS / SECOND_MS;

/** The time that is played at a moment of the browser's clock of frames. */
export function playedMs({ fromMs, startedMs, speed }: Playing, frameMs: number): number {
  return fromMs + (frameMs - startedMs) * speed;
}

/**
 * Where playing ends: at now from before it, else at the end of the slider. At the present, a second more or less, it
 * leads into the future.
 */
export function playEndMs(fromMs: number, nowMs: number): number {
  const { fromMs: beginMs, untilMs } = sliderSpan(fromMs, nowMs);
  const isPast = fromMs < nowMs - SECOND_MS && beginMs < nowMs;
  return isPast ? Math.min(untilMs, nowMs) : untilMs;
}
