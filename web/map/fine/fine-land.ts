// The Earth of a magnified map, with its data and cities. Loaded when the reader zooms in.
import { createEarth } from './earth.ts';

/** The build fills it in: see web/build/fine-land.ts. */
declare const FINE_LAND: string;

export const earth = createEarth(FINE_LAND);
