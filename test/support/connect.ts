// A deployed system from outside: its addresses, its resources, a real socket.
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import {
  GetFunctionConfigurationCommand,
  LambdaClient,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { GetScheduleCommand, SchedulerClient, UpdateScheduleCommand } from '@aws-sdk/client-scheduler';
import { BatchWriteCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { localClientConfig } from '../../local/aws/client-config.ts';
import { requireOutput } from '../../local/aws/deploy.ts';
import { invoke } from '../../local/aws/invoke.ts';
import type { System } from '../../local/aws/system.ts';
import type { PointsFrame } from '../../wire/frame.ts';
import { clientsFor } from './aws.ts';

export type DeployedSystem = Pick<System, 'addresses' | 'outputs' | 'emulator'>;

/** A deployed system with its resources. */
export function connectTo({ addresses, outputs: { Feed } }: DeployedSystem) {
  const clients = clientsFor(addresses.endpointUrl);
  const lambda = new LambdaClient(localClientConfig(addresses.endpointUrl));
  const scheduler = new SchedulerClient(localClientConfig(addresses.endpointUrl));
  const trackTable = { client: clients.documents, tableName: requireOutput(Feed, 'TrackTableName') };
  const connectionsTable = { client: clients.documents, tableName: requireOutput(Feed, 'ConnectionsTableName') };

  return {
    addresses,
    outputs: Feed,
    clients,
    trackTable,
    connectionsTable,

    /** One run of propagate, now. */
    tick: () => invoke(addresses.endpointUrl, requireOutput(Feed, 'PropagateFunctionName')),

    /** Gives a function a new container with an empty memory, like a change of its configuration on AWS. */
    async renew(output: string): Promise<void> {
      const FunctionName = requireOutput(Feed, output);
      await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, MemorySize: 768 }));
    },

    /** Sets an environment variable of a function, as a deployment with another option would. */
    async setVariable(output: string, name: string, value: string) {
      const FunctionName = requireOutput(Feed, output);
      const { Environment } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
      const set = (Variables: Record<string, string>) =>
        lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Environment: { Variables } }));
      const before = Environment?.Variables ?? {};
      await set({ ...before, [name]: value });
      return { restore: () => set(before) };
    },

    /**
     * Switches a schedule off or on. A tick that it starts in the middle of a test may restore what the test has removed
     * before the test has seen it.
     */
    async setSchedule(output: string, State: 'ENABLED' | 'DISABLED'): Promise<void> {
      const Name = requireOutput(Feed, output);
      const { FlexibleTimeWindow, ScheduleExpression, Target } = await scheduler.send(new GetScheduleCommand({ Name }));
      await scheduler.send(new UpdateScheduleCommand({ Name, FlexibleTimeWindow, ScheduleExpression, Target, State }));
    },

    /** Deletes the newest points of a satellite, so that the next tick emits them again. */
    async deleteNewest(catalogNumber: number, count: number): Promise<void> {
      const { Items = [] } = await clients.documents.send(
        new QueryCommand({
          TableName: trackTable.tableName,
          KeyConditionExpression: 'catalogNumber = :catalogNumber',
          ExpressionAttributeValues: { ':catalogNumber': catalogNumber },
          ScanIndexForward: false,
          Limit: count,
        }),
      );
      const requests = Items.map(({ timeMs }) => ({ DeleteRequest: { Key: { catalogNumber, timeMs } } }));
      await clients.documents.send(new BatchWriteCommand({ RequestItems: { [trackTable.tableName]: requests } }));
    },

    get: (path: string, headers: Record<string, string> = {}) => fetch(`${addresses.apiUrl}${path}`, { headers }),

    openSocket: () => openSocket(addresses.socketUrl),

    /** Resolves when GET /status reports the whole hour of every satellite. */
    untilWhole: () =>
      until(async () => {
        const answer = await fetch(`${addresses.apiUrl}/status`);
        await answer.arrayBuffer();
        return answer.status === 200;
      }),
  };
}

/** Resolves when the condition holds: for states that send no event. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await wait(100);
}

/** A real socket that keeps its frames until `next` takes them. The headers are those of a browser, if any. */
export async function openSocket(url: string, headers: Record<string, string> = {}) {
  const socket = new WebSocket(url, { headers } as never); // Node's own WebSocket, unlike a browser's, takes headers
  const frames: { frame: PointsFrame; receivedMs: number; bytes: number }[] = [];
  const waiting: (() => void)[] = [];
  socket.addEventListener('message', ({ data }) => {
    frames.push({
      frame: JSON.parse(data as string),
      receivedMs: Date.now(),
      bytes: Buffer.byteLength(data as string),
    });
    for (const resolve of waiting.splice(0)) resolve();
  });
  await once(socket, 'open');
  return {
    /** The next frame that satisfies the condition, among those not yet taken. */
    async next(matches: (frame: PointsFrame) => boolean = () => true) {
      for (;;) {
        const index = frames.findIndex(({ frame }) => matches(frame));
        if (index >= 0) return frames.splice(0, index + 1).at(-1) as (typeof frames)[number];
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
    },
    send: (text: string) => socket.send(text),
    isOpen: () => socket.readyState === WebSocket.OPEN,
    async close(): Promise<void> {
      const closed = once(socket, 'close');
      socket.close();
      await closed;
    },
  };
}
