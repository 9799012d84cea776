// The satellites and points received so far, from the API and from frames, merged.

import type { TrackPoint } from '../../orbit/point.ts';
import { holdsAt } from '../../orbit/propagate.ts';
import type { Frame } from '../../wire/frame.ts';
import type { SatelliteAnswer } from '../../wire/satellites.ts';
import { hasUsableElements, recordOf } from '../satellite/shown-satellite.ts';
import { mergePoints, missingTimes, type Track } from '../satellite/tracks.ts';
import type { ServerClock } from './server-clock.ts';

export interface TrackStore {
  /** Undefined until the API has listed them. */
  readonly satellites: readonly SatelliteAnswer[] | undefined;
  readonly tracks: ReadonlyMap<number, Track>;
  /** Replaces the list, and forgets the points of satellites that are no longer in it. */
  setSatellites(listed: readonly SatelliteAnswer[]): void;
  addPoints(catalogNumber: number, points: readonly TrackPoint[]): void;
  /** Adds a frame's points. Returns whether it makes the list outdated: by newer elements or an unlisted satellite. */
  addFrame(frame: Frame): boolean;
  /** The satellites of which points are missing that the API should have. */
  numbersWithHoles(): number[];
}

/**
 * Makes an empty store. Points too far from now by the page's clock are dropped, but not while the clock is in doubt: by
 * the right one, they may be the last hour.
 */
export function createTrackStore(clock: Pick<ServerClock, 'nowMs' | 'isInDoubt'>): TrackStore {
  let satellites: readonly SatelliteAnswer[] | undefined;
  const tracks = new Map<number, Track>();
  // Unlisted satellites that have been reported already: each makes the list outdated only once.
  const reportedUnlisted = new Set<number>();

  function setSatellites(listed: readonly SatelliteAnswer[]) {
    satellites = listed;
    const numbers = new Set(listed.map(({ catalogNumber }) => catalogNumber));
    for (const catalogNumber of tracks.keys()) if (!numbers.has(catalogNumber)) tracks.delete(catalogNumber);
  }

  function addPoints(catalogNumber: number, points: readonly TrackPoint[]) {
    const nowMs = clock.isInDoubt ? undefined : clock.nowMs();
    tracks.set(catalogNumber, mergePoints(tracks.get(catalogNumber) ?? [], points, nowMs));
  }

  function addFrame(frame: Frame): boolean {
    let isOutdated = false;
    for (const { catalogNumber, points } of frame.tracks) {
      const oldEpoch = newestEpoch(catalogNumber);
      addPoints(catalogNumber, points);
      const hasNewElements = oldEpoch !== undefined && oldEpoch !== newestEpoch(catalogNumber);
      if (isNewUnlisted(catalogNumber) || hasNewElements) isOutdated = true;
    }
    return isOutdated;
  }

  function newestEpoch(catalogNumber: number): string | undefined {
    return tracks.get(catalogNumber)?.at(-1)?.elementsEpoch;
  }

  function isNewUnlisted(catalogNumber: number): boolean {
    const isListed = satellites?.some((satellite) => satellite.catalogNumber === catalogNumber) ?? true;
    if (isListed || reportedUnlisted.has(catalogNumber)) return false;
    reportedUnlisted.add(catalogNumber);
    return true;
  }

  function numbersWithHoles(): number[] {
    return (satellites ?? []).filter(hasHoles).map(({ catalogNumber }) => catalogNumber);
  }

  function hasHoles(satellite: SatelliteAnswer): boolean {
    if (!hasUsableElements(satellite)) return false;
    const record = recordOf(satellite);
    // No points will come for times that the elements do not reach.
    return missingTimes(tracks.get(satellite.catalogNumber) ?? [], clock.nowMs()).some(
      (timeMs) => !record || holdsAt(record, timeMs),
    );
  }

  return {
    get satellites() {
      return satellites;
    },
    tracks,
    setSatellites,
    addPoints,
    addFrame,
    numbersWithHoles,
  };
}
