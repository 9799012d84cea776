// The swath on the ground: the edges of what an instrument images, to the left and right of a track.
import { RAD_PER_DEG } from './angles.ts';
import { type EarthFixed, localAxes, type Place, subtract } from './geodetic.ts';
import type { SubSatellitePoint } from './point.ts';
import type { Instrument } from './satellites.ts';
import { SECOND_MS } from './time.ts';

/** The edges of a swath, from its oldest point to its newest, as many places on each side. */
export interface SwathEdges {
  left: Place[];
  right: Place[];
}

// IUGG's mean radius of the WGS84 ellipsoid.
export const MEAN_RADIUS_KM = 6371.0088;

/**
 * The edges of a swath along a run of consecutive points, perpendicular to the motion over the ground. Both may lie on
 * one side of the track. The motion at a point is the chord between its neighbours, at an end to its only neighbour. A run of one
 * point has no edges.
 *
 * For drawing: latitude and longitude are taken as directions on a sphere of the mean radius. The ellipsoid's radii of
 * curvature are within 0.6 % of it, so the edges of a swath of 2330 km are at most 7 km off: a quarter of a pixel on a
 * map 1280 pixels wide. Whether a place lies in the swath is measured on the ellipsoid (swath-overpasses.ts).
 */
export function swathEdges(
  run: readonly Place[],
  { leftKm, rightKm }: Pick<Instrument, 'leftKm' | 'rightKm'>,
): SwathEdges {
  const ups = run.map((place) => localAxes(place).up);
  const edges: SwathEdges = { left: [], right: [] };
  for (const [index, up] of ups.entries()) {
    const motion = subtract(ups[index + 1] ?? up, ups[index - 1] ?? up);
    const left = cross(up, motion);
    const length = Math.hypot(left.x, left.y, left.z);
    // Without motion over the ground there is no left or right.
    if (length === 0) continue;
    const leftwards = (km: number) =>
      placeTowards(up, left, Math.cos(km / MEAN_RADIUS_KM), Math.sin(km / MEAN_RADIUS_KM) / length);
    edges.left.push(leftwards(leftKm));
    edges.right.push(leftwards(-rightKm));
  }
  return edges;
}

/** The speed over the ground between two points of a track, on the same sphere. */
export function groundSpeedKmPerS(from: SubSatellitePoint, to: SubSatellitePoint): number {
  const chord = subtract(localAxes(to).up, localAxes(from).up);
  const angle = 2 * Math.asin(Math.min(1, Math.hypot(chord.x, chord.y, chord.z) / 2));
  return (angle * MEAN_RADIUS_KM) / ((to.timeMs - from.timeMs) / SECOND_MS);
}

// The place in the direction of the weighted sum of two vectors.
function placeTowards(a: EarthFixed, b: EarthFixed, weightA: number, weightB: number): Place {
  const x = weightA * a.x + weightB * b.x;
  const y = weightA * a.y + weightB * b.y;
  const z = weightA * a.z + weightB * b.z;
  return { latitudeDeg: Math.atan2(z, Math.hypot(x, y)) / RAD_PER_DEG, longitudeDeg: Math.atan2(y, x) / RAD_PER_DEG };
}

function cross(a: EarthFixed, b: EarthFixed): EarthFixed {
  return { x: a.y * b.z - a.z * b.y, y: a.z * b.x - a.x * b.z, z: a.x * b.y - a.y * b.x };
}
