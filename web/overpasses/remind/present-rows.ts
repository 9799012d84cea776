// The overpasses to remind of while the page stays at an earlier moment: a paused page shows what was next then.
import type { Place } from '../../../orbit/geodetic.ts';
import type { Env } from '../../base/env.ts';
import type { ShownSatellite } from '../../satellite/shown-satellite.ts';
import { type Filters, filterSatellites } from '../filters.ts';
import { createFinder } from '../finder.ts';
import { isSearched, type OverpassRow, overpassRows } from '../list.ts';
import type { findApproaches } from '../overpass-search.ts';

export interface PresentRows {
  /** Those from now on, in order of time; undefined while they are searched. */
  of(place: Place | undefined, satellites: readonly ShownSatellite[], filters: Filters): OverpassRow[] | undefined;
}

/** Searches only when asked, and then each hour. `onChange` is called when something was found. */
export function createPresentRows(env: Env, search: typeof findApproaches, onChange: () => void): PresentRows {
  const finder = createFinder(env, search, onChange);
  return {
    of(place, satellites, filters) {
      const nowMs = env.nowMs();
      finder.update(place, satellites, nowMs, filters.days);
      const { outcomes } = finder;
      const listed = filterSatellites(satellites, filters);
      if (!isSearched(listed, outcomes)) return undefined;
      return overpassRows(listed, outcomes, { ...filters, includeOutside: false }, nowMs);
    },
  };
}
