// Keeps the overpasses of a place up to date.
// Searches when the place or the elements change, and every hour, one satellite at a time.
import type { Place } from '../../orbit/geodetic.ts';
import { DAY_MS, HOUR_MS } from '../../orbit/time.ts';
import type { Env } from '../base/env.ts';
import type { ShownSatellite } from '../satellite/shown-satellite.ts';
import { KEEP_PASSED_MS, LIST_DAYS, type SearchOutcome } from './list.ts';

type SearchScript = typeof import('./overpass-search.ts');

/** After the script could not be loaded, for example without a network, it is loaded again after this long. */
const RELOAD_MS = 10_000;

export interface OverpassFinder {
  /**
   * The newest outcome for each satellite, by catalog number.
   * A new map whenever one changes; kept while a new search runs.
   */
  readonly outcomes: ReadonlyMap<number, SearchOutcome>;
  /** Whether the search script could not be loaded. */
  readonly loadFailed: boolean;
  /** Sets the place and the satellites, and starts the searches that are due. Cheap when none is. */
  update(place: Place | undefined, satellites: readonly ShownSatellite[], nowMs: number): void;
}

/** Creates a finder. `load` loads the search script; `onChange` is called when an outcome or `loadFailed` changes. */
export function createFinder(env: Env, load: () => Promise<SearchScript>, onChange: () => void): OverpassFinder {
  let script: SearchScript | undefined;
  let outcomes = new Map<number, SearchOutcome>();
  /** What each satellite was last searched with. */
  let searchKeys = new Map<number, string>();
  let queue: (() => void)[] = [];
  let isSearching = false;
  let isLoading = false;
  let loadFailed = false;
  let isWaitingToReload = false;
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
    if (!script) {
      loadScript();
      return;
    }
    for (const satellite of satellites) enqueue(script, place, satellite, nowMs);
    scheduleSearch();
  }

  function enqueue({ findApproaches }: SearchScript, place: Place, satellite: ShownSatellite, nowMs: number) {
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

  function loadScript() {
    if (isLoading || isWaitingToReload) return;
    isLoading = true;
    load().then(
      (loaded) => {
        script = loaded;
        isLoading = false;
        loadFailed = false;
        onChange();
      },
      () => {
        isLoading = false;
        loadFailed = true;
        isWaitingToReload = true;
        // A timer, and not the page's clock, which may be paused.
        env.after(RELOAD_MS, () => {
          isWaitingToReload = false;
          onChange();
        });
        onChange();
      },
    );
  }

  return {
    get outcomes() {
      return outcomes;
    },
    get loadFailed() {
      return loadFailed;
    },
    update,
  };
}
