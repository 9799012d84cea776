// Whether the system is whole: every point of the last hour stored and right, every viewer's page complete.
import { setTimeout as wait } from 'node:timers/promises';
import { bundledElementsOf } from '../../../../functions/shared/elements.ts';
import { storedPoints } from '../../../../functions/shared/track-table.ts';
import { elementsEpoch, toSgp4Record } from '../../../../orbit/elements.ts';
import { floorToGrid, HOUR_POINTS, LEAD_MS, lastGridTimes } from '../../../../orbit/grid.ts';
import { roundPoint } from '../../../../orbit/point.ts';
import { subSatellitePoint } from '../../../../orbit/propagate.ts';
import { SECOND_MS } from '../../../../orbit/time.ts';
import type { Stand } from './stand.ts';

const MOST_TICKS = 2;
/** The grid has a new point then, so a tick has something to send. */
const BETWEEN_TICKS_MS = 20 * SECOND_MS;
/** From a tick to the last page. */
const LAST_WAY_MS = 10 * SECOND_MS;
/** Two ticks of the schedule. */
const PATIENCE_MS = 120 * SECOND_MS + LAST_WAY_MS;
const LOOK_EVERY_MS = 200;

export interface Wholeness {
  /** Points that are missing or wrong at the end. */
  lost: number;
  /** From the end of the fault, seconds. */
  seconds: number;
  /** Ticks since then. */
  ticks: number;
  /** What is still not whole, if anything. */
  lacks: string | undefined;
}

/**
 * Waits until all is whole after a fault, at most two ticks.
 * @param isTicking whether the schedule ticks; if not, the ticks are made here
 */
export async function untilWhole(stand: Stand, endedMs: number, isTicking: boolean): Promise<Wholeness> {
  let made = 0;
  for (;;) {
    if (!isTicking && made < MOST_TICKS && Date.now() - endedMs >= made * BETWEEN_TICKS_MS) {
      made++;
      await stand.tick();
    }
    const { lost, lacks } = await state(stand, endedMs);
    const now = () => ({
      lost,
      seconds: (Date.now() - endedMs) / SECOND_MS,
      ticks: isTicking ? stand.partialProxy.ticksSince(endedMs) : made,
    });
    if (lacks === undefined) {
      // The pages show what the viewers have a moment later.
      const leftMs = Math.max(LAST_WAY_MS, endedMs + PATIENCE_MS - Date.now());
      const pages = await stand.pages.untilWhole(leftMs).then(
        () => undefined,
        (error: Error) => error.message,
      );
      return { ...now(), lacks: pages };
    }
    if (now().ticks > MOST_TICKS || Date.now() - endedMs > PATIENCE_MS) return { ...now(), lacks };
    await wait(LOOK_EVERY_MS, undefined, { signal: stand.signal });
  }
}

async function state(stand: Stand, endedMs: number): Promise<Pick<Wholeness, 'lost' | 'lacks'>> {
  const lost = await lostPoints(stand);
  if (lost > 0) return { lost, lacks: `${lost} points are missing or wrong in the table` };
  const answer = await stand.system.get('/status').catch((error: Error) => error);
  if (answer instanceof Error) return { lost, lacks: `/status: ${answer.message}` };
  if (answer.status !== 200) return { lost, lacks: `/status is ${answer.status}: ${await answer.text()}` };
  await answer.arrayBuffer();
  const { watching, whole, lacks } = await stand.viewers.count(stand.catalogNumbers, floorToGrid(endedMs + LEAD_MS));
  return {
    lost,
    lacks: whole === watching ? undefined : `${watching - whole} of ${watching} viewers are not whole: ${lacks}`,
  };
}

/** How many points of the last hour are not stored, or are not those that the elements give. */
async function lostPoints({ system, catalogNumbers }: Stand): Promise<number> {
  const nowMs = Date.now();
  const slots = lastGridTimes(HOUR_POINTS, nowMs);
  let good = 0;
  for (const catalogNumber of catalogNumbers) {
    const points = await storedPoints(
      system.trackTable,
      catalogNumber,
      slots[0] as number,
      slots.at(-1) as number,
      nowMs,
    );
    const omm = bundledElementsOf(catalogNumber)?.omm;
    if (!omm) throw new Error(`${catalogNumber} has no bundled elements.`);
    const record = toSgp4Record(omm);
    const epoch = elementsEpoch(omm);
    for (const point of points) {
      const right = { ...roundPoint(subSatellitePoint(record, point.timeMs)), elementsEpoch: epoch };
      if (Object.entries(right).every(([name, value]) => point[name as keyof typeof point] === value)) good++;
    }
  }
  return slots.length * catalogNumbers.length - good;
}
