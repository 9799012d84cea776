// An order to push: fanout writes it, a worker (functions/push) reads it.

/** Frames for a part of the audience. */
export interface PushOrder {
  /** Frames as they are sent, in order. */
  frames: string[];
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
  if (!isListOf(frames, (frame) => typeof frame === 'string')) return 'frames is not a list of texts';
  if (!isListOf(segments, (segment) => Number.isInteger(segment))) return 'segments is not a list of integers';
  if (!(typeof postsPerSecond === 'number' && postsPerSecond > 0)) return 'postsPerSecond is not a number above 0';
  if (!Number.isFinite(deadlineMs)) return 'deadlineMs is not a number';
  return { frames, segments, postsPerSecond, deadlineMs } as PushOrder;
}

function isListOf(value: unknown, is: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(is);
}
