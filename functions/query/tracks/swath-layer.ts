// The swath along a track as polygons of a map layer (GeoJSON).
import { geoEquirectangular, geoStream } from 'd3-geo';
import { STEP_MS } from '../../../orbit/grid.ts';
import { isHovering } from '../../../orbit/instruments.ts';
import type { TrackPoint } from '../../../orbit/point.ts';
import { roundTo } from '../../../orbit/round.ts';
import type { Satellite } from '../../../orbit/satellites.ts';
import { isDay } from '../../../orbit/sun.ts';
import { groundSpeedKmPerS, swathEdges } from '../../../orbit/swath.ts';
import { formatTime, MINUTE_MS } from '../../../orbit/time.ts';

type Position = [longitudeDeg: number, latitudeDeg: number];
type Ring = Position[];

/** A sixth of a low orbit: no polygon overlaps itself where the next orbit crosses. */
const PIECE_STEPS = (15 * MINUTE_MS) / STEP_MS;

/**
 * What the main instrument of a satellite images along its track: a feature for each 15 minutes, from edge to edge, and
 * nothing where points are missing or the satellite hovers. One that needs daylight has a swath only where the Sun is up
 * below the satellite, as on the page.
 */
export function swathFeatures(
  points: readonly TrackPoint[],
  { catalogNumber, name, instruments }: Satellite,
): unknown[] {
  const [main] = instruments;
  if (!main) return [];
  const { leftKm, rightKm } = main;
  const imaged = main.daylightOnly ? points.filter((point) => isDay(point, point.timeMs)) : points;
  return movingRuns(imaged).flatMap((run) => {
    const { left, right } = swathEdges(run, main);
    const starts = run.slice(1).flatMap((_, index) => (index % PIECE_STEPS === 0 ? [index] : []));
    return starts.map((start) => {
      const end = Math.min(start + PIECE_STEPS, run.length - 1);
      const ring = [...left.slice(start, end + 1), ...right.slice(start, end + 1).reverse()].map(
        ({ longitudeDeg, latitudeDeg }): Position => [longitudeDeg, latitudeDeg],
      );
      return {
        type: 'Feature',
        geometry: { type: 'MultiPolygon', coordinates: toMapPolygons(ring) },
        properties: {
          kind: 'swath',
          catalogNumber,
          name,
          instrument: main.name,
          leftKm,
          rightKm,
          from: formatTime((run[start] as TrackPoint).timeMs),
          until: formatTime((run[end] as TrackPoint).timeMs),
        },
      };
    });
  });
}

/** Runs of two or more points without a hole, in which the satellite moves over the ground. */
function movingRuns(points: readonly TrackPoint[]): TrackPoint[][] {
  const runs: TrackPoint[][] = [];
  let previous: TrackPoint | undefined;
  let isOpen = false;
  for (const point of points) {
    const moves =
      previous !== undefined &&
      point.timeMs - previous.timeMs <= STEP_MS &&
      !isHovering(groundSpeedKmPerS(previous, point));
    if (moves && isOpen) runs.at(-1)?.push(point);
    else if (moves && previous) runs.push([previous, point]);
    isOpen = moves;
    previous = point;
  }
  return runs;
}

// Degrees with north up; great circles are followed to a hundredth of a degree.
const toMap = geoEquirectangular()
  .scale(180 / Math.PI)
  .translate([0, 0])
  .reflectY(true)
  .precision(0.01);

/**
 * The polygons of a flat map that cover the inside of a ring on the sphere, which is on its right: cut at the
 * antimeridian (RFC 7946, section 3.1.9), and around a pole that lies inside led along the edge of the map. A piece of
 * a swath has no holes, so each ring is a polygon. Rings are counterclockwise (section 3.1.6).
 */
function toMapPolygons(ring: Ring): Ring[][] {
  const rings: Ring[] = [];
  const sink = {
    polygonStart() {},
    polygonEnd() {},
    lineStart: () => rings.push([]),
    lineEnd() {},
    point: (x: number, y: number) => rings.at(-1)?.push([roundTo(x, 6), roundTo(y, 6)]),
  };
  const closed = [...ring, ring[0] as Position];
  geoStream({ type: 'Polygon', coordinates: [closed] }, toMap.stream(sink));
  return rings.filter((each) => each.length > 2).map((each) => [counterclockwise([...each, each[0] as Position])]);
}

function counterclockwise(ring: Ring): Ring {
  // The shoelace formula: twice the area, positive when the ring is counterclockwise.
  const area = ring.slice(1).reduce((sum, [x, y], index) => {
    const [previousX, previousY] = ring[index] as Position;
    return sum + previousX * y - x * previousY;
  }, 0);
  return area < 0 ? ring.toReversed() : ring;
}
