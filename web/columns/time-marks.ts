// Times beside a track, where nothing else is. Pure; in pixels.

/** A place of the track in the chart. */
export interface Spot {
  x: number;
  y: number;
}

/** The middle of a time beside its spot; undefined where there is no room for it. */
export interface TimeMark {
  spot: Spot;
  label: Spot | undefined;
}

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** From a spot to the closest edge of its time. */
const DISTANCE_PX = 6;
/** Between a time and other things. */
const GAP_PX = 2;
/** Marks closer together than this would say nothing but that the satellite hardly moves. */
const LEAST_APART_PX = 10;
/** Right, left, and every 45° in between; of equally good ones the first wins. */
const DIRECTIONS = [0, 4, 1, 7, 3, 5, 6, 2].map((eighth) => [
  Math.cos((eighth * Math.PI) / 4),
  Math.sin((eighth * Math.PI) / 4),
]) as readonly (readonly [x: number, y: number])[];

/**
 * Places the times beside their spots on the track: inside of the plot, off the line, off each other, and off what is
 * taken. Earlier spots choose first. A time goes to the side of the line rather than before or behind its spot.
 */
export function placeTimes(
  spots: readonly Spot[],
  line: readonly Spot[],
  size: { width: number; height: number },
  plot: Box,
  taken: readonly Box[],
): TimeMark[] {
  const marks: TimeMark[] = [];
  const used = [...taken];
  const closeLine = [...line, ...middles(line)];
  for (const spot of spots) {
    if (marks.some((other) => distance(other.spot, spot) < LEAST_APART_PX)) continue;
    const [x, y] = headingAt(spot, line);
    // How far to the side: the cross product with the heading.
    const sideways = ([dx, dy]: readonly [number, number]) => Math.abs(dx * y - dy * x);
    const boxes = DIRECTIONS.toSorted((a, b) => Math.round(8 * (sideways(b) - sideways(a)))).map((direction) =>
      boxBeside(spot, direction, size),
    );
    const box = boxes.find(
      (each) => isInside(each, plot) && !used.some((other) => overlap(each, other)) && !isOnLine(each, closeLine),
    );
    if (box) used.push(box);
    marks.push({ spot, label: box && { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 } });
  }
  return marks;
}

/** The direction of the line at a spot on it: from the place before to the one behind. */
function headingAt(spot: Spot, line: readonly Spot[]): readonly [x: number, y: number] {
  const index = line.findIndex(({ x, y }) => x === spot.x && y === spot.y);
  const [from, to] = [line[Math.max(0, index - 1)] ?? spot, line[index + 1] ?? spot];
  const length = distance(from, to) || 1;
  return [(to.x - from.x) / length, (to.y - from.y) / length];
}

/** A time in a direction: its closest edge is at the distance. */
function boxBeside(
  { x, y }: Spot,
  [dx, dy]: readonly [number, number],
  { width, height }: { width: number; height: number },
): Box {
  // Aside of a corner, the distance is along the diagonal.
  const left = x + dx * DISTANCE_PX + (dx > 0.4 ? 0 : dx < -0.4 ? -width : -width / 2);
  const top = y + dy * DISTANCE_PX + (dy > 0.4 ? 0 : dy < -0.4 ? -height : -height / 2);
  return { left, top, right: left + width, bottom: top + height };
}

function isInside(box: Box, plot: Box): boolean {
  return box.left >= plot.left && box.right <= plot.right && box.top >= plot.top && box.bottom <= plot.bottom;
}

function overlap(a: Box, b: Box): boolean {
  return (
    a.left < b.right + GAP_PX && b.left < a.right + GAP_PX && a.top < b.bottom + GAP_PX && b.top < a.bottom + GAP_PX
  );
}

/** The places of a line are up to ten pixels apart: with these, less than the height of a time. */
function middles(line: readonly Spot[]): Spot[] {
  return line.slice(1).map(({ x, y }, index) => {
    const before = line[index] ?? { x, y };
    return { x: (x + before.x) / 2, y: (y + before.y) / 2 };
  });
}

/** Whether a line of close places crosses a box. */
function isOnLine(box: Box, line: readonly Spot[]): boolean {
  const { left, top, right, bottom } = box;
  for (const { x, y } of line)
    if (x > left - GAP_PX && x < right + GAP_PX && y > top - GAP_PX && y < bottom + GAP_PX) return true;
  return false;
}

function distance(a: Spot, b: Spot): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
