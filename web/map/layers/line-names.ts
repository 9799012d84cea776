// The name of the line that the reader points at, and when the satellite is there.
import type { Sgp4Record } from '../../../orbit/elements.ts';
import { floorToGrid } from '../../../orbit/grid.ts';
import type { SubSatellitePoint } from '../../../orbit/point.ts';
import { formatDuration, formatMinute } from '../../base/format.ts';
import type { ShownSatellite } from '../../satellite/shown-satellite.ts';
import { lastHour } from '../../satellite/tracks.ts';
import type { MapPoint, Projection } from '../projection.ts';
import { pointAt, type Stage } from '../stage.ts';
import type { Note } from './notes.ts';

/** From the pointer to a line that it counts as on, px. */
const REACH_PX = 8;
/** A line that is longer on the map, in units of the drawing, goes around its edge. */
const MAX_LENGTH = 90;

/** A point of a line on the drawing. */
interface LinePoint extends MapPoint {
  timeMs: number;
}

interface Line<Satellite> {
  satellite: Satellite;
  points: readonly (LinePoint | undefined)[];
}

export interface LineNames {
  /** What the lines are of, from now on. Cheap: lines are computed when the reader points at the map. */
  update(satellites: readonly ShownSatellite[], nowMs: number): void;
  /** Names the line under a pointer. Returns the satellite that it is of; undefined beside all lines. */
  nameAt(pointer: { clientX: number; clientY: number }): number | undefined;
  /** Removes the name. */
  leave(): void;
}

/** Listens on the drawing for the pointer that leaves it. */
export function createLineNames(
  drawing: HTMLElement,
  stage: Stage,
  note: Note,
  nextOrbit: (record: Sgp4Record, nowMs: number) => SubSatellitePoint[],
): LineNames {
  let satellites: readonly ShownSatellite[] = [];
  let nowMs = 0;
  let lines: Line<ShownSatellite>[] = [];
  let linesOf: readonly unknown[] = [];

  drawing.addEventListener('pointerleave', note.hide);

  function currentLines(): readonly Line<ShownSatellite>[] {
    const projection = stage.projection();
    const input = [floorToGrid(nowMs), projection, ...satellites.flatMap(({ track, record }) => [track, record])];
    if (input.length === linesOf.length && input.every((value, index) => value === linesOf[index])) return lines;
    linesOf = input;
    lines = satellites.flatMap((satellite) => {
      const { track, record } = satellite;
      const ahead = record ? nextOrbit(record, nowMs) : [];
      return [lastHour(track, nowMs), ahead].map((points) => ({ satellite, points: project(points, projection) }));
    });
    return lines;
  }

  function nameAt(pointer: { clientX: number; clientY: number }): number | undefined {
    const box = drawing.getBoundingClientRect();
    const at = pointAt(box, pointer);
    const found = nearestOnLines(currentLines(), at, (REACH_PX * 360) / box.width);
    const place = found && stage.projection().toPlace(found);
    if (!found || !place) {
      note.hide();
      return undefined;
    }
    const { satellite, timeMs } = found;
    note.show(place, describeLine(satellite.name, timeMs, nowMs), satellite.colour);
    return satellite.catalogNumber;
  }

  return {
    update(shown, timeMs) {
      satellites = shown;
      nowMs = timeMs;
    },
    nameAt,
    leave: note.hide,
  };
}

function project(points: readonly SubSatellitePoint[], projection: Projection): Line<unknown>['points'] {
  return points.map((point) => {
    const { timeMs } = point;
    const at = projection.toPoint(point);
    return at && { ...at, timeMs };
  });
}

/** The nearest point of all lines within a distance, in units of the drawing. */
export function nearestOnLines<Satellite>(
  lines: readonly Line<Satellite>[],
  at: MapPoint,
  reach: number,
): (LinePoint & { satellite: Satellite }) | undefined {
  let best: (LinePoint & { satellite: Satellite }) | undefined;
  let least = reach;
  for (const { satellite, points } of lines) {
    for (let index = 1; index < points.length; index++) {
      const [from, to] = [points[index - 1], points[index]];
      const near = from && to && nearestOnSide(from, to, at);
      if (!near || near.distance >= least) continue;
      least = near.distance;
      best = { ...near.point, satellite };
    }
  }
  return best;
}

function nearestOnSide(from: LinePoint, to: LinePoint, at: MapPoint) {
  const [alongX, alongY] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(alongX, alongY);
  if (length === 0 || length > MAX_LENGTH) return undefined;
  const dot = (at.x - from.x) * alongX + (at.y - from.y) * alongY;
  const share = Math.min(Math.max(dot / length ** 2, 0), 1);
  const point: LinePoint = {
    x: from.x + share * alongX,
    y: from.y + share * alongY,
    timeMs: from.timeMs + share * (to.timeMs - from.timeMs),
  };
  return { point, distance: Math.hypot(at.x - point.x, at.y - point.y) };
}

/** Terra 10:42, 34 min ago; Terra 11:20, in 4 min */
export function describeLine(name: string, timeMs: number, nowMs: number): string {
  const minutes = Math.round((timeMs - nowMs) / 60_000);
  const distance = formatDuration(Math.abs(minutes) * 60_000);
  const when = minutes === 0 ? 'now' : minutes > 0 ? `in ${distance}` : `${distance} ago`;
  return `${name} ${formatMinute(timeMs)}, ${when}`;
}
