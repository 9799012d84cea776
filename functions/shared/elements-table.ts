// The elements table: one item per satellite, with its current set, the one before, and the last attempt to download.
// Only this file knows the table's attributes.
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { BatchGetCommand, type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { HOUR_MS } from '../../orbit/time.ts';
import { cutIntoBatches, realPace, sendUntilAccepted } from './batches.ts';
import type { HeldElements } from './elements.ts';

export interface ElementsTable {
  client: DynamoDBDocumentClient;
  tableName: string;
}

export interface ElementsRow {
  current?: HeldElements;
  previous?: HeldElements;
  /** When the source was last asked, epoch milliseconds. */
  attemptedAtMs?: number;
  /** How long to wait after that before the next attempt. */
  waitMs?: number;
  /** Failed attempts in a row. */
  failures?: number;
  /** Host of the source, if it has answered that it does not know the satellite. */
  unknownTo?: string;
  /** Any other reason why the last answer brought no set, as a sentence about the source without its full stop. */
  problem?: string;
}

/** The source asks its users to download a satellite at most once in two hours. */
export const MIN_WAIT_MS = 2 * HOUR_MS;

// BatchGetItem takes 100 keys, the maximum number of satellites.
const BATCH_KEYS = 100;
// A throttled call leaves few keys unprocessed, and a few more tries end within a fraction of a second. If some are left
// after two seconds, it is an outage.
const MAX_READ_MS = 2000;

/** Reads the rows of the satellites that have one. @throws Error when some stay unprocessed */
export async function readRows(
  table: ElementsTable,
  catalogNumbers: readonly number[],
  pace = realPace(Date.now() + MAX_READ_MS),
): Promise<Map<number, ElementsRow>> {
  const rows = new Map<number, ElementsRow>();
  const keys = catalogNumbers.map((catalogNumber) => ({ catalogNumber }));
  let unread = 0;
  for (const batch of cutIntoBatches(keys, { maxCount: BATCH_KEYS, maxBytes: Infinity }, () => 0)) {
    unread += (await sendUntilAccepted(batch, (left) => readBatch(table, left, rows), pace)).length;
  }
  if (unread > 0) {
    throw new Error(`DynamoDB left ${unread} rows of the elements table unread for ${MAX_READ_MS / 1000} s.`);
  }
  return rows;
}

interface RowKey {
  catalogNumber: number;
}

/** Makes one call, adds what it read to the rows, and returns the keys that it left unprocessed. */
async function readBatch(
  { client, tableName }: ElementsTable,
  keys: RowKey[],
  rows: Map<number, ElementsRow>,
): Promise<RowKey[]> {
  const answer = await client.send(
    // Consistent: a row written a moment ago decides whether the source may be asked.
    new BatchGetCommand({ RequestItems: { [tableName]: { Keys: keys, ConsistentRead: true } } }),
  );
  for (const item of answer.Responses?.[tableName] ?? []) rows.set(item.catalogNumber, toRow(item));
  return (answer.UnprocessedKeys?.[tableName]?.Keys ?? []) as RowKey[];
}

/**
 * Reserves the right to ask the source for a satellite.
 * Called before the request, so that a crashed run has spent it too.
 * @returns false when another run has asked within the last two hours
 */
export async function reserveAttempt(table: ElementsTable, catalogNumber: number, nowMs: number): Promise<boolean> {
  try {
    await table.client.send(
      new UpdateCommand({
        TableName: table.tableName,
        Key: { catalogNumber },
        UpdateExpression: 'SET attemptedAtMs = :now, waitMs = :wait ADD failures :one',
        ConditionExpression: 'attribute_not_exists(attemptedAtMs) OR attemptedAtMs <= :latest',
        // It counts as a failure until recordOutcome says otherwise.
        ExpressionAttributeValues: {
          ':now': nowMs,
          ':wait': MIN_WAIT_MS,
          ':one': 1,
          ':latest': nowMs - MIN_WAIT_MS,
        },
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

/** How an attempt ended. */
export interface Outcome {
  waitMs: number;
  failures: number;
  /** Host of a source that does not know the satellite. */
  unknownTo?: string | undefined;
  /** What else was wrong with its answer. */
  problem?: string | undefined;
}

/** The sets to store. Without `previous`, the one in the table stays. */
export interface NewSets {
  current: HeldElements;
  previous?: HeldElements | undefined;
}

/** Records how an attempt ended. Without sets, those in the table stay. */
export async function recordOutcome(
  table: ElementsTable,
  catalogNumber: number,
  outcome: Outcome,
  sets?: NewSets,
): Promise<void> {
  const key = { TableName: table.tableName, Key: { catalogNumber } };
  await table.client.send(new UpdateCommand({ ...key, ...outcomeUpdate(outcome, sets) }));
}

/** Notes a source in trouble for a satellite that it was not asked for. The wait and the sets stay. */
export async function recordProblem(table: ElementsTable, catalogNumber: number, problem: string): Promise<void> {
  await table.client.send(
    new UpdateCommand({
      TableName: table.tableName,
      Key: { catalogNumber },
      UpdateExpression: 'SET problem = :problem',
      ExpressionAttributeValues: { ':problem': problem },
    }),
  );
}

// A set is stored as text, so that its numbers keep the digits that were published.
// CURRENT is a reserved word of DynamoDB.
function outcomeUpdate(outcome: Outcome, sets?: NewSets) {
  const values: Record<string, unknown> = {
    waitMs: outcome.waitMs,
    failures: outcome.failures,
    unknownTo: outcome.unknownTo,
    problem: outcome.problem,
    current: sets && JSON.stringify(sets.current),
    previous: sets?.previous && JSON.stringify(sets.previous),
  };
  const set = Object.entries(values).filter(([, value]) => value !== undefined);
  // What the source said before no longer holds.
  const over = ['unknownTo', 'problem'].filter((name) => values[name] === undefined);
  const remove = over.length > 0 ? ` REMOVE ${over.map((name) => `#${name}`).join(', ')}` : '';
  return {
    UpdateExpression: `SET ${set.map(([name]) => `#${name} = :${name}`).join(', ')}${remove}`,
    ExpressionAttributeNames: Object.fromEntries(
      [...set.map(([name]) => name), ...over].map((name) => [`#${name}`, name]),
    ),
    ExpressionAttributeValues: Object.fromEntries(set.map(([name, value]) => [`:${name}`, value])),
  };
}

function toRow({ current, previous, ...rest }: Record<string, unknown>): ElementsRow {
  return {
    ...(rest as Pick<ElementsRow, 'attemptedAtMs' | 'waitMs' | 'failures' | 'unknownTo' | 'problem'>),
    ...(typeof current === 'string' && { current: JSON.parse(current) }),
    ...(typeof previous === 'string' && { previous: JSON.parse(previous) }),
  };
}
