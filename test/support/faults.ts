// Faults that the local AWS cannot make, between the SDK and the engine:
// a part of the call that fails never reaches the engine.
import type { AttributeValue, WriteRequest } from '@aws-sdk/client-dynamodb';
import type { KinesisClient, PutRecordsRequestEntry, PutRecordsResultEntry } from '@aws-sdk/client-kinesis';
import type { BatchResultErrorEntry, SendMessageBatchCommandInput, SQSClient } from '@aws-sdk/client-sqs';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** How many items each call of the client carried, in order. */
export interface Calls {
  sizes: number[];
}

interface Fault<Input, Output> {
  command: string;
  size(input: Input): number;
  /** The part of a call that reaches the engine, and the change to its answer. */
  split(input: Input): { reaches: Input; change(output: Output): void };
  /** 'serialize' is behind the document client's translation, in DynamoDB's form. */
  step?: 'initialize' | 'serialize';
}

/** Adds a fault to the client's first `times` calls of a command. */
function addFault<Input, Output>(
  client: DynamoDBDocumentClient | KinesisClient | SQSClient,
  times: number,
  { command, size, split, step = 'serialize' }: Fault<Input, Output>,
): Calls {
  const calls: Calls = { sizes: [] };
  const { middlewareStack } = client as DynamoDBDocumentClient;
  middlewareStack.add(
    (next, context) => async (args) => {
      if (context.commandName !== command) return next(args);
      const input = args.input as Input;
      calls.sizes.push(size(input));
      if (calls.sizes.length > times) return next(args);
      const { reaches, change } = split(input);
      const result = await next({ ...args, input: reaches as typeof args.input });
      change(result.output as Output);
      return result;
    },
    { step: step as 'initialize', name: `fault${command}`, priority: 'high' },
  );
  return calls;
}

const evenOnes = (_: unknown, index: number) => index % 2 === 0;
const oddOnes = (_: unknown, index: number) => index % 2 === 1;

/** The first `times` BatchWriteItem calls write every other item, and return the rest as unprocessed. */
export function leaveUnprocessed(client: DynamoDBDocumentClient, times: number): Calls {
  type Requests = Record<string, WriteRequest[]>;
  return addFault<{ RequestItems: Requests }, { UnprocessedItems?: Requests }>(client, times, {
    command: 'BatchWriteItemCommand',
    size: ({ RequestItems }) => onlyEntry(RequestItems)[1].length,
    split(input) {
      const [table, requests] = onlyEntry(input.RequestItems);
      return {
        reaches: { ...input, RequestItems: { [table]: requests.filter(evenOnes) } },
        change: (output) => {
          output.UnprocessedItems = { [table]: requests.filter(oddOnes) };
        },
      };
    },
  });
}

/** The first `times` BatchGetItem calls read every other key, and return the rest as unprocessed. */
export function leaveKeysUnprocessed(client: DynamoDBDocumentClient, times: number): Calls {
  type Requests = Record<string, { Keys: Record<string, AttributeValue>[] }>;
  return addFault<{ RequestItems: Requests }, { UnprocessedKeys?: Requests }>(client, times, {
    command: 'BatchGetItemCommand',
    size: ({ RequestItems }) => onlyEntry(RequestItems)[1].Keys.length,
    split(input) {
      const [table, request] = onlyEntry(input.RequestItems);
      const left = request.Keys.filter(oddOnes);
      return {
        reaches: { ...input, RequestItems: { [table]: { ...request, Keys: request.Keys.filter(evenOnes) } } },
        change: (output) => {
          if (left.length > 0) output.UnprocessedKeys = { [table]: { ...request, Keys: left } };
        },
      };
    },
  });
}

/** The first `times` PutRecords calls fail every third record with HTTP 200, like a throttled shard. */
export function failRecords(client: KinesisClient, times: number): Calls {
  interface Output {
    Records?: PutRecordsResultEntry[];
    FailedRecordCount?: number;
  }
  return addFault<{ Records: PutRecordsRequestEntry[] }, Output>(client, times, {
    command: 'PutRecordsCommand',
    size: ({ Records }) => Records.length,
    split(input) {
      const taken = input.Records.filter((_, index) => index % 3 !== 0);
      return {
        reaches: { ...input, Records: taken },
        change(output) {
          const answers = [...(output.Records ?? [])];
          output.Records = input.Records.map((_, index) =>
            index % 3 === 0
              ? { ErrorCode: 'ProvisionedThroughputExceededException', ErrorMessage: 'Rate exceeded for shard' }
              : (answers.shift() as PutRecordsResultEntry),
          );
          output.FailedRecordCount = input.Records.length - taken.length;
        },
      };
    },
  });
}

/** The first `times` SendMessageBatch calls send every other message, and return the rest as failed with this fault. */
export function failMessages(client: SQSClient, times: number, fault: { SenderFault: boolean; Code: string }): Calls {
  return addFault<SendMessageBatchCommandInput, { Failed?: BatchResultErrorEntry[] }>(client, times, {
    command: 'SendMessageBatchCommand',
    size: ({ Entries = [] }) => Entries.length,
    split(input) {
      const entries = input.Entries ?? [];
      return {
        reaches: { ...input, Entries: entries.filter(evenOnes) },
        change: (output) => {
          output.Failed = entries.filter(oddOnes).map(({ Id }) => ({ Id, ...fault }));
        },
      };
    },
    // Before the SDK compares the checksums of the answer with the messages.
    step: 'initialize',
  });
}

/** Calls of these tests name one table. */
function onlyEntry<Value>(byTable: Record<string, Value>): [table: string, value: Value] {
  const [entry] = Object.entries(byTable);
  if (!entry) throw new Error('The call names no table.');
  return entry;
}
