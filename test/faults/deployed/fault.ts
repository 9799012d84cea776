// What a fault is.
import type { Stand } from './stand/stand.ts';

export interface Fault {
  /** As in "PutRecords throttled". */
  name: string;
  /** What happens on AWS that is like it. */
  standsFor: string;
  /** Part of npm test. */
  short?: true;
  /** Needs the real minutes between ticks: the schedule makes them. Other faults are followed by ticks at once. */
  realTime?: true;
  /** Makes the fault and ends it. Returns how many calls, records or viewers it hit: never none. */
  make(stand: Stand): Promise<number>;
}
