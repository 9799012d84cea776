// From an element set to the record that SGP4 computes with; the epoch of a set.
import { json2satrec, type SatRec, twoline2satrec } from 'satellite.js';
import { ElementsError, type Omm, SGP4_FIELDS } from './omm.ts';
import { parseTime } from './time.ts';
import { formatTle } from './tle.ts';

/** An element set ready for SGP4, with its epoch kept to the microsecond. */
export interface Sgp4Record {
  /** The epoch, cut to a whole millisecond. */
  epochMs: number;
  /** What the cut leaves, milliseconds. Without it positions are up to 7.5 m off along the track. */
  epochFractionMs: number;
  satrec: SatRec;
  /** The set that it was made from. */
  omm: Omm;
}

/**
 * The SGP4 record of an element set (WGS72 constants, mode `i`). It does not check that SGP4 accepts the set:
 * propagation does.
 * @throws ElementsError when EPOCH is not a UTC time, or one of the elements is not a number
 */
export function toSgp4Record(omm: Omm): Sgp4Record {
  const { wholeMs, restMs } = parseEpoch(omm.EPOCH);
  for (const field of SGP4_FIELDS) {
    if (!Number.isFinite(omm[field])) throw new ElementsError(`${field} is not a number: ${omm[field]}`);
  }
  // satellite.js 7.1.0 cuts the EPOCH of an OMM to milliseconds. minutesSinceEpoch accounts for the rest, but the
  // sidereal time at the epoch, with which deep-space orbits resonate, needs it too (35 mm in the verification set). So
  // a set that two lines can hold exactly, as all published ones can, goes in as two lines.
  const lines = formatTle(omm);
  const satrec = lines
    ? twoline2satrec(...lines)
    : json2satrec({ ...omm, CLASSIFICATION_TYPE: 'U', EPOCH: new Date(wholeMs).toISOString() });
  return { epochMs: wholeMs, epochFractionMs: restMs, satrec, omm };
}

/** The epoch of an element set as ISO 8601 with `Z`, digits as published. Points name their element set by it. */
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

/**
 * The epoch of an element set in epoch milliseconds, with its fraction.
 * @throws ElementsError when EPOCH is not a UTC time
 */
export function epochMs(omm: Omm): number {
  const { wholeMs, restMs } = parseEpoch(omm.EPOCH);
  return wholeMs + restMs;
}

// Element sets are never changed in place, so one object is one set.
const records = new WeakMap<Omm, Sgp4Record>();

/**
 * The SGP4 record of a set, made once: a warm function, or a page, computes from one set for hours.
 * @throws ElementsError when EPOCH is not a UTC time, or one of the elements is not a number
 */
export function cachedRecord(omm: Omm): Sgp4Record {
  const known = records.get(omm);
  if (known) return known;
  const record = toSgp4Record(omm);
  records.set(omm, record);
  return record;
}
