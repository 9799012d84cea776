// Reads the facts of the feed from AWS, or from what answers as AWS: stacks, schedules, functions, stream, queues.
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient, type FilteredLogEvent, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamSummaryCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  KinesisClient,
  ListShardsCommand,
  type _Record as StreamRecord,
} from '@aws-sdk/client-kinesis';
import {
  GetEventSourceMappingCommand,
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  LambdaClient,
} from '@aws-sdk/client-lambda';
import { ListSchedulesCommand, SchedulerClient, type ScheduleSummary } from '@aws-sdk/client-scheduler';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { storedPoints, type TrackTable } from '../../functions/shared/track-table.ts';
import type { Satellite } from '../../orbit/satellites.ts';
import { parseJson } from '../../wire/json.ts';
import { parsePointRecord } from '../../wire/point-record.ts';
import {
  attempt,
  type Facts,
  type FunctionFact,
  type MappingFact,
  type Read,
  type ScheduleFact,
  type StackFact,
  type StreamFact,
} from './facts.ts';
import { linesOf } from './log-lines.ts';
import { readTables } from './read-tables.ts';

/** Settings for every client: region, and for a local system endpoint and credentials. */
export type ClientConfig = ConstructorParameters<typeof LambdaClient>[0];

/** Outputs of the stacks, by name. */
export type Outputs = Readonly<Record<string, string>>;

const NEEDED = {
  feed: [
    'SocketUrl',
    'ElementsFunctionName',
    'PropagateFunctionName',
    'FanoutFunctionName',
    'ConnectionsFunctionName',
    'ElementsTableName',
    'TrackTableName',
    'StreamName',
    'EventSourceMappingId',
    'QuarantineQueueUrl',
    'DeadLetterQueueUrl',
  ],
  page: ['PageUrl', 'ApiUrl'],
};

// A look at the log and the stream reaches so far back.
const LOOK_BACK_MS = 10 * 60_000;
const STREAM_LOOK_BACK_MS = 5 * 60_000;
// So long may a record take to the table: a cold start, a poll.
const PASSING_MS = 20_000;
// A shard with more pages than this is read to its newest record by nobody.
const MOST_PAGES = 20;

/** The stacks, and all their outputs. */
export async function readStacks(
  config: ClientConfig,
  names: { feed: string; page: string },
): Promise<{ stacks: Read<StackFact[]>; outputs: Outputs }> {
  const client = new CloudFormationClient(config ?? {});
  const outputs: Record<string, string> = {};
  const read = async (name: string, needed: string[]): Promise<StackFact> => {
    const [stack] = (await client.send(new DescribeStacksCommand({ StackName: name }))).Stacks ?? [];
    for (const { OutputKey = '', OutputValue = '' } of stack?.Outputs ?? []) outputs[OutputKey] = OutputValue;
    return {
      name,
      status: stack?.StackStatus ?? 'gone',
      missingOutputs: needed.filter((output) => !outputs[output]),
    };
  };
  const stacks = await attempt(`The stacks ${names.feed} and ${names.page}`, async () => [
    await read(names.feed, NEEDED.feed),
    await read(names.page, NEEDED.page),
  ]);
  return { stacks, outputs };
}

type FeedFacts = Omit<Facts, 'nowMs' | 'stacks' | 'socket' | 'api' | 'page'>;

