// The sentences of a column: about its satellite's position, and about the elements behind it. Pure.
import { ageState, type ElementsState, isUsable } from '../../orbit/age.ts';
import type { Place } from '../../orbit/geodetic.ts';
import { type Outlook, outlook } from '../../orbit/outlook.ts';
import type { SubSatellitePoint } from '../../orbit/point.ts';
import type { Instrument } from '../../orbit/satellites.ts';
import { meanSolarTimeMs } from '../../orbit/solar-time.ts';
import { DAY_MS, MINUTE_MS } from '../../orbit/time.ts';
import type { ElementsAnswer } from '../../wire/satellites.ts';
import {
  formatAltitude,
  formatClock,
  formatDateTime,
  formatDays,
  formatDuration,
  formatLatitude,
  formatLongitude,
  formatMinute,
  formatPlusMinus,
  formatSpeed,
  formatWhole,
  inOneLine,
  PER_KM,
  UNKNOWN,
  type Units,
} from '../base/format.ts';
import { type Motion, positionAt } from '../satellite/position.ts';
import type { Certainty, Precision } from '../satellite/precision.ts';
import type { ShownSatellite } from '../satellite/shown-satellite.ts';
import { lastHour, lastKnown } from '../satellite/tracks.ts';

/**
 * Says that the page computed the position, because the feed has none, or how old the last known one is.
 * Undefined for a position from the feed, and until the satellite's track has been received.
 */
export function describePosition(satellite: ShownSatellite, received: boolean, nowMs: number): string | undefined {
  if (!received) return undefined;
  const position = positionAt(satellite, nowMs);
  if (position?.source === 'feed') return undefined;
  if (position) return 'Computed by this page: the feed is late.';
  const last = lastKnown(satellite.track, nowMs);
  if (last) return `Last known point: ${formatClock(last.timeMs)} UTC, ${formatDuration(nowMs - last.timeMs)} ago.`;
  // Problems with the elements are shown beside the elements.
  const { state } = describeElements(satellite, nowMs);
  return isUsable(state) ? 'No points received yet.' : undefined;
}

/** How the position at another time than now is known. The feed is some minutes ahead, but nothing of it is a record. */
export function describeKind(satellite: ShownSatellite, timeMs: number, presentMs: number): string | undefined {
  const position = positionAt(satellite, timeMs);
  if (!position) return undefined;
  return position.source === 'feed' && timeMs <= presentMs ? 'recorded' : 'computed';
}

/**
 * How far the satellite may be from the numbers above, and why when its elements are old; how old is written once, below
 * the charts. Empty when unknown: then there is no position, or it is the last one that was received.
 */
export function describePrecision(
  precision: Pick<Precision, 'alongTrackKm' | 'isEstimate' | 'isOld' | 'ageDays'> | undefined,
  units: Units,
): string {
  if (!precision) return '';
  const parts = [`${formatPlusMinus(precision.alongTrackKm, units)} along the track`];
  if (precision.isEstimate) parts.push('estimated');
  return [...parts, describeCause(precision)].filter(Boolean).join(', ');
}

/** Why a number is unknown: old elements, or later ones at a time before their epoch. Empty with newer elements. */
export function describeCause(precision: Pick<Precision, 'isOld' | 'ageDays'> | undefined): string {
  if (!precision?.isOld) return '';
  return precision.ageDays < 0 ? 'later elements' : 'old elements';
}

/** 46 days; at a time before the epoch, from 3.2 days later. */
function formatAge(days: number): string {
  return days < 0 ? `from ${formatDays(-days)} later` : formatDays(days);
}

// 180 km/h: a low orbit is 140 times as fast over ground. Below it, north or south is a swing around one place.
const HARDLY_MOVING_KM_PER_S = 0.05;

/**
 * How a satellite moves over the ground: 6.82 km/s over ground, and ascending or descending if it gets anywhere and that
 * is certain.
 */
export function describeMotion(
  { groundSpeedKmPerS, ascending }: Pick<Motion, 'groundSpeedKmPerS' | 'ascending'>,
  units: Units,
  isDirectionCertain = true,
): { speed: string; direction: string } {
  if (groundSpeedKmPerS < HARDLY_MOVING_KM_PER_S) return { speed: 'hardly moves over ground', direction: '' };
  return {
    speed: `${inOneLine(formatSpeed(groundSpeedKmPerS, units))} over ground`,
    direction: isDirectionCertain ? (ascending ? 'ascending' : 'descending') : 'direction unknown',
  };
}

