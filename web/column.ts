// The column of one satellite: readouts, altitude chart, ground track, elements.
import type { SatelliteAnswer } from '../orbit/contract.ts';
import { floorToGrid, HOUR_MS } from '../orbit/grid.ts';
import { interpolate } from '../orbit/interpolate.ts';
import { formatTime, type SubSatellitePoint } from '../orbit/point.ts';
import type { Bounds } from './altitude-axis.ts';
import { createAltitudeChart, type Size } from './chart.ts';
import { find, setAttribute, setSentence, setText } from './dom.ts';
import {
  formatAltitude,
  formatClock,
  formatDateTime,
  formatDuration,
  formatLatitude,
  formatLongitude,
  type Quantity,
} from './format.ts';
import { createTrackMap } from './map.ts';
import { lastHour, lastKnown, type Track } from './tracks.ts';
import { describeElements } from './words.ts';

/** What a column shows of its satellite. */
export interface ColumnData {
  satellite: SatelliteAnswer;
  /** Undefined until it has been received. */
  track: Track | undefined;
  bounds: Bounds | undefined;
  /** Index of the satellite's colour. */
  colour: number;
}

export interface Column {
  readonly element: HTMLElement;
  /** Shows the satellite at a moment; without data only the frames of the charts. */
  show(data: ColumnData | undefined, nowMs: number): void;
}

const NOTHING: Quantity = { value: '–', unit: '' };

/** Takes the markup of a column, and keeps it up to date. */
export function createColumn(element: HTMLElement): Column {
  const altitudeRoot = find<SVGSVGElement>(element, '[data-chart="altitude"]');
  const trackRoot = find<SVGSVGElement>(element, '[data-chart="track"]');
  const altitudeChart = createAltitudeChart(altitudeRoot);
  const trackMap = createTrackMap(trackRoot);
  const latitudes = find(element, '.latitudes');
  const part = (name: string) => find(element, `[data-part="${name}"]`);
  let shown: { data: ColumnData | undefined; nowMs: number } | undefined;
  let size: Size = { width: 0, height: 0, gutter: 0 };
  let drawn = '';
  let drawnTrack: Track | undefined;

  new ResizeObserver(([entry]) => {
    if (!entry) return;
    const { width, height } = entry.contentRect;
    size = { width, height, gutter: latitudes.offsetWidth };
    if (shown) show(shown.data, shown.nowMs);
  }).observe(altitudeRoot);

  function show(data: ColumnData | undefined, nowMs: number) {
    shown = { data, nowMs };
    drawCharts(data, nowMs);
    if (!data) return;
    showName(data);
    showPosition(data, nowMs);
    showElements(data.satellite, nowMs);
  }

  function showName({ satellite, colour }: ColumnData) {
    const { catalogNumber, name, internationalDesignator } = satellite;
    setAttribute(element, 'data-colour', String(colour));
    setAttribute(element, 'aria-label', name);
    setText(find(element, 'h2'), name);
    setText(find(element, '.designation'), [catalogNumber, internationalDesignator].filter(Boolean).join(' · '));
  }

  function showPosition({ satellite, track }: ColumnData, nowMs: number) {
    const point = track && interpolate(track, nowMs);
    const position = point ?? (track && lastKnown(track, nowMs));
    const marked = position && nowMs - position.timeMs < HOUR_MS ? position : undefined;
    altitudeChart.moveDot(marked);
    trackMap.moveDot(marked);
    element.dataset.position = point ? 'live' : position ? 'last' : 'none';
    element.dataset.time = position ? formatTime(position.timeMs) : '';
    showReadout('longitude', position ? formatLongitude(position.longitudeDeg) : NOTHING);
    showReadout('latitude', position ? formatLatitude(position.latitudeDeg) : NOTHING);
    showReadout('altitude', position ? formatAltitude(position.altitudeKm) : NOTHING);
    setSentence(part('remark'), point || !track ? undefined : describeAbsence(satellite, position, nowMs));
  }

  function showReadout(name: string, { value, unit }: Quantity) {
    const readout = find(element, `[data-readout="${name}"]`);
    setText(find(readout, '.value'), value);
    setText(find(readout, '.unit'), unit);
  }

  // Anew only when a grid time passes, points came, or the size is another.
  function drawCharts(data: ColumnData | undefined, nowMs: number) {
    const { track, bounds } = data ?? {};
    const key = [floorToGrid(nowMs), bounds, size.width, size.height].join();
    if (size.width === 0 || (key === drawn && track === drawnTrack)) return;
    drawn = key;
    drawnTrack = track;
    const points = track ? lastHour(track, nowMs) : [];
    altitudeChart.draw(points, bounds, nowMs, size);
    trackMap.draw(points);
    if (data) describeCharts(data.satellite.name, points);
  }

  function describeCharts(name: string, points: Track) {
    const count = `${points.length} points`;
    setText(part('count'), count);
    const altitudes = points.map(({ altitudeKm }) => altitudeKm);
    const range =
      points.length > 0 ? `, ${Math.min(...altitudes).toFixed(1)} to ${Math.max(...altitudes).toFixed(1)} km` : '';
    setAttribute(altitudeRoot, 'aria-label', `${name}, altitude in the last hour: ${count}${range}`);
    setAttribute(trackRoot, 'aria-label', `${name}, ground track of the last hour on a map of the world: ${count}`);
  }

  function showElements(satellite: SatelliteAnswer, nowMs: number) {
    const { state, epochMs, age, source, warning } = describeElements(satellite, nowMs);
    setAttribute(find(element, '.elements'), 'data-elements', state);
    setText(part('epoch'), epochMs === undefined ? 'none yet' : formatDateTime(epochMs));
    setAttribute(part('epoch'), 'datetime', satellite.elements?.epoch ?? '');
    setText(part('age'), age);
    setText(part('source'), source);
    setSentence(part('warning'), warning);
  }

  return { element, show };
}

// Why there is no position at this moment. What the elements have to say stands with the elements.
function describeAbsence(
  satellite: SatelliteAnswer,
  last: SubSatellitePoint | undefined,
  nowMs: number,
): string | undefined {
  if (last) return `Last known point: ${formatClock(last.timeMs)} UTC, ${formatDuration(nowMs - last.timeMs)} ago.`;
  const { state } = describeElements(satellite, nowMs);
  return state === 'waiting' || state === 'failed' ? undefined : 'No points received yet.';
}
