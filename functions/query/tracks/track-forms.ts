// A track as a table (CSV) and as a map layer (GeoJSON).

import { type MapPosition, toMapLines } from '../../../orbit/map-lines.ts';
import type { TrackPoint } from '../../../orbit/point.ts';
import { formatTime } from '../../../orbit/time.ts';
import type { TrackAnswer } from '../../../wire/track.ts';
import { type Columns, spreadsheetTime, toCsv } from '../forms/csv.ts';

const COLUMNS: Columns<TrackPoint> = {
  time: ({ timeMs }) => formatTime(timeMs),
  timeUtc: ({ timeMs }) => spreadsheetTime(formatTime(timeMs)),
  latitudeDeg: ({ latitudeDeg }) => latitudeDeg,
  longitudeDeg: ({ longitudeDeg }) => longitudeDeg,
  altitudeKm: ({ altitudeKm }) => altitudeKm,
  elementsEpoch: ({ elementsEpoch }) => elementsEpoch,
};

/** A track as CSV: a line for each point, oldest first. */
export function trackCsv(points: readonly TrackPoint[]): string {
  return toCsv(COLUMNS, points);
}

/**
 * A track as GeoJSON (RFC 7946): the line, cut at the antimeridian (section 3.1.9) and where points are missing, and
 * the points without neighbours. Coordinates are longitude and latitude in degrees.
 * The properties hold the times and the rest of the track.
 */
export function trackGeoJson(points: readonly TrackPoint[], track: TrackAnswer): unknown {
  const { points: _points, ahead: _ahead, ...about } = track;
  const properties = { ...about, from: timeOf(points[0]), until: timeOf(points.at(-1)) };
  const pieces = toMapLines(points).map((piece) => piece.map(toPosition));
  const lines = pieces.filter((piece) => piece.length > 1);
  const lonePoints = pieces.filter((piece) => piece.length === 1).flat();
  const geometries = [
    { type: 'MultiLineString', coordinates: lines },
    { type: 'MultiPoint', coordinates: lonePoints },
  ].filter(({ coordinates }) => coordinates.length > 0);
  return {
    type: 'FeatureCollection',
    features: geometries.map((geometry) => ({ type: 'Feature', geometry, properties })),
  };
}

function timeOf(point: TrackPoint | undefined): string | null {
  return point ? formatTime(point.timeMs) : null;
}

// Points have six decimals. Where a track crosses the antimeridian, the latitude is computed and has more.
function toPosition({ longitudeDeg, latitudeDeg }: MapPosition): [longitudeDeg: number, latitudeDeg: number] {
  return [longitudeDeg, Math.round(latitudeDeg * 1e6) / 1e6];
}
