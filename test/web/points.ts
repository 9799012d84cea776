// Points for tests: a satellite that flies a degree of latitude in a step.
import { STEP_MS } from '../../orbit/grid.ts';
import type { TrackPoint } from '../../orbit/point.ts';
import { toWirePoint } from '../../wire/point.ts';

export const ELEMENTS = '2026-10-09T22:33:25.056192Z';
export const NEWER_ELEMENTS = '2026-10-10T22:33:25.056192Z';

export function aPoint(timeMs: number, changes: Partial<TrackPoint> = {}): TrackPoint {
  return { timeMs, latitudeDeg: 10, longitudeDeg: 20, altitudeKm: 700, elementsEpoch: ELEMENTS, ...changes };
}

/** The points of the grid from one time to another, both included. */
export function pointsBetween(fromMs: number, untilMs: number, changes: Partial<TrackPoint> = {}): TrackPoint[] {
  const points: TrackPoint[] = [];
  for (let timeMs = fromMs; timeMs <= untilMs; timeMs += STEP_MS) points.push(aPoint(timeMs, changes));
  return points;
}

/** A frame of the socket, as text. */
export function aFrame(catalogNumber: number, points: readonly TrackPoint[], elementsEpoch = ELEMENTS): string {
  const satellites = [{ catalogNumber, elementsEpoch, points: points.map(toWirePoint) }];
  return JSON.stringify({ type: 'points', sentAt: '2026-11-24T12:00:00Z', satellites });
}

/** The answer of GET /satellites/{n}/track. */
export function aTrackAnswer(catalogNumber: number, points: readonly TrackPoint[], nowMs: number) {
  const wire = points.map(toWirePoint);
  return {
    catalogNumber,
    name: 'Terra',
    stepSeconds: 20,
    count: points.length,
    complete: true,
    points: wire.filter((_, index) => (points[index] as TrackPoint).timeMs <= nowMs),
    ahead: wire.filter((_, index) => (points[index] as TrackPoint).timeMs > nowMs),
    epochs: points.length > 0 ? [{ from: wire[0]?.time, elementsEpoch: points[0]?.elementsEpoch }] : [],
  };
}

/** An entry of GET /satellites. */
export function aSatellite(
  catalogNumber = 25994,
  elements: unknown = { epoch: ELEMENTS, state: 'old', source: 'bundled', retrievedAt: null },
) {
  return { catalogNumber, name: 'Terra', internationalDesignator: '1999-068A', swathKm: 2330, elements, latest: null };
}
