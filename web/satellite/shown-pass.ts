// An overpass as the list hands it over to the map.
import type { Sgp4Record } from '../../orbit/elements.ts';
import type { Edges } from '../../orbit/instruments.ts';

/** An overpass to draw. */
export interface ShownPass {
  name: string;
  /** Index of the satellite's colour. */
  colour: number;
  /** The element set that it is drawn from. */
  record: Sgp4Record;
  /** Of the first instrument that images the place, or of the main one. */
  edges: Edges;
  fromMs: number;
  untilMs: number;
  closestMs: number;
  /** The same as a text, no finer than it is known. */
  closest: string;
}
