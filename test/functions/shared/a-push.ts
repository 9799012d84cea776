// Pushes frames to connections of a real table, through a local stand-in for the Management API.
import {
  type OpenConnection,
  openConnections,
  rememberConnection,
  segmentOf,
} from '../../../functions/shared/connections-table.ts';
import { push } from '../../../functions/shared/push.ts';
import { aConnectionsTable, clientsFor } from '../../support/aws.ts';
import { aReport, NOW_MS } from '../../support/builders.ts';
import type { ManagementApi } from '../../support/servers/management-api.ts';

/** Connections with ids like those of API Gateway, which a path must escape. */
export const viewers = (count: number, ageMs = 60_000): OpenConnection[] =>
  Array.from({ length: count }, (_, index) => {
    const connectionId = `Zk3x${index}/+dQIAMCE1A=`;
    return { connectionId, connectedAtMs: NOW_MS - ageMs, segment: segmentOf(connectionId) };
  });

export interface PushOptions {
  frames?: string[];
  turn?: () => Promise<void>;
  /** The frames for connections that want the compact form. */
  compact?: string[];
  /** How the connections are read; by default all at once. */
  segments?: () => Promise<OpenConnection[]>[];
  /** Never by default. */
  deadline?: AbortSignal;
  table?: Awaited<ReturnType<typeof aConnectionsTable>>;
}

export async function pushOn(
  endpoint: string,
  { poster }: ManagementApi,
  connections: OpenConnection[],
  options: PushOptions = {},
) {
  const { frames = ['frame'], deadline = new AbortController().signal } = options;
  const connectionsTable = options.table ?? (await aConnectionsTable(clientsFor(endpoint)));
  if (!options.table) for (const connection of connections) await rememberConnection(connectionsTable, connection);
  const report = aReport();
  const messages = { points: frames, compact: options.compact ?? frames };
  const segments = options.segments?.() ?? [Promise.resolve(connections)];
  const readings = segments.map((each) => ({ segments: 1, connections: each }));
  const { sent, dropped, forgotten, ...read } = await push({ poster, connectionsTable, report }, messages, readings, {
    deadline,
    nowMs: () => NOW_MS,
    ...(options.turn && { turn: options.turn }),
  });
  return {
    result: { sent, dropped, forgotten },
    read,
    report,
    remembered: () => openConnections(connectionsTable, NOW_MS),
  };
}
