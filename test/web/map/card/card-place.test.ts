// Where the card of a point is: beside it, and inside of the map.
import { expect, test } from 'vitest';
import { placeCard } from '../../../../web/map/card/card-place.ts';

const MAP = { width: 1200, height: 600 };
const PHONE = { width: 366, height: 183 };
const CARD = { width: 200, height: 100 };
const HIGH = { width: 200, height: 130 };

test.each([
  { name: 'in the middle: above', point: { x: 600, y: 300 }, card: CARD, map: MAP, left: 500, top: 190 },
  { name: 'near the upper edge: below', point: { x: 600, y: 40 }, card: CARD, map: MAP, left: 500, top: 50 },
  { name: 'in the left upper corner', point: { x: 3, y: 3 }, card: CARD, map: MAP, left: 4, top: 13 },
  { name: 'in the right lower corner', point: { x: 1199, y: 599 }, card: CARD, map: MAP, left: 996, top: 489 },
  { name: 'on a phone, left: at the right', point: { x: 100, y: 90 }, card: HIGH, map: PHONE, left: 110, top: 25 },
  { name: 'on a phone, right: at the left', point: { x: 300, y: 90 }, card: HIGH, map: PHONE, left: 90, top: 25 },
  {
    name: 'higher than the map: from its top',
    point: { x: 300, y: 90 },
    card: { width: 200, height: 190 },
    map: PHONE,
    left: 90,
    top: 4,
  },
])('$name', ({ point, card, map, left, top }) => {
  expect(placeCard(point, card, map)).toEqual({ left, top });
});
