// A connection that 410 says is gone is deleted, and nothing waits for that.
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, inject, it } from 'vitest';
import { type OpenConnection, openConnections } from '../../../functions/shared/connections-table.ts';
import { aConnectionsTable, clientsFor } from '../../support/aws.ts';
import { NOW_MS } from '../../support/builders.ts';
import { aManagementApi, type ManagementApi } from '../../support/servers/management-api.ts';
import { type PushOptions, pushOn, viewers } from './a-push.ts';

const endpoint = inject('endpoint');
const aPush = (api: ManagementApi, connections: OpenConnection[], options?: PushOptions) =>
  pushOn(endpoint, api, connections, options);

describe('a connection that is gone', () => {
  it('is deleted and gets no second frame; the others stay', async () => {
    const [gone, ...others] = viewers(3);
    const api = await aManagementApi(({ connectionId }) => (connectionId === gone?.connectionId ? 410 : 200));

    const { result, remembered } = await aPush(api, viewers(3), { frames: ['first', 'second'] });

    expect(result).toEqual({ sent: 4, dropped: 0, forgotten: 1 });
    expect(api.posts.filter(({ connectionId }) => connectionId === gone?.connectionId)).toHaveLength(1);
    expect((await remembered()).toSorted((a, b) => a.connectionId.localeCompare(b.connectionId))).toEqual(others);
  });

  it('is deleted where it was read: rows of an earlier version are in other segments', async () => {
    const [viewer] = viewers(1) as [OpenConnection];
    const former = { ...viewer, segment: (viewer.segment + 1) % 4 };
    const table = await aConnectionsTable(clientsFor(endpoint));
    const Item = { ...former, expiresAt: NOW_MS };
    await table.client.send(new PutCommand({ TableName: table.tableName, Item }));
    expect(await openConnections(table, NOW_MS)).toEqual([former]);

    const { result, remembered } = await aPush(await aManagementApi(() => 410), [former], { table });

    expect(result).toEqual({ sent: 0, dropped: 0, forgotten: 1 });
    expect(await remembered()).toEqual([]);
  });

  it.each([0, 30_000])('stays when its row is %d ms old: the post may have overtaken $connect', async (ageMs) => {
    const api = await aManagementApi(() => 410);

    const { result, report, remembered } = await aPush(api, viewers(1, ageMs), { frames: ['first', 'second'] });

    expect(result).toEqual({ sent: 0, dropped: 2, forgotten: 0 });
    expect(await remembered()).toHaveLength(1);
    expect(report.lines).toEqual([
      {
        level: 'warn',
        message: 'frames dropped',
        details: { reason: 'gone, but connected in the last 30 s', viewers: 1 },
      },
    ]);
  });

  it('is deleted after everybody has the frames: a slow table must not hold them up', async () => {
    const table = await aConnectionsTable(clientsFor(endpoint));
    const postsBefore: number[] = [];
    const api = await aManagementApi(({ connectionId }) => (/^Zk3x\d\//.test(connectionId) ? 410 : 200));
    table.client.middlewareStack.add(
      (next, context) => (args) => {
        if (context.commandName === 'DeleteItemCommand') postsBefore.push(api.posts.length);
        return next(args);
      },
      { step: 'initialize' },
    );

    const { result } = await aPush(api, viewers(120), { table });

    expect(result).toEqual({ sent: 110, dropped: 0, forgotten: 10 });
    expect(postsBefore).toEqual(new Array(10).fill(120));
  });

  it('that cannot be deleted is left to the next frame; one log line covers all of them', async () => {
    const api = await aManagementApi(() => 410);
    const table = { client: clientsFor(endpoint).documents, tableName: 'no-such-table' };

    const { result, report } = await aPush(api, viewers(2), { table });

    expect(result).toEqual({ sent: 0, dropped: 0, forgotten: 0 });
    expect(report.lines).toEqual([
      {
        level: 'warn',
        message: 'could not delete closed connections; the next frame tries again',
        details: { connections: 2, reason: expect.stringMatching(/^ResourceNotFoundException/) },
      },
    ]);
  });
});
