// The path of a point through the deployed system, measured from outside.
import { once } from 'node:events';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { BatchWriteCommand, DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { localClientConfig } from '../local/aws/client-config.ts';
import { requireOutput } from '../local/aws/deploy.ts';
import type { System } from '../local/aws/system.ts';
import type { PointsFrame } from '../wire/frame.ts';
import type { SatellitesAnswer } from '../wire/satellites.ts';

export const TICKS = 20;

/** Slots that are deleted before each tick: the lead. */
const NEWEST = 9;

/** Runs the ticks; each list has one value for each. */
export async function measurePath({ addresses, outputs }: System) {
  const config = localClientConfig(addresses.endpointUrl);
  const lambda = new LambdaClient(config);
  const documents = DynamoDBDocumentClient.from(new DynamoDBClient(config));
  const tableName = requireOutput(outputs.Feed, 'TrackTableName');
  const propagate = requireOutput(outputs.Feed, 'PropagateFunctionName');
  const { satellites } = (await (await fetch(`${addresses.apiUrl}/satellites`)).json()) as SatellitesAnswer;
  const socket = new WebSocket(addresses.socketUrl);
  await once(socket, 'open');

  const figures = {
    propagateMs: [] as number[],
    fanoutMs: [] as number[],
    totalMs: [] as number[],
    invokeMs: [] as number[],
  };
  for (let tick = 0; tick < TICKS; tick++) {
    for (const { catalogNumber } of satellites) await deleteNewest(documents, tableName, catalogNumber);
    const arrival = nextFrame(socket);

    const propagateMs = await invoke(lambda, propagate);
    const { frame, receivedMs } = await arrival;
    // The frame carries the time at which fanout began.
    const fanoutMs = receivedMs - Date.parse(frame.sentAt);

    figures.propagateMs.push(propagateMs);
    figures.fanoutMs.push(fanoutMs);
    figures.totalMs.push(propagateMs + fanoutMs);
    // With nothing missing, a tick is three queries: the measure for what an invocation costs on this machine.
    figures.invokeMs.push(await invoke(lambda, propagate));
  }
  socket.close();
  return figures;
}

async function invoke(lambda: LambdaClient, FunctionName: string): Promise<number> {
  const startedMs = performance.now();
  const { FunctionError } = await lambda.send(new InvokeCommand({ FunctionName, Payload: '{}' }));
  if (FunctionError) throw new Error(`${FunctionName} failed: ${FunctionError}`);
  return performance.now() - startedMs;
}

async function nextFrame(socket: WebSocket): Promise<{ frame: PointsFrame; receivedMs: number }> {
  const [event] = await once(socket, 'message');
  return { receivedMs: Date.now(), frame: JSON.parse((event as { data: string }).data) };
}

async function deleteNewest(client: DynamoDBDocumentClient, TableName: string, catalogNumber: number): Promise<void> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: 'catalogNumber = :catalogNumber',
      ExpressionAttributeValues: { ':catalogNumber': catalogNumber },
      ScanIndexForward: false,
      Limit: NEWEST,
    }),
  );
  const requests = Items.map(({ timeMs }) => ({ DeleteRequest: { Key: { catalogNumber, timeMs } } }));
  await client.send(new BatchWriteCommand({ RequestItems: { [TableName]: requests } }));
}
