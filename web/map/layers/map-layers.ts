// What the map shows beside the lines of the first view, loaded after it: night, ribbons, times of the next orbit, the
// path of a late feed, a chosen overpass, degrees, the card of a point, and what the reader points at.
import type { Sgp4Record } from '../../../orbit/elements.ts';
import type { Place } from '../../../orbit/geodetic.ts';
import type { SubSatellitePoint } from '../../../orbit/point.ts';
import { MINUTE_MS } from '../../../orbit/time.ts';
import { find, setAttribute, svg } from '../../base/dom.ts';
import type { MapFrame, View } from '../../base/view.ts';
import type { ShownPass } from '../../satellite/shown-pass.ts';
import type { ShownSatellite } from '../../satellite/shown-satellite.ts';
import { type CardOptions, createPointCard } from '../card/card.ts';
import { createCityNames } from '../fine/city-names.ts';
import type { FineGroundOptions } from '../fine/fine-ground.ts';
import type { Stage } from '../stage.ts';
import type { Texts } from '../texts.ts';
import { frameOf, isWhole } from '../zoom/framing.ts';
import { createAheadTicks } from './ahead-ticks.ts';
import { nightPath } from './areas.ts';
import { type ControlsOptions, createControls } from './controls.ts';
import { createGraticuleLabels } from './graticule-labels.ts';
import { createGround } from './ground.ts';
import { createLatePaths } from './late-path.ts';
import { createLineNames } from './line-names.ts';
import { createNotes } from './notes.ts';
import { createPassDrawing, type Propagate } from './pass.ts';
import { createRibbons } from './ribbons.ts';
import { VIEWS, viewOf } from './views.ts';

/** Lines are drawn in one frame and areas in another while the reader drags the time. */
export type MapPart = 'lines' | 'areas' | 'all';

export interface MapLayers {
  /** Returns whether anything has changed that its description should say. */
  draw(satellites: readonly ShownSatellite[], nowMs: number, part: MapPart): boolean;
  showView(view: View): void;
  /** Shows a part of the map, or all of it. */
  showFrame(frame: MapFrame | undefined): void;
  /** The part that is shown, if it has moved and that is not reported yet. Nor is it then. */
  settle(): { frame: MapFrame | undefined } | undefined;
  showPass(pass: ShownPass | undefined): void;
  /** Moves the map so that it shows all of the drawn pass around its place, unless it does. */
  framePass(place: Place): void;
  /** Opens the card of a point. */
  openCard(place: Place): void;
  closeCard(): void;
  /** Names the line under a pointer. Returns the satellite that it is of; undefined beside all lines. */
  lineAt(pointer: PointerEvent): number | undefined;
  /** Removes the name of the line that was pointed at. */
  leaveLine(): void;
  /** Emphasizes what is of one satellite, or of none. */
  pointOut(catalogNumber: number | undefined): void;
}

export interface LayersOptions extends CardOptions, FineGroundOptions, ControlsOptions {}

/** SGP4 of the first view's script: this one does not contain it again. */
export interface Orbits {
  propagate: Propagate;
  nextOrbit(record: Sgp4Record, nowMs: number): SubSatellitePoint[];
  /** Whether the position of a satellite is unknown: its elements are too old. */
  isVagueAt(satellite: ShownSatellite, nowMs: number): boolean;
}

/** Draws into the map of the markup. */
export function createMapLayers(
  root: HTMLElement,
  stage: Stage,
  texts: Texts,
  orbits: Orbits,
  options: LayersOptions,
): MapLayers {
  const { propagate, nextOrbit } = orbits;
  const drawing = find(root, '[data-world="drawing"]');
  const markers = find(root, '[data-world="markers"]');
  const part = (name: string) => find<SVGElement>(drawing, `[data-world="${name}"]`);
  const view = () => viewOf(stage.projection());
  createGround(root, stage, options, createCityNames(root, markers, stage, texts));
  createGraticuleLabels(root, markers, stage, texts);
  const notes = createNotes(markers, stage, texts);

  // From the bottom to the top. Night, swaths and tracks are in the markup.
  const night = part('night');
  const ribbons = createRibbons(part('swaths'), orbits.isVagueAt);
  const [late, dots, passGroup] = ['late', 'ticks', 'pass'].map((name) => svg('g', { 'data-world': name })) as [
    SVGElement,
    SVGElement,
    SVGElement,
  ];
  part('lines').append(late, dots, passGroup);
  const latePaths = createLatePaths(late, propagate);
  const ticks = createAheadTicks(dots, notes, propagate);
  const pass = createPassDrawing(passGroup, notes.create('pass'), propagate, view());
  const lineNames = createLineNames(drawing, stage, notes.create('line'), nextOrbit);

  const card = createPointCard(root, stage, options);
  const { showFrame, settle } = createControls(root, stage, options, card.open);
  let drawnNight = '';
  let pointedOut: number | undefined;
  let last: { satellites: readonly ShownSatellite[]; nowMs: number } = { satellites: [], nowMs: 0 };

  stage.onChange((change) => {
    if (change === 'projection' || change === 'turn') pass.redraw(view());
  });

  function draw(satellites: readonly ShownSatellite[], nowMs: number, part: MapPart): boolean {
    last = { satellites, nowMs };
    setAttribute(root, 'data-crowd', crowdOf(satellites.length));
    const changes = part === 'lines' ? [] : [drawNight(nowMs), ribbons.draw(satellites, nowMs, view().shape)];
    if (part !== 'areas') {
      latePaths.draw(satellites, nowMs, stage.projection());
      drawTicks();
      lineNames.update(satellites, nowMs);
    }
    return changes.includes(true);
  }

  // In a minute, the edge of the night moves by a quarter of a degree: a pixel on a wide screen.
  function drawNight(nowMs: number): boolean {
    const minute = Math.floor(nowMs / MINUTE_MS);
    const { view: shown, centreDeg } = stage.projection();
    const input = `${minute} ${shown} ${centreDeg}`;
    if (input === drawnNight) return false;
    drawnNight = input;
    setAttribute(night, 'd', nightPath(nowMs, view().shape));
    return true;
  }

  function framePass(place: Place) {
    const outline = pass.outline();
    if (stage.projection().view !== 'world' || isWhole(outline, place, stage)) return;
    const frame = frameOf(outline, place);
    if (frame) showFrame(frame);
  }

  function pointOut(catalogNumber: number | undefined) {
    pointedOut = catalogNumber;
    ribbons.pointOut(catalogNumber);
    drawTicks();
  }

  /** Only where a minute says something. */
  function drawTicks() {
    const known = last.satellites.filter((satellite) => !orbits.isVagueAt(satellite, last.nowMs));
    ticks.draw(known, last.nowMs, stage.projection(), pointedOut);
  }

  return {
    draw,
    showView: (chosen) => stage.setProjection(VIEWS[chosen].projection),
    showFrame,
    settle,
    showPass: pass.show,
    framePass,
    openCard: card.open,
    closeCard: card.close,
    lineAt: (pointer) => (pointer.pointerType === 'touch' ? undefined : lineNames.nameAt(pointer)),
    leaveLine: lineNames.leave,
    pointOut,
  };
}

/** The more satellites, the less is drawn of each, until the reader points at it. */
function crowdOf(count: number): string {
  if (count > 12) return 'huge';
  if (count > 6) return 'large';
  return count > 3 ? 'some' : 'few';
}
