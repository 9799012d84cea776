// A worker serves its segments, on a real table and through a local stand-in for the Management API.
import { expect, inject, test } from 'vitest';
import { REAL_CLOCK } from '../../../functions/push/pacer.ts';
import { serve, TooLateError } from '../../../functions/push/serve.ts';
import { rememberConnection, segmentOf } from '../../../functions/shared/connections-table.ts';
import { METRIC } from '../../../functions/shared/names.ts';
import type { PushOrder } from '../../../wire/push-order.ts';
import { aConnectionsTable, clientsFor } from '../../support/aws.ts';
import { aReport, NOW_MS } from '../../support/builders.ts';
import { aManagementApi } from '../../support/servers/management-api.ts';

const endpoint = inject('endpoint');
const IDS = Array.from({ length: 40 }, (_, index) => `viewer-${index}`);
/** Those that want compact frames. */
const COMPACT = IDS.filter((_, index) => index % 2 === 1);

/** A worker with forty viewers in its table. */
async function aWorker(order: Partial<PushOrder> = {}, nowMs = NOW_MS) {
  const connectionsTable = await aConnectionsTable(clientsFor(endpoint));
  for (const connectionId of IDS) {
    const compact = COMPACT.includes(connectionId) && { form: 'compact' as const };
    await rememberConnection(connectionsTable, { connectionId, connectedAtMs: NOW_MS, ...compact });
  }
  const api = await aManagementApi();
  const report = aReport();
  const clock = { nowMs: () => nowMs, wait: REAL_CLOCK.wait };
  const frames = { points: ['first', 'second'], compact: ['1st', '2nd'] };
  const whole = { frames, segments: [1, 9], postsPerSecond: 1e6, deadlineMs: NOW_MS + 20_000 };
  return {
    api,
    report,
    run: () => serve({ connectionsTable, poster: api.poster, report, clock }, { ...whole, ...order }),
  };
}

test('the connections of its segments get every frame in their form, in order; others get none', async () => {
  const { run, api, report } = await aWorker();

  await run();

  const expected = IDS.filter((id) => [1, 9].includes(segmentOf(id)));
  // Of both forms.
  expect(new Set(expected.map((id) => COMPACT.includes(id))).size).toBe(2);
  for (const id of IDS) {
    const frames = api.posts.filter(({ connectionId }) => connectionId === id).map(({ frame }) => frame);
    const own = COMPACT.includes(id) ? ['1st', '2nd'] : ['first', 'second'];
    expect(frames).toEqual(expected.includes(id) ? own : []);
  }
  expect(report.counts).toEqual({ [METRIC.framesSent]: 2 * expected.length, [METRIC.framesDropped]: 0 });
  expect(report.lines).toEqual([
    {
      level: 'info',
      message: 'pushed',
      details: {
        segments: [1, 9],
        connections: expected.length,
        sent: 2 * expected.length,
        dropped: 0,
        forgotten: 0,
        unread: 0,
      },
    },
  ]);
});

test('an order after its deadline is refused: the pages have fetched the points by then', async () => {
  const { run, api } = await aWorker({}, NOW_MS + 20_000);

  await expect(run()).rejects.toThrow(TooLateError);

  expect(api.posts).toEqual([]);
});

test('what is not sent by the deadline is dropped', async () => {
  // One post at once, the next one after ten minutes.
  const { run, api, report } = await aWorker({ postsPerSecond: 1 / 600, deadlineMs: NOW_MS + 2000, segments: ALL });

  const served = run();
  await expect(Promise.race([served, REAL_CLOCK.wait(20_000).then(() => 'still waiting')])).resolves.toBeUndefined();

  expect(api.posts.length).toBeLessThanOrEqual(1);
  const sent = report.counts[METRIC.framesSent] ?? 0;
  expect(report.counts[METRIC.framesDropped]).toBeCloseTo((100 * (80 - sent)) / 80);
});

const ALL = Array.from({ length: 16 }, (_, index) => index);

test('when the connections cannot be read it throws: the order goes to the dead letters', async () => {
  const connectionsTable = { client: clientsFor(endpoint).documents, tableName: 'no-such-table' };
  const parts = { connectionsTable, poster: (await aManagementApi()).poster, report: aReport(), clock: REAL_CLOCK };
  const order = {
    frames: { points: ['frame'], compact: ['short'] },
    segments: [0],
    postsPerSecond: 100,
    deadlineMs: Date.now() + 20_000,
  };

  await expect(serve(parts, order)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});
