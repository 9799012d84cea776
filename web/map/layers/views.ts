// The views of the map with all that it takes to draw on them: the world, and the two poles.
import { type Projection, type View, WORLD } from '../projection.ts';
import { type ShapePath, worldShape } from './areas.ts';

export interface MapView {
  projection: Projection;
  shape: ShapePath;
}

export const VIEWS_OF: Readonly<Record<View, MapView>> = {
  world: { projection: WORLD, shape: worldShape },
  north: { projection: WORLD, shape: worldShape },
  south: { projection: WORLD, shape: worldShape },
};
