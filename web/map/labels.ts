// Decides on which side of its marker each name is,
// so that names stay on the map and off other names and markers, and which are left out. Pure; in pixels.

export type Side = 'right' | 'left' | 'below' | 'above';

/** The position of a marker, and the size of its name. */
export interface Label {
  x: number;
  y: number;
  width: number;
  height: number;
  /** The current side of the name: it stays there while there is room. */
  side: Side;
  /** Whether the name is never left out. */
  needed?: boolean;
}

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** From a marker's centre to its name, as in map.css. */
const LABEL_DISTANCE_PX = 13;
/** From a marker's centre to its edge. */
const MARKER_RADIUS_PX = 8;
/** A name that leaves the map at the left or right could make the whole page scroll: rather let names overlap. */
const OFF_MAP_COST = 1_000;
/** A name may overlap the upper and lower edge of the map by this much: less than the empty part of its line. */
const OVERHANG_PX = 4;

/**
 * A name that others cover by more than this part is left out: both would be hard to read. Less than this are the empty
 * corners of its line.
 */
const MAX_COVERED = 0.12;

const SIDES: readonly Side[] = ['right', 'left', 'below', 'above'];

export interface Placed {
  side: Side;
  /** Whether the name is shown. One that is left out has a side too: it keeps its size there. */
  named: boolean;
}

/**
 * The side of each name. Earlier names choose first. Where no side is free, the one with the smallest overlap. A name is
 * left out when names or markers cover too much of it there, and it is not needed. What else lies on the map is `taken`.
 */
export function placeLabels(
  labels: readonly Label[],
  map: { width: number; height: number },
  taken: readonly Box[] = [],
): Placed[] {
  const markers = labels.map(({ x, y }) => ({
    left: x - MARKER_RADIUS_PX,
    top: y - MARKER_RADIUS_PX,
    width: 2 * MARKER_RADIUS_PX,
    height: 2 * MARKER_RADIUS_PX,
  }));
  const room = { left: 0, top: -OVERHANG_PX, width: map.width, height: map.height + 2 * OVERHANG_PX };
  const placed = [...taken];
  return labels.map((label, index) => {
    const inTheWay = [...markers.filter((_, other) => other !== index), ...placed];
    const covered = (box: Box) => inTheWay.reduce((sum, other) => sum + overlap(box, other), 0);
    const overlapAt = (side: Side) => {
      const box = boxAt(label, side);
      const outside = box.width * box.height - overlap(box, room);
      const offMapPx = Math.max(0, -box.left) + Math.max(0, box.left + box.width - map.width);
      // Whole square pixels, so that rounding errors of the sum do not decide.
      return Math.round(covered(box) + outside + OFF_MAP_COST * offMapPx);
    };
    // Of equally good sides, the first one wins.
    const side = [label.side, ...SIDES].reduce((best, other) => (overlapAt(other) < overlapAt(best) ? other : best));
    const box = boxAt(label, side);
    const named = label.needed || covered(box) <= MAX_COVERED * box.width * box.height;
    if (named) placed.push(box);
    return { side, named };
  });
}

function boxAt({ x, y, width, height }: Label, side: Side): Box {
  const size = { width, height };
  if (side === 'right') return { left: x + LABEL_DISTANCE_PX, top: y - height / 2, ...size };
  if (side === 'left') return { left: x - LABEL_DISTANCE_PX - width, top: y - height / 2, ...size };
  if (side === 'below') return { left: x - width / 2, top: y + LABEL_DISTANCE_PX, ...size };
  return { left: x - width / 2, top: y - LABEL_DISTANCE_PX - height, ...size };
}

/** The area that two boxes share, in square pixels. */
function overlap(a: Box, b: Box): number {
  const width = Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left);
  const height = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top);
  return Math.max(0, width) * Math.max(0, height);
}
