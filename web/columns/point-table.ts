// The points of a satellite as a table, to read and copy. Built only while it is open.
import type { SubSatellitePoint } from '../../orbit/point.ts';
import { find } from '../base/dom.ts';
import { formatClock, PER_KM, type Units } from '../base/format.ts';
import type { Track } from '../satellite/tracks.ts';

export interface PointTable {
  show(points: Track, units: Units): void;
}

/** Fills the table in a details element, newest point first. */
export function createPointTable(root: HTMLDetailsElement): PointTable {
  let shown: { points: Track; units: Units } | undefined;
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
      const { points, units } = shown;
      altitude.textContent = units;
      body.replaceChildren(...points.toReversed().map((point) => row(point, units)));
      built = shown;
    }
  }

  root.addEventListener('toggle', build);
  return {
    show(points, units) {
      shown = { points, units };
      build();
    },
  };
}

function row({ timeMs, latitudeDeg, longitudeDeg, altitudeKm }: SubSatellitePoint, units: Units): HTMLTableRowElement {
  const element = document.createElement('tr');
  const time = document.createElement('th');
  time.scope = 'row';
  time.textContent = formatClock(timeMs);
  element.append(time);
  for (const value of [latitudeDeg, longitudeDeg, altitudeKm * PER_KM[units]]) {
    element.insertCell().textContent = value.toFixed(2);
  }
  return element;
}
