// What zooms and moves the map: buttons, keys, and the first gesture, which loads the rest of them with d3-zoom.
import type { Place } from '../../../orbit/geodetic.ts';
import { announce } from '../../base/announce.ts';
import { find, setAttribute, setText } from '../../base/dom.ts';
import type { MapFrame } from '../../base/view.ts';
import type { Stage } from '../stage.ts';
import { shownFrame } from '../zoom/framing.ts';
import type { MapZoom } from '../zoom/map-zoom.ts';
import { wheelExponent } from '../zoom/wheel.ts';

export type LoadZoom = () => Promise<typeof import('../zoom/map-zoom.ts')>;

const STEP = 1.6;
/** An arrow key moves the map by an eighth of its width. */
const PAN = 1 / 8;
const ANIMATION_MS = 250;
const HINT_MS = 1_500;

const KEYS: Readonly<Record<string, (zoom: MapZoom) => void>> = {
  '+': (zoom) => zoom.by(STEP),
  '=': (zoom) => zoom.by(STEP),
  '-': (zoom) => zoom.by(1 / STEP),
  '0': (zoom) => zoom.reset(),
  ArrowLeft: (zoom) => zoom.pan(PAN, 0),
  ArrowRight: (zoom) => zoom.pan(-PAN, 0),
  ArrowUp: (zoom) => zoom.pan(0, PAN),
  ArrowDown: (zoom) => zoom.pan(0, -PAN),
};

export interface ControlsOptions {
  loadZoom: LoadZoom;
  /** Called with the part that is shown, when it has stopped to move; undefined for all of the map. */
  onFrame(frame: MapFrame | undefined): void;
}

export interface Controls {
  /** Shows a part of the map, or all of it. */
  showFrame(frame: MapFrame | undefined): void;
  /** The part that is shown, if it has moved and that is not reported yet. Nor is it then. */
  settle(): { frame: MapFrame | undefined } | undefined;
}

