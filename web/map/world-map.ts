// The world map: where the satellites are, where they have been in the last hour, where they go next, what they have seen, and the night.
import type { Place } from '../../orbit/geodetic.ts';
import { find, setAttribute } from '../base/dom.ts';
import { positionAt, type Subject } from '../satellite/position.ts';
import { createWorldDrawing } from './drawing.ts';
import { describeWorld } from './map-text.ts';
import { createMarkers } from './markers.ts';
import { placeAt } from './paths.ts';

export interface WorldMap {
  /** Shows the satellites at a moment. Cheap when called each second: what has not changed is not drawn again. */
  show(subjects: readonly Subject[], nowMs: number): void;
  /** Moves and turns the markers alone, for times between two calls of `show`. */
  glide(subjects: readonly Subject[], nowMs: number): void;
  /** Marks my place, or takes the mark away. */
  showPlace(place: Place | undefined): void;
}

/** Takes the map that the markup holds; `onPick` is told the place of each click on it. */
export function createWorldMap(root: HTMLElement, onPick: (place: Place) => void): WorldMap {
  const svg = find<SVGSVGElement>(root, '[data-world="drawing"]');
  const drawing = createWorldDrawing(svg);
  const markers = createMarkers(find(root, '[data-world="markers"]'));
  let myPlace: Place | undefined;
  let describedPlace: Place | undefined;

  svg.addEventListener('click', (event) => onPick(placeAt(svg.getBoundingClientRect(), event)));

  function show(subjects: readonly Subject[], nowMs: number) {
    markers.show(subjects, nowMs);
    const redrawn = drawing.draw(subjects, nowMs);
    if (redrawn || myPlace !== describedPlace) describe(subjects, nowMs);
  }

  function describe(subjects: readonly Subject[], nowMs: number) {
    describedPlace = myPlace;
    const satellites = subjects.map((subject) => ({
      name: subject.satellite.name,
      place: positionAt(subject, nowMs),
    }));
    setAttribute(svg, 'aria-label', describeWorld(satellites, myPlace));
  }

  function showPlace(place: Place | undefined) {
    myPlace = place;
    markers.showPlace(place);
  }

  return { show, glide: markers.glide, showPlace };
}
