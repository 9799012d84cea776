// Tracks as a table (CSV) and as a map layer (GeoJSON).
import { type MapPosition, toMapLines } from '../../../orbit/map-lines.ts';
import type { TrackPoint } from '../../../orbit/point.ts';
import { roundTo } from '../../../orbit/round.ts';
import type { Satellite } from '../../../orbit/satellites.ts';
import { formatTime } from '../../../orbit/time.ts';
import type { KnownPoint } from '../../../wire/track.ts';
import { type Columns, spreadsheetTime, toCsv } from '../forms/csv.ts';
import type { ReadTrack } from './read-track.ts';
import { swathFeatures } from './swath-layer.ts';

const COLUMNS: Columns<KnownPoint> = {
  time: ({ timeMs }) => formatTime(timeMs),
  timeUtc: ({ timeMs }) => spreadsheetTime(formatTime(timeMs)),
  latitudeDeg: ({ latitudeDeg }) => latitudeDeg,
  longitudeDeg: ({ longitudeDeg }) => longitudeDeg,
  altitudeKm: ({ altitudeKm }) => altitudeKm,
  elementsEpoch: ({ elementsEpoch }) => elementsEpoch,
  recorded: ({ computed }) => String(!computed),
  // Empty when the set is not known any more.
  timingUncertaintySeconds: ({ uncertaintySeconds: seconds }) => (seconds === undefined ? '' : roundTo(seconds, 1)),
};

/** A track as CSV: a line for each point, oldest first. */
export function trackCsv({ points }: Pick<ReadTrack, 'points'>): string {
  return toCsv(COLUMNS, points);
}

interface Row {
  satellite: Pick<Satellite, 'catalogNumber' | 'name'>;
  point: KnownPoint;
}

const COLUMNS_OF_MANY: Columns<Row> = {
  catalogNumber: ({ satellite }) => satellite.catalogNumber,
  name: ({ satellite }) => satellite.name,
  ...Object.fromEntries(
    Object.entries(COLUMNS).map(([name, cellOf]) => [name, ({ point }: Row) => cellOf(point)] as const),
  ),
};

/** Tracks as one table: the satellite, then the columns of a track. */
export function tracksCsv(tracks: readonly ReadTrack[]): string {
  return toCsv(
    COLUMNS_OF_MANY,
    tracks.flatMap(({ satellite, points }) => points.map((point) => ({ satellite, point }))),
  );
}

/**
 * Tracks as a map layer in GeoJSON (RFC 7946). Of each track: the line, cut at the antimeridian (section 3.1.9) and
 * where points are missing, and the points without neighbours. Coordinates are longitude and latitude in degrees.
 * The properties hold the rest of the track, and a time for each position, nested as the coordinates are
 * (https://github.com/mapbox/geojson-coordinate-properties, as togeojson writes it). On request, the swath.
 */
export function tracksGeoJson(tracks: readonly LayerOf[], withSwath: boolean): unknown {
  const features = tracks.flatMap((track) => [
    ...lineFeatures(track),
    ...(withSwath ? swathFeatures(track.points, track.satellite) : []),
  ]);
  return { type: 'FeatureCollection', features };
}

type LayerOf = Pick<ReadTrack, 'track' | 'points' | 'satellite'>;

function lineFeatures({ points, track }: LayerOf): unknown[] {
  const { points: _points, ahead: _ahead, ...about } = track;
  const properties = { kind: 'track', ...about, from: timeOf(points[0]), until: timeOf(points.at(-1)) };
  const pieces = toMapLines(points);
  const lines = pieces.filter((piece) => piece.length > 1);
  const lonePoints = pieces.filter((piece) => piece.length === 1).flat();
  return [
    {
      geometry: { type: 'MultiLineString', coordinates: lines.map((line) => line.map(toPosition)) },
      times: lines.map((line) => line.map(toTime)),
    },
    {
      geometry: { type: 'MultiPoint', coordinates: lonePoints.map(toPosition) },
      times: lonePoints.map(toTime),
    },
  ]
    .filter(({ times }) => times.length > 0)
    .map(({ geometry, times }) => ({
      type: 'Feature',
      geometry,
      properties: { ...properties, coordinateProperties: { times } },
    }));
}

function toTime({ timeMs }: MapPosition): string {
  return formatTime(timeMs);
}

function timeOf(point: TrackPoint | undefined): string | null {
  return point ? formatTime(point.timeMs) : null;
}

// Points have six decimals. Where a track crosses the antimeridian, the latitude is computed and has more.
function toPosition({ longitudeDeg, latitudeDeg }: MapPosition): [longitudeDeg: number, latitudeDeg: number] {
  return [longitudeDeg, roundTo(latitudeDeg, 6)];
}
