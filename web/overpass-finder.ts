// Keeps the overpasses of a place at hand: searches when the place or the elements are others, and each hour, one satellite after the other.
import type { Place } from '../orbit/geodetic.ts';
import type { Env } from './env.ts';
import { LIST_DAYS } from './overpass-list.ts';
import type { Approach } from './overpass-search.ts';
import type { Subject } from './position.ts';

type Search = typeof import('./overpass-search.ts');

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** A script that could not be loaded, as without a network, is asked for again after this long. */
export const RELOAD_MS = 10_000;

export interface Finder {
  /** By catalog number: what was found. A new map when something is new. */
  readonly found: ReadonlyMap<number, readonly Approach[]>;
  /** Whether a search is under way. */
  readonly busy: boolean;
  /** A sentence for the reader when there is no search. */
  readonly failure: string | undefined;
  /** Says what is wanted. Cheap when it is what is there. */
  want(place: Place | undefined, subjects: readonly Subject[], nowMs: number): void;
}

/** Makes a finder; `load` brings the search, `changed` is called when something was found or failed. */
export function createFinder(env: Env, load: () => Promise<Search>, changed: () => void): Finder {
  let search: Search | undefined;
  let found = new Map<number, readonly Approach[]>();
  let keys = new Map<number, string>();
  let queue: (() => void)[] = [];
  let loading = false;
  let failure: string | undefined;
  let retryAtMs = Number.NEGATIVE_INFINITY;
  let placeKey = '';

  function want(place: Place | undefined, subjects: readonly Subject[], nowMs: number) {
    const wanted = place ? `${place.latitudeDeg},${place.longitudeDeg}` : '';
    if (wanted !== placeKey) {
      placeKey = wanted;
      found = new Map();
      keys = new Map();
      queue = [];
      failure = undefined;
    }
    if (!place) return;
    if (!search) {
      fetchSearch(nowMs);
      return;
    }
    const wasIdle = queue.length === 0;
    for (const subject of subjects) enqueue(search, place, subject, nowMs);
    if (wasIdle && queue.length > 0) env.after(0, work);
  }

  function enqueue(by: Search, place: Place, { satellite, record }: Subject, nowMs: number) {
    const { catalogNumber, name, swathKm, elements } = satellite;
    const fromMs = Math.floor(nowMs / HOUR_MS) * HOUR_MS;
    const key = [fromMs, swathKm, elements?.epoch, record !== undefined].join();
    if (keys.get(catalogNumber) === key) return;
    keys.set(catalogNumber, key);
    const forPlace = placeKey;
    queue.push(() => {
      if (forPlace !== placeKey) return;
      try {
        // An hour more than is listed: the list is whole until the next search.
        const untilMs = fromMs + LIST_DAYS * DAY_MS + HOUR_MS;
        const approaches = record ? by.findApproaches(record, place, swathKm, fromMs, untilMs) : [];
        found = new Map(found).set(catalogNumber, approaches);
      } catch {
        failure = `The overpasses of ${name} could not be computed.`;
      }
    });
  }

  // One satellite a task: between two of them the page stays awake.
  function work() {
    queue.shift()?.();
    if (queue.length > 0) env.after(0, work);
    changed();
  }

  function fetchSearch(nowMs: number) {
    if (loading || nowMs < retryAtMs) return;
    loading = true;
    load().then(
      (loaded) => {
        search = loaded;
        loading = false;
        failure = undefined;
        changed();
      },
      () => {
        loading = false;
        retryAtMs = env.nowMs() + RELOAD_MS;
        failure = 'The search for overpasses could not be loaded. Trying again in some seconds.';
        changed();
      },
    );
  }

  return {
    get found() {
      return found;
    },
    get busy() {
      return loading || queue.length > 0;
    },
    get failure() {
      return failure;
    },
    want,
  };
}
