// What the map shows beside the lines of the first view, loaded after it: night, ribbons, a chosen overpass.
import type { Place } from '../../../orbit/geodetic.ts';
import { MINUTE_MS } from '../../../orbit/time.ts';
import { find, setAttribute, svg } from '../../base/dom.ts';
import type { View } from '../../base/view.ts';
import type { ShownSatellite } from '../../satellite/shown-satellite.ts';
import type { Stage } from '../stage.ts';
import { nightPath } from './areas.ts';
import { type CardOptions, createPointCard } from './card.ts';
import { createControls, type LoadZoom } from './controls.ts';
import { createGround } from './ground.ts';
import { createNotes } from './notes.ts';
import { createPassDrawing, type Propagate, type ShownPass } from './pass.ts';
import { createRibbons } from './ribbons.ts';
import { VIEWS } from './views.ts';

export interface MapLayers {
  /** Returns whether anything has changed. */
  draw(satellites: readonly ShownSatellite[], nowMs: number): boolean;
  showView(view: View): void;
  showPass(pass: ShownPass | undefined): void;
  /** Opens the card of a point. */
  openCard(place: Place): void;
}

export interface LayersOptions extends CardOptions {
  loadZoom: LoadZoom;
}

/** Draws into the map of the markup. */
export function createMapLayers(
  root: HTMLElement,
  stage: Stage,
  propagate: Propagate,
  options: LayersOptions,
): MapLayers {
  const drawing = find<SVGSVGElement>(root, '[data-world="drawing"]');
  const part = (name: string) => find<SVGElement>(drawing, `[data-world="${name}"]`);
  createGround(drawing, stage);
  const card = createPointCard(root, stage, options);
  createControls(root, stage, options.loadZoom, card.open);
  const night = part('night');
  const ribbons = createRibbons(part('swaths'));
  const layer = document.createElement('div');
  layer.className = 'map-notes';
  layer.setAttribute('aria-hidden', 'true');
  find(root, '[data-world="markers"]').before(layer);
  const notes = createNotes(layer, stage);
  const passGroup = svg('g', { 'data-world': 'pass' });
  drawing.append(passGroup);
  const view = () => VIEWS[stage.projection().view];
  const pass = createPassDrawing(passGroup, notes.create('pass'), propagate, view());
  let drawnNight = '';

  stage.onChange((change) => {
    if (change === 'projection') pass.redraw(view());
  });

  function draw(satellites: readonly ShownSatellite[], nowMs: number): boolean {
    const changes = [drawNight(nowMs), ribbons.draw(satellites, nowMs, view().shape)];
    return changes.includes(true);
  }

  // In a minute, the edge of the night moves by a quarter of a degree: a pixel on a wide screen.
  function drawNight(nowMs: number): boolean {
    const minute = Math.floor(nowMs / MINUTE_MS);
    const input = `${minute} ${stage.projection().view}`;
    if (input === drawnNight) return false;
    drawnNight = input;
    setAttribute(night, 'd', nightPath(nowMs, view().shape));
    return true;
  }

  return {
    draw,
    showView: (chosen) => stage.setProjection(VIEWS[chosen].projection),
    showPass: pass.show,
    openCard: card.open,
  };
}
