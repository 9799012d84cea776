// The charts of a column: altitude, ground track, the selected point in both, and the same points as a table.
import { floorToGrid, STEP_MS } from '../../orbit/grid.ts';
import type { SubSatellitePoint } from '../../orbit/point.ts';
import { find, setAttribute, setText } from '../base/dom.ts';
import { formatClock, type Units } from '../base/format.ts';
import { positionAt } from '../satellite/position.ts';
import { isVague, precisionAt } from '../satellite/precision.ts';
import type { ShownSatellite } from '../satellite/shown-satellite.ts';
import { lastHour, nearestInTime, type Track } from '../satellite/tracks.ts';
import type { Bounds } from './altitude-axis.ts';
import { createAltitudeChart, type Size } from './altitude-chart.ts';
import {
  describeAltitude,
  describeAltitudes,
  describeCause,
  describeDays,
  describePlace,
  describeRoute,
} from './column-text.ts';
import { createPointSelection } from './point-selection.ts';
import { createPointTable } from './point-table.ts';
import { createTrackChart } from './track-chart.ts';

/** What the charts of a column show. */
export interface ChartsData {
  satellite: ShownSatellite;
  /** The ends of the altitude axis; undefined without points. */
  bounds: Bounds | undefined;
  units: Units;
}

export interface ColumnCharts {
  /** Redraws what has changed; in a hurry, only if they are on the screen. Without data, only the frames. */
  show(data: ChartsData | undefined, nowMs: number, isHurried?: boolean): void;
  /** Moves the dots to where the satellite is, or hides them. */
  moveDots(point: SubSatellitePoint | undefined): void;
  /** Draws for paper, or for the screen again. */
  fitPaper(isPaper: boolean): void;
}

interface Sizes extends Size {
  trackHeight: number;
}

/** The charts on paper, and their labels of 8 points: see charts.css. */
const PAPER: Sizes = { width: 212, height: 84, trackHeight: 112, gutter: 36, label: { width: 34, height: 11 } };

