// The part of the map that is shown, as the address has it, and the part that shows a stretch whole.
import { describe, expect, it, test } from 'vitest';
import { worldAround } from '../../../../web/map/projection.ts';
import { frameOf, isWhole, shownFrame, viewportOf } from '../../../../web/map/zoom/framing.ts';

/** Corners of a stretch, so many degrees to each side of a place. */
function stretch(latitudeDeg: number, longitudeDeg: number, reachDeg: number, heightDeg: number) {
  const wrapped = (deg: number) => ((((deg + 180) % 360) + 360) % 360) - 180;
  return [-1, 1].map((side) => ({
    latitudeDeg: latitudeDeg + side * heightDeg,
    longitudeDeg: wrapped(longitudeDeg + side * reachDeg),
  }));
}

test('what is shown of the world is written as it is read, wherever the world is cut', () => {
  const frame = { latitudeDeg: -18.14, longitudeDeg: 178.44, scale: 4 };
  const { scale, left, top } = viewportOf(frame, worldAround(0)) ?? { scale: 0, left: 0, top: 0 };
  const turned = { scale, top, left: left + (scale * 178.44) / 360 };
  for (const [centreDeg, viewport] of [
    [0, { scale, left, top }],
    [178.44, turned],
  ] as const) {
    const stage = { projection: () => worldAround(centreDeg), viewport: () => viewport };
    expect(shownFrame(stage)).toEqual({
      latitudeDeg: expect.closeTo(-18.14, 9),
      longitudeDeg: expect.closeTo(178.44, 9),
      scale: 4,
    });
  }
});

describe('the part that shows a stretch whole', () => {
  it.each([
    { name: 'of a usual one', reachDeg: 20, heightDeg: 15, scale: 4 },
    { name: 'of a wide one', reachDeg: 60, heightDeg: 20, scale: 2.5 },
    { name: 'of a high one', reachDeg: 20, heightDeg: 32, scale: 2.5 },
  ])('$name is around its place', ({ reachDeg, heightDeg, scale }) => {
    const place = { latitudeDeg: 10, longitudeDeg: 175 };
    expect(frameOf(stretch(10, 175, reachDeg, heightDeg), place)).toEqual({ ...place, scale });
  });

  it('is none near a pole, and without a stretch', () => {
    const place = { latitudeDeg: -78, longitudeDeg: 166 };
    expect(frameOf(stretch(-78, 166, 100, 8), place)).toBeUndefined();
    expect(frameOf([], place)).toBeUndefined();
  });

  it.each([
    [0, true],
    [165, false],
    [-165, false],
  ])('on the whole map, one around %s° is whole: %s', (longitudeDeg, expected) => {
    const viewport = { scale: 1, left: 0, top: 0 };
    const stage = { projection: () => worldAround(0), viewport: () => viewport, spotOf: () => undefined };
    expect(isWhole(stretch(0, longitudeDeg, 20, 10), { latitudeDeg: 0, longitudeDeg }, stage)).toBe(expected);
  });
});
