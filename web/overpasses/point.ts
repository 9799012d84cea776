// What the card of a point of the map says: when the next satellite has that point in its swath.
import type { Place } from '../../orbit/geodetic.ts';
import type { Env } from '../base/env.ts';
import type { ShownSatellite } from '../satellite/shown-satellite.ts';
import { filterSatellites, isFiltered, parseFilters } from './filters.ts';
import { createFinder } from './finder.ts';
import { isSearched, upcomingInSwath } from './list.ts';
import { describeViews } from './list-text.ts';
import { findApproaches } from './overpass-search.ts';
import { describeNext } from './point-text.ts';

/** Searches the next days of the satellites on the page, with the filters of the list, and says what was found. */
export function describePoint(env: Env, place: Place, listed: readonly ShownSatellite[]): Promise<string> {
  const filters = parseFilters(location.search);
  const satellites = filterSatellites(listed, filters);
  const nowMs = env.nowMs();
  return new Promise((resolve) => {
    const finder = createFinder(env, findApproaches, answerWhenSearched);
    finder.update(place, satellites, nowMs);
    answerWhenSearched();

    function answerWhenSearched() {
      const { outcomes } = finder;
      if (!isSearched(satellites, outcomes)) return;
      const upcoming = upcomingInSwath(satellites, outcomes, filters, nowMs) ?? { next: undefined, current: [] };
      const views = describeViews({ satellites, outcomes });
      const next = describeNext({ ...upcoming, isFiltered: isFiltered(filters), hasViews: views !== undefined }, nowMs);
      resolve([next, views].filter((sentence) => sentence !== undefined).join(' '));
    }
  });
}
