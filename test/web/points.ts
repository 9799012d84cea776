// Points, frames and answers for tests.
import { STEP_MS } from '../../orbit/grid.ts';
import type { TrackPoint } from '../../orbit/point.ts';
import { toFrame } from '../../wire/frame.ts';
import type { ElementsAnswer, SatelliteAnswer } from '../../wire/satellites.ts';
import { type TrackAnswer, toTrackAnswer } from '../../wire/track.ts';
import type { TracksAnswer } from '../../wire/tracks.ts';

export const ELEMENTS = '2026-10-09T22:33:25.056192Z';
export const NEWER_ELEMENTS = '2026-10-10T22:33:25.056192Z';

export function aPoint(timeMs: number, changes: Partial<TrackPoint> = {}): TrackPoint {
  return { timeMs, latitudeDeg: 10, longitudeDeg: 20, altitudeKm: 700, elementsEpoch: ELEMENTS, ...changes };
}

/** The grid points between two times, both included. */
export function pointsBetween(fromMs: number, untilMs: number, changes: Partial<TrackPoint> = {}): TrackPoint[] {
  const points: TrackPoint[] = [];
  for (let timeMs = fromMs; timeMs <= untilMs; timeMs += STEP_MS) points.push(aPoint(timeMs, changes));
  return points;
}

/** A frame of the socket, as text. */
export function aFrame(catalogNumber: number, points: readonly TrackPoint[], elementsEpoch = ELEMENTS): string {
  const ofSatellite = points.map((point) => ({ ...point, catalogNumber, elementsEpoch }));
  return JSON.stringify(toFrame(ofSatellite, Date.parse('2026-11-24T12:00:00Z')));
}

/** The answer of GET /satellites/{n}/track, complete. */
export function aTrackAnswer(catalogNumber: number, points: readonly TrackPoint[], nowMs: number): TrackAnswer {
  const passed = points.filter(({ timeMs }) => timeMs <= nowMs);
  return toTrackAnswer({ catalogNumber, name: 'Terra' }, points, nowMs, passed.length);
}

/** An entry of GET /satellites. Its elements have the fields that a test is about. */
export function aSatellite(
  catalogNumber = 25994,
  elements: unknown = { epoch: ELEMENTS, state: 'old', source: 'bundled', retrievedAt: null },
): SatelliteAnswer {
  const instruments = [{ name: 'MODIS', leftKm: 1165, rightKm: 1165, daylightOnly: false }];
  const head = { catalogNumber, name: 'Terra', internationalDesignator: '1999-068A', instrument: 'MODIS' };
  return { ...head, swathKm: 2330, instruments, elements: elements as ElementsAnswer | null, latest: null };
}

/** The answer of GET /tracks. */
export const aTracksAnswer = (...tracks: TrackAnswer[]): TracksAnswer => ({ tracks, failed: [] });
