// What a column says about its satellite's position and elements. Pure.
import {
  ALONG_TRACK_KM_PER_S,
  ageState,
  type ElementsState,
  isUsable,
  timingUncertaintySeconds,
} from '../../orbit/age.ts';
import { DAY_MS } from '../../orbit/time.ts';
import type { ElementsAnswer, SatelliteAnswer } from '../../wire/satellites.ts';
import { formatClock, formatDays, formatDuration, formatUncertainty, formatWhole } from '../base/format.ts';
import { positionAt } from '../satellite/position.ts';
import type { ShownSatellite } from '../satellite/shown-satellite.ts';
import { lastKnown } from '../satellite/tracks.ts';

/**
 * What must be said about a position: that the page computed it because the feed has none, or how old the last known one is.
 * Nothing while the feed tells it, and before its track has been received.
 */
export function describePosition(satellite: ShownSatellite, received: boolean, nowMs: number): string | undefined {
  if (!received) return undefined;
  const position = positionAt(satellite, nowMs);
  if (position?.source === 'feed') return undefined;
  if (position) return 'Computed in this page with SGP4: the feed has no points for now.';
  const last = lastKnown(satellite.track, nowMs);
  if (last) return `Last known point: ${formatClock(last.timeMs)} UTC, ${formatDuration(nowMs - last.timeMs)} ago.`;
  // What the elements have to say stands with the elements.
  const { state } = describeElements(satellite, nowMs);
  return !isUsable(state) ? undefined : 'No points received yet.';
}

export interface ElementsWords {
  state: ElementsState;
  /** Undefined when there are no elements. */
  epochMs: number | undefined;
  age: string;
  /** Where the set is from, and when it was downloaded. */
  source: string;
  /** What a reader must not overlook, or undefined. */
  warning: string | undefined;
}

const WARNINGS: Partial<Record<ElementsState, string>> = {
  waiting: 'Waiting for a usable element set: no position yet.',
  failed: 'SGP4 cannot use the element set: no position.',
};

/** The elements of a satellite: how old they are, and what that means. */
export function describeElements({ elements }: SatelliteAnswer, nowMs: number): ElementsWords {
  if (!elements || elements.state === 'waiting')
    return { state: 'waiting', epochMs: undefined, age: '–', source: '–', warning: WARNINGS.waiting };
  const epochMs = Date.parse(elements.epoch);
  // Counted here, not taken from the answer: a page left open through an outage must not call its elements fresh.
  const ageDays = Math.max(0, (nowMs - epochMs) / DAY_MS);
  const state = elements.state === 'failed' ? 'failed' : ageState(ageDays);
  // What the other states mean takes a sentence, which stands below.
  const judgement = state === 'fresh' || state === 'ageing' ? `, ${state}` : '';
  const age = `${formatDays(ageDays)}${judgement}`;
  const warning = WARNINGS[state] ?? describeAge(state, ageDays);
  return { state, epochMs, age, source: describeSource(elements, nowMs), warning };
}

/** What the age makes of a position, as the list of overpasses has it: early or late, and how far that is. */
function describeAge(state: ElementsState, ageDays: number): string | undefined {
  if (state !== 'stale' && state !== 'old') return undefined;
  const seconds = timingUncertaintySeconds(ageDays);
  const km = formatWhole(Number((seconds * ALONG_TRACK_KM_PER_S).toPrecision(2)));
  const name = state === 'old' ? 'Old' : 'Stale';
  return `${name} elements: ${formatUncertainty(seconds)}, some ${km} km along the track, and far more after a manoeuvre.`;
}

function describeSource({ source, retrievedAt }: ElementsAnswer, nowMs: number): string {
  if (source === 'bundled') return 'came with Subpoint';
  if (retrievedAt === null || Number.isNaN(Date.parse(retrievedAt))) return source;
  return `${source}, ${formatDuration(nowMs - Date.parse(retrievedAt))} ago`;
}
