// Frames go to the connections that are known, while others are still being read.
import { describe, expect, inject, it } from 'vitest';
import type { OpenConnection } from '../../../functions/shared/connections-table.ts';
import { aConnectionsTable, clientsFor } from '../../support/aws.ts';
import { aManagementApi, type Reply } from '../../support/servers/management-api.ts';
import { type PushOptions, pushOn, viewers } from './a-push.ts';

const endpoint = inject('endpoint');
const [a, b, c, d] = viewers(4) as [OpenConnection, OpenConnection, OpenConnection, OpenConnection];
const THROTTLED = Object.assign(new Error('Rate exceeded.'), { name: 'ThrottlingException' });

/** A push to the viewers above, whose segments are read as the test says. `reply` hears of each post. */
async function aPush(
  segments: PushOptions['segments'],
  reply: (connectionId: string) => Reply = () => 200,
  options: PushOptions = {},
) {
  const api = await aManagementApi(({ connectionId }) => reply(connectionId));
  const pushed = await pushOn(endpoint, api, [a, b, c, d], { ...options, ...(segments && { segments }) });
  return { ...pushed, got: api.posts.map(({ connectionId }) => connectionId) };
}

describe('a segment that is read slowly', () => {
  it('holds up none of the others, in whatever order they come', async () => {
    const [first, third] = [Promise.withResolvers<OpenConnection[]>(), Promise.withResolvers<OpenConnection[]>()];

    // If it waited for the first one, this would never end.
    const { result, read, got } = await aPush(
      () => [first.promise, Promise.resolve([b]), third.promise],
      (connectionId) => {
        if (connectionId === b.connectionId) third.resolve([c, d]);
        if (connectionId === d.connectionId) first.resolve([a]);
        return 200;
      },
    );

    expect(got[0]).toBe(b.connectionId);
    expect(got.at(-1)).toBe(a.connectionId);
    expect(result).toEqual({ sent: 4, dropped: 0, forgotten: 0 });
    expect(read).toEqual({ connections: 4, unread: 0 });
  });

  it('comes before the second chance of viewers whose posts were refused with 429', async () => {
    const slow = Promise.withResolvers<OpenConnection[]>();
    let refusals = 0;

    const { result, got } = await aPush(
      () => [Promise.resolve([a]), slow.promise],
      (connectionId) => {
        if (connectionId !== a.connectionId || ++refusals > 3) return 200;
        if (refusals === 3) slow.resolve([b]);
        return 429;
      },
    );

    expect(got).toEqual([a, a, a, b, a].map(({ connectionId }) => connectionId));
    expect(result).toEqual({ sent: 2, dropped: 0, forgotten: 0 });
  });

  it('comes before closed connections are deleted', async () => {
    const table = await aConnectionsTable(clientsFor(endpoint));
    const slow = Promise.withResolvers<OpenConnection[]>();
    const order: string[] = [];
    table.client.middlewareStack.add(
      (next, context) => (args) => {
        order.push(context.commandName as string);
        return next(args);
      },
      { step: 'initialize' },
    );
    const reply = (connectionId: string) => {
      order.push(connectionId);
      slow.resolve([b]);
      return connectionId === a.connectionId ? 410 : 200;
    };

    const { result } = await aPush(() => [Promise.resolve([a]), slow.promise], reply, { table });

    expect(order).toEqual([a.connectionId, b.connectionId, 'DeleteItemCommand']);
    expect(result).toEqual({ sent: 1, dropped: 0, forgotten: 1 });
  });
});

describe('a segment that cannot be read', () => {
  it('costs the others nothing, and counts as dropped with as many viewers as the others have', async () => {
    const { result, read, report } = await aPush(
      () => [Promise.reject(THROTTLED), Promise.resolve([a, b, c]), Promise.resolve([d])],
      () => 200,
      { frames: ['first', 'second'] },
    );

    expect(result).toEqual({ sent: 8, dropped: 4, forgotten: 0 });
    expect(read).toEqual({ connections: 4, unread: 1 });
    expect(report.lines).toEqual([
      {
        level: 'error',
        message: 'could not read some of the connections; those will fetch these points from the API',
        details: { segments: 1, reason: 'ThrottlingException: Rate exceeded.' },
      },
    ]);
  });

  it('ends the push when it is the only one: nobody is known', async () => {
    await expect(aPush(() => [Promise.reject(THROTTLED)])).rejects.toBe(THROTTLED);
  });
});
