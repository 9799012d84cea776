// Which part of the map is shown, as the address has it, and which part shows an overpass whole. Pure.
import { normalizeLongitude } from '../../../orbit/angles.ts';
import type { Place } from '../../../orbit/geodetic.ts';
import type { MapFrame } from '../../base/view.ts';
import type { Projection } from '../projection.ts';
import type { Stage, Viewport } from '../stage.ts';

/** The part that is shown; undefined for all of the map, and where the middle is beside the Earth. */
export function shownFrame(stage: Pick<Stage, 'projection' | 'viewport'>): MapFrame | undefined {
  const { scale, left, top } = stage.viewport();
  if (scale === 1) return undefined;
  const middle = { x: ((0.5 - left) / scale) * 360 - 180, y: ((0.25 - top) / scale) * 360 - 90 };
  const place = stage.projection().toPlace(middle);
  return place && { ...place, scale };
}

/** The part of a drawing that a frame asks for: of the world, where it is cut at the date line. */
export function viewportOf({ scale, ...place }: MapFrame, projection: Projection): Viewport | undefined {
  const point =
    projection.view === 'world' ? { x: place.longitudeDeg, y: -place.latitudeDeg } : projection.toPoint(place);
  return point && { scale, left: 0.5 - (scale * (point.x + 180)) / 360, top: 0.25 - (scale * (point.y + 90)) / 360 };
}

/** Wider than this to either side of its place, a stretch is near a pole: no part of the world shows it whole. */
const MAX_REACH_DEG = 80;
/** More would show the stretch without the lands around it. */
const MAX_FRAME_SCALE = 4;

/** The part of the world that shows all of a stretch around a place. Undefined where no part does. */
export function frameOf(outline: readonly Place[], place: Place): MapFrame | undefined {
  const reachDeg = Math.max(...outline.map(({ longitudeDeg }) => Math.abs(offsetDeg(longitudeDeg, place))));
  const heightDeg = Math.max(...outline.map(({ latitudeDeg }) => Math.abs(latitudeDeg - place.latitudeDeg)));
  if (outline.length === 0 || reachDeg > MAX_REACH_DEG) return undefined;
  // The map is half as high as it is wide.
  const scale = Math.min(MAX_FRAME_SCALE, (2 * MAX_REACH_DEG) / reachDeg, MAX_REACH_DEG / heightDeg);
  return { ...place, scale: Math.max(2, Math.floor(2 * scale) / 2) };
}

/** Whether the map shows a stretch around a place in one piece, and all of it. */
export function isWhole(
  outline: readonly Place[],
  place: Place,
  stage: Pick<Stage, 'projection' | 'viewport' | 'spotOf'>,
): boolean {
  const { view, centreDeg } = stage.projection();
  const { scale, left, top } = stage.viewport();
  const placeDeg = offsetDeg(place.longitudeDeg, { longitudeDeg: centreDeg });
  return outline.every((point) => {
    if (view === 'world' && Math.abs(placeDeg + offsetDeg(point.longitudeDeg, place)) > 180) return false;
    if (scale === 1) return true;
    const spot = stage.spotOf(point);
    if (!spot) return false;
    const [x, y] = [spot.x + left, spot.y + top];
    return x >= 0 && x <= 1 && y >= 0 && y <= 0.5;
  });
}

/** How far east of a place. */
function offsetDeg(longitudeDeg: number, place: Pick<Place, 'longitudeDeg'>): number {
  return normalizeLongitude(longitudeDeg - place.longitudeDeg);
}
