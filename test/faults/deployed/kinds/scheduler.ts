// The schedule of propagate is silent, or starts it at the wrong time or twice.
import { setTimeout as wait } from 'node:timers/promises';
import { LEAD_MS } from '../../../../orbit/grid.ts';
import { MINUTE_MS } from '../../../../orbit/time.ts';
import type { Fault } from '../fault.ts';
import type { Stand } from '../stand/stand.ts';

/** No tick for so long. Those who open the page at the end of ten minutes see the hole from the beginning. */
const silentFor = (minutes: number) => async (stand: Stand) => {
  await stand.schedule.disable();
  await wait(minutes * MINUTE_MS, undefined, { signal: stand.signal });
  if (minutes * MINUTE_MS > LEAD_MS) await stand.openPagesWithHole();
  return minutes;
};

export const SCHEDULER: readonly Fault[] = [
  {
    name: 'Scheduler silent for 1 minute',
    standsFor: 'one tick is missed',
    realTime: true,
    make: silentFor(1),
  },
  {
    name: 'Scheduler silent for 10 minutes',
    standsFor: 'ten ticks are missed: the lead is used up, and every page is late for seven minutes',
    realTime: true,
    make: silentFor(10),
  },
  {
    name: 'Scheduler silent for 10 minutes, at once',
    standsFor: 'the same without the waiting: the table is left as after ten minutes, and viewers come then',
    short: true,
    async make(stand) {
      await stand.loseMinutes(10);
      await stand.openPagesWithHole();
      return 10;
    },
  },
  {
    name: 'Scheduler twice at once',
    standsFor: 'EventBridge Scheduler delivers at least once',
    short: true,
    async make(stand) {
      await stand.loseMinutes(4);
      await Promise.all([stand.tick(), stand.tick()]);
      return 2;
    },
  },
  {
    name: 'Scheduler an hour late',
    standsFor: 'an event of an hour ago arrives now, before and after that of this minute',
    async make(stand) {
      await stand.loseMinutes(4);
      const late = new Date(Date.now() - 60 * MINUTE_MS).toISOString();
      await stand.tick({ time: late });
      await stand.tick();
      await stand.tick({ time: late });
      return 2;
    },
  },
];
