// A consumer of batches with a viewer, on real tables, a real queue and a local stand-in for the Management API.
import type { QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { inject } from 'vitest';
import { type ConsumeParts, consume } from '../../../functions/fanout/consume.ts';
import { rememberConnection, segmentOf } from '../../../functions/shared/connections-table.ts';
import { storedTimesMs } from '../../../functions/shared/track-table.ts';
import { formatTime, MINUTE_MS } from '../../../orbit/time.ts';
import type { PointsFrame } from '../../../wire/frame.ts';
import type { PointRecord } from '../../../wire/point-record.ts';
import { aConnectionsTable, aQueue, aTrackTable, clientsFor, takeMessages, watchCalls } from '../../support/aws.ts';
import { aKinesisRecord, aPace, aPoint, aReport, aTrack, NOW_MS, TERRA } from '../../support/builders.ts';
import { aManagementApi, type Reply } from '../../support/servers/management-api.ts';

const endpoint = inject('endpoint');

/** Records of the last `count` points that are not after `untilMs`. */
export const records = (count: number, untilMs: number, overrides: Partial<PointRecord> = {}) =>
  aTrack(count, untilMs).map(({ timeMs }) => aKinesisRecord(aPoint({ time: formatTime(timeMs), ...overrides })));

/** Workers that get their orders from a client in place of Lambda's. */
export const someWorkers = ({ from, send = async () => ({}) }: { from: number; send?: () => Promise<unknown> }) => ({
  client: { send } as never,
  functionName: 'push',
  from,
});

/** A consumer with one viewer on the socket. */
export async function aConsumer({
  reply = 200 as Reply,
  ...overrides
}: Partial<ConsumeParts> & { reply?: Reply } = {}) {
  const clients = clientsFor(endpoint);
  const api = await aManagementApi(() => reply);
  const trackTable = await aTrackTable(clients);
  const connectionsTable = await aConnectionsTable(clients);
  const quarantine = await aQueue(clients);
  const report = aReport();
  await rememberConnection(connectionsTable, { connectionId: 'viewer', connectedAtMs: NOW_MS });
  const workers = someWorkers({ from: Infinity });
  const parts = { trackTable, connectionsTable, quarantine, poster: api.poster, workers, report, pushMs: 20_000 };
  return {
    report,
    connectionsTable,
    queries: watchCalls<QueryCommandInput>(clients.documents, 'QueryCommand'),
    writes: watchCalls(clients.documents, 'BatchWriteItemCommand'),
    run: (batch: ReturnType<typeof records>, pace = aPace()) =>
      consume({ ...parts, pace, ...overrides }, batch, NOW_MS),
    /** Adds viewers until the first segment has `count`. */
    async connect(count: number) {
      const ids = Array.from({ length: 100 }, (_, index) => `id-${index}`).filter((id) => segmentOf(id) === 0);
      for (const connectionId of ids.slice(0, count))
        await rememberConnection(connectionsTable, { connectionId, connectedAtMs: NOW_MS });
    },
    stored: () => storedTimesMs(trackTable, TERRA, 0, NOW_MS + 60 * MINUTE_MS),
    frames: () => api.posts.map(({ frame }) => JSON.parse(frame) as PointsFrame),
    quarantined: () => takeMessages(quarantine.client, quarantine.queueUrl),
  };
}

export const noTable = () => ({ client: clientsFor(endpoint).documents, tableName: 'no-such-table' });
