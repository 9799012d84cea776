// Makes a fault, ends it, and waits until everything is whole.
import { once } from 'node:events';
import { MINUTE_MS } from '../../../orbit/time.ts';
import type { Fault } from './fault.ts';
import type { Stand } from './stand/stand.ts';
import { untilWhole, type Wholeness } from './stand/whole.ts';

/** The longest fault takes ten minutes. */
const MAKE_LIMIT_MS = 15 * MINUTE_MS;

export interface Outcome extends Wholeness {
  name: string;
  /** How many calls, records or viewers the fault hit. */
  hits: number;
}

/**
 * Makes a fault and ends it. Never throws for what the system does.
 * @param isLeftAlone whether the schedule makes all ticks
 */
export async function runFault(fault: Fault, stand: Stand, isLeftAlone: boolean): Promise<Outcome> {
  const isTicking = isLeftAlone || fault.realTime === true;
  await (isTicking ? stand.schedule.enable() : stand.schedule.disable());
  const made = await within(MAKE_LIMIT_MS, fault.make(stand)).catch((error: Error) => error);
  const endedMs = Date.now();
  // The fault may have switched it.
  await (isTicking ? stand.schedule.enable() : stand.schedule.disable());
  const wholeness = await untilWhole(stand, endedMs, isTicking);
  await stand.viewers.watch(stand.audience);
  const failure = made instanceof Error ? `it could not be made: ${made.message}` : undefined;
  const nothing = made === 0 ? 'the fault hit nothing, so it proves nothing' : undefined;
  const lacks = failure ?? wholeness.lacks ?? nothing;
  return { name: fault.name, hits: made instanceof Error ? 0 : made, ...wholeness, lacks };
}

/** A fault that waits for what does not come has found something. */
async function within<Result>(limitMs: number, work: Promise<Result>): Promise<Result> {
  const over = AbortSignal.timeout(limitMs);
  const late = once(over, 'abort').then(() => {
    throw new Error(`what it waits for has not come within ${limitMs / MINUTE_MS} minutes`);
  });
  return Promise.race([work, late]);
}
