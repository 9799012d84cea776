// Land and graticule of a view. The world's land is in the markup; around a pole it is the same outline, projected.
import { geoGraticule } from 'd3-geo';
import { find, setAttribute, svg } from '../../base/dom.ts';
import type { Stage } from '../stage.ts';
import type { SphereLine } from './areas.ts';
import { projectLand } from './land.ts';
import { VIEWS } from './views.ts';

/** Degrees between the lines of the graticule: fewer when the map is magnified. */
export function graticuleStep(scale: number): number {
  return scale < 3 ? 30 : 10;
}

/** Draws land and graticule again whenever the view changes. */
export function createGround(drawing: SVGSVGElement, stage: Stage): void {
  const [worldLand, worldGraticule] = [find<SVGElement>(drawing, '.land'), find<SVGElement>(drawing, '.graticule')];
  const land = svg('path', { class: 'land' });
  const graticule = svg('path', { class: 'graticule' });
  worldGraticule.replaceWith(land, graticule);
  const outline = find(document, '#land path').getAttribute('d') ?? '';
  drawGraticule();

  stage.onChange((change) => {
    if (change === 'projection') drawLand();
    if (change !== 'position') drawGraticule();
  });

  function drawLand() {
    const { view } = stage.projection();
    const isWorld = view === 'world';
    worldLand.toggleAttribute('hidden', !isWorld);
    setAttribute(land, 'd', isWorld ? '' : projectLand(outline, VIEWS[view].shape));
  }

  function drawGraticule() {
    const { view } = stage.projection();
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
    setAttribute(graticule, 'd', lines.map((line) => VIEWS[view].shape(line as SphereLine)).join(''));
  }
}
