// Decides on which side of its place each text of the map is,
// so that texts stay on the map and off other texts and markers, and which are left out. Pure; in pixels.

const SIDES = ['right', 'left', 'below', 'above', 'right below', 'left below', 'right above', 'left above'] as const;
export type Side = (typeof SIDES)[number];

/** A place on the map, and the size of the text beside it. */
export interface Label {
  x: number;
  y: number;
  width: number;
  height: number;
  /** The current side of the text: it stays there while there is room. */
  side: Side;
  /** From the place to the text. */
  distance: number;
  /** From the centre of the marker at the place to its edge; 0 without a marker. */
  radius: number;
  /** Whether it is rather on a marker than left out. */
  needed?: boolean;
}

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** From a marker's centre to its name, and to its edge. */
export const MARKER = { distance: 13, radius: 8 } as const;
/** At a corner, the text is as far on both axes: together about the distance. */
const CORNER = 0.7;
/** A text that leaves the map at the left or right could make the whole page scroll. */
const OFF_MAP_COST = 1_000;
/** Rather on a marker than on another text. */
const ON_TEXT_COST = 10;
/** A text may overlap the upper and lower edge of the map by this much: less than the empty part of its line. */
const OVERHANG_PX = 4;

/** A text of which markers cover more than this part is left out. Less than this are the empty corners of its line. */
const MAX_COVERED = 0.12;

export interface Placed {
  side: Side;
  /** Whether the text is shown. One that is left out has a side too: it keeps its size there. */
  named: boolean;
}

/**
 * The side of each text. Earlier texts choose first. Where no side is free, the one with the smallest overlap. A text is
 * left out when it would cover any part of an earlier one, and, unless it is needed, when markers would cover too much
 * of it. What else lies on the map is `taken`.
 */
export function placeLabels(
  labels: readonly Label[],
  map: { width: number; height: number },
  taken: readonly Box[] = [],
): Placed[] {
  const markers = labels.map(({ x, y, radius }) => ({
    left: x - radius,
    top: y - radius,
    width: 2 * radius,
    height: 2 * radius,
  }));
  const room = { left: 0, top: -OVERHANG_PX, width: map.width, height: map.height + 2 * OVERHANG_PX };
  const placed: Box[] = [];
  return labels.map((label, index) => {
    const inTheWay = [...markers.filter((_, other) => other !== index), ...taken];
    const costAt = (side: Side) => {
      const box = boxAt(label, side);
      const outside = box.width * box.height - overlap(box, room);
      const offMapPx = Math.max(0, -box.left) + Math.max(0, box.left + box.width - map.width);
      const cost = covered(box, inTheWay) + outside + ON_TEXT_COST * covered(box, placed) + OFF_MAP_COST * offMapPx;
      // Whole square pixels, so that rounding errors of the sum do not decide.
      return Math.round(cost);
    };
    const side = cheapest([label.side, ...SIDES], costAt);
    const box = boxAt(label, side);
    const isOffMarkers = label.needed || covered(box, inTheWay) <= MAX_COVERED * box.width * box.height;
    const named = isOffMarkers && Math.round(covered(box, placed)) === 0;
    if (named) placed.push(box);
    return { side, named };
  });
}

/** Of equally good sides, the first one. Most texts stay where they are, and cost nothing there. */
function cheapest(sides: readonly [Side, ...Side[]], costAt: (side: Side) => number): Side {
  let [best] = sides;
  let least = Number.POSITIVE_INFINITY;
  for (const side of sides) {
    const cost = costAt(side);
    if (cost < least) [best, least] = [side, cost];
    if (least === 0) break;
  }
  return best;
}

/** From the place to the text on each axis: which way, and how far. */
function offset(side: Side, distance: number): { x: number; y: number } {
  const x = side.startsWith('right') ? 1 : side.startsWith('left') ? -1 : 0;
  const y = side.endsWith('below') ? 1 : side.endsWith('above') ? -1 : 0;
  const far = x !== 0 && y !== 0 ? CORNER * distance : distance;
  return { x: x * far, y: y * far };
}

/** Where a text is on a side of its place. */
export function boxAt({ x, y, width, height, distance }: Omit<Label, 'side' | 'radius'>, side: Side): Box {
  const from = offset(side, distance);
  const begin = (at: number, by: number, size: number) => at + by - (by > 0 ? 0 : by < 0 ? size : size / 2);
  return { left: begin(x, from.x, width), top: begin(y, from.y, height), width, height };
}

/** The same for the style sheet: the text moves itself from its place, by its own size. */
export function translateTo(side: Side, distance: number): string {
  const from = offset(side, distance);
  const along = (by: number) => (by > 0 ? `${by}px` : by < 0 ? `calc(-100% - ${-by}px)` : '-50%');
  return `${along(from.x)} ${along(from.y)}`;
}

function covered(box: Box, others: readonly Box[]): number {
  return others.reduce((sum, other) => sum + overlap(box, other), 0);
}

/** The area that two boxes share, in square pixels. */
function overlap(a: Box, b: Box): number {
  const width = Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left);
  const height = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top);
  return Math.max(0, width) * Math.max(0, height);
}
