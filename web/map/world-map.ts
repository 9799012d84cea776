// The world map: where the satellites are, where they have been,
// where they go next, what they have seen, and the night.
import type { Place } from '../../orbit/geodetic.ts';
import { subSatellitePointIfAny } from '../../orbit/propagate.ts';
import { nextOrbit } from '../../orbit/revolution.ts';
import { find, setAttribute } from '../base/dom.ts';
import type { Env } from '../base/env.ts';
import type { Units } from '../base/format.ts';
import { createLazy } from '../base/loader.ts';
import { nextTask, whenIdle } from '../base/task.ts';
import { type MapFrame, type View, writeFrame } from '../base/view.ts';
import { positionAt } from '../satellite/position.ts';
import { doubtOf, isVagueAt } from '../satellite/precision.ts';
import type { ShownPass } from '../satellite/shown-pass.ts';
import type { ShownSatellite } from '../satellite/shown-satellite.ts';
import { createWorldDrawing } from './drawing.ts';
import type { LoadFineLand } from './fine/fine-ground.ts';
import type { LoadZoom } from './layers/controls.ts';
import type { MapLayers, MapPart } from './layers/map-layers.ts';
import { describeMap, type NamedPlace } from './map-text.ts';
import { createMarkers } from './markers.ts';
import { pointOutSatellites } from './pointing.ts';
import { createStage } from './stage.ts';
import { createTexts } from './texts.ts';
import { createViewChoice } from './tools.ts';

export interface WorldMap {
  /**
   * Shows the satellites at a moment, or only moves the markers and draws a part of the rest. Cheap when called each
   * second: only what has changed is redrawn.
   */
  show(satellites: readonly ShownSatellite[], units: Units, nowMs: number, part?: MapPart): void;
  /** Only moves the markers and, unless told otherwise, turns them, between two calls of `show`. */
  moveMarkers(satellites: readonly ShownSatellite[], nowMs: number, isTurned?: boolean): void;
  /** Marks my place with its name, if it has one, or removes the mark. */
  showPlace(place: Place | undefined, name: string | undefined): void;
  /** Shows the world, or the surroundings of a pole. */
  showView(view: View): void;
  /** Closes the card of a point: what it says is of the present. */
  closeCard(): void;
  /** Draws a chosen overpass over its place, or removes it. */
  showPass(pass: ShownPass | undefined): void;
  /** Moves a magnified map to the chosen overpass, if it does not show all of it. */
  framePass(): void;
  /** Shows a part of the map, or all of it, unless it does. */
  showFrame(frame: MapFrame | undefined): void;
  /** The part that is shown, if it has moved and `onFrame` was not called with it yet. Nor is it then. */
  settle(): { frame: MapFrame | undefined } | undefined;
}

export interface WorldMapOptions {
  env: Env;
  /** Loads what the first view does not need. */
  loadLayers(): Promise<typeof import('./layers/map-layers.ts')>;
  loadZoom: LoadZoom;
  loadFineLand: LoadFineLand;
  /** Called with a place that the reader chooses on the map. */
  onChoose(place: Place): void;
  /** A sentence about a place for its card. Rejects when nothing is known. */
  aboutPoint?(place: Place): Promise<string>;
  /** Called with the satellite whose marker is clicked. */
  onOpen(catalogNumber: number): void;
  onView(view: View): void;
  /** Called with the part of the map that the reader has chosen, or that shows an overpass; undefined for all of it. */
  onFrame(frame: MapFrame | undefined): void;
}

