// Land and graticule of a view. The world's land is in the markup; around a pole it is the same outline, projected, and
// of a turned world twice the same. A magnified map has a finer one.
import { geoGraticule } from 'd3-geo';
import { find, setAttribute, svg } from '../../base/dom.ts';
import type { City } from '../fine/earth.ts';
import { createFineGround, type FineGroundOptions } from '../fine/fine-ground.ts';
import type { Stage } from '../stage.ts';
import type { SphereLine } from './areas.ts';
import { projectLand } from './land.ts';
import { viewOf } from './views.ts';

/** Degrees between the lines of the graticule: fewer when the map is magnified. */
export function graticuleStep(scale: number): number {
  return scale < 3 ? 30 : 10;
}

/** Draws land and graticule again whenever the view changes. `showCities` is called when the cities are known. */
export function createGround(
  root: HTMLElement,
  stage: Stage,
  options: FineGroundOptions,
  showCities: (cities: readonly City[]) => void,
): void {
  const drawing = find(root, '[data-world="drawing"]');
  const [worldLand, worldGraticule] = [find<SVGElement>(drawing, '.land'), find<SVGElement>(drawing, '.graticule')];
  // East and west of where the outline ends.
  const lands = [svg('path', { class: 'land' }), svg('path', { class: 'land' })] as const;
  const graticule = svg('path', { class: 'graticule' });
  const fine = createFineGround(root, stage, options, (cities) => {
    showLand();
    showCities(cities);
  });
  worldGraticule.replaceWith(...lands, fine.element, graticule);
  const outline = find(document, '#land path').getAttribute('d') ?? '';
  drawGraticule();

  stage.onChange((change) => {
    if (change === 'projection' || change === 'turn') drawLand();
    showLand();
    if (change !== 'position') drawGraticule();
  });

  function drawLand() {
    const projection = stage.projection();
    const { view, centreDeg } = projection;
    const isWorld = view === 'world';
    const path = isWorld ? outline : projectLand(outline, viewOf(projection).shape);
    for (const [index, land] of lands.entries()) {
      setAttribute(land, 'transform', `translate(${index * Math.sign(centreDeg) * 360 - centreDeg})`);
      const isNeeded = isWorld ? centreDeg !== 0 : index === 0;
      setAttribute(land, 'd', isNeeded ? path : '');
    }
  }

  function showLand() {
    const isFine = fine.draw();
    const { view, centreDeg } = stage.projection();
    worldLand.toggleAttribute('hidden', isFine || view !== 'world' || centreDeg !== 0);
    for (const land of lands) land.toggleAttribute('hidden', isFine);
  }

  function drawGraticule() {
    const { shape } = viewOf(stage.projection());
    const step = graticuleStep(stage.viewport().scale);
    // The meridians end short of the poles, where they would run into each other.
    const endDeg = 90 - step + 0.001;
    const lines = geoGraticule()
      .step([step, step])
      .extent([
        [-180, -endDeg],
        [180, endDeg],
      ])
      .lines();
    setAttribute(graticule, 'd', lines.map((line) => shape(line as SphereLine)).join(''));
  }
}
