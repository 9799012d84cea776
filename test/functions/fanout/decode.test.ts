// Which records are points, and the reasons to reject the others.
import { describe, expect, it } from 'vitest';
import { decode } from '../../../functions/fanout/decode.ts';
import { HOUR_MS, MINUTE_MS } from '../../../orbit/time.ts';
import { aKinesisRecord, aPoint, aStoredPoint } from '../../support/builders.ts';

// On the grid, so that points can lie exactly on the limits of time.
const GRID_MS = Date.parse('2026-10-10T12:00:00Z');

const decodeData = (data: unknown) => decode(aKinesisRecord(data).kinesis, GRID_MS);

const at = (ms: number) => aPoint({ time: new Date(ms).toISOString() });

describe('a point', () => {
  it('is read with its time as a number', () => {
    expect(decodeData(aPoint())).toEqual(aStoredPoint());
  });

  it.each([
    ['a catalog number of nine digits', { catalogNumber: 799_500_123 }],
    ['a catalog number of one digit', { catalogNumber: 5 }],
    ['the poles', { latitudeDeg: -90 }],
    ['the antimeridian, which is -180', { longitudeDeg: -180 }],
    ['the lowest altitude of an orbit', { altitudeKm: 100 }],
    ['elements to the whole second', { elementsEpoch: '2026-10-09T22:33:25Z' }],
    ['elements from a day ahead', { elementsEpoch: '2026-10-11T12:00:00Z' }],
  ])('may have %s', (_, overrides) => {
    expect(decodeData(aPoint(overrides))).toEqual({ ...aStoredPoint(), ...overrides });
  });

  it('may have fields of later versions, which are not stored', () => {
    const later = { ...aPoint(), velocityKmPerS: 7.5, reason: 'a field that rejects have', expiresAt: 0, timeMs: 0 };

    expect(decodeData(later)).toEqual(aStoredPoint());
  });

  it.each([
    ['25 hours old, less a step', GRID_MS - 25 * HOUR_MS + 20_000],
    ['six minutes ahead', GRID_MS + 6 * MINUTE_MS],
  ])('may be %s', (_, timeMs) => {
    expect(decodeData(at(timeMs))).toMatchObject({ timeMs });
  });

  it('is rounded: DynamoDB rejects a whole batch for a number below 1e-130', () => {
    const tiny = aPoint({ latitudeDeg: 1e-200, longitudeDeg: 179.999_999_9, altitudeKm: 702.079_4 });

    expect(decodeData(tiny)).toMatchObject({ latitudeDeg: 0, longitudeDeg: -180, altitudeKm: 702.079 });
  });
});

describe('any other record', () => {
  const NOT_JSON = 'not JSON';
  const NOT_OBJECT = 'not a JSON object';
  const TIME = 'time is not ISO 8601 in UTC with Z';
  const LATITUDE = 'latitudeDeg is not a number from -90 to 90';
  const LONGITUDE = 'longitudeDeg is not a number in [-180, 180)';
  const ALTITUDE = 'altitudeKm is not a number from 100 to 800000';
  const NUMBER = 'catalogNumber is not an integer of up to nine digits';
  const EPOCH = 'elementsEpoch is not ISO 8601 in UTC with Z';
  const GRID = 'time is not on the grid of 20 s';
  const AHEAD = 'time is more than six minutes ahead';
  const OLD = 'time is more than 25 hours ago';

  const withField = (field: string, value: unknown) => ({ ...aPoint(), [field]: value });

  it.each<[string, unknown]>([
    ['not UTF-8', Buffer.from([0xff, 0xfe, 0x00])],
    ['not UTF-8', Buffer.from([0xed, 0xa0, 0x80])], // a lone surrogate
    [NOT_JSON, Buffer.alloc(0)],
    [NOT_JSON, ' '],
    [NOT_JSON, '{"catalogNumber": 25994'],
    [NOT_JSON, `\uFEFF${JSON.stringify(aPoint())}`], // a byte order mark
    [NOT_JSON, JSON.stringify(aPoint()).replace('702.079', 'NaN')],
    [NOT_JSON, `${JSON.stringify(aPoint())}\n${JSON.stringify(aPoint())}`],
    [NOT_OBJECT, 'null'],
    [NOT_OBJECT, '42'],
    [NOT_OBJECT, '"a point"'],
    [NOT_OBJECT, 'true'],
    [NOT_OBJECT, [aPoint()]],
    [NOT_OBJECT, '['.repeat(100_000) + ']'.repeat(100_000)],
    [TIME, {}],
    [TIME, withField('time', GRID_MS)],
    [TIME, withField('time', '2026-10-10T12:00:00')],
    [TIME, withField('time', '2026-10-10T12:00:00+00:00')],
    [TIME, withField('time', '2026-02-31T12:00:00Z')],
    [LATITUDE, withField('latitudeDeg', 90.000_001)],
    [LATITUDE, withField('latitudeDeg', '-31.063593')],
    [LATITUDE, withField('latitudeDeg', null)],
    [LATITUDE, withField('latitudeDeg', Number.NaN)], // null in JSON
    [LONGITUDE, withField('longitudeDeg', 180)],
    [LONGITUDE, withField('longitudeDeg', -180.1)],
    [LONGITUDE, withField('longitudeDeg', undefined)],
    [ALTITUDE, withField('altitudeKm', 99.999)],
    [ALTITUDE, withField('altitudeKm', 1e300)],
    [ALTITUDE, JSON.stringify(aPoint()).replace('702.079', '1e999')], // Infinity once parsed
    [NUMBER, withField('catalogNumber', '25994')],
    [NUMBER, withField('catalogNumber', 25994.5)],
    [NUMBER, withField('catalogNumber', 0)],
    [NUMBER, withField('catalogNumber', -25994)],
    [NUMBER, withField('catalogNumber', 1_000_000_000)],
    [NUMBER, withField('catalogNumber', undefined)],
    [EPOCH, withField('elementsEpoch', undefined)],
    ['elementsEpoch is in the future', withField('elementsEpoch', '2026-10-11T12:00:00.001Z')],
    [EPOCH, withField('elementsEpoch', '')],
    [EPOCH, withField('elementsEpoch', '2026-10-09T22:33:25.053984')],
    [GRID, withField('time', '2026-10-10T12:00:10Z')],
    [GRID, withField('time', '2026-10-10T12:00:00.001Z')],
    [AHEAD, at(GRID_MS + 6 * MINUTE_MS + 20_000)],
    [AHEAD, withField('time', '2027-10-10T12:00:00Z')],
    [OLD, at(GRID_MS - 25 * HOUR_MS)],
    [OLD, withField('time', '1970-01-01T00:00:00Z')],
  ])('is rejected: "%s"', (reason, data) => {
    expect(decodeData(data)).toMatchObject({ reason });
  });

  it('keeps its payload to the byte, and its position in the stream', () => {
    const payload = Buffer.from([0xff, 0x00, 0x7b, 0x7d]);
    const { kinesis } = aKinesisRecord(payload);

    expect(decode({ ...kinesis, partitionKey: 'some key' }, GRID_MS)).toEqual({
      reason: 'not UTF-8',
      payload,
      sequenceNumber: kinesis.sequenceNumber,
      partitionKey: 'some key',
    });
  });
});
