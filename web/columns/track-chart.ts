// The chart of latitude against longitude, drawn in CSS pixels around the hour's track: by day, by night, with its times.
import type { Place } from '../../orbit/geodetic.ts';
import type { SubSatellitePoint } from '../../orbit/point.ts';
import { find, setAttribute, svg } from '../base/dom.ts';
import { formatMinute, latitudeLabel, longitudeLabel } from '../base/format.ts';
import { polylinePath } from '../satellite/track-path.ts';
import { nearest, nearestInTime, type Track } from '../satellite/tracks.ts';
import { quarterHours } from './altitude-axis.ts';
import { DOT_RADIUS, LABEL_GAP, type Size } from './altitude-chart.ts';
import { placeTimes, type Spot } from './time-marks.ts';
import { degreeLines, extentOf, nearestTurn, partsByDay, type TrackPlace, unwrapTrack } from './track-axes.ts';

const MARGIN = { top: 8, right: 8, bottom: 3 };
const TIME_RADIUS = 2;

export interface TrackChart {
  /**
   * Redraws the last hour. `next` is where the satellite will be when it is redrawn: it stays on the chart until then.
   * Returns the parts of the track with day below.
   */
  draw(points: Track, next: SubSatellitePoint | undefined, size: Size): TrackPlace[][];
  /** Moves the dot to where the satellite is, or hides it. */
  moveDot(point: SubSatellitePoint | undefined): void;
  /** Marks the selected point, or none. */
  mark(point: SubSatellitePoint | undefined): void;
  /** The point that is closest to a position in the chart. */
  nearest(points: Track, xPx: number, yPx: number): SubSatellitePoint | undefined;
}

