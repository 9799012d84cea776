// Cutting into batches, and sending again.
import { describe, expect, it } from 'vitest';
import { cutIntoBatches, sendUntilAccepted } from '../../../functions/shared/batches.ts';
import { aPace } from '../../support/builders.ts';

describe('cutIntoBatches', () => {
  const identity = (size: number) => size;

  it.each<[string, number[], number[][]]>([
    ['nothing into nothing', [], []],
    ['by count', [1, 1, 1, 1, 1, 1, 1], [[1, 1, 1], [1, 1, 1], [1]]],
    ['a full batch without an empty one behind it', [1, 1, 1], [[1, 1, 1]]],
    ['by bytes, to the last one', [50, 50, 1], [[50, 50], [1]]],
    ['before the item that would be too much', [60, 60, 40], [[60], [60, 40]]],
    ['an item over the limit alone, in its place', [10, 200, 10], [[10], [200], [10]]],
    ['items over the limit, each alone', [200, 300], [[200], [300]]],
    ['items of no size by count', [0, 0, 0, 0], [[0, 0, 0], [0]]],
  ])('cuts %s', (_, sizes, expected) => {
    expect(cutIntoBatches(sizes, { maxCount: 3, maxBytes: 100 }, identity)).toEqual(expected);
  });
});

describe('sendUntilAccepted', () => {
  /** A send that takes one item a call. */
  const oneAtATime = (calls: number[][]) => async (items: number[]) => {
    calls.push(items);
    return items.slice(1);
  };

  it('sends all at once, and again only what was not taken, in order', async () => {
    const calls: number[][] = [];

    const left = await sendUntilAccepted([1, 2, 3], oneAtATime(calls), aPace());

    expect(left).toEqual([]);
    expect(calls).toEqual([[1, 2, 3], [2, 3], [3]]);
  });

  it('sends nothing for nothing', async () => {
    const calls: number[][] = [];

    expect(await sendUntilAccepted([], oneAtATime(calls), aPace())).toEqual([]);
    expect(calls).toEqual([]);
  });

  it('waits twice as long each time at most, from 50 ms up to 2 s', async () => {
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
  ])('takes a share of that by chance: of %d', async (chance, waitsMs) => {
    const pace = { ...aPace(), random: () => chance };

    await sendUntilAccepted([1, 2, 3, 4], oneAtATime([]), pace);

    pace.waitsMs.forEach((waitMs, index) => {
      expect(waitMs).toBeCloseTo(waitsMs[index] as number, 9);
    });
    expect(pace.waitsMs).toHaveLength(waitsMs.length);
  });

  it('returns what is left when the next try would begin at the deadline or after it', async () => {
    const calls: number[][] = [];
    // The third wait, of 200 ms, would end at 350 ms.
    const pace = aPace({ forMs: 350 });

    const left = await sendUntilAccepted([1, 2, 3, 4, 5], oneAtATime(calls), pace);

    expect(pace.waitsMs).toEqual([50, 100]);
    expect(calls).toHaveLength(3);
    expect(left).toEqual([4, 5]);
  });

  it('tries once even after the deadline: a single call may still do', async () => {
    const calls: number[][] = [];

    expect(await sendUntilAccepted([1], oneAtATime(calls), aPace({ forMs: -1 }))).toEqual([]);
    expect(calls).toEqual([[1]]);
  });

  it('lets through what the call throws', async () => {
    const outage = new Error('outage');

    await expect(sendUntilAccepted([1], () => Promise.reject(outage), aPace())).rejects.toBe(outage);
  });
});
