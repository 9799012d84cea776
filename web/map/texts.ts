// The texts beside places of the map, of which none covers another: the chosen overpass, my place, satellites, times of
// the next orbit. The first of them that the reader cares about choose their sides first.
import { find } from '../base/dom.ts';
import { type Box, type Label, placeLabels, type Side, translateTo } from './labels.ts';
import type { Spot, Stage } from './stage.ts';

/** Who chooses first. */
export const RANKS = { pointed: 0, pass: 1, place: 2, satellite: 3, ahead: 4 } as const;
type Rank = (typeof RANKS)[keyof typeof RANKS];

/** A text with its place. */
export interface MapText extends Pick<Label, 'distance' | 'radius'> {
  /** At the place, without a size. */
  element: HTMLElement;
  /** The text in it. */
  label: HTMLElement;
  /** On the layer of the markers; undefined without a place, and where the view does not show it. */
  at: Spot | undefined;
  rank: Rank;
}

export interface Texts {
  add(text: MapText): void;
  remove(text: MapText): void;
  /** Finds a side for each text. Cheap when nothing has moved. */
  place(): void;
}

interface Kept {
  side: Side;
  size: { width: number; height: number };
}

/** The size of the root is that of the map. */
export function createTexts(root: HTMLElement, stage: Stage): Texts {
  const texts = new Map<MapText, Kept>();
  const buttons = find(document, '[data-control="zoom"]');
  let mapWidth = 0;
  let buttonsBox: Box | undefined;

  // Observed and not read: reading a size forces a layout.
  const sizes = new ResizeObserver((entries) => {
    for (const { target, borderBoxSize } of entries) {
      const { inlineSize: width = 0, blockSize: height = 0 } = borderBoxSize[0] ?? {};
      if (target === root) mapWidth = width;
      for (const [{ label }, kept] of texts) if (label === target) kept.size = { width, height };
    }
    // Here the layout is done, and reading a place costs nothing.
    const map = root.getBoundingClientRect();
    const { left, top, width, height } = buttons.getBoundingClientRect();
    buttonsBox = { left: left - map.left, top: top - map.top, width, height };
    place();
  });
  for (const element of [root, buttons]) sizes.observe(element);
  // When everything has been moved.
  stage.onChange(() => queueMicrotask(place));

  function add(text: MapText) {
    texts.set(text, { side: 'right', size: { width: 0, height: 0 } });
    sizes.observe(text.label);
  }

  function remove(text: MapText) {
    texts.delete(text);
    sizes.unobserve(text.label);
  }

  function place() {
    // Before the first layout there is no room anywhere, and texts would stay where they were pushed.
    if (mapWidth === 0) return;
    const { left, top } = stage.viewport();
    const shown = [...texts].flatMap(([text, kept]) => {
      if (!text.at) return [];
      const [x, y] = [text.at.x + left, text.at.y + top];
      const isOnMap = x >= 0 && x <= 1 && y >= 0 && y <= 0.5;
      return isOnMap ? [{ text, kept, x: x * mapWidth, y: y * mapWidth }] : [];
    });
    shown.sort((a, b) => a.text.rank - b.text.rank);
    const labels = shown.map(({ text: { rank, distance, radius }, kept: { side, size }, x, y }) => ({
      ...{ x, y, side, distance, radius },
      ...size,
      needed: rank <= RANKS.place,
    }));
    const placed = placeLabels(labels, { width: mapWidth, height: mapWidth / 2 }, buttonsBox ? [buttonsBox] : []);
    for (const [index, { side, named }] of placed.entries()) {
      const { text, kept } = shown[index] as (typeof shown)[number];
      if (text.label.style.translate === '' || side !== kept.side)
        text.label.style.translate = translateTo(side, text.distance);
      kept.side = side;
      text.element.toggleAttribute('data-unnamed', !named);
    }
  }

  return { add, remove, place };
}
