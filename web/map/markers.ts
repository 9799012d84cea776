// The markers above the world map: one with a name for each satellite, and my place. They are HTML and move only by
// `translate` and `rotate`, so that the browser does not repaint the drawing below.
import type { Place } from '../../orbit/geodetic.ts';
import { COLOURS, SHAPES } from '../base/colours.ts';
import { find, setAttribute, setText, svg } from '../base/dom.ts';
import type { Units } from '../base/format.ts';
import { motionAt, positionAt } from '../satellite/position.ts';
import { doubtOf } from '../satellite/precision.ts';
import type { ShownSatellite } from '../satellite/shown-satellite.ts';
import { MARKER } from './labels.ts';
import { headingOn } from './projection.ts';
import { cqw, type Stage } from './stage.ts';
import { type MapText, RANKS, type Texts } from './texts.ts';

/** A marker with its name. */
interface Marker extends MapText {
  place: Place | undefined;
}

interface SatelliteMarker extends Marker {
  name: HTMLElement;
  /** How far the satellite may be off, when its elements are old. */
  note: HTMLElement;
  pointer: SVGElement;
  use: SVGElement;
}

export interface Markers {
  /** Adds and removes markers, and moves them. */
  show(satellites: readonly ShownSatellite[], units: Units, nowMs: number): void;
  /** Moves the current markers, and turns them, which repaints them. */
  moveAll(satellites: readonly ShownSatellite[], nowMs: number, isTurned?: boolean): void;
  showPlace(place: Place | undefined, name: string | undefined): void;
  /** The catalog number of the satellite whose marker is there; undefined when there is none. */
  markerAt(client: { clientX: number; clientY: number }): number | undefined;
  /** Shows the name of this satellite in full, above the others, and no other one's that would overlap it. */
  pointOut(catalogNumber: number | undefined): void;
}

/** From a marker's centre to the farthest point that counts as on it: half of the smallest target of WCAG 2.2. */
const TARGET_RADIUS_PX = 12;

/** Controls the layer of markers in the markup. */
export function createMarkers(root: HTMLElement, stage: Stage, texts: Texts): Markers {
  const satelliteMarkers = new Map<number, SatelliteMarker>();
  const placeElement = find(root, '.place-marker');
  const place = toMarker(placeElement, find(placeElement, '.label'), 'place');
  let pointedOut: number | undefined;

  texts.add(place);
  stage.addLayer(root);
  stage.onChange((change) => {
    if (change !== 'position') for (const marker of [place, ...satelliteMarkers.values()]) move(marker, marker.place);
  });

  function show(satellites: readonly ShownSatellite[], units: Units, nowMs: number) {
    const shown = new Set(satellites.map(({ catalogNumber }) => catalogNumber));
    for (const [catalogNumber, marker] of satelliteMarkers) {
      if (shown.has(catalogNumber)) continue;
      texts.remove(marker);
      marker.element.remove();
      satelliteMarkers.delete(catalogNumber);
    }
    for (const satellite of satellites) {
      const { catalogNumber, colour } = satellite;
      const { element, use, label, name, note } = satelliteMarkers.get(catalogNumber) ?? addMarker(catalogNumber);
      setAttribute(element, 'data-colour', String(colour % COLOURS));
      setAttribute(use, 'href', `#shape-${colour % SHAPES}`);
      setText(name, satellite.name);
      const { note: far = '', isVague } = doubtOf(satellite.record, positionAt(satellite, nowMs), units);
      setText(note, isVague ? `unknown, ${far}` : far);
      label.toggleAttribute('data-noted', far !== '');
      element.toggleAttribute('data-vague', isVague);
    }
    moveAll(satellites, nowMs);
  }

  function addMarker(catalogNumber: number): SatelliteMarker {
    const element = document.createElement('div');
    element.className = 'marker';
    element.dataset.marker = String(catalogNumber);
    const pointer = svg('svg', { class: 'pointer', viewBox: '-12 -12 24 24' });
    const use = svg('use', { x: -12, y: -12, width: 24, height: 24 });
    pointer.append(use);
    const label = document.createElement('span');
    label.className = 'label';
    const name = document.createElement('span');
    name.className = 'name';
    const note = document.createElement('span');
    note.className = 'note';
    label.append(name, note);
    element.append(pointer, label);
    root.append(element);
    const marker = { ...toMarker(element, label, 'satellite'), pointer, use, name, note };
    satelliteMarkers.set(catalogNumber, marker);
    texts.add(marker);
    return marker;
  }

  function moveAll(satellites: readonly ShownSatellite[], nowMs: number, isTurned = true) {
    for (const satellite of satellites) {
      const marker = satelliteMarkers.get(satellite.catalogNumber);
      if (!marker) continue;
      const position = positionAt(satellite, nowMs);
      move(marker, position);
      if (!position) continue;
      setAttribute(marker.element, 'data-source', position.source);
      if (!isTurned) continue;
      // Whole degrees: one moves the tip by a sixth of a pixel, and each rotation repaints the marker.
      const worldHeading = motionAt(satellite, position)?.mapHeadingDeg;
      const heading = headingOn(stage.projection(), position, worldHeading ?? Number.NaN);
      if (Number.isFinite(heading)) setStyle(marker.pointer, 'rotate', `${heading?.toFixed(0)}deg`);
    }
  }

  function showPlace(position: Place | undefined, name = 'my place') {
    setText(place.label, name);
    stage.setFocus(position);
    move(place, position);
    texts.place();
  }

  function markerAt({ clientX, clientY }: { clientX: number; clientY: number }): number | undefined {
    const { left, top, width } = root.getBoundingClientRect();
    const distances = [...satelliteMarkers].map(([catalogNumber, { at }]) => {
      const distancePx = at ? Math.hypot(at.x * width + left - clientX, at.y * width + top - clientY) : Infinity;
      return { catalogNumber, distancePx };
    });
    const nearest = distances.sort((a, b) => a.distancePx - b.distancePx)[0];
    return nearest && nearest.distancePx <= TARGET_RADIUS_PX ? nearest.catalogNumber : undefined;
  }

  function pointOut(catalogNumber: number | undefined) {
    if (catalogNumber === pointedOut) return;
    pointedOut = catalogNumber;
    for (const [number, marker] of satelliteMarkers) {
      marker.element.toggleAttribute('data-pointed', number === pointedOut);
      marker.rank = RANKS[number === pointedOut ? 'pointed' : 'satellite'];
    }
  }

  function move(marker: Marker, position: Place | undefined) {
    marker.place = position;
    marker.at = position && stage.spotOf(position);
    marker.element.hidden = !marker.at;
    if (marker.at) setStyle(marker.element, 'translate', `${cqw(marker.at.x)} ${cqw(marker.at.y)}`);
  }

  return { show, moveAll, showPlace, markerAt, pointOut };
}

function toMarker(element: HTMLElement, label: HTMLElement, rank: 'place' | 'satellite'): Marker {
  return { element, label, place: undefined, at: undefined, rank: RANKS[rank], ...MARKER };
}

// Remembered here, because browsers return styles in their own spelling.
const written = new WeakMap<Element, string>();

function setStyle(element: HTMLElement | SVGElement, name: 'translate' | 'rotate', value: string) {
  if (written.get(element) === value) return;
  written.set(element, value);
  element.style[name] = value;
}
