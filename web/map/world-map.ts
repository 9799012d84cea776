// The world map: where the satellites are, where they have been,
// where they go next, what they have seen, and the night.
import type { Place } from '../../orbit/geodetic.ts';
import { find, setAttribute } from '../base/dom.ts';
import type { Units } from '../base/format.ts';
import { positionAt } from '../satellite/position.ts';
import { oldNote } from '../satellite/precision.ts';
import type { ShownSatellite } from '../satellite/shown-satellite.ts';
import { createWorldDrawing } from './drawing.ts';
import { describeMap } from './map-text.ts';
import { createMarkers } from './markers.ts';
import { placeAt } from './paths.ts';
import { pointOutNames } from './pointing.ts';

export interface WorldMap {
  /** Shows the satellites at a moment. Cheap when called each second: only what has changed is redrawn. */
  show(satellites: readonly ShownSatellite[], units: Units, nowMs: number): void;
  /** Moves and turns only the markers, between two calls of `show`. */
  moveMarkers(satellites: readonly ShownSatellite[], nowMs: number): void;
  /** Marks my place, or removes the mark. */
  showPlace(place: Place | undefined): void;
}

/** Controls the map in the markup. `onPick` is called with the place of each click. */
export function createWorldMap(root: HTMLElement, onPick: (place: Place) => void): WorldMap {
  const svg = find<SVGSVGElement>(root, '[data-world="drawing"]');
  const drawing = createWorldDrawing(svg);
  const markers = createMarkers(find(root, '[data-world="markers"]'));
  let myPlace: Place | undefined;
  let describedPlace: Place | undefined;
  let describedUnits: Units | undefined;

  pointOutNames(svg, markers);
  svg.addEventListener('click', (event) => onPick(placeAt(svg.getBoundingClientRect(), event)));

  function show(satellites: readonly ShownSatellite[], units: Units, nowMs: number) {
    markers.show(satellites, units, nowMs);
    const redrawn = drawing.draw(satellites, nowMs);
    if (redrawn || myPlace !== describedPlace || units !== describedUnits) describe(satellites, units, nowMs);
  }

  function describe(satellites: readonly ShownSatellite[], units: Units, nowMs: number) {
    describedPlace = myPlace;
    describedUnits = units;
    const positions = satellites.map((satellite) => {
      const place = positionAt(satellite, nowMs);
      return { name: satellite.name, place, note: oldNote(satellite.record, place, units) };
    });
    setAttribute(svg, 'aria-label', describeMap(positions, myPlace));
  }

  function showPlace(place: Place | undefined) {
    myPlace = place;
    markers.showPlace(place);
  }

  return { show, moveMarkers: markers.moveAll, showPlace };
}
