// What the map shows: the world or a pole, all of it or a part. Whatever draws on the map asks here for places.
import type { Place } from '../../orbit/geodetic.ts';
import { type MapPoint, type Projection, WORLD, worldAround } from './projection.ts';

/** The part that is shown: the drawing is magnified, then moved. Distances are fractions of the map's width. */
export interface Viewport {
  scale: number;
  left: number;
  top: number;
}

const WHOLE: Viewport = { scale: 1, left: 0, top: 0 };

/** A position from the left upper corner of the map, as fractions of its width. */
export interface Spot {
  x: number;
  y: number;
}

/** Turned is the world when another meridian is in its middle. */
type StageChange = 'projection' | 'turn' | 'scale' | 'position';

export interface Stage {
  projection(): Projection;
  viewport(): Viewport;
  setProjection(projection: Projection): void;
  setViewport(viewport: Viewport): void;
  /** Cuts the world on the other side of a meridian, and shows this part of the drawing. */
  turn(centreDeg: number, viewport: Viewport): void;
  /** Where a place is on a layer: the layer itself is moved. Undefined where the view does not show it. */
  spotOf(place: Place): Spot | undefined;
  /** The spot around which steps of the zoom magnify: my place. */
  focus(): Spot | undefined;
  setFocus(place: Place | undefined): void;
  /** The place under a pointer; undefined beside the Earth. */
  placeAt(pointer: { clientX: number; clientY: number }): Place | undefined;
  /** Moves an element of the map with the drawing from now on. */
  addLayer(element: HTMLElement | SVGElement): void;
  onChange(callback: (change: StageChange) => void): void;
}

/** Controls what an element shows. The drawing in it is 360 units wide and 180 high. */
export function createStage(drawing: HTMLElement): Stage {
  let projection = WORLD;
  let viewport = WHOLE;
  let focus: Place | undefined;
  const layers: (HTMLElement | SVGElement)[] = [drawing];
  const callbacks: ((change: StageChange) => void)[] = [];

  function setProjection(next: Projection) {
    if (next === projection) return;
    projection = next;
    change('projection');
  }

  function setViewport(next: Viewport) {
    const { scale } = viewport;
    move(next);
    change(next.scale === scale ? 'position' : 'scale');
  }

  function turn(centreDeg: number, next: Viewport) {
    projection = worldAround(centreDeg);
    move(next);
    change('turn');
  }

  function move(next: Viewport) {
    const { scale, left, top } = viewport;
    viewport = next;
    if (next.scale !== scale) drawing.style.width = `${100 * next.scale}%`;
    if (next.left !== left || next.top !== top) for (const layer of layers) moveLayer(layer);
  }

  function change(what: StageChange) {
    for (const callback of callbacks) callback(what);
  }

  function moveLayer(layer: HTMLElement | SVGElement) {
    layer.style.translate = `${cqw(viewport.left)} ${cqw(viewport.top)}`;
  }

  function spotOf(place: Place): Spot | undefined {
    const point = projection.toPoint(place);
    return point && { x: ((point.x + 180) / 360) * viewport.scale, y: ((point.y + 90) / 360) * viewport.scale };
  }

  return {
    projection: () => projection,
    viewport: () => viewport,
    setProjection,
    setViewport,
    turn,
    spotOf,
    focus: () => focus && spotOf(focus),
    setFocus(place) {
      if (place === focus) return;
      focus = place;
      change('position');
    },
    placeAt: (pointer) => projection.toPlace(pointAt(drawing.getBoundingClientRect(), pointer)),
    addLayer(element) {
      layers.push(element);
      moveLayer(element);
    },
    onChange: (callback) => callbacks.push(callback),
  };
}

/** The point of the drawing under a pointer. Box and pointer are in pixels of the window. */
export function pointAt(
  box: { left: number; top: number; width: number; height: number },
  pointer: { clientX: number; clientY: number },
): MapPoint {
  const fraction = (value: number) => Math.min(Math.max(value, 0), 1);
  return {
    x: fraction((pointer.clientX - box.left) / box.width) * 360 - 180,
    y: fraction((pointer.clientY - box.top) / box.height) * 180 - 90,
  };
}

/** Hundredths of the map's width: nothing to do when the map is resized. */
export function cqw(widths: number): string {
  return `${(100 * widths).toFixed(3)}cqw`;
}
