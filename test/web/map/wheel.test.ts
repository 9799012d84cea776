// How much a turn of the wheel magnifies.
import { expect, test } from 'vitest';
import { wheelExponent } from '../../../web/map/zoom/wheel.ts';

test.each([
  { name: 'a notch of a mouse with Ctrl, towards', deltaY: -100, deltaMode: 0, ctrlKey: true, factor: 1.231 },
  { name: 'a notch of a mouse with Command, away', deltaY: 100, deltaMode: 0, ctrlKey: false, factor: 0.871 },
  { name: 'a notch in lines, as Firefox reports it', deltaY: 3, deltaMode: 1, ctrlKey: true, factor: 0.812 },
  { name: 'two fingers on a touchpad, a small step', deltaY: -2, deltaMode: 0, ctrlKey: true, factor: 1.028 },
  { name: 'a touchpad that is scrolled sideways', deltaY: 0, deltaMode: 0, ctrlKey: true, factor: 1 },
])('$name', ({ factor, ...event }) => {
  expect(2 ** wheelExponent(event)).toBeCloseTo(factor, 3);
});
