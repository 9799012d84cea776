// Reads the lines of a path on a map, in degrees.

export type MapPlace = [x: number, y: number];

/** The lines of a path in the form M x,y L x,y L x,y ... */
export function parseLines(path: string): MapPlace[][] {
  return path
    .split('M')
    .filter(Boolean)
    .map((line) =>
      line
        .replace(/Z$/, '')
        .split('L')
        .map((place) => place.split(',').map(Number) as MapPlace),
    );
}

/** The longest step in any line, east or west, and north or south, degrees. */
export function longestSteps(lines: readonly MapPlace[][]): { x: number; y: number } {
  const steps = lines.flatMap((line) =>
    line.slice(1).map(([x, y], index) => {
      const [fromX, fromY] = line[index] as MapPlace;
      return { x: Math.abs(x - fromX), y: Math.abs(y - fromY) };
    }),
  );
  return { x: Math.max(...steps.map(({ x }) => x)), y: Math.max(...steps.map(({ y }) => y)) };
}
