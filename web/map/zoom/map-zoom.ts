// Zoom and pan of the map, by d3-zoom. Loaded at the first gesture, key or button that needs it.
import { select } from 'd3-selection';
import { type D3ZoomEvent, type ZoomTransform, zoom, zoomIdentity } from 'd3-zoom';
import { normalizeLongitude } from '../../../orbit/angles.ts';
import { MAX_SCALE, type MapFrame } from '../../base/view.ts';
import type { Spot, Stage, Viewport } from '../stage.ts';
import { aroundSpot } from './around.ts';
import { viewportOf } from './framing.ts';
import { centreFor, onDrawing } from './turn.ts';
import { wheelExponent } from './wheel.ts';

/** The map is whole where it is magnified by less than this. */
const WHOLE_BELOW = 1.0001;
/** A click that moves the pointer by less is still a click, px. */
const CLICK_PX = 5;

export interface MapZoom {
  /** Magnifies by a factor, around a pointer. Without one, my place moves towards the middle, if it is on the map. */
  by(factor: number, pointer?: { clientX: number; clientY: number }): void;
  /** Moves what is shown by fractions of the map's width. */
  pan(x: number, y: number): void;
  /** Follows fingers that were on the map before. */
  pinch(touches: readonly Touch[]): void;
  /** Shows a part of the map. */
  frame(frame: MapFrame): void;
  reset(): unknown;
}

/** Listens to wheel, drag and pinch on the map, and moves the stage. */
export function createMapZoom(root: HTMLElement, stage: Stage): MapZoom {
  let width = root.clientWidth;
  /** Moved without end, as is the meridian in the middle of the drawing. */
  let shown = stage.viewport();
  let centreDeg = 0;
  const map = select(root);
  const behavior = zoom<HTMLElement, unknown>()
    .scaleExtent([1, MAX_SCALE])
    .clickDistance(CLICK_PX)
    .wheelDelta(wheelExponent)
    .constrain(within)
    .filter((event: Event) => isGesture(event))
    // A step of a button or key is shown as a movement by its own.
    .on('start', ({ sourceEvent }) => sourceEvent && root.setAttribute('data-moving', 'by-hand'))
    .on('zoom', ({ transform: { k, x, y } }: D3ZoomEvent<HTMLElement, unknown>) =>
      show({ scale: k, left: x / width, top: y / width }),
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
    behavior.extent(extent);
  }

  /** The map ends at its edges, but the world has none to the east and west unless all of it is shown. */
  function within({ k: scale, x, y }: ZoomTransform): ZoomTransform {
    // Steps back are divisions, which do not end at 1 to the last digit.
    const k = scale < WHOLE_BELOW ? 1 : scale;
    const inside = (value: number, size: number) => Math.min(0, Math.max(size * (1 - k), value));
    const isEndless = k > 1 && stage.projection().view === 'world';
    return zoomIdentity.translate(isEndless ? x : inside(x, width), inside(y, width / 2)).scale(k);
  }

  function show(next: Viewport) {
    const isWorld = stage.projection().view === 'world';
    const centre = isWorld ? centreFor(next, centreDeg) : 0;
    if (isWorld && centre !== centreDeg) turn(centre, next.scale !== shown.scale);
    centreDeg = centre;
    shown = next;
    stage.setViewport(onDrawing(shown, centreDeg));
  }

  /** Shows the same part on another drawing: of this, a step that is shown as a movement shows nothing. */
  function turn(centre: number, isScaled: boolean) {
    const isStep = root.dataset.moving === 'by-step';
    if (isStep) delete root.dataset.moving;
    stage.turn(normalizeLongitude(centre), onDrawing(shown, centre));
    // The other drawing need not have all that another scale shows.
    if (!isStep || isScaled) return;
    // Now the browser knows where everything begins to move.
    root.getBoundingClientRect();
    root.dataset.moving = 'by-step';
  }

  function current(): ZoomTransform {
    const { scale, left, top } = shown;
    return zoomIdentity.translate(left * width, top * width).scale(scale);
  }

  function by(factor: number, pointer?: { clientX: number; clientY: number }) {
    const { scale, left, top } = stage.viewport();
    const next = Math.min(Math.max(scale * factor, 1), MAX_SCALE);
    const spot = stage.focus();
    const { x, y } = pointer ? onMap(pointer) : aroundSpot(spot && { x: spot.x + left, y: spot.y + top }, next / scale);
    map.call(behavior.scaleTo, next, [x * width, y * width]);
  }

  function onMap({ clientX, clientY }: { clientX: number; clientY: number }): Spot {
    const { left, top } = root.getBoundingClientRect();
    return { x: (clientX - left - root.clientLeft) / width, y: (clientY - top - root.clientTop) / width };
  }

  function pan(x: number, y: number) {
    const { scale } = stage.viewport();
    map.call(behavior.translateBy, (x * width) / scale, (y * width) / scale);
  }

  function frame(next: MapFrame) {
    const part = viewportOf(next, stage.projection());
    if (!part) return;
    map.call(behavior.transform, within(zoomIdentity.translate(part.left * width, part.top * width).scale(part.scale)));
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

  return { by, pan, pinch, frame, reset: () => map.call(behavior.transform, zoomIdentity) };
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
