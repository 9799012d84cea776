// An order to push: fanout writes it, a worker (functions/push) reads it.
import type { FrameForm } from './frame.ts';

/** The same frames in each form, as they are sent, in order. */
export type FramesByForm = Readonly<Record<FrameForm, readonly string[]>>;

/** Frames for a part of the audience. */
export interface PushOrder {
  /** In both forms: each connection has its own. */
  frames: FramesByForm;
  /** Segments of the connections table. */
  segments: number[];
  /** This worker's share of what the account may post. */
  postsPerSecond: number;
  /** When the frames are no longer worth sending, epoch milliseconds. */
  deadlineMs: number;
}

/**
 * Reads an order.
 * @returns the order, or a sentence that says what is wrong with it
 */
export function parsePushOrder(value: unknown): PushOrder | string {
  const { frames, segments, postsPerSecond, deadlineMs } = (value ?? {}) as Partial<Record<keyof PushOrder, unknown>>;
  const { points, compact } = (frames ?? {}) as Partial<Record<FrameForm, unknown>>;
  if (!isListOf(points, isText) || !isListOf(compact, isText)) return 'frames has no list of texts for each form';
  if (!isListOf(segments, (segment) => Number.isInteger(segment))) return 'segments is not a list of integers';
  if (!(typeof postsPerSecond === 'number' && postsPerSecond > 0)) return 'postsPerSecond is not a number above 0';
  if (!Number.isFinite(deadlineMs)) return 'deadlineMs is not a number';
  return { frames: { points, compact }, segments, postsPerSecond, deadlineMs } as PushOrder;
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isListOf(value: unknown, is: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(is);
}
