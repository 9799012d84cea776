// A satellite as the page shows it, made from the API's answers. Pure.
import { isUsable } from '../../orbit/age.ts';
import { cachedRecord, type Sgp4Record } from '../../orbit/elements.ts';
import { floorToGrid, STEP_MS } from '../../orbit/grid.ts';
import { holdsAt } from '../../orbit/propagate.ts';
import type { SatelliteAnswer } from '../../wire/satellites.ts';
import { COLOURS } from '../base/colours.ts';
import type { Track } from './tracks.ts';

/** What the API says about a satellite, its points, and how it is drawn. */
export interface ShownSatellite extends SatelliteAnswer {
  /** Index of its colour and its shape. */
  colour: number;
  /** Empty until points have arrived. */
  track: Track;
  /** Undefined without usable elements. */
  record: Sgp4Record | undefined;
}

/** The listed satellites with their tracks. A satellite whose track has not arrived has no points. */
export function toShownSatellites(
  satellites: readonly SatelliteAnswer[],
  tracks: ReadonlyMap<number, Track>,
): ShownSatellite[] {
  return satellites.map((satellite, index) => ({
    ...satellite,
    colour: index % COLOURS,
    track: tracks.get(satellite.catalogNumber) ?? [],
    record: recordOf(satellite),
  }));
}

/** Whether points of a satellite can be expected: it has elements that SGP4 could use when the API answered. */
export function hasUsableElements({ elements }: SatelliteAnswer): boolean {
  return elements !== null && isUsable(elements.state);
}

/**
 * Whether the feed must be ahead of a moment: the elements reach beyond it. A satellite that is about to decay gets no
 * later points.
 */
export function isExpected(satellite: SatelliteAnswer, nowMs: number): boolean {
  if (!hasUsableElements(satellite)) return false;
  const record = recordOf(satellite);
  return !record || holdsAt(record, floorToGrid(nowMs) + STEP_MS);
}

/** The SGP4 record of a satellite, or undefined without usable elements. */
export function recordOf(satellite: SatelliteAnswer): Sgp4Record | undefined {
  const omm = satellite.elements?.omm;
  if (!omm || !hasUsableElements(satellite)) return undefined;
  try {
    return cachedRecord(omm);
  } catch {
    return undefined;
  }
}
