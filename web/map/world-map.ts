// The world map: where the satellites are, where they have been,
// where they go next, what they have seen, and the night.
import type { Place } from '../../orbit/geodetic.ts';
import { subSatellitePointIfAny } from '../../orbit/propagate.ts';
import { find, setAttribute } from '../base/dom.ts';
import type { Units } from '../base/format.ts';
import { positionAt } from '../satellite/position.ts';
import { oldNote } from '../satellite/precision.ts';
import type { ShownSatellite } from '../satellite/shown-satellite.ts';
import { createWorldDrawing } from './drawing.ts';
import type { MapLayers } from './layers/map-layers.ts';
import type { ShownPass } from './layers/pass.ts';
import { describeMap } from './map-text.ts';
import { createMarkers } from './markers.ts';
import { pointOutNames } from './pointing.ts';
import { createStage } from './stage.ts';

export interface WorldMap {
  /** Shows the satellites at a moment. Cheap when called each second: only what has changed is redrawn. */
  show(satellites: readonly ShownSatellite[], units: Units, nowMs: number): void;
  /** Moves and turns only the markers, between two calls of `show`. */
  moveMarkers(satellites: readonly ShownSatellite[], nowMs: number): void;
  /** Marks my place, or removes the mark. */
  showPlace(place: Place | undefined): void;
  /** Draws a chosen overpass over its place, or removes it. */
  showPass(pass: ShownPass | undefined): void;
}

export interface WorldMapOptions {
  /** Loads what the first view does not need. */
  loadLayers(): Promise<typeof import('./layers/map-layers.ts')>;
  /** Called with the place of each click. */
  onPick(place: Place): void;
}

/** After the layers could not be loaded. */
const RETRY_MS = 30_000;

/** Controls the map in the markup. */
export function createWorldMap(root: HTMLElement, { loadLayers, onPick }: WorldMapOptions): WorldMap {
  const svg = find<SVGSVGElement>(root, '[data-world="drawing"]');
  const stage = createStage(svg);
  const drawing = createWorldDrawing(svg);
  const markers = createMarkers(find(root, '[data-world="markers"]'), stage);
  let layers: MapLayers | undefined;
  let layersDueMs = 0;
  let pass: ShownPass | undefined;
  let last: Parameters<typeof show> | undefined;
  let myPlace: Place | undefined;
  let describedPlace: Place | undefined;
  let describedUnits: Units | undefined;

  pointOutNames(svg, markers);
  svg.addEventListener('click', (event) => {
    const place = stage.placeAt(event);
    if (place) onPick(place);
  });

  function show(satellites: readonly ShownSatellite[], units: Units, nowMs: number) {
    last = [satellites, units, nowMs];
    markers.show(satellites, units, nowMs);
    const changes = [drawing.draw(satellites, nowMs, stage.projection()), layers?.draw(satellites, nowMs)];
    if (changes.includes(true) || myPlace !== describedPlace || units !== describedUnits)
      describe(satellites, units, nowMs);
    // The first tracks first.
    if (!layers && satellites.some(({ track }) => track.length > 0)) addLayersWhenIdle();
  }

  function addLayersWhenIdle() {
    if (performance.now() < layersDueMs) return;
    layersDueMs = performance.now() + RETRY_MS;
    const whenIdle = window.requestIdleCallback ?? setTimeout;
    whenIdle(() => void addLayers().catch(() => {}));
  }

  async function addLayers() {
    const { createMapLayers } = await loadLayers();
    if (layers) return;
    layers = createMapLayers(root, stage, subSatellitePointIfAny);
    layers.showPass(pass);
    if (last) show(...last);
    root.dataset.drawn = 'all';
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

  function showPass(shown: ShownPass | undefined) {
    pass = shown;
    layers?.showPass(shown);
  }

  return { show, moveMarkers: markers.moveAll, showPlace, showPass };
}