/** Controls the map in the markup, and the buttons above it. */
export function createWorldMap(root: HTMLElement, { onFrame, ...options }: WorldMapOptions): WorldMap {
  const drawingRoot = find(root, '[data-world="drawing"]');
  const stage = createStage(drawingRoot);
  const drawing = createWorldDrawing(drawingRoot);
  const markersLayer = find(root, '[data-world="markers"]');
  const texts = createTexts(markersLayer, stage);
  const markers = createMarkers(markersLayer, stage, texts);
  const showViewChoice = createViewChoice(options.onView);
  const script = createLazy(options.env, options.loadLayers, refresh);
  let layers: MapLayers | undefined;
  let pass: ShownPass | undefined;
  /** Clicked before the layers had been loaded. */
  let askedPlace: Place | undefined;
  let view: View = 'world';
  /** The part that is shown or asked for. */
  let frame: MapFrame | undefined;
  /** What the reader points at. It is pointed out while it is on the map. */
  let pointedAt: number | undefined;
  let pointedOut: number | undefined;
  let last: [satellites: readonly ShownSatellite[], units: Units, nowMs: number] | undefined;
  let myPlace: NamedPlace | undefined;
  let describedPlace: NamedPlace | undefined;
  let describedUnits: Units | undefined;

  stage.onChange((change) => {
    if (change !== 'turn' || !last) return;
    const [satellites, , nowMs] = last;
    drawing.draw(satellites, nowMs, stage.projection());
    layers?.draw(satellites, nowMs, 'all');
  });
  pointOutSatellites(drawingRoot, satelliteUnder, pointAt);
  drawingRoot.addEventListener('click', (event) => {
    const satellite = markers.markerAt(event);
    const place = stage.placeAt(event);
    if (satellite !== undefined) options.onOpen(satellite);
    else if (place) openCard(place);
  });

  /** By its marker, which has its name, or by one of its lines, which then gets one. */
  function satelliteUnder(pointer: PointerEvent): number | undefined {
    const satellite = markers.markerAt(pointer);
    if (satellite === undefined) return layers?.lineAt(pointer);
    layers?.leaveLine();
    return satellite;
  }

  function show(satellites: readonly ShownSatellite[], units: Units, nowMs: number, part: MapPart = 'all') {
    last = [satellites, units, nowMs];
    root.toggleAttribute('data-time-moves', part !== 'all');
    if (part === 'areas') markers.moveAll(satellites, nowMs);
    else markers.show(satellites, units, nowMs);
    const changes = [
      part !== 'areas' && drawing.draw(satellites, nowMs, stage.projection()),
      layers?.draw(satellites, nowMs, part),
    ];
    if (changes.includes(true) || myPlace !== describedPlace || units !== describedUnits)
      describe(satellites, units, nowMs);
    pointAt(pointedAt);
    texts.follow();
    // The first tracks first.
    if (!layers && satellites.some(({ track }) => track.length > 0)) whenIdle(script.want);
  }

  /** The layers have been loaded, or may be loaded again. */
  function refresh() {
    if (!layers && script.loaded) {
      layers = script.loaded.createMapLayers(root, stage, texts, ORBITS, { ...options, onFrame: reportFrame });
      layers.showView(view);
      if (frame) layers.showFrame(frame);
      showPass(pass);
      if (askedPlace) layers.openCard(askedPlace);
      void nextTask().then(() => {
        if (last) show(...last);
        root.dataset.drawn = 'all';
      });
    } else if (last) show(...last);
  }

  function describe(satellites: readonly ShownSatellite[], units: Units, nowMs: number) {
    describedPlace = myPlace;
    describedUnits = units;
    const positions = satellites.map((satellite) => {
      const place = positionAt(satellite, nowMs);
      return { name: satellite.name, place, ...doubtOf(satellite.record, place, units) };
    });
    setAttribute(drawingRoot, 'aria-label', describeMap(positions, myPlace, view));
  }

  function showPlace(place: Place | undefined, name: string | undefined) {
    if (place !== myPlace?.at || name !== myPlace?.name) myPlace = place && { at: place, name };
    markers.showPlace(place, name);
  }

  function showView(chosen: View) {
    showViewChoice(chosen);
    if (chosen === view) return;
    view = chosen;
    root.dataset.view = chosen;
    if (!layers) script.want();
    frame = undefined;
    layers?.showView(view);
    if (last) show(...last);
  }

  function pointAt(satellite: number | undefined) {
    pointedAt = satellite;
    // One that was switched off, with the pointer on its button, must not make the others step back.
    const catalogNumber = last?.[0].find((each) => each.catalogNumber === satellite)?.catalogNumber;
    if (catalogNumber === pointedOut) return;
    pointedOut = catalogNumber;
    markers.pointOut(catalogNumber);
    drawing.pointOut(catalogNumber);
    layers?.pointOut(catalogNumber);
    texts.place();
  }

  function openCard(place: Place) {
    askedPlace = place;
    if (layers) layers.openCard(place);
    else script.want();
  }

  function closeCard() {
    askedPlace = undefined;
    layers?.closeCard();
  }

  function showPass(shown: ShownPass | undefined) {
    pass = shown;
    layers?.showPass(shown);
    texts.place();
    // The reader's own part of the map stays.
    if (shown && !frame) framePass();
  }

  function framePass() {
    if (myPlace) layers?.framePass(myPlace.at);
  }

  function showFrame(next: MapFrame | undefined) {
    if (textOf(next) === textOf(frame)) return;
    frame = next;
    if (frame && !layers) script.want();
    layers?.showFrame(frame);
  }

  function reportFrame(next: MapFrame | undefined) {
    if (textOf(next) === textOf(frame)) return;
    frame = next;
    onFrame(next);
  }

  function settle() {
    const moved = layers?.settle();
    if (moved) frame = moved.frame;
    return moved;
  }

  return { show, moveMarkers: markers.moveAll, showPlace, showView, closeCard, showPass, framePass, showFrame, settle };
}

function textOf(frame: MapFrame | undefined): string {
  return frame ? writeFrame(frame) : '';
}

const ORBITS = { propagate: subSatellitePointIfAny, nextOrbit, isVagueAt };
