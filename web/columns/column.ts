// The column of one satellite: readouts, motion, charts, elements, links.
import { formatTime, HOUR_MS } from '../../orbit/time.ts';
import { SHAPES } from '../base/colours.ts';
import { find, setAttribute, setSentence, setText } from '../base/dom.ts';
import {
  formatAltitude,
  formatDateTime,
  formatLatitude,
  formatLongitude,
  type Quantity,
  UNKNOWN,
  type Units,
} from '../base/format.ts';
import { motionAt, type Position, positionAt } from '../satellite/position.ts';
import { certaintyAt, isVague, type Precision, precisionAt } from '../satellite/precision.ts';
import type { ShownSatellite } from '../satellite/shown-satellite.ts';
import { lastKnown } from '../satellite/tracks.ts';
import { type ChartsData, createColumnCharts } from './charts.ts';
import {
  describeCause,
  describeElements,
  describeKind,
  describeLight,
  describeMotion,
  describeNoCharts,
  describePosition,
  describePrecision,
  describeSolarTime,
  describeSwath,
} from './column-text.ts';
import { showLinks } from './links.ts';

/** What a column shows. */
interface ColumnData extends ChartsData {
  /** Whether the satellite's track has arrived. */
  received: boolean;
  /** Address of the API; undefined until it is known. */
  apiUrl: string | undefined;
  /** Now, while another time is shown; undefined otherwise. */
  presentMs: number | undefined;
}

export interface Column {
  readonly element: HTMLElement;
  /** Shows the satellite at a moment; in a hurry, what is on the screen. Without data, only the frames of the charts. */
  show(data: ColumnData | undefined, nowMs: number, isHurried?: boolean): void;
  /** Draws for paper, or for the screen again. */
  fitPaper(isPaper: boolean): void;
}

const POSITION_NAMES = { feed: 'live', page: 'computed' } as const;
const NAMES_OF_ANOTHER_TIME = { feed: 'recorded', page: 'computed' } as const;

const NOTHING: Quantity = { value: '–', unit: '' };
/** Before the track has come; the style draws a bar there. */
const WAITING: Quantity = { value: '', unit: '' };

