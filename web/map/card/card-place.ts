// Where the card of a point is: beside the point, and inside of the map. Pure; in pixels.

interface Size {
  width: number;
  height: number;
}

/** From the point to the card. */
const GAP_PX = 10;
/** From the card to the edge of the map. */
const MARGIN_PX = 4;

/**
 * The left upper corner of the card. Above the point, or else below it, or else beside it: the point stays visible where
 * the map is large enough for both.
 */
export function placeCard(point: { x: number; y: number }, card: Size, map: Size): { left: number; top: number } {
  const within = (value: number, size: number, room: number) =>
    Math.max(MARGIN_PX, Math.min(value, room - size - MARGIN_PX));
  const left = within(point.x - card.width / 2, card.width, map.width);
  const above = point.y - GAP_PX - card.height;
  if (above >= MARGIN_PX) return { left, top: above };
  const below = point.y + GAP_PX;
  if (below + card.height + MARGIN_PX <= map.height) return { left, top: below };
  const right = point.x + GAP_PX;
  const hasRoomRight = right + card.width + MARGIN_PX <= map.width;
  return {
    left: within(hasRoomRight ? right : point.x - GAP_PX - card.width, card.width, map.width),
    top: within(point.y - card.height / 2, card.height, map.height),
  };
}
