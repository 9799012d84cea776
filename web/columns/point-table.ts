// The points of a satellite as a table, to read and copy. Built only while it is open.
import type { Sgp4Record } from '../../orbit/elements.ts';
import type { SubSatellitePoint } from '../../orbit/point.ts';
import { find } from '../base/dom.ts';
import { formatAltitude, formatClock, formatLatitude, formatLongitude, inOneLine, type Units } from '../base/format.ts';
import { precisionAt } from '../satellite/precision.ts';
import type { Track } from '../satellite/tracks.ts';

export interface PointTable {
  /** The record decides how many digits the numbers have. */
  show(points: Track, record: Sgp4Record | undefined, units: Units): void;
}

/** Fills the table in a details element, newest point first. */
export function createPointTable(root: HTMLDetailsElement): PointTable {
  let shown: { points: Track; record: Sgp4Record | undefined; units: Units } | undefined;
  const body = find(root, 'tbody');
  const altitude = find(root, '[data-part="altitude-unit"]');
  let built: typeof shown;
  // So that the keyboard can scroll it.
  find(root, '.scroller').tabIndex = 0;

  function build() {
    if (!root.open) {
      body.replaceChildren();
      built = undefined;
    } else if (shown && built !== shown) {
      const { points, record, units } = shown;
      altitude.textContent = units;
      body.replaceChildren(...points.toReversed().map((point) => row(point, record, units)));
      built = shown;
    }
  }

  root.addEventListener('toggle', build);
  return {
    show(points, record, units) {
      shown = { points, record, units };
      build();
    },
  };
}

function row(point: SubSatellitePoint, record: Sgp4Record | undefined, units: Units): HTMLTableRowElement {
  const { timeMs, latitudeDeg, longitudeDeg, altitudeKm } = point;
  const precision = precisionAt(record, point);
  const element = document.createElement('tr');
  const time = document.createElement('th');
  time.scope = 'row';
  time.textContent = formatClock(timeMs);
  element.append(time);
  for (const text of [
    inOneLine(formatLatitude(latitudeDeg, precision?.latitudeDeg)),
    inOneLine(formatLongitude(longitudeDeg, precision?.longitudeDeg)),
    formatAltitude(altitudeKm, units, precision?.altitudeKm).value,
  ]) {
    element.insertCell().textContent = text;
  }
  return element;
}
