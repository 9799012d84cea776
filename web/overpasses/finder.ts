// Keeps the overpasses of a place up to date.
// Searches when the place or the elements change, and every hour, one satellite at a time.
import type { Place } from '../../orbit/geodetic.ts';
import { DAY_MS, HOUR_MS } from '../../orbit/time.ts';
import type { Env } from '../base/env.ts';
import type { ShownSatellite } from '../satellite/shown-satellite.ts';
import { LIST_DAYS } from './filters.ts';
import { KEEP_PASSED_MS, type SearchOutcome } from './list.ts';
import type { ListedFindings } from './overpass-search.ts';

type Search = typeof import('./overpass-search.ts').findApproaches;

export interface OverpassFinder {
  /**
   * The newest outcome for each satellite, by catalog number.
   * A new map whenever one changes; kept while a new search runs.
   */
  readonly outcomes: ReadonlyMap<number, SearchOutcome>;
  /** Whether searches are due: the outcomes may be those of the hour before, or of fewer days. */
  readonly isSearching: boolean;
  /** Sets the place and the satellites, and starts the searches that are due. Cheap when none is. */
  update(place: Place | undefined, satellites: readonly ShownSatellite[], nowMs: number, days?: number): void;
}

/**
 * Creates a finder. `onChange` is called when an outcome changes.
 * @param direction whether it looks at the days that come, or as far back from the begin of the hour
 */
export function createFinder(
  env: Env,
  findApproaches: Search,
  onChange: () => void,
  direction: 'forward' | 'backward' = 'forward',
): OverpassFinder {
  let outcomes = new Map<number, SearchOutcome>();
  /** What each satellite was last searched with. */
  let searchKeys = new Map<number, string>();
  let queue: (() => void)[] = [];
  let isSearching = false;
  let placeKey = '';

  function update(place: Place | undefined, satellites: readonly ShownSatellite[], nowMs: number, days = LIST_DAYS) {
    const newKey = place ? `${place.latitudeDeg},${place.longitudeDeg}` : '';
    if (newKey !== placeKey) {
      placeKey = newKey;
      outcomes = new Map();
      searchKeys = new Map();
      queue = [];
    }
    if (!place) return;
    for (const satellite of satellites) enqueue(place, satellite, nowMs, days);
    scheduleSearch();
  }

  function enqueue(place: Place, satellite: ShownSatellite, nowMs: number, days: number) {
    const { catalogNumber, instruments, elements, record } = satellite;
    const fromMs = Math.floor(nowMs / HOUR_MS) * HOUR_MS;
    const key = JSON.stringify([fromMs, days, instruments, elements?.epoch, record !== undefined]);
    if (searchKeys.get(catalogNumber) === key) return;
    searchKeys.set(catalogNumber, key);
    if (!record) {
      // Not an empty outcome: with its first elements the satellite counts as not yet searched.
      outcomes = new Map([...outcomes].filter(([number]) => number !== catalogNumber));
      return;
    }
    queue.push(() => {
      let outcome: SearchOutcome;
      try {
        // An hour longer than the list, which stays complete until the next search.
        const untilMs = (ofDays: number) => fromMs + ofDays * DAY_MS + HOUR_MS;
        const middleMs = untilMs(Math.min(days, LIST_DAYS));
        const search = (beginMs: number, endMs: number) =>
          direction === 'forward'
            ? findApproaches(record, place, instruments, beginMs, endMs)
            : findApproaches(record, place, instruments, 2 * fromMs - endMs, 2 * fromMs - beginMs);
        outcome = search(fromMs - KEEP_PASSED_MS, middleMs);
        // A search covers ten days at most.
        if (days > LIST_DAYS && outcome.refusedAfterMs === undefined)
          outcome = join(outcome, search(middleMs, untilMs(days)));
      } catch (error) {
        console.error(error);
        outcome = 'failed';
      }
      outcomes = new Map(outcomes).set(catalogNumber, outcome);
    });
  }

  // Each satellite in a task of its own: in between, the page can react.
  function scheduleSearch() {
    if (isSearching || queue.length === 0) return;
    isSearching = true;
    env.after(0, () => {
      isSearching = false;
      queue.shift()?.();
      scheduleSearch();
      onChange();
    });
  }

  return {
    get outcomes() {
      return outcomes;
    },
    get isSearching() {
      return isSearching;
    },
    update,
  };
}

/** The findings of two windows that meet, as those of one. */
function join(first: ListedFindings, second: ListedFindings): ListedFindings {
  const { inView, inSwath, refusedAfterMs } = second;
  return {
    approaches: [...first.approaches, ...second.approaches],
    ...(inView && inView === first.inView && { inView }),
    ...(inSwath && inSwath === first.inSwath && { inSwath }),
    ...(refusedAfterMs !== undefined && { refusedAfterMs }),
  };
}
