// The chart of altitude against time, drawn in CSS pixels: its labels keep their size at every width.
import { floorToGrid, STEP_MS } from '../../orbit/grid.ts';
import type { SubSatellitePoint } from '../../orbit/point.ts';
import { HOUR_MS } from '../../orbit/time.ts';
import { setAttribute, svg } from '../base/dom.ts';
import { formatMinute, formatWhole, PER_KM, type Units } from '../base/format.ts';
import { polylinePath } from '../satellite/track-path.ts';
import { cutAtHoles, type Track } from '../satellite/tracks.ts';
import { type Bounds, labelledTimes, quarterHours, roundNumbers } from './altitude-axis.ts';

// Room for half a dot at the edges, and below the labels of the time axis.
const MARGIN = { top: 8, right: 8, bottom: 3 };
/** Between two labels of an axis. */
export const LABEL_GAP = 8;
// A rim of 2 px covers part of it: what remains is as wide as the dot on the map.
export const DOT_RADIUS = 4.5;
// An axis without data has as many lines as an ordinary one.
const UNLABELLED: Bounds = [0, 40];

export interface Size {
  width: number;
  height: number;
  /** Room for the labels of the altitude axis. The same in both charts: they are aligned. */
  gutter: number;
  /** A label of an axis in the reader's size of text: labels that would collide are left out. */
  label: { width: number; height: number };
}

/** The bounds and units of the altitude axis. */
interface Axes {
  bounds: Bounds | undefined;
  units: Units;
}

export interface AltitudeChart {
  /** Redraws the last hour. */
  draw(points: Track, axes: Axes, nowMs: number, size: Size): void;
  /** Moves the dot to where the satellite is, or hides it. */
  moveDot(point: SubSatellitePoint | undefined): void;
  /** Marks the selected point, or none. */
  mark(point: SubSatellitePoint | undefined): void;
  /** The time at a distance from the chart's left edge, in pixels. */
  timeAt(xPx: number): number;
}

