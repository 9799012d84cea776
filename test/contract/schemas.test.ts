// The validators accept answers and frames that the descriptions allow, and refuse what differs from them.
import { describe, expect, it } from 'vitest';
import {
  overpassesAnswer,
  placeOverpassesAnswer,
  pointsFrame,
  problemAnswer,
  satellitesAnswer,
  statusAnswer,
  trackAnswer,
} from './answers.ts';
import { type ApiPath, validateAnswer, validateFrame } from './schemas.ts';

const TRACK = '/satellites/{catalogNumber}/track';
const OVERPASSES = '/satellites/{catalogNumber}/overpasses';
const TOGETHER = '/overpasses';

const overpassOnly = () => ({ overpasses: overpassesAnswer().overpasses });

/** A valid layer with one feature, whose geometry the test chooses. */
const aLayer = (type: string, coordinates: unknown) => {
  const { points: _points, ahead: _ahead, ...properties } = trackAnswer();
  const [from, until] = ['2026-10-10T00:00:00Z', '2026-10-10T00:00:00Z'];
  const times = type === 'MultiPoint' ? [from] : [[from, until]];
  const about = { kind: 'track', ...properties, from, until, coordinateProperties: { times } };
  const feature = { type: 'Feature', geometry: { type, coordinates }, properties: about };
  return { type: 'FeatureCollection', features: [feature] };
};

