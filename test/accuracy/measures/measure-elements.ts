// The two forms of an element set against each other, and an epoch that only one of them can hold.
import { type SatRec, sgp4, twoline2satrec } from 'satellite.js';
import { toSgp4Record } from '../../../orbit/elements.ts';
import type { Omm } from '../../../orbit/omm.ts';
import { minutesSinceEpoch, propagateTeme } from '../../../orbit/propagate.ts';
import { formatTle } from '../../../orbit/tle.ts';
import { distance } from '../distance.ts';
import { parseTle } from '../tle.ts';
import { newestOmm, trueElements, trueTracks } from '../truth.ts';
import type { Errors } from './measurement.ts';

const MINUTES_3_DAYS = 3 * 1440;
const KM_TO_MM = 1e6;

export function measureElements(): Errors {
  return { ommAgainstTle: ommAgainstTle(), ommBetweenTleEpochs: ommBetweenTleEpochs() };
}

/** The OMM against its lines, read both by parseTle and by satellite.js itself, every two hours. */
function ommAgainstTle(): number[] {
  const errors: number[] = [];
  for (const { lines, omm } of trueElements) {
    const record = toSgp4Record(omm);
    const fromLines = toSgp4Record(parseTle(omm.OBJECT_NAME, ...lines));
    const straight = twoline2satrec(...lines);
    for (let minutes = -MINUTES_3_DAYS; minutes <= MINUTES_3_DAYS; minutes += 120) {
      const expected = position(straight, minutes);
      for (const each of [record, fromLines]) {
        const { positionKm: r } = propagateTeme(each, minutes);
        errors.push(distance([r.x, r.y, r.z], expected) * KM_TO_MM);
      }
    }
  }
  return errors;
}

/**
 * For low orbits SGP4 uses time only as minutes since the epoch: a set with a later epoch gives the same positions,
 * later by as much. So model A's states, moved by the same time, hold for epochs that no TLE can express.
 */
function ommBetweenTleEpochs(): number[] {
  const errors: number[] = [];
  for (const { catalogNumber, epochMs, points } of trueTracks) {
    // Not one of these is a multiple of 864 microseconds; halves and eighths of a millisecond are exact in a double.
    for (const laterMs of [1, 0.5, 0.125, 0.875]) {
      const omm: Omm = { ...newestOmm(catalogNumber), EPOCH: epochText(epochMs, laterMs) };
      if (formatTle(omm)) throw new Error(`${omm.EPOCH} fits a TLE: choose another`);
      const record = toSgp4Record(omm);
      for (const { ms, temeKm } of points) {
        const { positionKm: r } = propagateTeme(record, minutesSinceEpoch(record, ms + laterMs));
        errors.push(distance([r.x, r.y, r.z], temeKm) * KM_TO_MM);
      }
    }
  }
  return errors;
}

/** Epoch milliseconds plus some more, as an OMM writes it: UTC to the microsecond, no Z. */
function epochText(epochMs: number, laterMs: number): string {
  const wholeMs = Math.floor(epochMs);
  // The truth gives the epoch to the microsecond; a double of epoch milliseconds holds it to a quarter of one.
  const microseconds = Math.round((epochMs - wholeMs) * 1000) + laterMs * 1000;
  const time = new Date(wholeMs + Math.floor(microseconds / 1000)).toISOString().slice(0, -1);
  return `${time}${String(microseconds % 1000).padStart(3, '0')}`;
}

function position(satrec: SatRec, minutes: number): [number, number, number] {
  const state = sgp4(satrec, minutes);
  if (!state) throw new Error(`SGP4 error ${satrec.error}`);
  return [state.position.x, state.position.y, state.position.z];
}
