// Tracks as a table and as a map layer.
import { expect, it } from 'vitest';
import { trackCsv, trackGeoJson } from '../../../functions/query/track-forms.ts';
import { aTrack, NOW_MS } from '../../support/builders.ts';

interface Layer {
  type: string;
  features: { geometry: { type: string; coordinates: [number, number][][] } }[];
}

// Across the antimeridian, eastward.
const track = () =>
  aTrack(6, NOW_MS).map((point, index) => ({
    ...point,
    latitudeDeg: 10 + index,
    longitudeDeg: [178, 179, 179.5, -179.5, -179, -178][index] as number,
  }));

it('CSV has a line for each point', () => {
  const lines = trackCsv(track()).split('\r\n');

  expect(lines[0]).toBe('time,latitudeDeg,longitudeDeg,altitudeKm,elementsEpoch');
  expect(lines).toHaveLength(8);
  expect(lines[1]).toMatch(/^2026-10-10T11:58:20Z,10,178,702\.079,2026-/);
  expect(lines.at(-1)).toBe('');
});

it('GeoJSON is cut at the antimeridian, and reaches it on both sides', () => {
  const [line] = (trackGeoJson(track(), { name: 'Terra' }) as Layer).features;

  expect(line?.geometry.type).toBe('MultiLineString');
  expect(line?.geometry.coordinates).toHaveLength(2);
  // Half-way on the great circle: the tangent of its latitude is the mean of the ends' by the cosine of half a degree.
  expect(line?.geometry.coordinates[0]?.at(-1)).toEqual([180, 12.501428]);
  expect(line?.geometry.coordinates[1]?.[0]).toEqual([-180, 12.501428]);
});

it('GeoJSON has a lonely point as a point, and no line through a hole', () => {
  const { features } = trackGeoJson(
    track().filter((_, index) => index === 0 || index > 3),
    {},
  ) as Layer;

  expect(features.map(({ geometry }) => geometry.type)).toEqual(['MultiLineString', 'MultiPoint']);
  expect(features[1]?.geometry.coordinates).toEqual([[178, 10]]);
  expect(features[0]?.geometry.coordinates).toEqual([
    [
      [-179, 14],
      [-178, 15],
    ],
  ]);
});

it('an empty track is a layer with nothing in it', () => {
  expect(trackGeoJson([], {})).toEqual({ type: 'FeatureCollection', features: [] });
});
