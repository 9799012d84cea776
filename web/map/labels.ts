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
  /** How far it stays from all others; 0 unless given. */
  clearance?: number;
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
/** Rather on anything than off the map. */
const OFF_MAP_COST = 1_000_000;
/** Rather on a marker than on another text. */
const ON_TEXT_COST = 10;
/** A text may overlap the upper and lower edge of the map by this much: less than the empty part of its line. */
const OVERHANG_PX = 2;

/** A text of which markers cover more than this part is left out. Less than this are the empty corners of its line. */
const MAX_COVERED = 0.12;

export interface Placed {
  side: Side;
  /** How far the text slides along its side to stay on the map, in whole pixels: down or to the right. */
  shift: number;
  /** Whether the text is shown. One that is left out has a side too: it keeps its size there. */
  named: boolean;
}

/**
 * The side of each text. Earlier texts choose first. Where no side is free, the one with the smallest overlap. A text is
 * left out when it would leave the map or cover any part of an earlier one, and, unless it is needed, when markers would
 * cover too much of it. What else lies on the map is `taken`.
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
      const box = boxAt(label, side, shiftInto(room, label, side));
      const around = grown(box, label.clearance);
      const cost =
        covered(around, inTheWay) + ON_TEXT_COST * covered(around, placed) + OFF_MAP_COST * outside(box, room);
      // Whole square pixels, so that rounding errors of the sum do not decide.
      return Math.round(cost);
    };
    const side = cheapest([label.side, ...SIDES], costAt);
    const shift = shiftInto(room, label, side);
    const box = boxAt(label, side, shift);
    const around = grown(box, label.clearance);
    const isOffMarkers = label.needed || covered(around, inTheWay) <= MAX_COVERED * box.width * box.height;
    const isOnMap = Math.round(outside(box, room)) === 0;
    const named = isOffMarkers && isOnMap && Math.round(covered(around, placed)) === 0;
    if (named) placed.push(box);
    return { side, shift, named };
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

/** Where a text is on a side of its place, slid along that side. */
export function boxAt(
  { x, y, width, height, distance }: Pick<Label, 'x' | 'y' | 'width' | 'height' | 'distance'>,
  side: Side,
  shift = 0,
): Box {
  const from = offset(side, distance);
  const begin = (at: number, by: number, size: number) =>
    at + by - (by > 0 ? 0 : by < 0 ? size : size / 2) + (by === 0 ? shift : 0);
  return { left: begin(x, from.x, width), top: begin(y, from.y, height), width, height };
}

/** A text that is centred beside its place slides along it, at most until it ends there. */
function shiftInto(room: Box, label: Label, side: Side): number {
  const { left, top, width, height } = boxAt(label, side);
  const from = offset(side, label.distance);
  const shift = (begin: number, size: number, first: number, length: number) => {
    if (size > length) return 0;
    const needed = Math.ceil(Math.max(0, first - begin)) - Math.ceil(Math.max(0, begin + size - first - length));
    return Math.abs(needed) <= Math.ceil(size / 2) ? needed : 0;
  };
  if (from.x === 0) return shift(left, width, room.left, room.width);
  return from.y === 0 ? shift(top, height, room.top, room.height) : 0;
}

/** The same for the style sheet: the text moves itself from its place, by its own size. */
export function translateTo(side: Side, distance: number, shift = 0): string {
  const from = offset(side, distance);
  const centred = shift === 0 ? '-50%' : `calc(-50% ${shift < 0 ? '-' : '+'} ${Math.abs(shift)}px)`;
  const along = (by: number) => (by > 0 ? `${by}px` : by < 0 ? `calc(-100% - ${-by}px)` : centred);
  return `${along(from.x)} ${along(from.y)}`;
}

/** How far a box reaches out of another one, px. */
function outside(box: Box, room: Box): number {
  const beyond = (begin: number, size: number, first: number, length: number) =>
    Math.max(0, first - begin) + Math.max(0, begin + size - first - length);
  return beyond(box.left, box.width, room.left, room.width) + beyond(box.top, box.height, room.top, room.height);
}

/** A box with some room around it. */
export function grown({ left, top, width, height }: Box, by = 0): Box {
  return { left: left - by, top: top - by, width: width + 2 * by, height: height + 2 * by };
}

function covered(box: Box, others: readonly Box[]): number {
  return others.reduce((sum, other) => sum + overlap(box, other), 0);
}

/** The area that two boxes share, in square pixels. */
export function overlap(a: Box, b: Box): number {
  const width = Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left);
  const height = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top);
  return Math.max(0, width) * Math.max(0, height);
}
