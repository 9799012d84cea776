// Element sets: GP data as an OMM (JSON), and the SGP4 record made of it.
import { json2satrec, type SatRec, twoline2satrec } from 'satellite.js';
import { ElementsError, type Omm, SGP4_FIELDS } from './omm.ts';
import { DAY_MS, parseTime } from './time.ts';
import { formatTle } from './tle.ts';

/** An element set ready for SGP4, with its epoch kept to the microsecond. */
export interface Sgp4Record {
  /** Epoch cut to a whole millisecond. */
  epochMs: number;
  /** What the cut left, in milliseconds: up to 7.5 m along the track. */
  epochRestMs: number;
  satrec: SatRec;
}

/**
 * Makes the SGP4 record of an element set (WGS72 constants, mode `i`).
 * Whether SGP4 accepts it shows when it is propagated.
 * @throws ElementsError when EPOCH is not a UTC time, or one of the elements not a number.
 */
export function toSgp4Record(omm: Omm): Sgp4Record {
  const { wholeMs, restMs } = parseEpoch(omm.EPOCH);
  for (const field of SGP4_FIELDS) {
    if (!Number.isFinite(omm[field])) throw new ElementsError(`${field} is not a number: ${omm[field]}`);
  }
  // satellite.js 7.1.0 cuts the EPOCH of an OMM to milliseconds. The rest is taken off the time since epoch when propagating;
  // but the sidereal time at epoch, which deep-space orbits resonate with, needs it too (35 mm in the verification set).
  // A set that two lines can hold exactly, as all published ones can, therefore goes in as two lines.
  const lines = formatTle(omm);
  const satrec = lines
    ? twoline2satrec(...lines)
    : json2satrec({ ...omm, CLASSIFICATION_TYPE: 'U', EPOCH: new Date(wholeMs).toISOString() });
  return { epochMs: wholeMs, epochRestMs: restMs, satrec };
}

/** The epoch of an element set as ISO 8601 with `Z`, digits as published: how a point names what it was computed from. */
export function elementsEpoch(omm: Omm): string {
  return omm.EPOCH.endsWith('Z') ? omm.EPOCH : `${omm.EPOCH}Z`;
}

const EPOCH = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?Z?$/;

function parseEpoch(epoch: string): { wholeMs: number; restMs: number } {
  const match = EPOCH.exec(epoch);
  const secondsMs = parseTime(`${match?.[1]}Z`);
  if (!match || secondsMs === undefined) throw new ElementsError(`EPOCH is not a UTC time: ${epoch}`);
  const nanoseconds = Number((match[2] ?? '').padEnd(9, '0'));
  const wholeMs = Math.floor(nanoseconds / 1e6);
  return { wholeMs: secondsMs + wholeMs, restMs: (nanoseconds - wholeMs * 1e6) / 1e6 };
}

/** The epoch of an element set in epoch milliseconds, with its fraction. @throws ElementsError when EPOCH is not a UTC time */
export function epochMs(omm: Omm): number {
  const { wholeMs, restMs } = parseEpoch(omm.EPOCH);
  return wholeMs + restMs;
}

/** Age of an element set at a time, days; negative before its epoch. */
export function elementsAgeDays(omm: Omm, nowMs: number): number {
  return (nowMs - epochMs(omm)) / DAY_MS;
}

/**
 * What an age means for the positions: fresh sets agree with newer ones to a few hundred metres and are about a kilometre from the
 * truth, after two weeks tens of kilometres along the track are possible, and a manoeuvre in between makes it thousands.
 */
export function elementsState(ageDays: number): 'fresh' | 'ageing' | 'stale' | 'old' {
  if (ageDays <= 3) return 'fresh';
  if (ageDays <= 7) return 'ageing';
  return ageDays <= 14 ? 'stale' : 'old';
}
