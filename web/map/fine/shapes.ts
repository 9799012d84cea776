// Areas and lines of which only a part is drawn. Pure; flat arrays: x, y, x, y.
import type { Row } from './rows-text.ts';

/** A part of a drawing. */
export interface Edges {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** An area or a line, and how far it reaches. */
export interface Shape {
  points: Row;
  reach: Edges;
}

export function toShape(points: Row): Shape {
  const reach = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (let index = 0; index < points.length; index += 2) {
    const [x, y] = [points[index] as number, points[index + 1] as number];
    if (x < reach.left) reach.left = x;
    if (x > reach.right) reach.right = x;
    if (y < reach.top) reach.top = y;
    if (y > reach.bottom) reach.bottom = y;
  }
  return { points, reach };
}

export function touches(a: Edges, b: Edges): boolean {
  return a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;
}

/** Whether the first is inside of the second. */
export function isInside(a: Edges, b: Edges): boolean {
  return a.left >= b.left && a.right <= b.right && a.top >= b.top && a.bottom <= b.bottom;
}

/** The part of an area: Sutherland-Hodgman clipping, edge by edge. */
export function clipArea({ points, reach }: Shape, part: Edges): Row {
  let clipped = points;
  if (reach.left < part.left) clipped = clipAt(clipped, 0, part.left, 1);
  if (reach.right > part.right) clipped = clipAt(clipped, 0, part.right, -1);
  if (reach.top < part.top) clipped = clipAt(clipped, 1, part.top, 1);
  if (reach.bottom > part.bottom) clipped = clipAt(clipped, 1, part.bottom, -1);
  return clipped;
}

/** Keeps what is beyond (side 1) or before (-1) an edge on an axis: 0 is x, 1 is y. */
function clipAt(points: Row, axis: 0 | 1, edge: number, side: 1 | -1): Row {
  const kept: number[] = [];
  const { length } = points;
  let [beforeX, beforeY] = [points[length - 2] ?? 0, points[length - 1] ?? 0];
  let wasInside = ((axis === 0 ? beforeX : beforeY) - edge) * side >= 0;
  for (let index = 0; index < length; index += 2) {
    const [x, y] = [points[index] as number, points[index + 1] as number];
    const inside = ((axis === 0 ? x : y) - edge) * side >= 0;
    if (inside !== wasInside) {
      const share = axis === 0 ? (edge - beforeX) / (x - beforeX) : (edge - beforeY) / (y - beforeY);
      kept.push(Math.round(beforeX + share * (x - beforeX)), Math.round(beforeY + share * (y - beforeY)));
    }
    if (inside) kept.push(x, y);
    [beforeX, beforeY, wasInside] = [x, y, inside];
  }
  return kept;
}

/** The stretches of a line that touch a part. */
export function cutLine({ points, reach }: Shape, part: Edges): Row[] {
  if (isInside(reach, part)) return [points];
  const stretches: number[][] = [];
  let stretch: number[] | undefined;
  for (let index = 2; index < points.length; index += 2) {
    const [fromX, fromY, toX, toY] = points.slice(index - 2, index + 2) as [number, number, number, number];
    const isOut =
      Math.max(fromX, toX) < part.left ||
      Math.min(fromX, toX) > part.right ||
      Math.max(fromY, toY) < part.top ||
      Math.min(fromY, toY) > part.bottom;
    if (isOut) {
      stretch = undefined;
      continue;
    }
    if (!stretch) {
      stretch = [fromX, fromY];
      stretches.push(stretch);
    }
    stretch.push(toX, toY);
  }
  return stretches;
}

/** The path of an area, moved to the right, without corners that are nearer to the one before than a step on both axes. */
export function areaPath(points: Row, step: number, moveX: number): string {
  const { text, count } = linePath(points, step, moveX);
  // Two corners are no area.
  return count > 2 ? `${text}z` : '';
}

/** The path of a line likewise, and how many points it has. */
export function linePath(points: Row, step: number, moveX: number): { text: string; count: number } {
  let [lastX, lastY] = [points[0] ?? 0, points[1] ?? 0];
  let text = `M${lastX + moveX} ${lastY}l`;
  let count = 1;
  for (let index = 2; index < points.length; index += 2) {
    const [stepX, stepY] = [(points[index] as number) - lastX, (points[index + 1] as number) - lastY];
    if (Math.abs(stepX) < step && Math.abs(stepY) < step && index + 2 < points.length) continue;
    text += `${count > 1 ? ' ' : ''}${stepX} ${stepY}`;
    lastX += stepX;
    lastY += stepY;
    count++;
  }
  return { text: count > 1 ? text : '', count };
}
