// Batches, and resending with backoff.
import { describe, expect, it } from 'vitest';
import { cutIntoBatches, sendUntilAccepted } from '../../../functions/shared/batches.ts';
import { aPace } from '../../support/builders.ts';

describe('cutIntoBatches', () => {
  const identity = (size: number) => size;

  it.each<[string, number[], number[][]]>([
    ['nothing into nothing', [], []],
    ['by count', [1, 1, 1, 1, 1, 1, 1], [[1, 1, 1], [1, 1, 1], [1]]],
    ['a full batch without an empty one after it', [1, 1, 1], [[1, 1, 1]]],
    ['by bytes, to the last one', [50, 50, 1], [[50, 50], [1]]],
    ['before the item that would exceed the bytes', [60, 60, 40], [[60], [60, 40]]],
    ['an item over the limit into a batch of its own, in order', [10, 200, 10], [[10], [200], [10]]],
    ['items over the limit, each into a batch of its own', [200, 300], [[200], [300]]],
    ['items of no size by count', [0, 0, 0, 0], [[0, 0, 0], [0]]],
  ])('cuts %s', (_, sizes, expected) => {
    expect(cutIntoBatches(sizes, { maxCount: 3, maxBytes: 100 }, identity)).toEqual(expected);
  });
});

describe('sendUntilAccepted', () => {
  /** A send that accepts one item per call. */
  const oneAtATime = (calls: number[][]) => async (items: number[]) => {
    calls.push(items);
    return items.slice(1);
  };

  it('sends all at once, and then only what was not accepted, in order', async () => {
    const calls: number[][] = [];

    const left = await sendUntilAccepted([1, 2, 3], oneAtATime(calls), aPace());

    expect(left).toEqual([]);
    expect(calls).toEqual([[1, 2, 3], [2, 3], [3]]);
  });

  it('makes no call for no items', async () => {
    const calls: number[][] = [];

    expect(await sendUntilAccepted([], oneAtATime(calls), aPace())).toEqual([]);
    expect(calls).toEqual([]);
  });

  it('waits up to 50 ms, doubled each time, up to 2 s', async () => {
    const pace = aPace({ forMs: 60_000 });

    await sendUntilAccepted(
      Array.from({ length: 9 }, (_, index) => index),
      oneAtATime([]),
      pace,
    );

    expect(pace.waitsMs).toEqual([50, 100, 200, 400, 800, 1600, 2000, 2000]);
  });

  it.each([
    [0, [0, 0, 0]],
    [0.5, [25, 50, 100]],
    [0.999, [49.95, 99.9, 199.8]],
  ])('waits a random share of that: %d', async (chance, waitsMs) => {
    const pace = { ...aPace(), random: () => chance };

    await sendUntilAccepted([1, 2, 3, 4], oneAtATime([]), pace);

    pace.waitsMs.forEach((waitMs, index) => {
      expect(waitMs).toBeCloseTo(waitsMs[index] as number, 9);
    });
    expect(pace.waitsMs).toHaveLength(waitsMs.length);
  });

  it('returns what is left when the next try would start at the deadline or later', async () => {
    const calls: number[][] = [];
    // The third wait, of 200 ms, would end at 350 ms.
    const pace = aPace({ forMs: 350 });

    const left = await sendUntilAccepted([1, 2, 3, 4, 5], oneAtATime(calls), pace);

    expect(pace.waitsMs).toEqual([50, 100]);
    expect(calls).toHaveLength(3);
    expect(left).toEqual([4, 5]);
  });

  it('tries once even after the deadline, because one call may be enough', async () => {
    const calls: number[][] = [];

    expect(await sendUntilAccepted([1], oneAtATime(calls), aPace({ forMs: -1 }))).toEqual([]);
    expect(calls).toEqual([[1]]);
  });

  it('lets errors of the call pass through', async () => {
    const outage = new Error('outage');

    await expect(sendUntilAccepted([1], () => Promise.reject(outage), aPace())).rejects.toBe(outage);
  });
});
