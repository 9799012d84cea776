// The shape by which a satellite is told from the others, besides its colour: as its marker has it on the map.
import { SHAPES } from './colours.ts';
import { svg } from './dom.ts';

/** The shape of a satellite, by the index of its colour; it takes the colour from where it stands. */
export function shapeOf(colour: number): SVGElement {
  const shape = svg('svg', { class: 'shape', viewBox: '-8 -8 16 16', 'aria-hidden': 'true' });
  shape.append(svg('use', { href: `#shape-${colour % SHAPES}`, x: -8, y: -8, width: 16, height: 16 }));
  return shape;
}