/** Controls the map and the buttons above it. */
export function createControls(
  root: HTMLElement,
  stage: Stage,
  { loadZoom, onFrame }: ControlsOptions,
  ask: (place: Place) => void,
): Controls {
  const buttons = find(document, '[data-control="zoom"]');
  // Not `disabled`, which would take the focus away.
  const smaller = ['out', 'whole'].map((value) => find(buttons, `[value="${value}"]`));
  const hint = document.createElement('p');
  hint.className = 'map-hint';
  hint.hidden = true;
  root.append(hint);
  root.tabIndex = 0;
  root.setAttribute('role', 'group');
  root.setAttribute(
    'aria-label',
    'Map: plus and minus zoom, arrows move, 0 shows all of it, Enter asks about the point in the middle',
  );
  let zoom: MapZoom | undefined;
  let hasHinted = false;
  /** The fingers on the map, and whether there have been two since the first of them. */
  let touches: readonly Touch[] = [];
  let isPinch = false;
  let settling: ReturnType<typeof setTimeout> | undefined;
  /** A part that is asked for, until the rest of the zoom has been loaded. */
  let asked: MapFrame | undefined;

  buttons.addEventListener('click', ({ target }) => {
    const value = (target as Element).closest('button')?.value;
    if (value === 'in') void step((loaded) => loaded.by(STEP));
    if (value === 'out') void step((loaded) => loaded.by(1 / STEP));
    if (value === 'whole') void step((loaded) => loaded.reset());
  });

  root.addEventListener('keydown', (event) => {
    const { key, target, altKey, ctrlKey, metaKey } = event;
    if (key === 'Enter' && target === root) {
      // Otherwise the same key would press the button of the card, which has the focus by then.
      event.preventDefault();
      askAboutMiddle();
    }
    const move = KEYS[key];
    // The arrows scroll the page while there is nothing to move.
    if (!move || target !== root || altKey || ctrlKey || metaKey || (key.startsWith('Arrow') && isWhole())) return;
    event.preventDefault();
    void step(move);
  });

  // Not passive: the browser would zoom the page.
  root.addEventListener('wheel', onWheel, { passive: false });
  for (const type of ['touchstart', 'touchend', 'touchcancel'] as const)
    root.addEventListener(type, onTouch, { passive: true });
  // Not passive: the browser would scroll the page with two fingers.
  root.addEventListener('touchmove', onTouchMove, { passive: false });
  root.addEventListener('mousedown', () => !isWhole() && load());

  stage.onChange((change) => {
    if (change === 'projection') zoom?.reset();
    if (change !== 'position') showScale();
    // Not each step of a movement: browsers limit how often the address changes.
    clearTimeout(settling);
    settling = setTimeout(() => {
      const moved = settle();
      if (moved) onFrame(moved.frame);
    }, ANIMATION_MS);
  });
  showScale();

  function askAboutMiddle() {
    const { left, top, width, height } = root.getBoundingClientRect();
    const place = stage.placeAt({ clientX: left + width / 2, clientY: top + height / 2 });
    if (place) ask(place);
  }

  function onWheel(event: WheelEvent) {
    if (!event.ctrlKey && !event.metaKey) {
      if (event.deltaY !== 0) showHint(WHEEL_HINT);
      return;
    }
    event.preventDefault();
    // From now on d3-zoom listens itself.
    if (!zoom) void load().then((loaded) => loaded.by(2 ** wheelExponent(event), event));
  }

  function onTouch(event: TouchEvent) {
    touches = [...event.touches];
    if (event.type !== 'touchstart') return;
    isPinch = touches.length > 1;
    void load();
  }

  function onTouchMove(event: TouchEvent) {
    touches = [...event.touches];
    // Without it d3-zoom is not there yet, or one finger has begun to scroll the page.
    if (isPinch && event.cancelable) event.preventDefault();
    if (!isPinch && !isWhole()) showHint(TOUCH_HINT);
  }

  async function load(): Promise<MapZoom> {
    const { createMapZoom } = await loadZoom();
    if (!zoom) {
      zoom = createMapZoom(root, stage);
      // Two fingers have been waiting for it.
      if (touches.length > 1) zoom.pinch(touches);
    }
    return zoom;
  }

  /** One step, shown as a movement. */
  async function step(move: (zoom: MapZoom) => void) {
    const loaded = await load();
    root.dataset.moving = 'by-step';
    move(loaded);
    setTimeout(() => {
      if (root.dataset.moving === 'by-step') delete root.dataset.moving;
    }, ANIMATION_MS);
    announce(isWhole() ? 'The whole map' : `Map magnified ${stage.viewport().scale.toFixed(1)} times`);
  }

  function showFrame(frame: MapFrame | undefined) {
    asked = frame;
    if (!frame) zoom?.reset();
    else
      void load()
        .then((loaded) => asked === frame && loaded.frame(frame))
        .finally(() => {
          if (asked === frame) asked = undefined;
        });
  }

  function settle() {
    if (settling === undefined) return undefined;
    clearTimeout(settling);
    settling = undefined;
    return asked ? undefined : { frame: shownFrame(stage) };
  }

  function isWhole() {
    return stage.viewport().scale === 1;
  }

  function showScale() {
    for (const button of smaller) setAttribute(button, 'aria-disabled', String(isWhole()));
  }

  /** Once: those who scroll past the map need not be told again. */
  function showHint(text: string) {
    if (hasHinted) return;
    hasHinted = true;
    setText(hint, text);
    hint.hidden = false;
    setTimeout(() => {
      hint.hidden = true;
    }, HINT_MS);
  }

  return { showFrame, settle };
}

const TOUCH_HINT = 'Move the map with two fingers';
const WHEEL_HINT = /Mac/.test(navigator.userAgent)
  ? 'Hold ⌘ and scroll to zoom the map'
  : 'Hold Ctrl and scroll to zoom the map';
