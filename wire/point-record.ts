// A record of the Kinesis stream: propagate writes it, fanout reads it.
import type { SubSatellitePoint, TrackPoint } from '../orbit/point.ts';
import { isCatalogNumber } from '../orbit/satellites.ts';
import { DAY_MS, parseTime } from '../orbit/time.ts';
import { parseWirePoint, toWirePoint, type WirePoint } from './point.ts';

/**
 * Points of later elements are not accepted: the source's clock may be off by minutes, but nobody publishes an epoch a
 * day ahead.
 */
export const MAX_EPOCH_AHEAD_MS = DAY_MS;

/** One point of one satellite, with the epoch of the element set that it was computed from. */
export interface PointRecord extends WirePoint {
  catalogNumber: number;
  elementsEpoch: string;
}

export function toPointRecord(catalogNumber: number, point: SubSatellitePoint, elementsEpoch: string): PointRecord {
  return { catalogNumber, ...toWirePoint(point), elementsEpoch };
}

/**
 * Reads a record; other fields are ignored.
 * @returns the point, or a sentence that says what is wrong with the record
 */
export function parsePointRecord(value: unknown): (TrackPoint & { catalogNumber: number }) | string {
  const point = parseWirePoint(value);
  if (typeof point === 'string') return point;
  const { catalogNumber, elementsEpoch } = value as Record<string, unknown>;
  if (!isCatalogNumber(catalogNumber)) return 'catalogNumber is not an integer of up to nine digits';
  if (typeof elementsEpoch !== 'string' || parseTime(elementsEpoch) === undefined)
    return 'elementsEpoch is not ISO 8601 in UTC with Z';
  return { catalogNumber, ...point, elementsEpoch };
}