/** Draws into the charts of a column's markup. */
export function createColumnCharts(element: HTMLElement): ColumnCharts {
  const part = (name: string) => find(element, `[data-part="${name}"]`);
  const altitudeRoot = find<SVGSVGElement>(element, '[data-chart="altitude"]');
  const trackRoot = find<SVGSVGElement>(element, '[data-chart="track"]');
  const altitudeChart = createAltitudeChart(altitudeRoot);
  const trackChart = createTrackChart(trackRoot);
  const table = createPointTable(find<HTMLDetailsElement>(element, '.points'));
  const gauge = find(element, '.gauge');
  let shown: { data: ChartsData | undefined; nowMs: number } | undefined;
  const onScreen = new Set<Element>([altitudeRoot, trackRoot]);
  /** While they are left out, so is the dot: it would leave the line. */
  let isLeftOut = false;
  let dot: SubSatellitePoint | undefined;
  let screen: Sizes = { width: 0, height: 0, trackHeight: 0, gutter: 0, label: { width: 0, height: 0 } };
  let size = screen;
  let drawnKey = '';
  let drawnTrack: Track | undefined;
  let units: Units = 'km';

  const selection = createPointSelection(
    [
      {
        root: altitudeRoot,
        nearest: (points, xPx) => nearestInTime(points, altitudeChart.timeAt(xPx)),
        mark: altitudeChart.mark,
      },
      { root: trackRoot, nearest: trackChart.nearest, mark: trackChart.mark },
    ],
    (point) =>
      [`${formatClock(point.timeMs)} UTC`, placeOf(point), altitudeOf(point), causeOf(point)]
        .filter(Boolean)
        .join(', '),
    (point) => {
      setText(part('selected-altitude'), point ? `${formatClock(point.timeMs)} · ${altitudeOf(point)}` : '');
      setText(part('selected-place'), point ? placeOf(point) : '');
      setAttribute(element, 'data-selected', point ? formatClock(point.timeMs) : '');
    },
  );

  const precisionOf = (point: SubSatellitePoint) => precisionAt(shown?.data?.satellite.record, point);
  const altitudeOf = (point: SubSatellitePoint) => describeAltitude(point, precisionOf(point), units);
  const placeOf = (point: SubSatellitePoint) => describePlace(point, precisionOf(point));
  const isUnknown = (point: SubSatellitePoint) => isVague(precisionOf(point));
  /** Why it is unknown, as in the numbers above the charts. */
  const causeOf = (point: SubSatellitePoint) => (isUnknown(point) ? describeCause(precisionOf(point)) : '');

  const resizes = new ResizeObserver(() => {
    const { width, height } = altitudeRoot.getBoundingClientRect();
    // As wide as a time, within a sixth.
    const label = find(gauge, 'span').getBoundingClientRect();
    screen = {
      width,
      height,
      trackHeight: trackRoot.getBoundingClientRect().height,
      gutter: gauge.offsetWidth,
      label: { width: label.width * 1.17, height: label.height },
    };
    fitPaper(false);
  });
  resizes.observe(altitudeRoot);
  resizes.observe(trackRoot);
  // Wider with larger or wider text.
  resizes.observe(gauge);

  // What was left out in a hurry comes when the reader scrolls. Of a laptop's screen, only their heading may be on it.
  const intersections = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) isIntersecting ? onScreen.add(target) : onScreen.delete(target);
    if (onScreen.size > 0 && isLeftOut) showAgain();
  });
  for (const part of [altitudeRoot, trackRoot, find(element, '.scroller')]) intersections.observe(part);

  // Redrawn only when a grid time passes, points arrive, or the size changes.
  function show(data: ChartsData | undefined, nowMs: number, isHurried = false) {
    shown = { data, nowMs };
    isLeftOut = isHurried && onScreen.size === 0;
    if (isLeftOut) return;
    const track = data?.satellite.track;
    units = data?.units ?? 'km';
    const key = [
      floorToGrid(nowMs),
      data?.bounds,
      units,
      size.width,
      size.height,
      size.trackHeight,
      size.gutter,
      size.label.width,
    ].join();
    if (size.width === 0 || (key === drawnKey && track === drawnTrack)) return;
    drawnKey = key;
    drawnTrack = track;
    const points = track ? lastHour(track, nowMs) : [];
    altitudeChart.draw(points, { bounds: data?.bounds, units }, nowMs, size);
    // Where the charts are drawn again: until then, the dot stays on both.
    const next = data && positionAt(data.satellite, floorToGrid(nowMs) + STEP_MS);
    const days = trackChart.draw(points, next, { ...size, height: size.trackHeight });
    selection.setPoints(points);
    table.show(points, data?.satellite.record, units);
    if (data) describe(data.satellite.name, points, days);
  }

  function describe(name: string, points: Track, days: readonly (readonly { timeMs: number }[])[]) {
    const count = `${points.length} points`;
    setText(part('count'), count);
    setText(part('altitude-axis'), `${units}, UTC`);
    const [first, last] = [points[0], points.at(-1)];
    const altitudes = points.map(({ altitudeKm }) => altitudeKm);
    const [from, to] = [first, last].map((point) => point && (isUnknown(point) ? undefined : placeOf(point)));
    const sentences = [
      `${count}.`,
      last && describeAltitudes(Math.min(...altitudes), Math.max(...altitudes), precisionOf(last), units),
      first && last && describeRoute(from, to, causeOf(first) || causeOf(last)),
      // Where it may be half an orbit away, the light is as unknown as the place.
      first && last && !isUnknown(first) && !isUnknown(last) && describeDays(days),
      'Use the arrow keys to move from point to point.',
    ];
    setAttribute(altitudeRoot, 'aria-label', `${name}, altitude in the last hour`);
    setAttribute(trackRoot, 'aria-label', `${name}, ground track of the last hour: latitude against longitude`);
    setText(part('summary'), sentences.filter(Boolean).join(' '));
  }

  function moveDots(point: SubSatellitePoint | undefined) {
    dot = point;
    if (isLeftOut) return;
    altitudeChart.moveDot(point);
    trackChart.moveDot(point);
  }

  function fitPaper(isPaper: boolean) {
    size = isPaper ? PAPER : screen;
    showAgain();
  }

  function showAgain() {
    if (!shown) return;
    show(shown.data, shown.nowMs);
    moveDots(dot);
  }

  return { show, moveDots, fitPaper };
}