describe('validateAnswer', () => {
  it.each<[ApiPath, number, unknown]>([
    ['/satellites', 200, satellitesAnswer()],
    [TRACK, 200, trackAnswer()],
    [TRACK, 200, { ...trackAnswer(), count: 0, complete: false, points: [], ahead: [], epochs: [] }],
    [OVERPASSES, 200, overpassesAnswer()],
    [OVERPASSES, 200, { ...overpassesAnswer(), elements: null, overpasses: [] }],
    [TOGETHER, 200, placeOverpassesAnswer()],
    ['/status', 200, statusAnswer()],
    ['/status', 503, statusAnswer()],
    ['/satellites', 304, undefined],
    [TRACK, 304, ''],
    [TRACK, 400, problemAnswer(400)],
    [TRACK, 404, problemAnswer(404)],
    ['/satellites', 405, problemAnswer(405)],
    ['/status', 406, problemAnswer(406)],
    ['/status', 500, problemAnswer(500)],
  ])('accepts what %s answers with %d', (path, status, body) => {
    expect(validateAnswer(path, status, body)).toEqual([]);
  });

  it.each<[string, ApiPath, number, unknown]>([
    ['a status that is not described', '/satellites', 418, satellitesAnswer()],
    ['a 404 of a path that has none', '/status', 404, problemAnswer(404)],
    ['a body with 304', '/satellites', 304, satellitesAnswer()],
    ['no body', '/satellites', 200, undefined],
    ['the answer of another path', '/status', 200, satellitesAnswer()],
    ["the gateway's own error", '/satellites', 500, { message: 'Internal Server Error' }],
    ['an answer where a problem should be', TRACK, 400, trackAnswer()],
    ['a stack trace', TRACK, 500, { ...problemAnswer(500), stack: 'Error: at handler.ts:12' }],
    ['a field too many', TRACK, 200, { ...trackAnswer(), more: 1 }],
    ['a field too few', TRACK, 200, { ...trackAnswer(), complete: undefined }],
    ['an overpass that says not by which satellite', TOGETHER, 200, { ...placeOverpassesAnswer(), ...overpassOnly() }],
    ['another step', TRACK, 200, { ...trackAnswer(), stepSeconds: 30 }],
  ])('refuses %s', (_, path, status, body) => {
    expect(validateAnswer(path, status, body)).not.toEqual([]);
  });

  const TABLE = 'time,timeUtc,latitudeDeg,longitudeDeg,altitudeKm,elementsEpoch,recorded,timingUncertaintySeconds\r\n';
  const POINT =
    '2026-10-10T00:00:20Z,2026-10-10 00:00:20,77.890443,-91.01235,702.925,2026-10-09T22:33:25.053984Z,true,\r\n';
  const PASSES = `satellite,catalogNumber,instrument,${[
    'time,timeUtc,distanceKm,side,direction,light,sunElevationDeg,instruments',
    'inSwathFrom,inSwathFromUtc,inSwathUntil,inSwathUntilUtc',
    'timingUncertaintySeconds,elementsEpoch,elementsAgeDays,elementsState,elementsUsableUntil,inView',
    'images,distanceUncertaintyKm,instrumentsAtEdge,instrumentsMaybe,imagesAvailableFrom',
    'placeLatitudeDeg,placeLongitudeDeg,satelliteAzimuthDeg,satelliteElevationDeg,satelliteRangeKm',
  ]}\r\n`;
  const WAITING = 'Terra,25994,MODIS,,,,,,,,,,,,,,,,waiting,,,,,,,,40.02,-105.25,,,\r\n';
  const LAYER = { type: 'FeatureCollection', features: [] };
  const CALENDAR = 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//A//B//EN\r\nEND:VCALENDAR\r\n';

  it.each<[string, ApiPath, unknown]>([
    ['application/json', TRACK, trackAnswer()],
    ['text/csv; charset=utf-8', TRACK, TABLE],
    ['text/csv; charset=utf-8', TRACK, TABLE + POINT + POINT.replace('true,', 'false,0.1')],
    ['application/geo+json', TRACK, LAYER],
    ['application/geo+json', TRACK, aLayer('MultiPoint', [[-91, 77.9]])],
    [
      'application/geo+json',
      TRACK,
      aLayer('MultiLineString', [
        [
          [-91, 77.9],
          [-92, 78],
        ],
      ]),
    ],
    ['text/csv; charset=utf-8', OVERPASSES, PASSES + WAITING],
    ['text/calendar; charset=utf-8', OVERPASSES, CALENDAR],
  ])('accepts the form %s of %s', (type, path, body) => {
    expect(validateAnswer(path, 200, body, type)).toEqual([]);
  });

  it.each<[string, string, ApiPath, unknown]>([
    ['a form that another path has', 'text/calendar', TRACK, CALENDAR],
    ['a form that no path has', 'text/xml', TRACK, '<track/>'],
    ['a table of a status that has none', 'text/csv', '/status', TABLE],
    ['JSON as a table', 'text/csv', TRACK, trackAnswer()],
    ['a table with another column', 'text/csv', TRACK, TABLE.replace('\r\n', ',more\r\n')],
    ['a table with a column renamed', 'text/csv', TRACK, TABLE.replace('Km', 'M')],
    ['a table with a cell too few', 'text/csv', TRACK, TABLE + POINT.replace(',702.925', '')],
    ['a table with the time only once', 'text/csv', TRACK, TABLE + POINT.replace(',2026-10-10 00:00:20', '')],
    ['a point that is neither recorded nor computed', 'text/csv', TRACK, TABLE + POINT.replace('true,', ',0.1')],
    ['a table with bare line feeds', 'text/csv', TRACK, (TABLE + POINT).replaceAll('\r', '')],
    ['a table of overpasses with no line', 'text/csv', OVERPASSES, PASSES],
    ['a table of overpasses with an unknown state', 'text/csv', OVERPASSES, PASSES + WAITING.replace('waiting', 'new')],
    ['the table of a track for overpasses', 'text/csv', OVERPASSES, TABLE + POINT],
    ['a layer with another field', 'application/geo+json', TRACK, { ...LAYER, name: 'Terra' }],
    ['a lonely point as a line', 'application/geo+json', TRACK, aLayer('MultiLineString', [[[0, 0]]])],
    ['latitude before longitude', 'application/geo+json', TRACK, aLayer('MultiPoint', [[77.9, -91.0]])],
    ['a calendar without an end', 'text/calendar', OVERPASSES, CALENDAR.replace('END:VCALENDAR\r\n', '')],
  ])('refuses %s', (_, type, path, body) => {
    expect(validateAnswer(path, 200, body, type)).not.toEqual([]);
  });

  it.each([
    { time: '2026-10-10T00:00:05Z' },
    { time: '2026-10-10T00:00:20' },
    { time: '2026-13-10T00:00:20Z' },
    { time: 1_791_590_420_000 },
    { latitudeDeg: 90.1 },
    { longitudeDeg: 180 },
    { longitudeDeg: null },
    { longitudeDeg: '-87.4' },
    { altitudeKm: -1 },
    { elementsEpoch: '2026-10-09T22:33:25.053984Z' },
  ])('refuses a point with %j', (change) => {
    const answer = trackAnswer();
    Object.assign(answer.points[0] as object, change);

    expect(validateAnswer(TRACK, 200, answer)).not.toEqual([]);
  });

  it.each([
    { state: 'waiting' },
    { state: 'new' },
    { epoch: '2026-10-09T22:33:25.053984' },
    { retrievedAt: 'yesterday' },
    { ageDays: '0.1' },
    { omm: {} },
    { url: 'https://celestrak.org' },
  ])('refuses elements with %j', (change) => {
    const answer = satellitesAnswer();
    Object.assign(answer.satellites[0]?.elements as object, change);

    expect(validateAnswer('/satellites', 200, answer)).not.toEqual([]);
  });

  it('says where and what', () => {
    const answer = { ...trackAnswer(), more: 1 };

    expect(validateAnswer(TRACK, 200, answer)).toEqual([
      'the whole must NOT have additional properties {"additionalProperty":"more"}',
    ]);
    expect(validateAnswer('/satellites', 418, {})).toEqual(['/satellites: status 418 is not described']);
  });
});

describe('validateFrame', () => {
  it('accepts a frame', () => {
    expect(validateFrame(pointsFrame())).toEqual([]);
  });

  it.each([
    { type: 'point' },
    { sentAt: '2026-10-10T00:00:03.417' },
    { satellites: [] },
    { satellites: [{ ...pointsFrame().satellites[0], points: [] }] },
    { satellites: [{ ...pointsFrame().satellites[0], name: 'Terra' }] },
    { satellites: [{ ...pointsFrame().satellites[0], elementsEpoch: undefined }] },
    { more: 1 },
  ])('refuses one with %j', (change) => {
    expect(validateFrame({ ...pointsFrame(), ...change })).not.toEqual([]);
  });

  it('refuses its text, and what the gateway says by itself', () => {
    expect(validateFrame(JSON.stringify(pointsFrame()))).not.toEqual([]);
    expect(validateFrame({ message: 'Too Many Requests', connectionId: 'a', requestId: 'b' })).not.toEqual([]);
  });
});
