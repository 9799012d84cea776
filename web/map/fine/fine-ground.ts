// Finer land, lakes and borders on a magnified map, loaded at the first zoom that needs them. Until then, and if they
// cannot be loaded, the land of the first view stays.

import { setAttribute, svg } from '../../base/dom.ts';
import type { Env } from '../../base/env.ts';
import { createLazy } from '../../base/loader.ts';
import { whenIdle } from '../../base/task.ts';
import type { View } from '../../base/view.ts';
import type { Stage } from '../stage.ts';
import type { City, Earth } from './earth.ts';
import { UNITS } from './rows-text.ts';
import { type Edges, isInside } from './shapes.ts';

export type LoadFineLand = () => Promise<typeof import('./fine-land.ts')>;

/** From here on the land of the first view looks coarse. */
const FINE_SCALE = 2;
/** Around what is shown, as a part of it: the map can be moved so far before it is drawn again. */
const MARGIN = 0.25;
/** Drawn again when it is magnified by more, or less, than this since. */
const MAX_RATIO = 1.5;
/** Details that are smaller are left out. */
const DETAIL_PX = 0.5;

const PARTS = ['land', 'lakes', 'borders'] as const;

export interface FineGroundOptions {
  env: Env;
  loadFineLand: LoadFineLand;
}

export interface FineGround {
  element: SVGElement;
  /** Draws what the stage shows, if it is magnified enough. Returns whether the land of the first view is not needed. */
  draw(): boolean;
}

/** `onLoad` is called when there is more to draw, and with the cities. */
export function createFineGround(
  root: HTMLElement,
  stage: Stage,
  { env, loadFineLand }: FineGroundOptions,
  onLoad: (cities: readonly City[]) => void,
): FineGround {
  const paths = PARTS.map((name) => svg('path', { 'data-fine': name }));
  const element = svg('g', { hidden: '' });
  element.append(...paths);
  // After a failure, the next zoom or movement tries again.
  const script = createLazy(env, loadFineLand, () => {
    if (script.loaded) onLoad(script.loaded.earth.cities);
  });
  let drawn: { view: View; scale: number; part: Edges } | undefined;

  function draw(): boolean {
    const isNeeded = stage.viewport().scale >= FINE_SCALE;
    if (isNeeded && !script.loaded) whenIdle(script.want);
    const isShown = isNeeded && script.loaded !== undefined;
    element.toggleAttribute('hidden', !isShown);
    if (isShown && script.loaded) drawPart(script.loaded.earth.draw);
    return isShown;
  }

  function drawPart(drawEarth: Earth['draw']) {
    const { scale } = stage.viewport();
    const { view, centreDeg } = stage.projection();
    setAttribute(element, 'transform', `translate(${-centreDeg}) scale(${1 / UNITS})`);
    const shown = shownPart(stage);
    const ratio = drawn ? scale / drawn.scale : 1;
    if (drawn?.view === view && isInside(shown, drawn.part) && Math.max(ratio, 1 / ratio) < MAX_RATIO) return;
    const [marginX, marginY] = [MARGIN * (shown.right - shown.left), MARGIN * (shown.bottom - shown.top)];
    const part = {
      left: Math.floor(shown.left - marginX),
      right: Math.ceil(shown.right + marginX),
      top: Math.floor(shown.top - marginY),
      bottom: Math.ceil(shown.bottom + marginY),
    };
    drawn = { view, scale, part };
    const unitsPerPx = (360 * UNITS) / (root.clientWidth * scale);
    const earth = drawEarth(view, part, DETAIL_PX * unitsPerPx);
    for (const [index, name] of PARTS.entries()) setAttribute(paths[index] as SVGElement, 'd', earth[name]);
  }

  return { element, draw };
}

/** What the stage shows of a drawing that is not turned, in hundredths of its units. */
function shownPart(stage: Stage): Edges {
  const { scale, left, top } = stage.viewport();
  const at = (width: number) => (360 * UNITS * width) / scale;
  const { centreDeg } = stage.projection();
  const [x, y] = [at(-left) + (centreDeg - 180) * UNITS, at(-top) - 90 * UNITS];
  return { left: x, top: y, right: x + at(1), bottom: y + at(0.5) };
}