/** Everything between the schedule and the tables. Only reads. */
export async function readFeed(
  config: ClientConfig = {},
  outputs: Outputs,
  satellites: readonly Satellite[],
  nowMs: number,
): Promise<FeedFacts> {
  const lambda = new LambdaClient(config);
  const logs = new CloudWatchLogsClient(config);
  const documents = DynamoDBDocumentClient.from(new DynamoDBClient(config));
  const trackTable = { client: documents, tableName: outputs.TrackTableName ?? '' };
  const elementsTable = { client: documents, tableName: outputs.ElementsTableName ?? '' };
  const schedules = attempt('The schedules', () => readSchedules(new SchedulerClient(config)));

  const functionFact = (what: string, output: string, done: string) =>
    attempt(what, () => readFunction(lambda, logs, named(outputs, output), done, nowMs));
  const scheduleOf = async (output: string): Promise<Read<ScheduleFact>> => {
    const all = await schedules;
    return 'error' in all ? all : attempt('The schedule', async () => scheduleFor(all.value, named(outputs, output)));
  };
  const queue = (what: string, output: string) =>
    attempt(what, () => readQueue(new SQSClient(config), named(outputs, output)));
  const stream = attempt('The stream', () =>
    readStream(new KinesisClient(config), named(outputs, 'StreamName'), nowMs),
  );
  const mapping = async () => {
    const recent = await stream;
    return attempt('The event source mapping', () => {
      const UUID = named(outputs, 'EventSourceMappingId');
      return readMapping(lambda, UUID, 'value' in recent ? recent.value.records : [], trackTable, nowMs);
    });
  };

  const facts = {
    tables: readTables(elementsTable, trackTable, satellites, nowMs),
    elementsSchedule: scheduleOf('ElementsFunctionName'),
    schedule: scheduleOf('PropagateFunctionName'),
    propagate: functionFact('The function propagate', 'PropagateFunctionName', 'tick'),
    mapping: mapping(),
    fanout: functionFact('The function fanout', 'FanoutFunctionName', 'batch'),
    quarantine: queue('The quarantine queue', 'QuarantineQueueUrl'),
    deadLetters: queue('The queue of dead letters', 'DeadLetterQueueUrl'),
  };
  const recent = await stream;
  return {
    ...(await facts.tables),
    elementsSchedule: await facts.elementsSchedule,
    schedule: await facts.schedule,
    propagate: await facts.propagate,
    stream: 'error' in recent ? recent : { value: recent.value.fact },
    mapping: await facts.mapping,
    fanout: await facts.fanout,
    quarantine: await facts.quarantine,
    deadLetters: await facts.deadLetters,
  };
}

function named(outputs: Outputs, output: string): string {
  const name = outputs[output];
  if (!name) throw new Error(`the stacks have no output ${output}`);
  return name;
}

async function readSchedules(client: SchedulerClient): Promise<ScheduleSummary[]> {
  const all: ScheduleSummary[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(new ListSchedulesCommand({ ...(NextToken && { NextToken }) }));
    all.push(...(page.Schedules ?? []));
    NextToken = page.NextToken;
  } while (NextToken);
  return all;
}

function scheduleFor(all: readonly ScheduleSummary[], functionName: string): ScheduleFact {
  const found = all.find(({ Target }) => Target?.Arn?.endsWith(`:function:${functionName}`));
  return found && { name: found.Name ?? '', state: found.State ?? 'UNKNOWN' };
}

async function readFunction(
  lambda: LambdaClient,
  logs: CloudWatchLogsClient,
  name: string,
  done: string,
  nowMs: number,
): Promise<FunctionFact> {
  const [configuration, concurrency] = await Promise.all([
    lambda.send(new GetFunctionConfigurationCommand({ FunctionName: name })),
    lambda.send(new GetFunctionConcurrencyCommand({ FunctionName: name })),
  ]);
  const logGroup = configuration.LoggingConfig?.LogGroup ?? `/aws/lambda/${name}`;
  const lines = linesOf(await readLog(logs, logGroup, nowMs - LOOK_BACK_MS), done);
  const { ReservedConcurrentExecutions: reservedExecutions } = concurrency;
  return { name, logGroup, state: configuration.State ?? 'Active', reservedExecutions, ...lines };
}

