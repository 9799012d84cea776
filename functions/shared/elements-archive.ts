// The archive of element sets: one item for each set that was ever accepted. Nothing in it expires, and it outlives the
// rest of a deployment. Only this file knows the table's attributes.
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand, QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { type ComputedTimes, computedTimes } from '../../orbit/computed-times.ts';
import { epochMs } from '../../orbit/elements.ts';
import { bundledElementsOf, type HeldElements } from './elements.ts';

export interface ElementsArchive {
  client: DynamoDBDocumentClient;
  tableName: string;
}

/**
 * Writes a set as text, so that its numbers keep the digits that were published. A set of the same epoch that is there
 * already stays, unless this one is better: downloaded instead of bundled, or downloaded later and with other numbers,
 * since the source has corrected it then.
 * @throws errors of the SDK
 */
export async function archiveSet({ client, tableName }: ElementsArchive, held: HeldElements): Promise<void> {
  const { omm, source, retrievedAt } = held;
  const text = JSON.stringify(omm);
  const item = { ...keyOf(held), omm: text, source };
  const put =
    retrievedAt === null
      ? { Item: item, ConditionExpression: 'attribute_not_exists(catalogNumber)' }
      : {
          Item: { ...item, retrievedAt },
          ConditionExpression: 'attribute_not_exists(retrievedAt) OR (retrievedAt < :retrievedAt AND omm <> :omm)',
          ExpressionAttributeValues: { ':retrievedAt': retrievedAt, ':omm': text },
        };
  try {
    await client.send(new PutCommand({ TableName: tableName, ...put }));
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

function keyOf({ omm }: HeldElements) {
  return { catalogNumber: omm.NORAD_CAT_ID, epochMs: epochMs(omm) };
}

/**
 * The sets that a window from `fromMs` to `untilMs` may need, oldest first: those with epochs in it, the nearest one
 * before and the nearest one after. The bundled set and the current one count as archived. Feed them to
 * nearestSetSpans: it finds the nearest set of each moment in the window.
 * Nothing is read for a window that begins after the epoch of a downloaded current set, because no set is newer.
 * @param current the set that the satellite is computed from now; undefined while it waits for its first
 * @throws errors of the SDK: without the archive nobody knows which set is the nearest
 */
export async function setsAround(
  archive: ElementsArchive,
  catalogNumber: number,
  fromMs: number,
  untilMs: number,
  current: HeldElements | undefined,
): Promise<HeldElements[]> {
  const known = knownWithoutArchive(catalogNumber, current);
  // A bundled set may be older than what an earlier deployment has archived.
  if (current && current.retrievedAt !== null && epochMs(current.omm) <= fromMs) return [current];
  const read = await Promise.all([
    querySets(archive, catalogNumber, before(fromMs), { newestFirst: true, limit: 1 }),
    // A satellite has at most twelve sets a day: the source is asked once in two hours.
    setsBetween(archive, catalogNumber, fromMs, untilMs),
    querySets(archive, catalogNumber, after(untilMs), { limit: 1 }),
  ]);
  return merge([...known, ...read.flat()]);
}

/**
 * The archived sets with epochs from `fromMs` to `untilMs`, oldest first.
 * @throws errors of the SDK
 */
export function setsBetween(
  archive: ElementsArchive,
  catalogNumber: number,
  fromMs: number,
  untilMs: number,
): Promise<HeldElements[]> {
  return querySets(archive, catalogNumber, between(fromMs, untilMs));
}

/**
 * The newest known sets with an epoch before a time, newest first. The bundled set and the current one count as archived.
 * @throws errors of the SDK
 */
export async function newestSets(
  archive: ElementsArchive,
  catalogNumber: number,
  current: HeldElements | undefined,
  { beforeMs = Number.POSITIVE_INFINITY, limit }: { beforeMs?: number | undefined; limit: number },
): Promise<HeldElements[]> {
  const range = Number.isFinite(beforeMs) ? before(beforeMs) : ALL;
  const archived = await querySets(archive, catalogNumber, range, { newestFirst: true, limit });
  const known = knownWithoutArchive(catalogNumber, current).filter(({ omm }) => epochMs(omm) < beforeMs);
  return merge([...known, ...archived])
    .toReversed()
    .slice(0, limit);
}

/** A stretch of time. Epoch milliseconds. */
interface Span {
  fromMs: number;
  untilMs: number;
}

/**
 * From when until when positions of a satellite are computed; undefined for one without a set.
 * @throws errors of the SDK
 */
export async function knownRange(
  archive: ElementsArchive,
  catalogNumber: number,
  current: HeldElements | undefined,
  nowMs: number,
): Promise<ComputedTimes | undefined> {
  const ends = await Promise.all([
    querySets(archive, catalogNumber, ALL, { limit: 1 }),
    querySets(archive, catalogNumber, ALL, { newestFirst: true, limit: 1 }),
  ]);
  return rangeOf(merge([...knownWithoutArchive(catalogNumber, current), ...ends.flat()]), nowMs);
}

/**
 * The known range as far as a question about a window needs it: the archive is read only for a window that does not lie
 * in the part that is known without it.
 * @throws errors of the SDK
 */
export async function knownRangeFor(
  { fromMs, untilMs }: Span,
  archive: ElementsArchive,
  catalogNumber: number,
  current: HeldElements | undefined,
  nowMs: number,
): Promise<ComputedTimes | undefined> {
  const part = rangeOf(merge(knownWithoutArchive(catalogNumber, current)), nowMs);
  if (part && fromMs >= part.fromMs && untilMs <= part.untilMs) return part;
  return knownRange(archive, catalogNumber, current, nowMs);
}

function rangeOf(sets: readonly HeldElements[], nowMs: number): ComputedTimes | undefined {
  return computedTimes(
    sets.map(({ omm }) => epochMs(omm)),
    nowMs,
  );
}

/** The current set first: with the same epoch as an archived one, it is the one that the feed uses. */
function knownWithoutArchive(catalogNumber: number, current: HeldElements | undefined): HeldElements[] {
  const bundled = bundledElementsOf(catalogNumber);
  return [current, bundled].filter((each) => each !== undefined);
}

/** Oldest first. Of the same epoch, a downloaded set replaces a bundled one; otherwise the first stays. */
function merge(sets: readonly HeldElements[]): HeldElements[] {
  const byEpoch = new Map<number, HeldElements>();
  for (const set of sets) {
    const key = epochMs(set.omm);
    const known = byEpoch.get(key);
    if (!known || (known.retrievedAt === null && set.retrievedAt !== null)) byEpoch.set(key, set);
  }
  return [...byEpoch.entries()].sort(([a], [b]) => a - b).map(([, set]) => set);
}

/** A range of epochs: a condition on the sort key, and its values. */
interface EpochRange {
  condition: string;
  values: Record<string, number>;
}

const ALL: EpochRange = { condition: '', values: {} };
const before = (ms: number): EpochRange => ({ condition: ' AND epochMs < :ms', values: { ':ms': ms } });
const after = (ms: number): EpochRange => ({ condition: ' AND epochMs > :ms', values: { ':ms': ms } });
const between = (fromMs: number, untilMs: number): EpochRange => ({
  condition: ' AND epochMs BETWEEN :from AND :until',
  values: { ':from': fromMs, ':until': untilMs },
});

/** Archived sets with epochs in a range, at most `limit` of them. */
async function querySets(
  { client, tableName }: ElementsArchive,
  catalogNumber: number,
  { condition, values }: EpochRange,
  { newestFirst = false, limit }: { newestFirst?: boolean; limit?: number } = {},
): Promise<HeldElements[]> {
  const query: QueryCommandInput = {
    TableName: tableName,
    KeyConditionExpression: `catalogNumber = :catalogNumber${condition}`,
    ExpressionAttributeValues: { ':catalogNumber': catalogNumber, ...values },
    ScanIndexForward: !newestFirst,
    ...(limit !== undefined && { Limit: limit }),
  };
  const sets: HeldElements[] = [];
  let startKey: Record<string, unknown> | undefined;
  do {
    const page = await client.send(new QueryCommand({ ...query, ...(startKey && { ExclusiveStartKey: startKey }) }));
    sets.push(...(page.Items ?? []).map(toHeld));
    startKey = page.LastEvaluatedKey;
  } while (startKey && (limit === undefined || sets.length < limit));
  return sets;
}

function toHeld({ omm, source, retrievedAt }: Record<string, unknown>): HeldElements {
  return { omm: JSON.parse(omm as string), source: source as string, retrievedAt: (retrievedAt as string) ?? null };
}
