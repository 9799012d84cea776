// Where the world is cut while the map is moved, and around which point a step magnifies.
import { describe, expect, it, test } from 'vitest';
import { aroundSpot } from '../../../../web/map/zoom/around.ts';
import { centreFor, onDrawing } from '../../../../web/map/zoom/turn.ts';

describe('the meridian in the middle of the drawing', () => {
  /** Four times magnified, the map shows 90 degrees. */
  const around = (middleDeg: number, scale = 4) => ({ scale, left: 0.5 - (scale * (middleDeg + 180)) / 360, top: -1 });

  it.each([
    { name: 'the whole map', shown: { scale: 1, left: 0, top: 0 }, before: 0, centreDeg: 0 },
    { name: 'the whole map again', shown: { scale: 1, left: 0, top: 0 }, before: 170, centreDeg: 0 },
    { name: 'up to the date line', shown: around(135), before: 0, centreDeg: 0 },
    { name: 'over it', shown: around(136), before: 0, centreDeg: 136 },
    { name: 'over it to the west', shown: around(-178), before: 0, centreDeg: -178 },
    { name: 'on to Greenwich', shown: around(270), before: 136, centreDeg: 136 },
    { name: 'around the Earth', shown: around(272), before: 136, centreDeg: 272 },
    { name: 'wider, so that the cut would be seen', shown: around(170, 2), before: 60, centreDeg: 170 },
  ])('$name', ({ shown, before, centreDeg }) => {
    expect(centreFor(shown, before)).toBeCloseTo(centreDeg, 9);
  });

  it.each([0, 136, -178, 632])('%f: the same part is shown', (centreDeg) => {
    const { scale, left, top } = onDrawing(around(136), centreDeg);

    // Half a map after its left edge, in degrees from the middle of the drawing.
    expect(((0.5 - left) / scale) * 360 - 180).toBeCloseTo(136 - centreDeg, 9);
    expect([scale, top]).toEqual([4, -1]);
  });
});

describe('a step of the zoom', () => {
  /** Where a spot is after it. */
  function moved(spot: { x: number; y: number }, factor: number) {
    const fixed = aroundSpot(spot, factor);
    return { x: fixed.x + factor * (spot.x - fixed.x), y: fixed.y + factor * (spot.y - fixed.y) };
  }

  it('brings my place to the middle: from the edge of the map to an eighth of the way', () => {
    expect(moved({ x: 1, y: 0.05 }, 8).x).toBeCloseTo(0.5625, 9);
    expect(moved({ x: 1, y: 0.05 }, 8).y).toBeCloseTo(0.225, 9);
  });

  it('goes back the same way', () => {
    const { x, y } = moved(moved({ x: 0.9, y: 0.3 }, 1.6), 1 / 1.6);

    expect([x, y]).toEqual([expect.closeTo(0.9, 9), expect.closeTo(0.3, 9)]);
  });

  test.each([undefined, { x: 1.01, y: 0.2 }, { x: -0.01, y: 0.2 }, { x: 0.2, y: 0.51 }])(
    'around the middle of the map for %o, which is not on it',
    (spot) => {
      expect(aroundSpot(spot, 1.6)).toEqual({ x: 0.5, y: 0.25 });
    },
  );
});
