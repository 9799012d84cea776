// The satellites at another time than now: their points, recorded or computed, and the elements of then.
import type { Sgp4Record } from '../../orbit/elements.ts';
import { STEP_MS } from '../../orbit/grid.ts';
import { HOUR_MS, MINUTE_MS } from '../../orbit/time.ts';
import type { ElementsAnswer, SatelliteAnswer } from '../../wire/satellites.ts';
import type { FeedState } from '../feed/feed-state.ts';
import type { Track } from '../satellite/tracks.ts';
import { type ComputePoint, createHours, hourOf } from './hours.ts';

/** What the page has already, and hands over. */
export interface TimelineTools {
  compute: ComputePoint;
  /** The SGP4 record of a satellite; undefined without usable elements. */
  recordOf(satellite: SatelliteAnswer): Sgp4Record | undefined;
  /** What the API has answered about an hour. */
  recorded(catalogNumber: number, hourMs: number): Track | undefined;
  /** The elements nearest to a time, of those that the page has. */
  elementsAt(satellite: SatelliteAnswer, timeMs: number): ElementsAnswer | null;
}

/** How the position of a satellite is known. */
export type Kind = 'recorded' | 'computed' | 'unknown';

// As in the feed's tracks: the interpolation at the ends needs points beyond them.
const BEFORE_MS = HOUR_MS + 2 * STEP_MS;
const AFTER_MS = MINUTE_MS;

/** The hours whose points a moment shows. */
export function hoursAround(timeMs: number): number[] {
  const hoursMs: number[] = [];
  for (let hourMs = hourOf(timeMs - BEFORE_MS); hourMs < timeMs + AFTER_MS; hourMs += HOUR_MS) hoursMs.push(hourMs);
  return hoursMs;
}

export function createTimeline({ compute, recordOf, recorded, elementsAt }: TimelineTools) {
  const satellites = new Map<number, ReturnType<typeof createHours>>();

  /** The state of the feed as it is shown at a moment. */
  function stateAt(state: FeedState, timeMs: number): FeedState {
    if (!state.satellites) return state;
    const then = state.satellites.map((satellite) => ({ ...satellite, elements: elementsAt(satellite, timeMs) }));
    const tracks = then.map((satellite) => [satellite.catalogNumber, trackOf(satellite, state, timeMs)] as const);
    return { ...state, satellites: then, tracks: new Map(tracks) };
  }

  function trackOf(satellite: SatelliteAnswer, { tracks }: FeedState, timeMs: number): Track {
    const { catalogNumber } = satellite;
    let hours = satellites.get(catalogNumber);
    if (!hours) {
      hours = createHours(compute);
      satellites.set(catalogNumber, hours);
    }
    const sources = {
      feed: tracks.get(catalogNumber) ?? [],
      recorded: (hourMs: number) => recorded(catalogNumber, hourMs),
      record: (hourMs: number) => {
        const elements = elementsAt(satellite, hourMs + HOUR_MS / 2);
        return recordOf({ ...satellite, elements });
      },
    };
    return hours.track(sources, timeMs - BEFORE_MS, timeMs + AFTER_MS);
  }

  return { stateAt };
}

/** How a track knows a moment. After now nothing is recorded, though the feed is ahead by minutes. */
export function kindAt(track: Track, timeMs: number, nowMs: number): Kind {
  const next = track.find((point) => point.timeMs >= timeMs);
  if (!next) return 'unknown';
  return next.computed || timeMs > nowMs ? 'computed' : 'recorded';
}
