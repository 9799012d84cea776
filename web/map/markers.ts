// What moves over the world map: a marker with a name for each satellite, and my place. HTML above the drawing, moved by `translate` and
// `rotate` alone, so that the drawing below is not painted again.
import type { Place } from '../../orbit/geodetic.ts';
import { COLOURS, SHAPES } from '../base/colours.ts';
import { find, setAttribute, setText, svg } from '../base/dom.ts';
import { motionAt, positionAt } from '../satellite/position.ts';
import type { ShownSatellite } from '../satellite/shown-satellite.ts';
import { placeLabels, type Side } from './labels.ts';

/** A thing with a name on the map. */
interface Marker {
  element: HTMLElement;
  label: HTMLElement;
  /** Its share of the map's width from the left and from the top; undefined while it is nowhere. */
  at: { x: number; y: number } | undefined;
  side: Side;
  size: { width: number; height: number };
}

interface SatelliteMarker extends Marker {
  pointer: SVGElement;
  use: SVGElement;
}

export interface Markers {
  /** Adds and removes markers as satellites come and go, moves them, and puts their names where there is room. */
  show(satellites: readonly ShownSatellite[], nowMs: number): void;
  /** Moves and turns the markers that are there. */
  moveAll(satellites: readonly ShownSatellite[], nowMs: number): void;
  showPlace(place: Place | undefined): void;
}

/** Takes the layer of markers that the markup holds above the map. */
export function createMarkers(root: HTMLElement): Markers {
  const satelliteMarkers = new Map<number, SatelliteMarker>();
  const placeElement = find(root, '.place-marker');
  const place = toMarker(placeElement, find(placeElement, '.label'));
  let mapWidth = 0;

  // Sizes are told, not asked for: asking would make the browser lay out the page at once.
  const sizes = new ResizeObserver((entries) => {
    for (const { target, borderBoxSize } of entries) {
      const { inlineSize: width = 0, blockSize: height = 0 } = borderBoxSize[0] ?? {};
      if (target === root) mapWidth = width;
      const named = [place, ...satelliteMarkers.values()].find(({ label }) => label === target);
      if (named) named.size = { width, height };
    }
    arrangeLabels();
  });
  for (const element of [root, place.label]) sizes.observe(element);

  function show(satellites: readonly ShownSatellite[], nowMs: number) {
    const shown = new Set(satellites.map(({ catalogNumber }) => catalogNumber));
    for (const [catalogNumber, { element, label }] of satelliteMarkers) {
      if (shown.has(catalogNumber)) continue;
      sizes.unobserve(label);
      element.remove();
      satelliteMarkers.delete(catalogNumber);
    }
    for (const { catalogNumber, name, colour } of satellites) {
      const { element, label, use } = satelliteMarkers.get(catalogNumber) ?? add(catalogNumber);
      setAttribute(element, 'data-colour', String(colour % COLOURS));
      setAttribute(use, 'href', `#shape-${colour % SHAPES}`);
      setText(label, name);
    }
    moveAll(satellites, nowMs);
    arrangeLabels();
  }

  function add(catalogNumber: number): SatelliteMarker {
    const element = document.createElement('div');
    element.className = 'marker';
    element.dataset.marker = String(catalogNumber);
    const pointer = svg('svg', { class: 'pointer', viewBox: '-12 -12 24 24' });
    const use = svg('use', { x: -12, y: -12, width: 24, height: 24 });
    pointer.append(use);
    const label = document.createElement('span');
    label.className = 'label';
    element.append(pointer, label);
    root.append(element);
    const marker = { ...toMarker(element, label), pointer, use };
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
      // Whole degrees: the tip of a marker moves by a sixth of a pixel, and each turn paints the marker again.
      const heading = motionAt(satellite, position)?.mapHeadingDeg;
      if (heading !== undefined) setStyle(marker.pointer, 'rotate', `${heading.toFixed(0)}deg`);
    }
  }

  function showPlace(where: Place | undefined) {
    move(place, where);
    arrangeLabels();
  }

  function arrangeLabels() {
    // Not yet laid out: there is no room anywhere, and a name would stay where it was pushed.
    if (mapWidth === 0) return;
    const named = [place, ...satelliteMarkers.values()].filter(({ at }) => at);
    const labels = named.map(({ at, size, side }) => ({
      x: (at?.x ?? 0) * mapWidth,
      y: (at?.y ?? 0) * mapWidth,
      ...size,
      side,
    }));
    for (const [index, side] of placeLabels(labels, { width: mapWidth, height: mapWidth / 2 }).entries()) {
      const marker = named[index] as Marker;
      marker.side = side;
      setAttribute(marker.element, 'data-side', side);
    }
  }

  return { show, moveAll, showPlace };
}

function toMarker(element: HTMLElement, label: HTMLElement): Marker {
  return { element, label, at: undefined, side: 'right', size: { width: 0, height: 0 } };
}

// In shares of the map's width, which the style sheet knows as cqw: nothing to do when the map changes its size.
function move(marker: Marker, place: Place | undefined) {
  marker.element.hidden = place === undefined;
  marker.at = place && { x: (place.longitudeDeg + 180) / 360, y: (90 - place.latitudeDeg) / 360 };
  if (!marker.at) return;
  const { x, y } = marker.at;
  setStyle(marker.element, 'translate', `${(x * 100).toFixed(3)}cqw ${(y * 100).toFixed(3)}cqw`);
}

const written = new WeakMap<Element, string>();

// What was written last is kept here: a style that is read back is not spelt as it was written.
function setStyle(element: HTMLElement | SVGElement, name: 'translate' | 'rotate', value: string) {
  if (written.get(element) === value) return;
  written.set(element, value);
  element.style[name] = value;
}