/** Makes the chart in an empty SVG element. */
export function createAltitudeChart(root: SVGSVGElement): AltitudeChart {
  const axes = svg('g', { class: 'axes' });
  const times = svg('g', {});
  const altitudes = svg('g', {});
  axes.append(times, altitudes);
  const path = svg('path', { class: 'track' });
  const dot = svg('circle', { class: 'dot', r: DOT_RADIUS, visibility: 'hidden' });
  const rule = svg('path', { class: 'rule' });
  const ring = svg('circle', { class: 'ring', r: DOT_RADIUS, visibility: 'hidden' });
  root.replaceChildren(axes, rule, path, dot, ring);
  let x = linear([0, 1], [0, 1]);
  let label: Size['label'] = { width: 0, height: 0 };
  let y = x;
  let units: Units = 'km';
  let hasScale = false;
  let drawnTimes = '';
  let drawnAltitudes = '';
  let shownDot: SubSatellitePoint | undefined;
  let marked: SubSatellitePoint | undefined;

  function draw(points: Track, shown: Axes, nowMs: number, size: Size) {
    const { bounds } = shown;
    const { width, height, gutter } = size;
    label = size.label;
    units = shown.units;
    hasScale = bounds !== undefined;
    // The time axis moves by whole steps; within a step, only the dot moves.
    const untilMs = floorToGrid(nowMs) + STEP_MS;
    x = linear([untilMs - STEP_MS - HOUR_MS, untilMs], [gutter, Math.max(gutter, width - MARGIN.right)]);
    // Half of the highest label is above its line.
    const top = Math.max(MARGIN.top, 0.6 * label.height);
    y = linear(bounds ?? UNLABELLED, [height - MARGIN.bottom - 1.7 * label.height, top]);
    // Printed at another size, the chart is scaled and not cut off.
    setAttribute(root, 'viewBox', `0 0 ${width} ${height}`);
    drawTimes(height);
    drawAltitudes();
    const lines = cutAtHoles(points).map((run) =>
      polylinePath(
        run.map(({ timeMs, altitudeKm }) => [x.toPx(timeMs), yOf(altitudeKm)] as const),
        1,
      ),
    );
    setAttribute(path, 'd', lines.join(''));
    setAttribute(root, 'data-points', String(points.length));
    // To their places on the new axes, even if neither moves again.
    place(dot, shownDot);
    mark(marked);
  }

  function yOf(altitudeKm: number): number {
    return y.toPx(altitudeKm * PER_KM[units]);
  }

  /** Most of the time it is only moved: to write texts takes longer than all the rest. */
  function drawTimes(height: number) {
    const [fromMs, untilMs] = x.domain;
    const [bottom] = y.range;
    const quarters = quarterHours(fromMs, untilMs);
    const labelled = labelledTimes(fromMs, untilMs, (label.width + LABEL_GAP) / (x.perUnit || 1));
    const [firstMs = fromMs] = quarters;
    setAttribute(times, 'transform', `translate(${x.toPx(firstMs).toFixed(2)} 0)`);
    const drawn = [quarters, labelled, x.perUnit, height, bottom].join();
    if (drawn === drawnTimes) return;
    drawnTimes = drawn;
    times.replaceChildren(
      ...quarters.flatMap((timeMs) => {
        const at = (timeMs - firstMs) * x.perUnit;
        const text = labelled.includes(timeMs) ? formatMinute(timeMs) : '';
        return [
          svg('line', { x1: at, x2: at, y1: bottom, y2: bottom + 4 }),
          svg('text', { x: at, y: height - 3, 'text-anchor': 'middle' }, text),
        ];
      }),
    );
  }

  function drawAltitudes() {
    const [x1, x2] = x.range;
    const [bottom, top] = y.range;
    const drawn = [x.range, y.range, y.domain, hasScale, label.height].join();
    if (drawn === drawnAltitudes) return;
    drawnAltitudes = drawn;
    const room = Math.floor((bottom - top) / (1.4 * label.height + LABEL_GAP));
    const numbers = roundNumbers(...y.domain, Math.max(1, Math.min(5, room)));
    altitudes.replaceChildren(
      ...numbers.flatMap((altitude) => {
        const at = y.toPx(altitude);
        const text = hasScale ? formatWhole(altitude) : '';
        return [
          svg('line', { x1, x2, y1: at, y2: at }),
          svg('text', { x: x1 - 8, y: at, dy: '0.35em', 'text-anchor': 'end' }, text),
        ];
      }),
    );
  }

  function moveDot(point: SubSatellitePoint | undefined) {
    shownDot = point;
    place(dot, point);
  }

  function mark(point: SubSatellitePoint | undefined) {
    marked = point;
    place(ring, point);
    const [bottom, top] = y.range;
    setAttribute(rule, 'd', point ? `M${x.toPx(point.timeMs).toFixed(1)} ${top}V${bottom}` : '');
  }

  function place(circle: SVGElement, point: SubSatellitePoint | undefined) {
    // Without points there is no axis to place one on.
    setAttribute(circle, 'visibility', point && hasScale ? 'visible' : 'hidden');
    if (!point || !hasScale) return;
    setAttribute(circle, 'cx', x.toPx(point.timeMs).toFixed(2));
    setAttribute(circle, 'cy', yOf(point.altitudeKm).toFixed(2));
  }

  return { draw, moveDot, mark, timeAt: (xPx) => x.valueAt(xPx) };
}

/** A linear scale. Not d3-scale, which brings colours and their interpolation along: ten kilobytes for every reader. */
function linear(domain: Bounds, range: Bounds) {
  const [from, until] = domain;
  const [first, last] = range;
  const perUnit = (last - first) / (until - from);
  return {
    domain,
    range,
    perUnit,
    toPx: (value: number) => first + (value - from) * perUnit,
    valueAt: (px: number) => (last === first ? from : from + (px - first) / perUnit),
  };
}
