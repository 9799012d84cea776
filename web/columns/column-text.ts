// The sentences of a column: about its satellite's position, and about the elements behind it. Pure.
import { ageState, type ElementsState, isUsable } from '../../orbit/age.ts';
import { DAY_MS } from '../../orbit/time.ts';
import { timingUncertaintySeconds, uncertaintyKm } from '../../orbit/uncertainty.ts';
import type { ElementsAnswer } from '../../wire/satellites.ts';
import { formatClock, formatDays, formatDuration, formatUncertainty, formatWhole } from '../base/format.ts';
import { positionAt } from '../satellite/position.ts';
import type { ShownSatellite } from '../satellite/shown-satellite.ts';
import { lastKnown } from '../satellite/tracks.ts';

/**
 * Says that the page computed the position, because the feed has none, or how old the last known one is.
 * Undefined for a position from the feed, and until the satellite's track has been received.
 */
export function describePosition(satellite: ShownSatellite, received: boolean, nowMs: number): string | undefined {
  if (!received) return undefined;
  const position = positionAt(satellite, nowMs);
  if (position?.source === 'feed') return undefined;
  if (position) return 'Computed by this page with SGP4: the feed has no points for this time.';
  const last = lastKnown(satellite.track, nowMs);
  if (last) return `Last known point: ${formatClock(last.timeMs)} UTC, ${formatDuration(nowMs - last.timeMs)} ago.`;
  // Problems with the elements are shown beside the elements.
  const { state } = describeElements(satellite, nowMs);
  return isUsable(state) ? 'No points received yet.' : undefined;
}

export interface ElementsText {
  state: ElementsState;
  /** Undefined when there are no elements. */
  epochMs: number | undefined;
  age: string;
  /** Where the elements are from, and when they were downloaded. */
  source: string;
  /** A problem with the elements. */
  warning: string | undefined;
}

const WARNINGS: Partial<Record<ElementsState, string>> = {
  waiting: 'Waiting for usable elements: no position yet.',
  failed: 'SGP4 cannot use these elements: no position.',
};

/** Describes a satellite's elements: how old they are, and what that means. */
export function describeElements(satellite: ShownSatellite, nowMs: number): ElementsText {
  const { elements } = satellite;
  if (!elements || elements.state === 'waiting')
    return { state: 'waiting', epochMs: undefined, age: '–', source: '–', warning: WARNINGS.waiting };
  const epochMs = Date.parse(elements.epoch);
  // Not the state of the answer: on a page left open through an outage, elements still grow old.
  const ageDays = Math.max(0, (nowMs - epochMs) / DAY_MS);
  const state = elements.state === 'failed' ? 'failed' : ageState(ageDays);
  const source = describeSource(elements, nowMs);
  // Old elements get a sentence of their own.
  const age = state === 'fresh' || state === 'ageing' ? `${formatDays(ageDays)}, ${state}` : formatDays(ageDays);
  if (state !== 'stale' && state !== 'old') return { state, epochMs, age, source, warning: WARNINGS[state] };
  const kind = elements.source === 'bundled' ? 'Bundled elements' : 'Elements';
  return { state, epochMs, age, source, warning: `${kind}, ${age} old${describeUncertainty(satellite, nowMs)}.` };
}

/**
 * How early or late the satellite may be, in seconds as in the list of overpasses, and how far away that is. Empty
 * without a set to compute it from.
 */
function describeUncertainty({ record }: ShownSatellite, nowMs: number): string {
  if (!record) return '';
  const seconds = timingUncertaintySeconds(record.omm, (nowMs - record.epochMs) / DAY_MS);
  const km = uncertaintyKm(record, nowMs);
  const about = km !== undefined && km < 1 ? 'under 1' : `about ${formatWhole(Number(km?.toPrecision(2)))}`;
  const along = km === undefined ? '' : `, ${about} km along the track`;
  return `: ${formatUncertainty(seconds)}${along}, unless it manoeuvres`;
}

function describeSource({ source, retrievedAt }: ElementsAnswer, nowMs: number): string {
  if (source === 'bundled') return 'bundled with Subpoint';
  const retrievedMs = Date.parse(retrievedAt ?? '');
  return Number.isNaN(retrievedMs) ? source : `${source}, ${formatDuration(nowMs - retrievedMs)} ago`;
}
