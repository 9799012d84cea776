// The shape of a satellite, the same as that of its marker on the map.
import { SHAPES } from './colours.ts';
import { svg } from './dom.ts';

/** The shape for the index of a colour. It takes its colour from the text around it. */
export function shapeOf(colour: number): SVGElement {
  const shape = svg('svg', { class: 'shape', viewBox: '-8 -8 16 16', 'aria-hidden': 'true' });
  shape.append(svg('use', { href: `#shape-${colour % SHAPES}`, x: -8, y: -8, width: 16, height: 16 }));
  return shape;
}
