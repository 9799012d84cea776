// The swath on the ground: the two edges of what an instrument sees to the left and to the right of a track.
import { RAD_PER_DEG } from './angles.ts';
import { between, type EarthFixed, localAxes, type Place } from './geodetic.ts';

/** The edges of a swath, from its oldest point to its newest: as many places on one side as on the other. */
export interface Ribbon {
  left: Place[];
  right: Place[];
}

// IUGG's mean radius of the WGS84 ellipsoid.
const MEAN_RADIUS_KM = 6371.0088;

/**
 * The edges of the swath along a run of consecutive points: half of it to each side, square to the motion over the ground. The motion at a
 * point is the chord between its neighbours, at an end the one to its only neighbour. A run of one point has no motion and no ribbon.
 *
 * Latitude and longitude count as directions on a sphere of the mean radius. The ellipsoid's own radii of curvature lie within 0.6 % of
 * it, so the edges of a swath of 2330 km lie within 7 km of where they should: a quarter of a pixel on a map 1280 pixels wide.
 * For drawing; whether a place lies in the swath is measured on the ellipsoid (swath-overpasses.ts).
 */
export function swathEdges(run: readonly Place[], swathKm: number): Ribbon {
  const halfRad = swathKm / 2 / MEAN_RADIUS_KM;
  const ups = run.map((place) => localAxes(place).up);
  const ribbon: Ribbon = { left: [], right: [] };
  for (const [index, up] of ups.entries()) {
    const motion = between(ups[index - 1] ?? up, ups[index + 1] ?? up);
    const left = cross(up, motion);
    const length = Math.hypot(left.x, left.y, left.z);
    // A satellite that stands still over the ground has no sides.
    if (length === 0) continue;
    ribbon.left.push(placeTowards(up, left, Math.cos(halfRad), Math.sin(halfRad) / length));
    ribbon.right.push(placeTowards(up, left, Math.cos(halfRad), -Math.sin(halfRad) / length));
  }
  return ribbon;
}

// The place in the direction of a weighted sum.
function placeTowards(a: EarthFixed, b: EarthFixed, weightA: number, weightB: number): Place {
  const x = weightA * a.x + weightB * b.x;
  const y = weightA * a.y + weightB * b.y;
  const z = weightA * a.z + weightB * b.z;
  return { latitudeDeg: Math.atan2(z, Math.hypot(x, y)) / RAD_PER_DEG, longitudeDeg: Math.atan2(y, x) / RAD_PER_DEG };
}

function cross(a: EarthFixed, b: EarthFixed): EarthFixed {
  return { x: a.y * b.z - a.z * b.y, y: a.z * b.x - a.x * b.z, z: a.x * b.y - a.y * b.x };
}
