// Zoom and pan of the map, by d3-zoom. Loaded at the first gesture, key or button that needs it.
import { select } from 'd3-selection';
import { type D3ZoomEvent, type ZoomTransform, zoom, zoomIdentity } from 'd3-zoom';
import type { Stage } from '../stage.ts';
import { wheelExponent } from './wheel.ts';

/** Eight times: at 0.1 degrees, the outline of the land shows no more. */
const MAX_SCALE = 8;
/** A click that moves the pointer by less is still a click, px. */
const CLICK_PX = 5;

export interface MapZoom {
  /** Magnifies by a factor, around a pointer, or around my place where it is on the map, or around its middle. */
  by(factor: number, pointer?: { clientX: number; clientY: number }): void;
  /** Moves what is shown by fractions of the map's width. */
  pan(x: number, y: number): void;
  /** Follows fingers that were on the map before. */
  pinch(touches: readonly Touch[]): void;
  reset(): unknown;
}

/** Listens to wheel, drag and pinch on the map, and moves the stage. */
export function createMapZoom(root: HTMLElement, stage: Stage): MapZoom {
  let width = root.clientWidth;
  const map = select(root);
  const behavior = zoom<HTMLElement, unknown>()
    .scaleExtent([1, MAX_SCALE])
    .clickDistance(CLICK_PX)
    .wheelDelta(wheelExponent)
    .filter((event: Event) => isGesture(event))
    // A step of a button or key is shown as a movement by its own.
    .on('start', ({ sourceEvent }) => sourceEvent && root.setAttribute('data-moving', 'by-hand'))
    .on('zoom', ({ transform: { k, x, y } }: D3ZoomEvent<HTMLElement, unknown>) =>
      stage.setViewport({ scale: k, left: x / width, top: y / width }),
    )
    .on('end', ({ sourceEvent }) => sourceEvent && root.removeAttribute('data-moving'));
  updateSize();
  map.call(behavior);
  // Two clicks open and close the card of a point.
  map.on('dblclick.zoom', null);
  new ResizeObserver(() => {
    updateSize();
    map.call(behavior.transform, current());
  }).observe(root);

  // The extent is that of the map without its border, as are the fractions.
  function updateSize() {
    width = root.clientWidth;
    const extent: [[number, number], [number, number]] = [
      [0, 0],
      [width, width / 2],
    ];
    behavior.extent(extent).translateExtent(extent);
  }

  function current(): ZoomTransform {
    const { scale, left, top } = stage.viewport();
    return zoomIdentity.translate(left * width, top * width).scale(scale);
  }

  function by(factor: number, pointer?: { clientX: number; clientY: number }) {
    const box = root.getBoundingClientRect();
    const centre = pointer ?? myPlace(box);
    map.call(
      behavior.scaleBy,
      factor,
      centre && [centre.clientX - box.left - root.clientLeft, centre.clientY - box.top - root.clientTop],
    );
  }

  function myPlace(map: DOMRect): { clientX: number; clientY: number } | undefined {
    const marker = root.querySelector('.place-marker:not([hidden])')?.getBoundingClientRect();
    if (!marker || marker.left < map.left || marker.left > map.right) return undefined;
    if (marker.top < map.top || marker.top > map.bottom) return undefined;
    return { clientX: marker.left, clientY: marker.top };
  }

  function pan(x: number, y: number) {
    const { scale } = stage.viewport();
    map.call(behavior.translateBy, (x * width) / scale, (y * width) / scale);
  }

  function pinch(touches: readonly Touch[]) {
    const changedTouches = [...touches];
    root.dispatchEvent(
      new TouchEvent('touchstart', {
        touches: changedTouches,
        targetTouches: changedTouches,
        changedTouches,
        cancelable: true,
      }),
    );
  }

  return { by, pan, pinch, reset: () => map.call(behavior.transform, zoomIdentity) };
}

/**
 * A wheel with Ctrl or Command, which is also what browsers make of two fingers on a touchpad; two fingers on a screen;
 * a mouse that drags. Everything else scrolls the page.
 */
function isGesture(event: Event): boolean {
  if (event.target instanceof Element && event.target.closest('button, input, a, [data-map-card]')) return false;
  if (event instanceof WheelEvent) return event.ctrlKey || event.metaKey;
  // Not cancelable: one finger scrolls the page already.
  if ('touches' in event) return event.cancelable && (event as TouchEvent).touches.length > 1;
  return event instanceof MouseEvent && event.button === 0 && !event.ctrlKey;
}
