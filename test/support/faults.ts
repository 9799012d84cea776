// Faults that the local AWS cannot make, put between the SDK and the engine: what a call does not take never reaches the engine.
import type { AttributeValue, WriteRequest } from '@aws-sdk/client-dynamodb';
import type { KinesisClient, PutRecordsRequestEntry, PutRecordsResultEntry } from '@aws-sdk/client-kinesis';
import type { BatchResultErrorEntry, SendMessageBatchCommandInput, SQSClient } from '@aws-sdk/client-sqs';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** How many items each call of the client carried, in order. */
export interface Calls {
  sizes: number[];
}

/** The first `times` BatchWriteItem calls take only every other item, and name the rest as unprocessed. */
export function leaveUnprocessed(client: DynamoDBDocumentClient, times: number): Calls {
  const calls: Calls = { sizes: [] };
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const input = args.input as { RequestItems?: Record<string, WriteRequest[]> };
      const [table, requests = []] = Object.entries(input.RequestItems ?? {})[0] ?? [];
      if (context.commandName !== 'BatchWriteItemCommand' || !table) return next(args);
      calls.sizes.push(requests.length);
      if (calls.sizes.length > times) return next(args);
      const taken = requests.filter((_, index) => index % 2 === 0);
      const left = requests.filter((_, index) => index % 2 === 1);
      const result = await next({ ...args, input: { ...input, RequestItems: { [table]: taken } } });
      const output = result.output as {
        UnprocessedItems?: Record<string, { PutRequest?: { Item: Record<string, AttributeValue> } }[]>;
      };
      output.UnprocessedItems = { [table]: left as { PutRequest: { Item: Record<string, AttributeValue> } }[] };
      return result;
    },
    // Behind the document client's own translation, so that both sides are in DynamoDB's form.
    { step: 'serialize', name: 'leaveUnprocessed', priority: 'high' },
  );
  return calls;
}

/** The first `times` BatchGetItem calls answer for every other key only, and name the rest as unprocessed. */
export function leaveKeysUnprocessed(client: DynamoDBDocumentClient, times: number): Calls {
  const calls: Calls = { sizes: [] };
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const input = args.input as { RequestItems?: Record<string, { Keys: Record<string, AttributeValue>[] }> };
      const [table, request] = Object.entries(input.RequestItems ?? {})[0] ?? [];
      if (context.commandName !== 'BatchGetItemCommand' || !table || !request) return next(args);
      calls.sizes.push(request.Keys.length);
      if (calls.sizes.length > times) return next(args);
      const [taken, left] = [0, 1].map((half) => request.Keys.filter((_, index) => index % 2 === half));
      const result = await next({
        ...args,
        input: { ...input, RequestItems: { [table]: { ...request, Keys: taken } } },
      });
      if (left?.length) {
        const output = result.output as { UnprocessedKeys?: Record<string, unknown> };
        output.UnprocessedKeys = { [table]: { ...request, Keys: left } };
      }
      return result;
    },
    { step: 'serialize', name: 'leaveKeysUnprocessed', priority: 'high' },
  );
  return calls;
}

/** The first `times` PutRecords calls fail every third record, as a throttled shard does: with HTTP 200. */
export function failRecords(client: KinesisClient, times: number): Calls {
  const calls: Calls = { sizes: [] };
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const input = args.input as { Records?: PutRecordsRequestEntry[] };
      if (context.commandName !== 'PutRecordsCommand' || !input.Records) return next(args);
      calls.sizes.push(input.Records.length);
      if (calls.sizes.length > times) return next(args);
      const taken = input.Records.filter((_, index) => index % 3 !== 0);
      const result = await next({ ...args, input: { ...input, Records: taken } });
      const output = result.output as { Records?: PutRecordsResultEntry[]; FailedRecordCount?: number };
      const answers = [...(output.Records ?? [])];
      output.Records = input.Records.map((_, index) =>
        index % 3 === 0
          ? { ErrorCode: 'ProvisionedThroughputExceededException', ErrorMessage: 'Rate exceeded for shard' }
          : (answers.shift() as PutRecordsResultEntry),
      );
      output.FailedRecordCount = input.Records.length - taken.length;
      return result;
    },
    { step: 'serialize', name: 'failRecords', priority: 'high' },
  );
  return calls;
}

/** The first `times` SendMessageBatch calls take only every other message, and name the rest as failed: by whose fault, the test says. */
export function failMessages(client: SQSClient, times: number, fault: { SenderFault: boolean; Code: string }): Calls {
  const calls: Calls = { sizes: [] };
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const input = args.input as SendMessageBatchCommandInput;
      if (context.commandName !== 'SendMessageBatchCommand' || !input.Entries) return next(args);
      calls.sizes.push(input.Entries.length);
      if (calls.sizes.length > times) return next(args);
      const taken = input.Entries.filter((_, index) => index % 2 === 0);
      const left = input.Entries.filter((_, index) => index % 2 === 1);
      const result = await next({ ...args, input: { ...input, Entries: taken } });
      const output = result.output as { Failed?: BatchResultErrorEntry[] };
      output.Failed = left.map(({ Id }) => ({ Id, ...fault }));
      return result;
    },
    // Before the SDK compares the answer's checksums with what was sent.
    { step: 'initialize', name: 'failMessages', priority: 'high' },
  );
  return calls;
}
