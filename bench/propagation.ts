// How many points a second the functions compute,
// against satellite.js called directly in the same run; and how long a search takes.
import { eciToGeodetic, gstime, propagate, twoline2satrec } from 'satellite.js';
import { bundledElementsOf } from '../functions/shared/elements.ts';
import { toSgp4Record } from '../orbit/elements.ts';
import { HOUR_POINTS, lastGridTimes } from '../orbit/grid.ts';
import { horizonPasses } from '../orbit/horizon-passes.ts';
import type { Omm } from '../orbit/omm.ts';
import { roundPoint } from '../orbit/point.ts';
import { subSatellitePoint } from '../orbit/propagate.ts';
import { swathOverpasses } from '../orbit/swath-overpasses.ts';
import { formatTle } from '../orbit/tle.ts';
import { median } from './statistics.ts';

/**
 * What subSatellitePoint adds to satellite.js (exact epochs,
 * named errors, heights that hold at the poles) may cost a tenth.
 */
export const GOAL_RATIO = 0.9;

const TERRA = bundledElementsOf(25994)?.omm as Omm;
const NOW_MS = Date.UTC(2026, 9, 10, 12);
const DAYS_10_MS = 864_000_000;

// A round takes a tenth of a second; the two take turns, so that whatever slows the machine slows both.
const ROUNDS = 15;
const POINTS = 40_000;
const SATELLITES = 100;

export interface PropagationFigures {
  pointsPerSecond: number;
  directPointsPerSecond: number;
  /** The first hour of 100 satellites, from their element sets to rounded points. */
  firstHourMs: number;
  /** Ten days over Longyearbyen, which sees Terra in every revolution. */
  horizonMs: number;
  swathMs: number;
}

export function measurePropagation(): PropagationFigures {
  const times = lastGridTimes(POINTS, NOW_MS);
  const record = toSgp4Record(TERRA);
  const satrec = twoline2satrec(...(formatTle(TERRA) as [string, string]));
  const ours: number[] = [];
  const direct: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(durationMs(() => times.reduce((sum, timeMs) => sum + subSatellitePoint(record, timeMs).altitudeKm, 0)));
    direct.push(
      durationMs(() =>
        times.reduce((sum, timeMs) => {
          const time = new Date(timeMs);
          const state = propagate(satrec, time);
          return sum + (state ? eciToGeodetic(state.position, gstime(time)).height : 0);
        }, 0),
      ),
    );
  }
  const place = { latitudeDeg: 78.22, longitudeDeg: 15.65 };
  return {
    pointsPerSecond: (POINTS / median(ours)) * 1000,
    directPointsPerSecond: (POINTS / median(direct)) * 1000,
    firstHourMs: durationMs(firstHour),
    horizonMs: durationMs(() => horizonPasses(record, place, NOW_MS, NOW_MS + DAYS_10_MS)),
    swathMs: durationMs(() => swathOverpasses(record, place, NOW_MS, NOW_MS + DAYS_10_MS, 2330)),
  };
}

export function printPropagation(figures: PropagationFigures): void {
  const { pointsPerSecond, directPointsPerSecond, firstHourMs, horizonMs, swathMs } = figures;
  const ratio = pointsPerSecond / directPointsPerSecond;
  console.log(`Points a second, on one core: ${Math.round(pointsPerSecond)}`);
  console.log(`satellite.js called directly: ${Math.round(directPointsPerSecond)}`);
  console.log(`Ratio: ${ratio.toFixed(2)} (goal: at least ${GOAL_RATIO}): ${ratio >= GOAL_RATIO ? 'met' : 'MISSED'}`);
  const points = SATELLITES * HOUR_POINTS;
  const verdict = firstHourMs < 1000 ? 'met' : 'MISSED';
  console.log(
    `First hour of ${SATELLITES} satellites, ${points} points: ${firstHourMs.toFixed(0)} ms (goal: 1000): ${verdict}`,
  );
  console.log(
    `Ten days over a place in the Arctic: passes ${horizonMs.toFixed(0)} ms, overpasses ${swathMs.toFixed(0)} ms\n`,
  );
}

function firstHour(): number {
  const times = lastGridTimes(HOUR_POINTS, NOW_MS);
  let points = 0;
  for (let index = 0; index < SATELLITES; index++) {
    const record = toSgp4Record({ ...TERRA, RA_OF_ASC_NODE: index * 3.6, MEAN_ANOMALY: (index * 37) % 360 });
    points += times.map((timeMs) => roundPoint(subSatellitePoint(record, timeMs))).length;
  }
  return points;
}

function durationMs(work: () => unknown): number {
  const startedMs = performance.now();
  work();
  return performance.now() - startedMs;
}
