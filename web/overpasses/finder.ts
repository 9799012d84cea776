// Keeps the overpasses of a place at hand: searches when the place or the elements are others, and each hour, one satellite after the other.

import type { Findings } from '../../orbit/approaches.ts';
import type { Place } from '../../orbit/geodetic.ts';
import { DAY_MS, HOUR_MS } from '../../orbit/time.ts';
import type { Env } from '../base/env.ts';
import type { ShownSatellite } from '../satellite/shown-satellite.ts';
import { KEEP_MS, LIST_DAYS } from './list.ts';

type Search = typeof import('./overpass-search.ts');

/** A script that could not be loaded, as without a network, is asked for again after this long. */
export const RELOAD_MS = 10_000;

/** What came of the search for a satellite: findings, or an error that nobody expected. */
export type Outcome = Findings | 'failed';

export interface Finder {
  /** By catalog number: what came of the search. A new map when something is new; what a new search replaces stays until then. */
  readonly found: ReadonlyMap<number, Outcome>;
  /** Whether the script that searches could not be loaded. */
  readonly unloadable: boolean;
  /** Says what is wanted. Cheap when it is what is there. */
  want(place: Place | undefined, satellites: readonly ShownSatellite[], nowMs: number): void;
}

/** Makes a finder; `load` brings the search, `changed` is called when something was found or failed. */
export function createFinder(env: Env, load: () => Promise<Search>, changed: () => void): Finder {
  let search: Search | undefined;
  let found = new Map<number, Outcome>();
  let keys = new Map<number, string>();
  let queue: (() => void)[] = [];
  let loading = false;
  let unloadable = false;
  let resting = false;
  let placeKey = '';

  function want(place: Place | undefined, satellites: readonly ShownSatellite[], nowMs: number) {
    const wanted = place ? `${place.latitudeDeg},${place.longitudeDeg}` : '';
    if (wanted !== placeKey) {
      placeKey = wanted;
      found = new Map();
      keys = new Map();
      queue = [];
    }
    if (!place) return;
    if (!search) {
      fetchSearch();
      return;
    }
    const wasIdle = queue.length === 0;
    for (const satellite of satellites) enqueue(search, place, satellite, nowMs);
    if (wasIdle && queue.length > 0) env.after(0, work);
  }

  function enqueue(by: Search, place: Place, satellite: ShownSatellite, nowMs: number) {
    const { catalogNumber, swathKm, elements, record } = satellite;
    const fromMs = Math.floor(nowMs / HOUR_MS) * HOUR_MS;
    const key = [fromMs, swathKm, elements?.epoch, record !== undefined].join();
    if (keys.get(catalogNumber) === key) return;
    keys.set(catalogNumber, key);
    const forPlace = placeKey;
    queue.push(() => {
      if (forPlace !== placeKey) return;
      let outcome: Outcome = { approaches: [] };
      try {
        // An hour more than is listed: the list is whole until the next search.
        const untilMs = fromMs + LIST_DAYS * DAY_MS + HOUR_MS;
        // From a little before the hour: what has passed in the last minute is still in the list.
        if (record) outcome = by.findApproaches(record, place, swathKm, fromMs - KEEP_MS, untilMs);
      } catch (error) {
        console.error(error);
        outcome = 'failed';
      }
      found = new Map(found).set(catalogNumber, outcome);
    });
  }

  // One satellite a task: between two of them the page stays awake.
  function work() {
    queue.shift()?.();
    if (queue.length > 0) env.after(0, work);
    changed();
  }

  function fetchSearch() {
    if (loading || resting) return;
    loading = true;
    load().then(
      (loaded) => {
        search = loaded;
        loading = false;
        unloadable = false;
        changed();
      },
      () => {
        loading = false;
        unloadable = true;
        // By a timer, not by the time that the page shows: that may stand still.
        resting = true;
        env.after(RELOAD_MS, () => {
          resting = false;
          changed();
        });
        changed();
      },
    );
  }

  return {
    get found() {
      return found;
    },
    get unloadable() {
      return unloadable;
    },
    want,
  };
}
