// Which of a satellite's element sets describes a moment best: the one whose epoch is nearest in time. Errors grow with
// the distance from the epoch, about as fast before it as after it (docs/accuracy.md).
import { epochMs } from './elements.ts';
import type { Omm } from './omm.ts';

/** An element set, and whatever else its owner knows of it. */
export interface WithSet {
  omm: Omm;
}

/** The stretch of time, epoch milliseconds, in which no other set is nearer. */
export interface NearestSpan {
  fromMs: number;
  untilMs: number;
}

/**
 * The set whose epoch is nearest to a time; undefined when there is none. Half-way between two epochs it is the newer
 * set, and of sets with the same epoch the first. The sets may come in any order.
 * @throws ElementsError when an EPOCH is not a UTC time
 */
export function nearestSet<Held extends WithSet>(sets: readonly Held[], timeMs: number): Held | undefined {
  const distance = ({ omm }: Held) => Math.abs(epochMs(omm) - timeMs);
  return inOrder(sets).reduceRight<Held | undefined>(
    (nearest, set) => (nearest && distance(nearest) <= distance(set) ? nearest : set),
    undefined,
  );
}

/**
 * Cuts the time from `fromMs` to `untilMs` at the midpoints between epochs: the nearest set of each stretch, in order.
 * Stretches touch: one ends where the next begins, and that moment belongs to the later one. A set that is nearest
 * nowhere in this time is left out. Without sets there are no stretches.
 * Only the epoch counts. A set that does not hold over its whole stretch, as that of a satellite that decays there, is
 * not replaced by an older one: the older one only does not know of the decay.
 * @throws ElementsError when an EPOCH is not a UTC time
 */
export function nearestSetSpans<Held extends WithSet>(
  sets: readonly Held[],
  fromMs: number,
  untilMs: number,
): (Held & NearestSpan)[] {
  const ordered = inOrder(sets);
  // Whole milliseconds, as times are. The first one after the middle is nearer to the newer set.
  const middles = ordered
    .slice(1)
    .map(({ omm }, index) => Math.ceil((epochMs(omm) + epochMs((ordered[index] as Held).omm)) / 2));
  return ordered.flatMap((set, index) => {
    const beginsMs = middles[index - 1] ?? Number.NEGATIVE_INFINITY;
    const endsMs = middles[index] ?? Number.POSITIVE_INFINITY;
    if (endsMs <= fromMs || beginsMs > untilMs) return [];
    return [{ ...set, fromMs: Math.max(fromMs, beginsMs), untilMs: Math.min(untilMs, endsMs) }];
  });
}

/** By epoch, the oldest first. Of sets with the same epoch only the first stays. */
function inOrder<Held extends WithSet>(sets: readonly Held[]): Held[] {
  const byEpoch = new Map<number, Held>();
  for (const set of sets) if (!byEpoch.has(epochMs(set.omm))) byEpoch.set(epochMs(set.omm), set);
  return [...byEpoch.entries()].sort(([a], [b]) => a - b).map(([, set]) => set);
}
