// Tracks as a table and as a map layer.
import { expect, it } from 'vitest';
import { trackCsv, tracksCsv, tracksGeoJson } from '../../../../functions/query/tracks/track-forms.ts';
import { toTrackAnswer } from '../../../../wire/track.ts';
import { validateAnswer } from '../../../contract/schemas.ts';
import { aSatellite, aTrack, NOW_MS } from '../../../support/builders.ts';

interface Layer {
  type: string;
  features: {
    geometry: { type: string; coordinates: [number, number][][] };
    properties: Record<string, unknown>;
  }[];
}

// Across the antimeridian, eastward.
const track = () =>
  aTrack(6, NOW_MS).map((point, index) => ({
    ...point,
    latitudeDeg: 10 + index,
    longitudeDeg: [178, 179, 179.5, -179.5, -179, -178][index] as number,
  }));

const readOf = (points: ReturnType<typeof track>, satellite = aSatellite()) => ({
  satellite,
  track: toTrackAnswer(satellite, points, NOW_MS, 6),
  points,
  isSettled: false,
  isUnknown: false,
});

const layerOf = (points: ReturnType<typeof track>) => tracksGeoJson([readOf(points)], false) as Layer;

it('CSV has a line for each point', () => {
  const lines = trackCsv(readOf(track())).split('\r\n');

  expect(lines[0]).toBe(
    'time,timeUtc,latitudeDeg,longitudeDeg,altitudeKm,elementsEpoch,recorded,timingUncertaintySeconds',
  );
  expect(lines).toHaveLength(8);
  expect(lines[1]).toBe('2026-10-10T11:58:20Z,2026-10-10 11:58:20,10,178,702.079,2026-10-09T22:33:25.053984Z,true,');
  // A negative number is not a formula.
  expect(lines[4]).toBe('2026-10-10T11:59:20Z,2026-10-10 11:59:20,13,-179.5,702.079,2026-10-09T22:33:25.053984Z,true,');
  expect(lines.at(-1)).toBe('');
});

it('CSV has the columns that docs/openapi.yaml describes', () => {
  const path = '/satellites/{catalogNumber}/track';

  expect(validateAnswer(path, 200, trackCsv(readOf(track())), 'text/csv')).toEqual([]);
});

it('GeoJSON is cut at the antimeridian and reaches it on both sides', () => {
  const { features } = layerOf(track());

  expect(features).toHaveLength(1);
  expect(features[0]?.geometry.type).toBe('MultiLineString');
  expect(features[0]?.geometry.coordinates).toHaveLength(2);
  // Half-way on the great circle: the tangent of its latitude is the mean of the ends' by the cosine of half a degree.
  expect(features[0]?.geometry.coordinates[0]?.at(-1)).toEqual([180, 12.501428]);
  expect(features[0]?.geometry.coordinates[1]?.[0]).toEqual([-180, 12.501428]);
});

it('GeoJSON carries the times and the rest of the answer, but not its points', () => {
  expect(layerOf(track()).features[0]?.properties).toEqual({
    kind: 'track',
    catalogNumber: 25994,
    name: 'Terra',
    stepSeconds: 20,
    count: 6,
    complete: true,
    recorded: true,
    epochs: [{ from: '2026-10-10T11:58:20Z', elementsEpoch: '2026-10-09T22:33:25.053984Z', recorded: true }],
    from: '2026-10-10T11:58:20Z',
    until: '2026-10-10T12:00:00Z',
    coordinateProperties: { times: expect.any(Array) },
  });
});

it('GeoJSON has a time for each position, also where the line is cut', () => {
  const { geometry, properties } = layerOf(track()).features[0] as Layer['features'][number];
  const { times } = properties.coordinateProperties as { times: string[][] };

  expect(times.map((line) => line.length)).toEqual(geometry.coordinates.map((line) => line.length));
  expect(times).toEqual([
    ['2026-10-10T11:58:20Z', '2026-10-10T11:58:40Z', '2026-10-10T11:59:00Z', '2026-10-10T11:59:10.019Z'],
    ['2026-10-10T11:59:10.019Z', '2026-10-10T11:59:20Z', '2026-10-10T11:59:40Z', '2026-10-10T12:00:00Z'],
  ]);
});

it('several tracks are one table with the satellite in each line', () => {
  const aqua = aSatellite({ catalogNumber: 27424, name: 'Aqua' });
  const lines = tracksCsv([readOf(track().slice(0, 1)), readOf(track().slice(1, 2), aqua)]).split('\r\n');

  expect(lines).toEqual([
    'catalogNumber,name,time,timeUtc,latitudeDeg,longitudeDeg,altitudeKm,elementsEpoch,recorded,timingUncertaintySeconds',
    '25994,Terra,2026-10-10T11:58:20Z,2026-10-10 11:58:20,10,178,702.079,2026-10-09T22:33:25.053984Z,true,',
    '27424,Aqua,2026-10-10T11:58:40Z,2026-10-10 11:58:40,11,179,702.079,2026-10-09T22:33:25.053984Z,true,',
    '',
  ]);
});

it('GeoJSON has a point without neighbours as a point, and no line across a hole', () => {
  const { features } = layerOf(track().filter((_, index) => index === 0 || index > 3));

  expect(features.map(({ geometry }) => geometry.type)).toEqual(['MultiLineString', 'MultiPoint']);
  expect(features[1]?.geometry.coordinates).toEqual([[178, 10]]);
  expect(features[1]?.properties.coordinateProperties).toEqual({ times: ['2026-10-10T11:58:20Z'] });
  expect(features[0]?.geometry.coordinates).toEqual([
    [
      [-179, 14],
      [-178, 15],
    ],
  ]);
});

it('an empty track is a layer without features', () => {
  expect(layerOf([])).toEqual({ type: 'FeatureCollection', features: [] });
});
