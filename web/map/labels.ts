// On which side of its marker a name stands, so that it stays on the map and clear of other names and markers. Pure; in pixels of the map.

export type Side = 'right' | 'left' | 'below' | 'above';

/** A marker and the size of its name. */
export interface Label {
  x: number;
  y: number;
  width: number;
  height: number;
  /** Where the name stands now: it stays there while it can. */
  side: Side;
}

interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

// From a marker's middle to its name, as world.css has it, and to the marker's own edge.
const TO_NAME_PX = 13;
const TO_EDGE_PX = 8;
// What a name may hang over the upper or lower edge: less than the empty part of its line.
const OVERHANG_PX = 4;

const SIDES: readonly Side[] = ['right', 'left', 'below', 'above'];

/** The sides for all names; the first in the list choose first. Where none is free, the one that loses the least. */
export function placeLabels(labels: readonly Label[], map: { width: number; height: number }): Side[] {
  const markers = labels.map(({ x, y }) => ({
    left: x - TO_EDGE_PX,
    top: y - TO_EDGE_PX,
    width: 2 * TO_EDGE_PX,
    height: 2 * TO_EDGE_PX,
  }));
  const room = { left: 0, top: -OVERHANG_PX, width: map.width, height: map.height + 2 * OVERHANG_PX };
  const placed: Box[] = [];
  return labels.map((label, index) => {
    const taken = [...markers.filter((_, other) => other !== index), ...placed];
    const lost = (side: Side) => {
      const box = boxAt(label, side);
      const outside = box.width * box.height - overlap(box, room);
      // Whole square pixels: a difference in the last digit of a sum is none.
      return Math.round(taken.reduce((sum, other) => sum + overlap(box, other), outside));
    };
    // Strictly less: of sides that are equally good, the first stays.
    const side = [label.side, ...SIDES].reduce((best, other) => (lost(other) < lost(best) ? other : best));
    placed.push(boxAt(label, side));
    return side;
  });
}

function boxAt({ x, y, width, height }: Label, side: Side): Box {
  const size = { width, height };
  if (side === 'right') return { left: x + TO_NAME_PX, top: y - height / 2, ...size };
  if (side === 'left') return { left: x - TO_NAME_PX - width, top: y - height / 2, ...size };
  if (side === 'below') return { left: x - width / 2, top: y + TO_NAME_PX, ...size };
  return { left: x - width / 2, top: y - TO_NAME_PX - height, ...size };
}

// The area that two boxes share, in square pixels.
function overlap(a: Box, b: Box): number {
  const width = Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left);
  const height = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top);
  return Math.max(0, width) * Math.max(0, height);
}
