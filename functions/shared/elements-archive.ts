// The archive of element sets: one item for each set that was ever accepted. Nothing in it expires, and it outlives the
// rest of a deployment. Only this file knows the table's attributes.
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand, QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { epochMs } from '../../orbit/elements.ts';
import { DAY_MS } from '../../orbit/time.ts';
import { bundledElementsOf, type HeldElements } from './elements.ts';

export interface ElementsArchive {
  client: DynamoDBDocumentClient;
  tableName: string;
}

/** How far from the nearest known epoch positions are computed: as far as uncertainties were measured. */
const REACH_MS = 30 * DAY_MS;

// As far ahead as overpasses were always searched, however old the newest set is.
const AHEAD_MS = 10 * DAY_MS;
// A track of a day that ends now is always allowed; some of it is recorded.
const BEHIND_MS = DAY_MS;

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
  return { catalogNumber: omm.NORAD_CAT_ID, epochMs: wholeEpochMs(omm) };
}

// Sets of one satellite are hours apart. The key has no fraction, so that people can write it.
function wholeEpochMs(omm: HeldElements['omm']): number {
  return Math.floor(epochMs(omm));
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
  if (current && current.retrievedAt !== null && wholeEpochMs(current.omm) <= fromMs) return [current];
  const [before, within, after] = await Promise.all([
    querySets(archive, catalogNumber, { untilMs: fromMs - 1, newestFirst: true, limit: 1 }),
    querySets(archive, catalogNumber, { fromMs, untilMs }),
    querySets(archive, catalogNumber, { fromMs: untilMs + 1, limit: 1 }),
  ]);
  return merge([...known, ...before, ...within, ...after]);
}

/** From when to when positions of a satellite are computed. Epoch milliseconds. */
export interface KnownRange {
  fromMs: number;
  untilMs: number;
}

/**
 * From 30 days before the oldest known set until 30 days after the newest; and always from a day ago until in ten days.
 * Undefined for a satellite without a set.
 * @throws errors of the SDK
 */
export async function knownRange(
  archive: ElementsArchive,
  catalogNumber: number,
  current: HeldElements | undefined,
  nowMs: number,
): Promise<KnownRange | undefined> {
  const ends = await Promise.all([
    querySets(archive, catalogNumber, { limit: 1 }),
    querySets(archive, catalogNumber, { newestFirst: true, limit: 1 }),
  ]);
  const sets = merge([...knownWithoutArchive(catalogNumber, current), ...ends.flat()]);
  const [oldest, newest] = [sets[0], sets.at(-1)];
  if (!oldest || !newest) return undefined;
  return {
    fromMs: Math.min(wholeEpochMs(oldest.omm) - REACH_MS, nowMs - BEHIND_MS),
    untilMs: Math.max(wholeEpochMs(newest.omm) + REACH_MS, nowMs + AHEAD_MS),
  };
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
    const key = wholeEpochMs(set.omm);
    const known = byEpoch.get(key);
    if (!known || (known.retrievedAt === null && set.retrievedAt !== null)) byEpoch.set(key, set);
  }
  return [...byEpoch.entries()].sort(([a], [b]) => a - b).map(([, set]) => set);
}

interface SetsQuery {
  fromMs?: number;
  untilMs?: number;
  newestFirst?: boolean;
  /** How many sets to read at most. Without it, all of the window: a satellite has at most twelve a day. */
  limit?: number;
}

/** Archived sets with epochs in [fromMs, untilMs]. */
async function querySets(
  { client, tableName }: ElementsArchive,
  catalogNumber: number,
  { fromMs = FIRST_MS, untilMs = LAST_MS, newestFirst = false, limit }: SetsQuery,
): Promise<HeldElements[]> {
  const query: QueryCommandInput = {
    TableName: tableName,
    KeyConditionExpression: 'catalogNumber = :catalogNumber AND epochMs BETWEEN :from AND :until',
    ExpressionAttributeValues: { ':catalogNumber': catalogNumber, ':from': fromMs, ':until': untilMs },
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

// The times that a JavaScript date can have (ECMAScript, section 21.4.1.1).
const LAST_MS = 8.64e15;
const FIRST_MS = -LAST_MS;

function toHeld({ omm, source, retrievedAt }: Record<string, unknown>): HeldElements {
  return { omm: JSON.parse(omm as string), source: source as string, retrievedAt: (retrievedAt as string) ?? null };
}
