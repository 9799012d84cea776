// The markers above the world map: one with a name for each satellite, and my place. They are HTML and move only by
// `translate` and `rotate`, so that the browser does not repaint the drawing below.
import type { Place } from '../../orbit/geodetic.ts';
import { COLOURS, SHAPES } from '../base/colours.ts';
import { find, setAttribute, setText, svg } from '../base/dom.ts';
import type { Units } from '../base/format.ts';
import { motionAt, positionAt } from '../satellite/position.ts';
import { oldNote } from '../satellite/precision.ts';
import type { ShownSatellite } from '../satellite/shown-satellite.ts';
import { type Box, placeLabels, type Side } from './labels.ts';
import { headingOn } from './projection.ts';
import { cqw, type Spot, type Stage } from './stage.ts';

/** A marker with its name. */
interface Marker {
  element: HTMLElement;
  label: HTMLElement;
  place: Place | undefined;
  /** On the layer of the markers; undefined without a position, and where the view does not show it. */
  at: Spot | undefined;
  side: Side;
  size: { width: number; height: number };
}

interface SatelliteMarker extends Marker {
  name: HTMLElement;
  /** How far the satellite may be off, when its elements are old. */
  note: HTMLElement;
  pointer: SVGElement;
  use: SVGElement;
}

export interface Markers {
  /** Adds and removes markers, moves them, and places their names. */
  show(satellites: readonly ShownSatellite[], units: Units, nowMs: number): void;
  /** Moves and turns the current markers. */
  moveAll(satellites: readonly ShownSatellite[], nowMs: number): void;
  showPlace(place: Place | undefined, name: string | undefined): void;
  /** The catalog number of the satellite whose marker is there; undefined when there is none. */
  markerAt(client: { clientX: number; clientY: number }): number | undefined;
  /** Shows the name of this satellite in full, above the others, and no other one's that would overlap it. */
  pointOut(catalogNumber: number | undefined): void;
}

/** From a marker's centre to the farthest point that counts as on it: half of the smallest target of WCAG 2.2. */
const TARGET_RADIUS_PX = 12;

