// Real resources on the local AWS, new for each test, and what reads them.
import { randomUUID } from 'node:crypto';
import { CreateTableCommand, DynamoDBClient, type KeySchemaElement } from '@aws-sdk/client-dynamodb';
import {
  CreateStreamCommand,
  DescribeStreamSummaryCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  KinesisClient,
} from '@aws-sdk/client-kinesis';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { CreateQueueCommand, DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { ConnectionsTable } from '../../functions/shared/connections-table.ts';
import type { ElementsArchive } from '../../functions/shared/elements-archive.ts';
import type { ElementsTable } from '../../functions/shared/elements-table.ts';
import {
  CONNECTIONS_KEY,
  ELEMENTS_ARCHIVE_KEY,
  ELEMENTS_KEY,
  TIMES_INDEX,
  TRACK_KEY,
} from '../../functions/shared/names.ts';
import type { TrackTable } from '../../functions/shared/track-table.ts';
import { localClientConfig } from '../../local/aws/client-config.ts';

/** SDK clients for a local AWS. Each test has its own, to add faults to. */
export function clientsFor(endpoint: string) {
  const config = localClientConfig(endpoint);
  return {
    documents: DynamoDBDocumentClient.from(new DynamoDBClient(config)),
    kinesis: new KinesisClient({ ...config, requestHandler: new NodeHttpHandler() }),
    sqs: new SQSClient(config),
    lambda: new LambdaClient(config),
  };
}

type Clients = ReturnType<typeof clientsFor>;

/** The inputs of all calls of a command from now on, in order. */
export function watchCalls<Input>(
  client: DynamoDBDocumentClient | KinesisClient | SQSClient,
  commandName: string,
): Input[] {
  const inputs: Input[] = [];
  const { middlewareStack } = client as DynamoDBDocumentClient;
  middlewareStack.add(
    (next, context) => (args) => {
      if (context.commandName === commandName) inputs.push(args.input as Input);
      return next(args);
    },
    { step: 'initialize', name: `watch${commandName}` },
  );
  return inputs;
}

async function createTable(
  client: DynamoDBDocumentClient,
  partition: string,
  sort?: { name: string; type: 'N' | 'S' },
  indexName?: string,
): Promise<string> {
  const tableName = `test-${randomUUID()}`;
  const KeySchema: KeySchemaElement[] = [
    { AttributeName: partition, KeyType: 'HASH' },
    ...(sort ? [{ AttributeName: sort.name, KeyType: 'RANGE' as const }] : []),
  ];
  await client.send(
    new CreateTableCommand({
      TableName: tableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: partition, AttributeType: 'N' },
        ...(sort ? [{ AttributeName: sort.name, AttributeType: sort.type }] : []),
      ],
      KeySchema,
      ...(indexName && {
        GlobalSecondaryIndexes: [{ IndexName: indexName, KeySchema, Projection: { ProjectionType: 'KEYS_ONLY' } }],
      }),
    }),
  );
  return tableName;
}

export async function aTrackTable({ documents }: Clients): Promise<TrackTable> {
  const tableName = await createTable(documents, TRACK_KEY.partition, { name: TRACK_KEY.sort, type: 'N' }, TIMES_INDEX);
  return { client: documents, tableName };
}

export async function aConnectionsTable({ documents }: Clients): Promise<ConnectionsTable> {
  const tableName = await createTable(documents, CONNECTIONS_KEY.partition, {
    name: CONNECTIONS_KEY.sort,
    type: 'S',
  });
  return { client: documents, tableName };
}

export async function anElementsTable({ documents }: Clients): Promise<ElementsTable> {
  return { client: documents, tableName: await createTable(documents, ELEMENTS_KEY.partition) };
}

export async function anElementsArchive({ documents }: Clients): Promise<ElementsArchive> {
  const { partition, sort } = ELEMENTS_ARCHIVE_KEY;
  return { client: documents, tableName: await createTable(documents, partition, { name: sort, type: 'N' }) };
}

interface Stream {
  client: KinesisClient;
  streamName: string;
}

export async function aStream({ kinesis }: Clients): Promise<Stream> {
  const streamName = `test-${randomUUID()}`;
  await kinesis.send(new CreateStreamCommand({ StreamName: streamName, ShardCount: 1 }));
  // The engine activates a stream at the first request for it.
  await kinesis.send(new DescribeStreamSummaryCommand({ StreamName: streamName }));
  return { client: kinesis, streamName };
}

/** Reads a stream of one shard. Each call returns what has come since the last one; the first call, everything. */
export function aStreamReader({ client, streamName }: Stream): () => Promise<Buffer[]> {
  const shard = { StreamName: streamName, ShardId: 'shardId-000000000000' };
  let iterator: string | undefined;
  return async () => {
    iterator ??= (await client.send(new GetShardIteratorCommand({ ...shard, ShardIteratorType: 'TRIM_HORIZON' })))
      .ShardIterator;
    const all: Buffer[] = [];
    for (;;) {
      const page = await client.send(new GetRecordsCommand({ ShardIterator: iterator }));
      iterator = page.NextShardIterator;
      if (!page.Records?.length) return all;
      all.push(...page.Records.map(({ Data }) => Buffer.from(Data ?? [])));
    }
  };
}

export async function aQueue({ sqs }: Clients): Promise<{ client: SQSClient; queueUrl: string }> {
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: `test-${randomUUID()}` }));
  return { client: sqs, queueUrl: QueueUrl as string };
}

/** Takes every message from a queue and returns their parsed bodies. */
export async function takeMessages(
  client: SQSClient,
  queueUrl: string,
  waitSeconds = 0,
): Promise<Record<string, unknown>[]> {
  const bodies: Record<string, unknown>[] = [];
  for (;;) {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl: queueUrl,
        MaxNumberOfMessages: 10,
        WaitTimeSeconds: bodies.length ? 0 : waitSeconds,
      }),
    );
    if (Messages.length === 0) return bodies;
    for (const { Body, ReceiptHandle } of Messages) {
      bodies.push(JSON.parse(Body ?? ''));
      await client.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle }));
    }
  }
}
