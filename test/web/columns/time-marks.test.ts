// Times beside a track: never on the line, on each other, on what is taken, or outside of the plot.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Box, placeTimes, type Spot } from '../../../web/columns/time-marks.ts';

const SIZE = { width: 30, height: 12 };
const PLOT = { left: 40, top: 8, right: 358, bottom: 158 };

const place = (spots: readonly Spot[], line: readonly Spot[], taken: readonly Box[] = []) =>
  placeTimes(spots, line, SIZE, PLOT, taken);
const upwards = Array.from({ length: 30 }, (_, index) => ({ x: 200, y: 150 - 4 * index }));
const at = (index: number) => upwards[index] as Spot;

it('stand at the right of a line that goes up, at its left where something else is, and else nowhere', () => {
  const spot = at(15);
  const right = { left: 205, top: 80, right: 240, bottom: 100 };
  const left = { ...right, left: 160, right: 195 };

  // The edge is 6 px from the spot.
  expect(place([spot], upwards)).toEqual([{ spot, label: { x: 221, y: 90 } }]);
  expect(place([spot], upwards, [right])).toEqual([{ spot, label: { x: 179, y: 90 } }]);
  expect(place([spot], upwards, [{ left: 150, top: 50, right: 250, bottom: 130 }])).toEqual([
    { spot, label: undefined },
  ]);
  expect(place([spot], upwards, [right, left])[0]?.label?.y).not.toBe(90);
});

it('stand above or below a line that goes along', () => {
  const along = upwards.map((_, index) => ({ x: 100 + 4 * index, y: 90 }));

  expect(place([along[15] as Spot], along)[0]?.label).toMatchObject({ x: 160 });
});

it('are left out where the satellite hardly moves: the first of them speaks for the others', () => {
  expect(place([at(15), at(16), at(17), at(20)], upwards).map(({ spot }) => spot)).toEqual([at(15), at(20)]);
});

it('cover nothing, for any track', () => {
  const spot = fc.record({ x: fc.double({ min: 40, max: 358 }), y: fc.double({ min: 8, max: 158 }) });
  const anyLine = fc.array(spot, { minLength: 2, maxLength: 6 }).map((corners) =>
    corners.slice(1).flatMap((to, index) => {
      const from = corners[index] as Spot;
      const count = Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / 3) + 1;
      return Array.from({ length: count }, (_, step) => ({
        x: from.x + ((to.x - from.x) * step) / count,
        y: from.y + ((to.y - from.y) * step) / count,
      }));
    }),
  );
  fc.assert(
    fc.property(anyLine, (line) => {
      const spots = line.filter((_, index) => index % 20 === 5);
      const boxes = place(spots, line).flatMap(({ label }) =>
        label ? [{ left: label.x - 15, right: label.x + 15, top: label.y - 6, bottom: label.y + 6 }] : [],
      );
      for (const [index, box] of boxes.entries()) {
        expect(box.left).toBeGreaterThanOrEqual(39.999);
        expect(box.right).toBeLessThanOrEqual(358.001);
        expect(box.top).toBeGreaterThanOrEqual(7.999);
        expect(box.bottom).toBeLessThanOrEqual(158.001);
        expect(line.some(({ x, y }) => x > box.left && x < box.right && y > box.top && y < box.bottom)).toBe(false);
        for (const other of boxes.slice(index + 1))
          expect(
            box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom,
          ).toBe(false);
      }
    }),
    { numRuns: 50 },
  );
});