/**
 * Both lights, as far as they are certain: sunlit, night below, when the satellite is still in the Sun. Short, so that
 * the local solar time fits beside it.
 */
export function describeLight(
  { sunlit, dayBelow }: Pick<Motion, 'sunlit' | 'dayBelow'>,
  certain: Pick<Certainty, 'sunlit' | 'dayBelow'> = { sunlit: true, dayBelow: true },
): string {
  if (!certain.sunlit && !certain.dayBelow) return 'light unknown';
  const above = certain.sunlit ? (sunlit ? 'sunlit' : 'in shadow') : 'perhaps sunlit';
  return `${above}, ${certain.dayBelow ? `${dayBelow ? 'day' : 'night'} below` : 'perhaps day below'}`;
}

/** A place in one line: 16.80° S, 160.64° E. What is unknown is named once, in words. */
export function describePlace(
  { latitudeDeg, longitudeDeg }: Place,
  precision: Pick<Precision, 'latitudeDeg' | 'longitudeDeg'> | undefined,
): string {
  const latitude = inOneLine(formatLatitude(latitudeDeg, precision?.latitudeDeg));
  const longitude = inOneLine(formatLongitude(longitudeDeg, precision?.longitudeDeg));
  if (latitude === UNKNOWN) return 'position unknown';
  // Near a pole.
  return `${latitude}, ${longitude === UNKNOWN ? 'longitude unknown' : longitude}`;
}

/** An altitude that may stand beside a place: 712.34 km, or altitude unknown. */
export function describeAltitude(
  { altitudeKm }: Pick<SubSatellitePoint, 'altitudeKm'>,
  precision: Pick<Precision, 'altitudeKm'> | undefined,
  units: Units,
): string {
  const altitude = inOneLine(formatAltitude(altitudeKm, units, precision?.altitudeKm));
  return altitude === UNKNOWN ? 'altitude unknown' : altitude;
}

/** Between which altitudes it was in the last hour, as far as they are known. */
export function describeAltitudes(
  lowestKm: number,
  highestKm: number,
  precision: Pick<Precision, 'altitudeKm'> | undefined,
  units: Units,
): string {
  const [lowest, highest] = [lowestKm, highestKm].map((altitudeKm) =>
    inOneLine(formatAltitude(altitudeKm, units, precision?.altitudeKm)),
  );
  if (highest === UNKNOWN) return 'Its altitude was unknown.';
  return lowest === UNKNOWN ? `At most ${highest}.` : `Between ${lowest} and ${highest}.`;
}

/**
 * Where it was in the last hour: From 16.80° S, 160.64° E to … Undefined is an end where its position is unknown, for this
 * cause, if it is known.
 */
export function describeRoute(from: string | undefined, to: string | undefined, cause: string): string {
  if (from !== undefined && to !== undefined) return `From ${from} to ${to}.`;
  const [first, last] = [from, to].map((place) => place ?? 'an unknown place');
  const route = first === last ? 'Where it was is unknown' : `From ${first} to ${last}`;
  return cause ? `${route}: ${cause}.` : `${route}.`;
}

/** When it was day below the satellite in the last hour, as the chart shows: Day below 06:29 to 06:41, 07:15 to 07:28. */
export function describeDays(parts: readonly (readonly { timeMs: number }[])[]): string {
  const spans = parts.map((part) => [part[0], part.at(-1)].map((end) => formatMinute(end?.timeMs ?? 0)).join(' to '));
  return spans.length > 0 ? `Day below ${spans.join(', ')}.` : 'Night below.';
}

/** The Sun needs four minutes for a degree. */
const MINUTES_PER_DEG = 4;
/** A solar time is rounded to these minutes, no finer than it is known. */
const SOLAR_STEPS = [1, 5, 10, 30, 60];

/** The mean solar time at the point below: local solar time 10:15, or ≈ 10:15. Empty when the longitude is unknown. */
export function describeSolarTime(longitudeDeg: number, uncertaintyDeg: number, timeMs: number): string {
  const minutes = uncertaintyDeg * MINUTES_PER_DEG;
  const step = SOLAR_STEPS.find((each) => minutes <= each);
  if (!step) return '';
  const solarMs = meanSolarTimeMs(longitudeDeg, timeMs);
  const stepMs = step * MINUTE_MS;
  const shownMs = step === 1 ? solarMs : Math.round(solarMs / stepMs) * stepMs;
  return `local solar time ${step === 1 ? '' : '≈ '}${formatMinute(shownMs)}`;
}

