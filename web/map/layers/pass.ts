// A chosen overpass on the map: the stretch of the swath over the place,
// the ground track, and a tick at the closest approach.
import type { Sgp4Record } from '../../../orbit/elements.ts';
import type { Place } from '../../../orbit/geodetic.ts';
import { STEP_MS } from '../../../orbit/grid.ts';
import type { SubSatellitePoint } from '../../../orbit/point.ts';
import { swathEdges } from '../../../orbit/swath.ts';
import { MINUTE_MS } from '../../../orbit/time.ts';
import { COLOURS } from '../../base/colours.ts';
import { setAttribute, svg } from '../../base/dom.ts';
import type { ShownPass } from '../../satellite/shown-pass.ts';
import { positionOf, swathPolygon } from './areas.ts';
import type { Note } from './notes.ts';
import type { MapView } from './views.ts';

/** Where a satellite is at a moment, by its elements. */
export type Propagate = (record: Sgp4Record, timeMs: number) => SubSatellitePoint | undefined;

// 2,500 km of flight before and after show where it comes from and goes to.
const MARGIN_MS = 3 * MINUTE_MS;
// A satellite that hovers is over a place for days: its pass is drawn with steps that are as many times longer.
const MAX_STEPS = 1_080;
// Between the two points whose chord is the direction of flight at the closest approach.
const CLOSEST_MS = 1_000;

export interface PassDrawing {
  show(pass: ShownPass | undefined): void;
  /** Draws it on a view of the map. */
  redraw(view: MapView): void;
  /** The ground track of the stretch, and the edges of its swath; none without a pass. */
  outline(): readonly Place[];
}

/** Draws into a group. The note has the time of the closest approach. */
export function createPassDrawing(root: SVGElement, note: Note, propagate: Propagate, first: MapView): PassDrawing {
  const stretch = svg('path', { 'data-pass': 'swath' });
  const track = svg('path', { 'data-pass': 'track' });
  const tick = svg('path', { 'data-pass': 'tick' });
  root.append(stretch, track, tick);
  let view = first;
  let shown: ShownPass | undefined;

  function draw() {
    if (!shown) {
      for (const path of [stretch, track, tick]) setAttribute(path, 'd', '');
      note.hide();
      return;
    }
    const { colour, record, edges, fromMs, untilMs, closestMs, closest: time, name } = shown;
    setAttribute(root, 'data-colour', String(colour % COLOURS));
    const points = pointsOf(record, fromMs - MARGIN_MS, untilMs + MARGIN_MS, propagate);
    const over = swathPolygon(points, edges);
    setAttribute(stretch, 'd', over ? view.shape(over) : '');
    setAttribute(track, 'd', view.projection.toPath(points, Number.POSITIVE_INFINITY));
    const closest = swathEdges(pointsOf(record, closestMs - CLOSEST_MS, closestMs + CLOSEST_MS, propagate), edges);
    const ends = [closest.left[0], closest.right[0]].flatMap((place) => (place ? [positionOf(place)] : []));
    setAttribute(tick, 'd', ends.length === 2 ? view.shape({ type: 'LineString', coordinates: ends }) : '');
    note.show(propagate(record, closestMs), `${name} ${time}`, colour);
  }

  function outline() {
    if (!shown) return [];
    const { record, edges, fromMs, untilMs } = shown;
    const points = pointsOf(record, fromMs - MARGIN_MS, untilMs + MARGIN_MS, propagate);
    const { left, right } = swathEdges(points, edges);
    return [...points, ...left, ...right];
  }

  return {
    outline,
    show(pass) {
      shown = pass;
      draw();
    },
    redraw(next) {
      view = next;
      if (shown) draw();
    },
  };
}

function pointsOf(record: Sgp4Record, fromMs: number, untilMs: number, propagate: Propagate): SubSatellitePoint[] {
  const steps = Math.min(Math.max(1, Math.ceil((untilMs - fromMs) / (STEP_MS / 2))), MAX_STEPS);
  const times = Array.from({ length: steps + 1 }, (_, index) => fromMs + (index * (untilMs - fromMs)) / steps);
  return times.flatMap((timeMs) => propagate(record, timeMs) ?? []);
}
