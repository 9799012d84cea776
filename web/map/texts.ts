// The texts beside places of the map, of which none covers another: the chosen overpass, my place, satellites, times of
// the next orbit. The first of them that the reader cares about choose their sides first.
import { find } from '../base/dom.ts';
import { type Box, boxAt, grown, type Label, overlap, placeLabels, type Side, translateTo } from './labels.ts';
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
  /** Finds a side for each text. */
  place(): void;
  /** The same, if one has moved or is gone since. Cheap when none has. */
  follow(): void;
  /** Leaves out each of these where a text or a marker covers it, or an earlier one: degrees are before cities. */
  giveWay(kind: UnderKind, under: readonly Under[]): void;
}

const UNDER_KINDS = ['degrees', 'cities'] as const;
type UnderKind = (typeof UNDER_KINDS)[number];

/** What lies below the texts. */
export interface Under {
  element: HTMLElement;
  box: Box;
  /** Where it is instead, marked with `data-other-side`, if it is covered at the one. */
  otherBox?: Box;
}

interface Kept {
  side: Side;
  size: { width: number; height: number };
  /** What the style sheet says. */
  translate?: string;
  /** Where its place was when it was placed, px; undefined beside the map. */
  placedAt?: { x: number; y: number } | undefined;
}

/** Times of the next orbit stay off names and each other, or are left out: each orbit has more of them. */
const AHEAD_CLEARANCE_PX = 6;
/** Degrees beside a name would read as a part of it. */
const UNDER_CLEARANCE_PX = 3;
/** How wide a marker's drawing usually is. */
const MARKER_PX = 24;
/** Names choose again when one of them has moved by this much. */
const MOVED_PX = 0.5;

/** The size of the root is that of the map. */
export function createTexts(root: HTMLElement, stage: Stage): Texts {
  const texts = new Map<MapText, Kept>();
  const buttons = find(document, '[data-control="zoom"]');
  let mapWidth = 0;
  let buttonsBox: Box | undefined;
  /** How much larger markers are drawn than usual: in class mode they grow with the text. */
  let scale = 1;
  /** What covers the labels below. */
  let covering: Box[] = [];
  const under: Record<UnderKind, readonly Under[]> = { degrees: [], cities: [] };
  /** Whether there is more room since the last time. */
  let isRemoved = false;

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
    scale = (root.querySelector('.marker svg')?.clientWidth || MARKER_PX) / MARKER_PX;
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
    isRemoved = true;
  }

  /** The texts of what is on the map, the first first. */
  function shownTexts() {
    const { left, top } = stage.viewport();
    const shown = [...texts].flatMap(([text, kept]) => {
      if (!text.at) return [];
      const [x, y] = [text.at.x + left, text.at.y + top];
      const isOnMap = x >= 0 && x <= 1 && y >= 0 && y <= 0.5;
      return isOnMap ? [{ text, kept, x: x * mapWidth, y: y * mapWidth }] : [];
    });
    return shown.sort((a, b) => a.text.rank - b.text.rank);
  }

  function follow() {
    if (isRemoved) return place();
    const shown = new Map(shownTexts().map(({ text, x, y }) => [text, { x, y }]));
    for (const [text, { placedAt }] of texts) {
      const at = shown.get(text);
      const isMoved = at && placedAt && Math.hypot(at.x - placedAt.x, at.y - placedAt.y) >= MOVED_PX;
      if (isMoved || Boolean(at) !== Boolean(placedAt)) return place();
    }
  }

  function place() {
    // Before the first layout there is no room anywhere, and texts would stay where they were pushed.
    if (mapWidth === 0) return;
    isRemoved = false;
    const shown = shownTexts();
    const labels = shown.map(({ text: { rank, distance, radius }, kept: { side, size }, x, y }) => ({
      ...{ x, y, side },
      ...{ distance: radius > 0 ? scale * distance : distance, radius: scale * radius },
      ...size,
      needed: rank <= RANKS.place,
      clearance: rank === RANKS.ahead ? AHEAD_CLEARANCE_PX : 0,
    }));
    const taken = buttonsBox ? [buttonsBox] : [];
    const placed = placeLabels(labels, { width: mapWidth, height: mapWidth / 2 }, taken);
    covering = [...taken];
    const beside = new Map(texts);
    for (const [index, { side, shift, named }] of placed.entries()) {
      const { text, kept, x, y } = shown[index] as (typeof shown)[number];
      const { radius, distance, ...size } = labels[index] as Label;
      const translate = translateTo(side, distance, shift);
      if (translate !== kept.translate) text.label.style.translate = translate;
      Object.assign(kept, { side, translate, placedAt: { x, y } });
      text.element.toggleAttribute('data-unnamed', !named);
      beside.delete(text);
      if (named) covering.push(boxAt({ ...size, distance }, side, shift));
      covering.push({ left: x - radius, top: y - radius, width: 2 * radius, height: 2 * radius });
    }
    // A name would reach into the map from a marker beside it.
    for (const [text, kept] of beside) {
      if (text.at) text.element.toggleAttribute('data-unnamed', true);
      kept.placedAt = undefined;
    }
    leaveOutCovered();
  }

  function giveWay(kind: UnderKind, labels: readonly Under[]) {
    under[kind] = labels;
    leaveOutCovered();
  }

  function leaveOutCovered() {
    const taken = [...covering];
    const isFree = (box: Box) => !taken.some((other) => overlap(grown(box, UNDER_CLEARANCE_PX), other) > 0);
    for (const { element, box, otherBox } of UNDER_KINDS.flatMap((kind) => under[kind])) {
      const free = [box, otherBox].find((each) => each && isFree(each));
      element.toggleAttribute('data-covered', !free);
      element.toggleAttribute('data-other-side', free !== undefined && free === otherBox);
      if (free) taken.push(free);
    }
  }

  return { add, remove, place, follow, giveWay };
}