/** Fills the markup of a column. */
export function createColumn(element: HTMLElement): Column {
  const part = (name: string) => find(element, `[data-part="${name}"]`);
  const charts = createColumnCharts(element);
  const mark = find<SVGElement>(element, '.mark');

  function show(data: ColumnData | undefined, nowMs: number, isHurried = false) {
    charts.show(data, nowMs, isHurried);
    if (!data) return;
    showName(data, nowMs);
    showNoCharts(data.satellite, nowMs);
    showPosition(data, nowMs);
    showElements(data.satellite, data.units, nowMs);
    showLinks(element, data.satellite, data.apiUrl);
  }

  function showName({ satellite, presentMs }: ColumnData, nowMs: number) {
    const { catalogNumber, name, internationalDesignator, colour } = satellite;
    setAttribute(element, 'data-colour', String(colour));
    setAttribute(find(mark, 'use'), 'href', `#shape-${colour % SHAPES}`);
    setAttribute(element, 'aria-label', name);
    setAttribute(find(element, '.scroller'), 'aria-label', `${name}, points of the last hour`);
    setText(find(element, 'h2'), name);
    setAttribute(find(element, '.points > summary'), 'aria-label', `Table of points, ${name}`);
    const kind = presentMs === undefined ? undefined : describeKind(satellite, nowMs, presentMs);
    setText(
      find(element, '.designation'),
      [catalogNumber, kind ?? internationalDesignator].filter(Boolean).join(' · '),
    );
  }

  /** Instead of empty charts, a sentence. */
  function showNoCharts(satellite: ShownSatellite, nowMs: number) {
    const why = describeNoCharts(satellite, nowMs);
    setAttribute(element, 'data-charts', why ? 'none' : 'shown');
    setAttribute(part('summary'), 'class', why ? 'remark' : 'unseen');
    if (why) setText(part('summary'), why);
  }

  function showPosition({ satellite, received, units, presentMs }: ColumnData, nowMs: number) {
    const { track } = satellite;
    const position = positionAt(satellite, nowMs);
    const point = position ?? lastKnown(track, nowMs);
    charts.moveDots(point && nowMs - point.timeMs < HOUR_MS ? point : undefined);
    const names = presentMs === undefined ? POSITION_NAMES : NAMES_OF_ANOTHER_TIME;
    element.dataset.position = position ? names[position.source] : point ? 'last' : received ? 'none' : 'waiting';
    element.dataset.time = point ? formatTime(point.timeMs) : '';
    const precision = point && precisionAt(satellite.record, point);
    const none = received ? NOTHING : WAITING;
    element.toggleAttribute('data-vague', position !== undefined && isVague(precision));
    showReadout('longitude', point ? formatLongitude(point.longitudeDeg, precision?.longitudeDeg) : none);
    showReadout('latitude', point ? formatLatitude(point.latitudeDeg, precision?.latitudeDeg) : none);
    showReadout('altitude', point ? formatAltitude(point.altitudeKm, units, precision?.altitudeKm) : none);
    setText(part('precision'), describePrecision(precision, units));
    setAttribute(part('precision'), 'data-old', String(precision?.isOld ?? false));
    showMotion(satellite, position, precision, units, none.value);
    const solar = position && describeSolarTime(position.longitudeDeg, precision?.longitudeDeg ?? 0, nowMs);
    setText(part('solar'), solar ?? '');
    const cause = solar === '' ? describeCause(precision) : '';
    setText(part('cause'), cause);
    element.toggleAttribute('data-cause', cause !== '');
    // At another time, being computed is nothing to be warned of: the head of the column says it.
    const isAsChosen = presentMs !== undefined && position !== undefined;
    setSentence(part('remark'), isAsChosen ? undefined : describePosition(satellite, received, nowMs));
  }

  function showReadout(name: string, { value, unit }: Quantity) {
    const readout = find(element, `[data-readout="${name}"]`);
    setText(find(readout, '.value'), value);
    setAttribute(find(readout, '.value'), 'data-unknown', String(value === UNKNOWN));
    setText(find(readout, '.unit'), unit);
  }

  function showMotion(
    satellite: ShownSatellite,
    position: Position | undefined,
    precision: Precision | undefined,
    units: Units,
    none: string,
  ) {
    const motion = position && motionAt(satellite, position);
    const certain = position && certaintyAt(satellite.record, position, precision);
    const { speed, direction } = motion
      ? describeMotion(motion, units, certain?.direction)
      : { speed: none, direction: '' };
    setText(part('speed'), speed);
    setText(part('direction'), direction);
    setText(part('light'), motion ? describeLight(motion, certain) : '');
    // In the direction of flight, as on the map.
    mark.style.transform = `rotate(${(motion?.mapHeadingDeg ?? 0).toFixed(1)}deg)`;
  }

  function showElements(satellite: ShownSatellite, units: Units, nowMs: number) {
    setText(part('swath'), satellite.instruments.map((each) => inOnePiece(describeSwath(each, units))).join(' · '));
    const { state, epochMs, age, source, warning } = describeElements(satellite, nowMs);
    setAttribute(find(element, '.elements'), 'data-elements', state);
    setText(part('epoch'), epochMs === undefined ? 'none yet' : formatDateTime(epochMs));
    setAttribute(part('epoch'), 'datetime', satellite.elements?.epoch ?? '');
    setText(part('age'), age);
    setText(part('source'), source);
    setSentence(part('warning'), warning);
  }

  return { element, show, fitPaper: charts.fitPaper };
}

/** Keeps the swath of an instrument together, but for the words of a side: MODIS 2,330 km, MISR 360 km by day. */
function inOnePiece(text: string): string {
  return text.replace(/ (?=\d|(?:km|mi|by|day)\b)/g, '\u00a0');
}