async function readLog(
  logs: CloudWatchLogsClient,
  logGroupName: string,
  startTime: number,
): Promise<FilteredLogEvent[]> {
  const events: FilteredLogEvent[] = [];
  let nextToken: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await logs
      .send(new FilterLogEventsCommand({ logGroupName, startTime, ...(nextToken && { nextToken }) }))
      .catch((error: Error) => {
        // The group is made with the first line.
        if (error.name === 'ResourceNotFoundException') return undefined;
        throw error;
      });
    events.push(...(answer?.events ?? []));
    nextToken = answer?.nextToken;
    if (!nextToken) break;
  }
  return events;
}

async function readStream(
  client: KinesisClient,
  StreamName: string,
  nowMs: number,
): Promise<{ fact: StreamFact; records: StreamRecord[] }> {
  const { StreamDescriptionSummary } = await client.send(new DescribeStreamSummaryCommand({ StreamName }));
  const { Shards = [] } = await client.send(new ListShardsCommand({ StreamName }));
  const open = Shards.filter(({ SequenceNumberRange }) => !SequenceNumberRange?.EndingSequenceNumber);
  const Timestamp = new Date(nowMs - STREAM_LOOK_BACK_MS);
  const records = (
    await Promise.all(open.map(({ ShardId }) => readShard(client, StreamName, ShardId, Timestamp)))
  ).flat();
  const arrivals = records.map(arrivalMs);
  return {
    fact: {
      name: StreamName,
      status: StreamDescriptionSummary?.StreamStatus ?? 'UNKNOWN',
      newestMs: arrivals.length > 0 ? Math.max(...arrivals) : undefined,
    },
    records,
  };
}

async function readShard(
  client: KinesisClient,
  StreamName: string,
  ShardId: string | undefined,
  Timestamp: Date,
): Promise<StreamRecord[]> {
  const records: StreamRecord[] = [];
  const start = { StreamName, ShardId, ShardIteratorType: 'AT_TIMESTAMP', Timestamp } as const;
  let { ShardIterator } = await client.send(new GetShardIteratorCommand(start));
  for (let page = 0; ShardIterator && page < MOST_PAGES; page++) {
    const answer = await client.send(new GetRecordsCommand({ ShardIterator }));
    records.push(...(answer.Records ?? []));
    ShardIterator = answer.MillisBehindLatest === 0 ? undefined : answer.NextShardIterator;
  }
  return records;
}

function arrivalMs({ ApproximateArrivalTimestamp }: StreamRecord): number {
  return ApproximateArrivalTimestamp?.getTime() ?? 0;
}

async function readMapping(
  lambda: LambdaClient,
  UUID: string,
  records: readonly StreamRecord[],
  trackTable: TrackTable,
  nowMs: number,
): Promise<MappingFact> {
  const { State = 'UNKNOWN', LastProcessingResult: lastResult } = await lambda.send(
    new GetEventSourceMappingCommand({ UUID }),
  );
  // The newest one that is a point and has had the time to get to the table.
  const passed = records.filter((record) => arrivalMs(record) < nowMs - PASSING_MS).toReversed();
  for (const record of passed) {
    const point = pointIn(record);
    if (!point) continue;
    const stored = await storedPoints(trackTable, point.catalogNumber, point.timeMs, point.timeMs, nowMs);
    const notStoredSinceMs = stored.length > 0 ? undefined : arrivalMs(record);
    return { id: UUID, state: State, lastResult, notStoredSinceMs };
  }
  return { id: UUID, state: State, lastResult, notStoredSinceMs: undefined };
}

function pointIn({ Data }: StreamRecord) {
  const point = parsePointRecord(parseJson(Buffer.from(Data ?? []).toString('utf8')));
  return typeof point === 'string' ? undefined : point;
}

async function readQueue(client: SQSClient, url: string): Promise<{ url: string; messages: number }> {
  const { Attributes } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['ApproximateNumberOfMessages'] }),
  );
  return { url, messages: Number(Attributes?.ApproximateNumberOfMessages ?? 0) };
}
