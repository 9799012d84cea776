// Places under the pointer.
import { describe, expect, it } from 'vitest';
import { WORLD } from '../../../web/map/projection.ts';
import { pointAt } from '../../../web/map/stage.ts';

describe('the place under a pointer', () => {
  const box = { left: 40, top: 100, width: 720, height: 360 };

  it.each([
    { name: 'the middle', clientX: 400, clientY: 280, place: { longitudeDeg: 0, latitudeDeg: 0 } },
    { name: 'north-west', clientX: 220, clientY: 190, place: { longitudeDeg: -90, latitudeDeg: 45 } },
    { name: 'the left edge', clientX: 40, clientY: 280, place: { longitudeDeg: -180, latitudeDeg: 0 } },
    {
      name: 'the right edge, the same meridian',
      clientX: 760,
      clientY: 280,
      place: { longitudeDeg: -180, latitudeDeg: 0 },
    },
    { name: 'a fraction of a pixel above', clientX: 400, clientY: 99.6, place: { longitudeDeg: 0, latitudeDeg: 90 } },
  ])('$name', ({ place, ...pointer }) => {
    expect(WORLD.toPlace(pointAt(box, pointer))).toEqual(place);
  });
});
