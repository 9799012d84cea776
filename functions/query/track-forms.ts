// A track as a table (CSV) and as a map layer (GeoJSON).

import { cutTrack, type MapPosition } from '../../orbit/map-lines.ts';
import type { TrackPoint } from '../../orbit/point.ts';
import { formatTime } from '../../orbit/time.ts';
import { toWirePoint } from '../../wire/point.ts';

/** A track as CSV (RFC 4180): a line of names, then a line for each point, oldest first. Nothing in it needs quotes. */
export function trackCsv(points: readonly TrackPoint[]): string {
  const lines = points.map((point) => {
    const { time, latitudeDeg, longitudeDeg, altitudeKm } = toWirePoint(point);
    return [time, latitudeDeg, longitudeDeg, altitudeKm, point.elementsEpoch].join(',');
  });
  return `${['time,latitudeDeg,longitudeDeg,altitudeKm,elementsEpoch', ...lines].join('\r\n')}\r\n`;
}

/**
 * A track as GeoJSON (RFC 7946): the line, cut at the antimeridian (section 3.1.9) and where points are missing, and the points
 * that have no neighbour. Coordinates are longitude and latitude in degrees; times are in the properties.
 */
export function trackGeoJson(points: readonly TrackPoint[], properties: Record<string, unknown>): unknown {
  const pieces = cutTrack(points);
  const lines = pieces.filter((piece) => piece.length > 1);
  const lone = pieces.filter((piece) => piece.length === 1).flat();
  const times = { from: timeOf(points[0]), until: timeOf(points.at(-1)) };
  const feature = (type: string, coordinates: unknown) => ({
    type: 'Feature',
    geometry: { type, coordinates },
    properties: { ...properties, ...times },
  });
  return {
    type: 'FeatureCollection',
    features: [
      ...(lines.length > 0
        ? [
            feature(
              'MultiLineString',
              lines.map((line) => line.map(toPosition)),
            ),
          ]
        : []),
      ...(lone.length > 0 ? [feature('MultiPoint', lone.map(toPosition))] : []),
    ],
  };
}

function timeOf(point: TrackPoint | undefined): string | null {
  return point ? formatTime(point.timeMs) : null;
}

// Six decimals, as everywhere: a crossing of the antimeridian is computed and has more.
function toPosition({ longitudeDeg, latitudeDeg }: MapPosition): [longitudeDeg: number, latitudeDeg: number] {
  return [longitudeDeg, Math.round(latitudeDeg * 1e6) / 1e6];
}
