// Builders of test data. A test only sets the values that matter to it.
import { join } from 'node:path';
import type { KinesisStreamRecord } from 'aws-lambda';
import type { Pace } from '../../functions/shared/batches.ts';
import type { HeldElements } from '../../functions/shared/elements.ts';
import type { Report } from '../../functions/shared/log.ts';
import type { StoredPoint } from '../../functions/shared/track-table.ts';
import { lastGridTimes } from '../../orbit/grid.ts';
import type { SubSatellitePoint } from '../../orbit/point.ts';
import { type Instrument, type Satellite, toSatellites } from '../../orbit/satellites.ts';
import { parseWirePoint } from '../../wire/point.ts';
import type { PointRecord } from '../../wire/point-record.ts';
import satellites from './satellites.json' with { type: 'json' };

/** Between two times of the grid, at an age at which the bundled elements are still good. */
export const NOW_MS = Date.parse('2026-10-10T12:00:07.500Z');

/** The satellites of all tests, independent of the project's satellites.json. */
export const THREE_SATELLITES: readonly Satellite[] = toSatellites(satellites);
export const SATELLITES_FILE = join(import.meta.dirname, 'satellites.json');

export const TERRA = 25994;
export const AQUA = 27424;
export const AURA = 28376;

/** A point on the stream. */
export function aPoint(overrides: Partial<PointRecord> = {}): PointRecord {
  return {
    catalogNumber: TERRA,
    time: '2026-10-10T12:00:00Z',
    latitudeDeg: -31.063593,
    longitudeDeg: 132.610044,
    altitudeKm: 702.079,
    elementsEpoch: '2026-10-09T22:33:25.053984Z',
    ...overrides,
  };
}

/** A point in the table. */
export function aStoredPoint(overrides: Partial<StoredPoint> = {}): StoredPoint {
  const { catalogNumber, elementsEpoch, ...wire } = aPoint();
  return { catalogNumber, ...(parseWirePoint(wire) as SubSatellitePoint), elementsEpoch, ...overrides };
}

/** The last `count` points of the grid up to `untilMs`, oldest first, all above the same place. */
export function aTrack(count: number, untilMs: number, overrides: Partial<StoredPoint> = {}): StoredPoint[] {
  return lastGridTimes(count, untilMs).map((timeMs) => aStoredPoint({ ...overrides, timeMs }));
}

let sequence = 0;

/** A record in a Lambda event. The data is any value, or raw bytes. It came to the stream at `arrivedAtMs`. */
export function aKinesisRecord(data: unknown, arrivedAtMs = NOW_MS): KinesisStreamRecord {
  const bytes = Buffer.isBuffer(data) ? data : Buffer.from(typeof data === 'string' ? data : JSON.stringify(data));
  return {
    kinesis: {
      kinesisSchemaVersion: '1.0',
      partitionKey: String(TERRA),
      sequenceNumber: String(++sequence).padStart(56, '0'),
      data: bytes.toString('base64'),
      approximateArrivalTimestamp: arrivedAtMs / 1000,
    },
    eventSource: 'aws:kinesis',
    eventVersion: '1.0',
    eventID: `shardId-000000000000:${sequence}`,
    eventName: 'aws:kinesis:record',
    invokeIdentityArn: 'arn:aws:iam::000000000000:role/test',
    awsRegion: 'us-east-1',
    eventSourceARN: 'arn:aws:kinesis:us-east-1:000000000000:stream/test',
  };
}

export function aSatellite(overrides: Partial<Satellite> = {}): Satellite {
  return { catalogNumber: TERRA, name: 'Terra', instruments: [anInstrument()], ...overrides };
}

/** An instrument whose swath has the track in its middle; `overrides` may move its edges. */
export function anInstrument(name = 'MODIS', swathKm = 2330, overrides: Partial<Instrument> = {}): Instrument {
  return { name, leftKm: swathKm / 2, rightKm: swathKm / 2, daylightOnly: false, ...overrides };
}

/** A pace with a clock that only waiting moves. */
export function aPace({ nowMs = NOW_MS, forMs = 10_000 } = {}): Pace & { waitsMs: number[] } {
  let clockMs = nowMs;
  const waitsMs: number[] = [];
  return {
    waitsMs,
    deadlineMs: nowMs + forMs,
    nowMs: () => clockMs,
    random: () => 1,
    wait: async (ms) => {
      clockMs += ms;
      waitsMs.push(ms);
    },
  };
}

/** A report that collects its lines and counts. */
export function aReport(): Report & {
  lines: { level: string; message: string; details: Record<string, unknown> }[];
  counts: Record<string, number>;
} {
  const lines: { level: string; message: string; details: Record<string, unknown> }[] = [];
  const counts: Record<string, number> = {};
  const log =
    (level: string) =>
    (message: string, details: Record<string, unknown> = {}) => {
      lines.push({ level, message, details });
    };
  const add = (metric: string, value: number) => {
    counts[metric] = (counts[metric] ?? 0) + value;
  };
  return {
    lines,
    counts,
    info: log('info'),
    warn: log('warn'),
    error: log('error'),
    count: add,
    percent: add,
  };
}

/** Elements that SGP4 rejects: a decayed orbit. */
export function decayed({ omm }: HeldElements): HeldElements {
  return { omm: { ...omm, MEAN_MOTION: 17.9, BSTAR: 0.1 }, source: 'bundled', retrievedAt: null };
}
