// The elements table: one item is one satellite, with its current set, the one before, and when the source was last asked for it.
// The only file that knows its attributes.
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { BatchGetCommand, type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { HOUR_MS } from '../../orbit/time.ts';
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
  /** How long after that it may be asked again. */
  waitMs?: number;
  /** How many of the last attempts in a row brought nothing. */
  failures?: number;
}

/** Never more than one download of the same satellite in two hours: what the source asks of its users. */
export const LEAST_WAIT_MS = 2 * HOUR_MS;

// BatchGetItem takes 100 keys: as many as there may be satellites.
const BATCH_KEYS = 100;
// Keys that a throttled call leaves unprocessed are few; one that leaves some this often is an outage.
const MOST_CALLS = 8;

/** The rows of the satellites that have one. @throws Error when some stay unprocessed */
export async function readRows(
  table: ElementsTable,
  catalogNumbers: readonly number[],
): Promise<Map<number, ElementsRow>> {
  const rows = new Map<number, ElementsRow>();
  let keys: Record<string, unknown>[] = catalogNumbers.map((catalogNumber) => ({ catalogNumber }));
  for (let call = 0; keys.length > 0; call++) {
    if (call === MOST_CALLS) throw new Error(`${keys.length} rows of the elements table stayed unprocessed`);
    const asked = keys.slice(0, BATCH_KEYS);
    const answer = await table.client.send(
      // Consistent: what this very function wrote a moment ago decides whether it may ask the source.
      new BatchGetCommand({ RequestItems: { [table.tableName]: { Keys: asked, ConsistentRead: true } } }),
    );
    for (const item of answer.Responses?.[table.tableName] ?? []) rows.set(item.catalogNumber, toRow(item));
    keys = [...keys.slice(BATCH_KEYS), ...(answer.UnprocessedKeys?.[table.tableName]?.Keys ?? [])];
  }
  return rows;
}

/**
 * Takes the right to ask the source for a satellite, for one caller alone, and before it asks: a run that crashes has used it up.
 * @returns whether the right was taken; false when somebody asked within the last two hours
 */
export async function claim(table: ElementsTable, catalogNumber: number, nowMs: number): Promise<boolean> {
  try {
    await table.client.send(
      new UpdateCommand({
        TableName: table.tableName,
        Key: { catalogNumber },
        UpdateExpression: 'SET attemptedAtMs = :now, waitMs = :wait ADD failures :one',
        ConditionExpression: 'attribute_not_exists(attemptedAtMs) OR attemptedAtMs <= :latest',
        // Taken for a failure until the outcome is known.
        ExpressionAttributeValues: {
          ':now': nowMs,
          ':wait': LEAST_WAIT_MS,
          ':one': 1,
          ':latest': nowMs - LEAST_WAIT_MS,
        },
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

/** Notes how an attempt ended: when the next may be, and the sets where they have changed. */
export async function settle(
  table: ElementsTable,
  catalogNumber: number,
  outcome: { waitMs: number; failures: number; current?: HeldElements; previous?: HeldElements | undefined },
): Promise<void> {
  const { waitMs, failures, current, previous } = outcome;
  const sets = [
    ...(current ? [['#current', 'current', JSON.stringify(current)] as const] : []),
    ...(previous ? [['#previous', 'previous', JSON.stringify(previous)] as const] : []),
  ];
  await table.client.send(
    new UpdateCommand({
      TableName: table.tableName,
      Key: { catalogNumber },
      UpdateExpression: `SET waitMs = :waitMs, failures = :failures${sets.map(([name]) => `, ${name} = ${name.replace('#', ':')}`).join('')}`,
      ...(sets.length > 0 && {
        ExpressionAttributeNames: Object.fromEntries(sets.map(([name, attribute]) => [name, attribute])),
      }),
      ExpressionAttributeValues: {
        ':waitMs': waitMs,
        ':failures': failures,
        ...Object.fromEntries(sets.map(([name, , value]) => [name.replace('#', ':'), value])),
      },
    }),
  );
}

// A set is kept as text: its numbers come back with the very digits that were published.
function toRow({ current, previous, ...rest }: Record<string, unknown>): ElementsRow {
  return {
    ...(rest as Pick<ElementsRow, 'attemptedAtMs' | 'waitMs' | 'failures'>),
    ...(typeof current === 'string' && { current: JSON.parse(current) }),
    ...(typeof previous === 'string' && { previous: JSON.parse(previous) }),
  };
}
