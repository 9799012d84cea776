// Keeps the overpasses of a place up to date.
// Searches when the place or the elements change, and every hour, one satellite at a time.
import type { Place } from '../../orbit/geodetic.ts';
import { DAY_MS, HOUR_MS } from '../../orbit/time.ts';
import type { Env } from '../base/env.ts';
import type { ShownSatellite } from '../satellite/shown-satellite.ts';
import { KEEP_PASSED_MS, LIST_DAYS, type SearchOutcome } from './list.ts';

type Search = typeof import('./overpass-search.ts').findApproaches;

export interface OverpassFinder {
  /**
   * The newest outcome for each satellite, by catalog number.
   * A new map whenever one changes; kept while a new search runs.
   */
  readonly outcomes: ReadonlyMap<number, SearchOutcome>;
  /** Sets the place and the satellites, and starts the searches that are due. Cheap when none is. */
  update(place: Place | undefined, satellites: readonly ShownSatellite[], nowMs: number): void;
}

/** Creates a finder. `onChange` is called when an outcome changes. */
export function createFinder(env: Env, findApproaches: Search, onChange: () => void): OverpassFinder {
  let outcomes = new Map<number, SearchOutcome>();
  /** What each satellite was last searched with. */
  let searchKeys = new Map<number, string>();
  let queue: (() => void)[] = [];
  let isSearching = false;
  let placeKey = '';

  function update(place: Place | undefined, satellites: readonly ShownSatellite[], nowMs: number) {
    const newKey = place ? `${place.latitudeDeg},${place.longitudeDeg}` : '';
    if (newKey !== placeKey) {
      placeKey = newKey;
      outcomes = new Map();
      searchKeys = new Map();
      queue = [];
    }
    if (!place) return;
    for (const satellite of satellites) enqueue(place, satellite, nowMs);
    scheduleSearch();
  }

  function enqueue(place: Place, satellite: ShownSatellite, nowMs: number) {
    const { catalogNumber, instruments, elements, record } = satellite;
    const fromMs = Math.floor(nowMs / HOUR_MS) * HOUR_MS;
    const key = JSON.stringify([fromMs, instruments, elements?.epoch, record !== undefined]);
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
        const untilMs = fromMs + LIST_DAYS * DAY_MS + HOUR_MS;
        outcome = findApproaches(record, place, instruments, fromMs - KEEP_PASSED_MS, untilMs);
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
    update,
  };
}
