// An order to push is read, or refused with a reason. test/functions/fanout/hand-over.test.ts passes real ones.
import { expect, it } from 'vitest';
import { parsePushOrder } from '../../wire/push-order.ts';

const order = {
  frames: { points: ['frame'], compact: ['short'] },
  segments: [0, 8],
  postsPerSecond: 1125,
  deadlineMs: 1_791_633_620_000,
};

it('is read without other fields', () => {
  expect(parsePushOrder({ ...order, more: true })).toEqual(order);
});

it.each([
  [{ frames: ['frame'] }, 'frames has no list of texts for each form'],
  [{ frames: { points: ['frame'] } }, 'frames has no list of texts for each form'],
  [{ frames: { points: ['frame'], compact: [{}] } }, 'frames has no list of texts for each form'],
  [{ segments: undefined }, 'segments is not a list of integers'],
  [{ segments: [0.5] }, 'segments is not a list of integers'],
  [{ postsPerSecond: 0 }, 'postsPerSecond is not a number above 0'],
  [{ postsPerSecond: '9' }, 'postsPerSecond is not a number above 0'],
  [{ deadlineMs: null }, 'deadlineMs is not a number'],
])('refuses %j: %s', (changes, reason) => {
  expect(parsePushOrder({ ...order, ...changes })).toBe(reason);
});

it.each([undefined, null, 'order', 5])('refuses %j', (value) => {
  expect(parsePushOrder(value)).toBe('frames has no list of texts for each form');
});