/** Controls the layer of markers in the markup. */
export function createMarkers(root: HTMLElement, stage: Stage): Markers {
  const satelliteMarkers = new Map<number, SatelliteMarker>();
  const placeElement = find(root, '.place-marker');
  const place = toMarker(placeElement, find(placeElement, '.label'));
  const buttons = find(document, '[data-control="zoom"]');
  let mapWidth = 0;
  let buttonsBox: Box | undefined;
  let pointedOut: number | undefined;

  // Observed and not read: reading a size forces a layout.
  const sizes = new ResizeObserver((entries) => {
    for (const { target, borderBoxSize } of entries) {
      const { inlineSize: width = 0, blockSize: height = 0 } = borderBoxSize[0] ?? {};
      if (target === root) mapWidth = width;
      const named = [place, ...satelliteMarkers.values()].find(({ label }) => label === target);
      if (named) named.size = { width, height };
    }
    // Here the layout is done, and reading a place costs nothing.
    const map = root.getBoundingClientRect();
    const { left, top, width, height } = buttons.getBoundingClientRect();
    buttonsBox = { left: left - map.left, top: top - map.top, width, height };
    updateLabels();
  });
  for (const element of [root, buttons, place.label]) sizes.observe(element);

  stage.addLayer(root);
  stage.onChange((change) => {
    if (change === 'position') return;
    for (const marker of [place, ...satelliteMarkers.values()]) move(marker, marker.place);
  });

  function show(satellites: readonly ShownSatellite[], units: Units, nowMs: number) {
    const shown = new Set(satellites.map(({ catalogNumber }) => catalogNumber));
    for (const [catalogNumber, { element, label }] of satelliteMarkers) {
      if (shown.has(catalogNumber)) continue;
      sizes.unobserve(label);
      element.remove();
      satelliteMarkers.delete(catalogNumber);
    }
    for (const satellite of satellites) {
      const { catalogNumber, colour } = satellite;
      const { element, use, name, note } = satelliteMarkers.get(catalogNumber) ?? addMarker(catalogNumber);
      setAttribute(element, 'data-colour', String(colour % COLOURS));
      setAttribute(use, 'href', `#shape-${colour % SHAPES}`);
      setText(name, satellite.name);
      setText(note, oldNote(satellite.record, positionAt(satellite, nowMs), units) ?? '');
    }
    moveAll(satellites, nowMs);
    updateLabels();
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
    const marker = { ...toMarker(element, label), pointer, use, name, note };
    satelliteMarkers.set(catalogNumber, marker);
    sizes.observe(label);
    return marker;
  }

  function moveAll(satellites: readonly ShownSatellite[], nowMs: number) {
    for (const satellite of satellites) {
      const marker = satelliteMarkers.get(satellite.catalogNumber);
      if (!marker) continue;
      const position = positionAt(satellite, nowMs);
      move(marker, position);
      if (!position) continue;
      setAttribute(marker.element, 'data-source', position.source);
      // Whole degrees: one moves the tip by a sixth of a pixel, and each rotation repaints the marker.
      const worldHeading = motionAt(satellite, position)?.mapHeadingDeg;
      const heading = headingOn(stage.projection(), position, worldHeading ?? Number.NaN);
      if (Number.isFinite(heading)) setStyle(marker.pointer, 'rotate', `${heading?.toFixed(0)}deg`);
    }
  }

  function showPlace(position: Place | undefined, name = 'my place') {
    setText(place.label, name);
    move(place, position);
    updateLabels();
  }

  function markerAt({ clientX, clientY }: { clientX: number; clientY: number }): number | undefined {
    const { left, top } = root.getBoundingClientRect();
    const distances = [...satelliteMarkers].map(([catalogNumber, { at }]) => {
      const distancePx = at ? Math.hypot(at.x * mapWidth + left - clientX, at.y * mapWidth + top - clientY) : Infinity;
      return { catalogNumber, distancePx };
    });
    const nearest = distances.sort((a, b) => a.distancePx - b.distancePx)[0];
    return nearest && nearest.distancePx <= TARGET_RADIUS_PX ? nearest.catalogNumber : undefined;
  }

  function pointOut(catalogNumber: number | undefined) {
    if (catalogNumber === pointedOut) return;
    pointedOut = catalogNumber;
    for (const [number, { element }] of satelliteMarkers)
      element.toggleAttribute('data-pointed', number === pointedOut);
    updateLabels();
  }

  function updateLabels() {
    // Before the first layout there is no room anywhere, and names would stay where they were pushed.
    if (mapWidth === 0) return;
    const first = satelliteMarkers.get(pointedOut ?? 0);
    const others = [...satelliteMarkers.values()].filter((marker) => marker !== first);
    const { left, top } = stage.viewport();
    const shown = [first, place, ...others].flatMap((marker) => {
      if (!marker?.at) return [];
      const [x, y] = [marker.at.x + left, marker.at.y + top];
      return x >= 0 && x <= 1 && y >= 0 && y <= 0.5 ? [{ marker, x: x * mapWidth, y: y * mapWidth }] : [];
    });
    const labels = shown.map(({ marker, x, y }) => ({
      x,
      y,
      ...marker.size,
      side: marker.side,
      needed: marker === first || marker === place,
    }));
    const taken = buttonsBox ? [buttonsBox] : [];
    const placed = placeLabels(labels, { width: mapWidth, height: mapWidth / 2 }, taken);
    for (const [index, { side, named }] of placed.entries()) {
      const { marker } = shown[index] as (typeof shown)[number];
      marker.side = side;
      setAttribute(marker.element, 'data-side', side);
      marker.element.toggleAttribute('data-unnamed', !named);
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

function toMarker(element: HTMLElement, label: HTMLElement): Marker {
  return { element, label, place: undefined, at: undefined, side: 'right', size: { width: 0, height: 0 } };
}

// Remembered here, because browsers return styles in their own spelling.
const written = new WeakMap<Element, string>();

function setStyle(element: HTMLElement | SVGElement, name: 'translate' | 'rotate', value: string) {
  if (written.get(element) === value) return;
  written.set(element, value);
  element.style[name] = value;
}