/** Draws into the markup of a column, which has the land. */
export function createTrackChart(root: SVGSVGElement): TrackChart {
  const ground = find<SVGSVGElement>(root, '.ground');
  const axes = svg('g', { class: 'axes' });
  const path = svg('path', { class: 'track' });
  const lit = svg('path', { class: 'lit' });
  const times = svg('g', { class: 'times' });
  const dot = svg('circle', { class: 'dot', r: DOT_RADIUS, visibility: 'hidden' });
  const ring = svg('circle', { class: 'ring', r: DOT_RADIUS, visibility: 'hidden' });
  root.append(axes, path, lit, times, dot, ring);
  let extent = extentOf([], 1, 1);
  let plot = { left: 0, top: 0, right: 1, bottom: 1 };
  let places: readonly TrackPlace[] = [];
  /** To whose longitude the dot's is the closest. */
  let end: Place | undefined;
  let shownDot: SubSatellitePoint | undefined;
  let marked: SubSatellitePoint | undefined;

  function draw(points: Track, next: SubSatellitePoint | undefined, size: Size): TrackPlace[][] {
    const { width, height, gutter, label } = size;
    plot = {
      left: gutter,
      // Half of the highest label is above its line.
      top: Math.max(MARGIN.top, 0.6 * label.height),
      right: Math.max(gutter + 1, width - MARGIN.right),
      bottom: Math.max(MARGIN.top + 1, height - MARGIN.bottom - 1.7 * label.height),
    };
    const lines = unwrapTrack(points);
    places = lines.flat();
    const last = places.at(-1);
    end = next && last ? { ...next, longitudeDeg: nearestTurn(next.longitudeDeg, last.longitudeDeg) } : last;
    extent = extentOf(last && end ? [...places, end] : [], plot.right - plot.left, plot.bottom - plot.top);
    // Printed at another size, the chart is scaled and not cut off.
    setAttribute(root, 'viewBox', `0 0 ${width} ${height}`);
    drawGround();
    axes.replaceChildren(...longitudeAxis(size), ...latitudeAxis(size));
    setAttribute(path, 'd', lines.map(toPath).join(''));
    const days = lines.flatMap(partsByDay);
    setAttribute(lit, 'd', days.map(toPath).join(''));
    drawTimes(points, size);
    setAttribute(root, 'data-points', String(points.length));
    // To their places on the new axes, even if neither moves again.
    moveDot(shownDot);
    mark(marked);
    return days;
  }

  /** The land, as often as the earth is in the chart. */
  function drawGround() {
    const { west, east, south, north } = extent;
    const { left, top, right, bottom } = plot;
    for (const [name, value] of Object.entries({ x: left, y: top, width: right - left, height: bottom - top }))
      setAttribute(ground, name, String(value));
    setAttribute(ground, 'viewBox', [west, -north, east - west, north - south].join(' '));
    const copies: SVGElement[] = [];
    for (let x = Math.floor((west + 180) / 360) * 360 - 180; x < east; x += 360)
      copies.push(svg('use', { class: 'land', href: '#land', x, y: -90, width: 360, height: 180 }));
    ground.replaceChildren(...copies);
  }

  function longitudeAxis({ height, label }: Size): SVGElement[] {
    const { top, bottom } = plot;
    const leastDeg = ((label.width + LABEL_GAP) * (extent.east - extent.west)) / (plot.right - plot.left);
    return degreeLines(extent.west, extent.east, leastDeg).flatMap(({ deg, labelled }) => {
      const { x } = spotOf({ longitudeDeg: deg, latitudeDeg: 0 });
      const line = svg('line', { x1: x, x2: x, y1: top, y2: bottom + (labelled ? 4 : 0) });
      const text = () => svg('text', { x, y: height - 3, 'text-anchor': 'middle' }, longitudeLabel(deg));
      return labelled ? [line, text()] : [line];
    });
  }

  function latitudeAxis({ label }: Size): SVGElement[] {
    const { left, right, top, bottom } = plot;
    const leastDeg = ((label.height + LABEL_GAP) * (extent.north - extent.south)) / (bottom - top);
    return degreeLines(extent.south, extent.north, leastDeg).flatMap(({ deg, labelled }) => {
      const { y } = spotOf({ longitudeDeg: 0, latitudeDeg: deg });
      const line = svg('line', { x1: left, x2: right, y1: y, y2: y });
      const text = () => svg('text', { x: left - 8, y, dy: '0.35em', 'text-anchor': 'end' }, latitudeLabel(deg));
      // Not where the longitudes are.
      return labelled && y < bottom - label.height / 2 ? [line, text()] : [line];
    });
  }

  function drawTimes(points: Track, { label }: Size) {
    const [first, last] = [points[0], points.at(-1)];
    if (!first || !last) return times.replaceChildren();
    const quarters = new Set(quarterHours(first.timeMs, last.timeMs));
    // The newest choose first.
    const marked = places.filter(({ timeMs }) => quarters.has(timeMs)).reverse();
    const line = places.map(spotOf);
    const spots = marked.map(spotOf);
    const dotAt = spotOf(end ?? last);
    const taken = { left: dotAt.x - 8, right: dotAt.x + 8, top: dotAt.y - 8, bottom: dotAt.y + 8 };
    const marks = placeTimes(spots, line, { width: label.width, height: label.height }, plot, [taken]);
    times.replaceChildren(
      ...marks.flatMap(({ spot, label }) => {
        const mark = svg('circle', { cx: spot.x.toFixed(1), cy: spot.y.toFixed(1), r: TIME_RADIUS });
        if (!label) return [mark];
        const timeMs = marked[spots.indexOf(spot)]?.timeMs ?? 0;
        const at = { x: label.x.toFixed(1), y: label.y.toFixed(1), dy: '0.35em', 'text-anchor': 'middle' };
        return [mark, svg('text', at, formatMinute(timeMs))];
      }),
    );
  }

  function spotOf({ longitudeDeg, latitudeDeg }: Place): Spot {
    const { west, east, south, north } = extent;
    return {
      x: plot.left + ((longitudeDeg - west) / (east - west)) * (plot.right - plot.left),
      y: plot.top + ((north - latitudeDeg) / (north - south)) * (plot.bottom - plot.top),
    };
  }

  function toPath(line: readonly TrackPlace[]): string {
    return polylinePath(
      line.map(spotOf).map(({ x, y }) => [x, y] as const),
      1,
    );
  }

  function moveDot(point: SubSatellitePoint | undefined) {
    shownDot = point;
    place(dot, point && { ...point, longitudeDeg: nearestTurn(point.longitudeDeg, (end ?? point).longitudeDeg) });
  }

  function mark(point: SubSatellitePoint | undefined) {
    marked = point;
    place(ring, point && places.find(({ timeMs }) => timeMs === point.timeMs));
  }

  function place(circle: SVGElement, point: Place | undefined) {
    setAttribute(circle, 'visibility', point ? 'visible' : 'hidden');
    if (!point) return;
    const { x, y } = spotOf(point);
    setAttribute(circle, 'cx', x.toFixed(2));
    setAttribute(circle, 'cy', y.toFixed(2));
  }

  function pointAt(points: Track, xPx: number, yPx: number): SubSatellitePoint | undefined {
    const closest = nearest(places, (each) => {
      const { x, y } = spotOf(each);
      return Math.hypot(x - xPx, y - yPx);
    });
    return closest && nearestInTime(points, closest.timeMs);
  }

  return { draw, moveDot, mark, nearest: pointAt };
}
