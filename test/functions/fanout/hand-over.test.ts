// How an audience is divided among workers, and what happens when one cannot be started.
import { describe, expect, it, test } from 'vitest';
import { toFrames } from '../../../functions/fanout/frames.ts';
import { handOver, toOrders } from '../../../functions/fanout/hand-over.ts';
import { parsePushOrder } from '../../../wire/push-order.ts';
import { aReport, aTrack, NOW_MS } from '../../support/builders.ts';

const FRAMES = { points: ['frame'], compact: ['short'] };
const never = new AbortController().signal;

describe('orders', () => {
  it.each([
    [0, 1],
    [2500, 1],
    [2501, 2],
    [5000, 2],
    [5001, 4],
    [10_000, 4],
    [20_000, 8],
    [20_001, 16],
    [100_000, 16],
    [1_000_000, 16],
  ])('for an audience of %d are %d', (audience, workers) => {
    const orders = toOrders(FRAMES, audience, NOW_MS);

    expect(orders).toHaveLength(workers);
    // Each segment is in one order, and all orders have as many.
    const segments = orders.map((order) => order.segments);
    expect(segments.flat().toSorted((a, b) => a - b)).toEqual(Array.from({ length: 16 }, (_, index) => index));
    expect(new Set(segments.map(({ length }) => length)).size).toBe(1);
    // Below the 10,000 requests a second of an account.
    expect(orders.reduce((sum, { postsPerSecond }) => sum + postsPerSecond, 0)).toBe(9000);
    for (const { deadlineMs } of orders) expect(deadlineMs).toBe(NOW_MS + 20_000);
  });

  it('are read by a worker as they were written', () => {
    for (const order of toOrders({ points: ['{"type":"points"}', '"ö"'], compact: ['{}'] }, 10_000, NOW_MS))
      expect(parsePushOrder(JSON.parse(JSON.stringify(order)))).toEqual(order);
  });
});

test('an order fits into an invocation: a batch has at most 500 points, and Lambda takes 1 MB', () => {
  const points = Array.from({ length: 100 }, (_, index) => aTrack(5, NOW_MS, { catalogNumber: 100_000_000 + index }));
  const frames = { points: toFrames(points.flat(), NOW_MS), compact: toFrames(points.flat(), NOW_MS, 'compact') };
  for (const each of Object.values(frames)) expect(each.length).toBeGreaterThan(0);

  for (const order of toOrders(frames, 4000, NOW_MS))
    expect(Buffer.byteLength(JSON.stringify(order))).toBeLessThan(192_000);
});

test('every order starts a worker, which is not waited for', async () => {
  const inputs: { InvocationType: string; FunctionName: string; Payload: string }[] = [];
  const client = { send: async ({ input }: { input: (typeof inputs)[number] }) => void inputs.push(input) } as never;
  const orders = toOrders(FRAMES, 10_000, NOW_MS);
  const report = aReport();

  expect(await handOver({ client, functionName: 'push', from: 0 }, orders, report, never)).toBe(4);

  expect(inputs.map(({ Payload }) => JSON.parse(Payload))).toEqual(orders);
  for (const input of inputs) expect(input).toMatchObject({ InvocationType: 'Event', FunctionName: 'push' });
  expect(report.lines).toEqual([]);
});

test('a worker that cannot be started does not stop the others', async () => {
  let call = 0;
  const send = async () => {
    if (++call === 2) throw new Error('no');
  };
  const report = aReport();
  const orders = toOrders(FRAMES, 10_000, NOW_MS);

  expect(await handOver({ client: { send } as never, functionName: 'push', from: 0 }, orders, report, never)).toBe(3);

  expect(report.lines).toEqual([
    {
      level: 'error',
      message: 'could not start a worker; its viewers will fetch these points from the API',
      details: { segments: [1, 5, 9, 13], reason: 'Error: no' },
    },
  ]);
});