/**
 * An instrument and its swath: MODIS 2,330 km, MISR 360 km by day. A swath whose middle is not the track has both edges:
 * SAR 250 km to 500 km right of the track, Scanner 300 km left to 700 km right of the track.
 */
export function describeSwath({ name, leftKm, rightKm, daylightOnly }: Instrument, units: Units): string {
  const length = (km: number) => `${formatWhole(Math.abs(km) * PER_KM[units])} ${units}`;
  const [near, far] = leftKm < rightKm ? [leftKm, rightKm] : [rightKm, leftKm];
  const side = leftKm < rightKm ? 'right' : 'left';
  const other = side === 'right' ? 'left' : 'right';
  const swath =
    near === far
      ? length(leftKm + rightKm)
      : `${length(near)}${near > 0 ? ` ${other}` : ''} to ${length(far)} ${side} of the track`;
  return `${name} ${swath}${daylightOnly ? ' by day' : ''}`;
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

// As in "celestrak.org knows no 99998", which no retry mends. The first word is the host.
const UNKNOWN_TO_SOURCE = /^\S+ knows no/;

/** Describes a satellite's elements: how old they are, and what that means. */
export function describeElements(satellite: ShownSatellite, nowMs: number): ElementsText {
  const { elements, elementsProblem } = satellite;
  const problem = elementsProblem && `${elementsProblem}.`;
  if (!elements || elements.state === 'waiting') {
    const warning = problem ? `${problem} Without elements there is no position.` : WARNINGS.waiting;
    return { state: 'waiting', epochMs: undefined, age: '–', source: '–', warning };
  }
  const epochMs = Date.parse(elements.epoch);
  // Not the state of the answer: on a page left open through an outage, elements still grow old.
  const ageDays = (nowMs - epochMs) / DAY_MS;
  const end = outlookOf(elements, nowMs);
  const isOver = end?.usableUntilMs !== undefined && end.usableUntilMs < nowMs;
  const state = elements.state === 'failed' || isOver ? 'failed' : ageState(ageDays);
  const source = describeSource(elements, nowMs);
  const age = state === 'failed' ? formatAge(ageDays) : `${formatAge(ageDays)}, ${state}`;
  const ending = end && describeEnd(end, nowMs);
  // The source has failed, but fresh elements are good for days: the next request may already succeed.
  const matters = state !== 'fresh' || UNKNOWN_TO_SOURCE.test(elementsProblem ?? '');
  const sentences = [ending ?? WARNINGS[state], matters && problem].filter(Boolean);
  return { state, epochMs, age, source, warning: sentences.join(' ') || undefined };
}

/**
 * In place of charts, when the last hour has no points and none may come; the warning of describeElements says why.
 * Undefined otherwise.
 */
export function describeNoCharts(satellite: ShownSatellite, nowMs: number): string | undefined {
  if (lastHour(satellite.track, nowMs).length > 0) return undefined;
  const { state } = describeElements(satellite, nowMs);
  return state === 'waiting' || state === 'failed' ? 'No charts: no points in the last hour.' : undefined;
}

/**
 * Where the elements end, by the rule that the functions use. From a set that the page cannot read, what the API says.
 */
function outlookOf({ omm, usableUntil, reason }: ElementsAnswer, nowMs: number): Outlook | undefined {
  try {
    if (omm) return outlook(omm, nowMs);
  } catch {
    // Not a set that SGP4 can read.
  }
  return reason ? { reason, usableUntilMs: usableUntil ? Date.parse(usableUntil) : undefined } : undefined;
}

/** Decayed around 26 February 2025: no position. */
function describeEnd({ reason, usableUntilMs }: Outlook, nowMs: number): string {
  const sentence = reason.charAt(0).toUpperCase() + reason.slice(1);
  if (usableUntilMs === undefined || usableUntilMs < nowMs) return `${sentence}: no position.`;
  return `${sentence}: no position after ${formatDateTime(usableUntilMs)}.`;
}

function describeSource({ source, retrievedAt }: ElementsAnswer, nowMs: number): string {
  if (source === 'bundled') return 'bundled with Subpoint';
  const retrievedMs = Date.parse(retrievedAt ?? '');
  return Number.isNaN(retrievedMs) ? source : `${source}, ${formatDuration(nowMs - retrievedMs)} ago`;
}
