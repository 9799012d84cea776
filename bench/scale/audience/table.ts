// The connections table as DynamoDB answers, on slow time: pages, read units and the table's own limit as AWS documents
// them. The local AWS needs ten times as long to read 100,000 rows, one segment after the other, as DynamoDB needs for
// all of them side by side. Calls for other tables go on to the local AWS.
// - pages: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.Pagination.html
// - units: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
import { createServer, type ServerResponse } from 'node:http';
import { listenOnLoopback } from '../../../test/support/servers/loopback-server.ts';
import { sizeOfItem } from '../../cost/item-size.ts';
import { createThrottle } from '../throttle.ts';
import type { Row } from './rows.ts';
import type { SlowClock } from './slow-time.ts';

const PAGE_BYTES = 1024 ** 2;
/** An eventually consistent read. */
const UNIT_BYTES = 8192;
/** maxReadRequestUnits and maxWriteRequestUnits of infra/feed/tables.ts. */
const LIMITS = { read: 2000, write: 500 };
/** AWS promises single-digit milliseconds for an item. For a page of 1 MB, this is assumed. */
const ITEM_MS = 5;
const PAGE_MS = 150;

const TYPE = { 'content-type': 'application/x-amz-json-1.0' };

/** Attributes as DynamoDB writes them, by name: {"N": "1"} or {"S": "text"}. */
type Item = Record<string, { N?: string; S?: string }>;

interface Stored {
  item: Item;
  bytes: number;
}

interface Call {
  TableName: string;
  Item?: Item;
  Key?: Item;
  ExclusiveStartKey?: Item;
  ExpressionAttributeValues?: Item;
}

/** A table of this name. `pageBytes`: for tests. */
export async function startTable(
  clock: SlowClock,
  tableName: string,
  { others, pageBytes = PAGE_BYTES }: { others: string; pageBytes?: number },
) {
  const segments = new Map<string, Map<string, Stored>>();
  const [reads, writes] = [LIMITS.read, LIMITS.write].map((perSecond) =>
    createThrottle({ perSecond, burst: perSecond }, clock.nowMs),
  ) as [ReturnType<typeof createThrottle>, ReturnType<typeof createThrottle>];
  const counts = { readUnits: 0, throttled: 0 };

  function put(item: Item): void {
    const segment = item.segment?.N ?? '';
    const rows = segments.get(segment) ?? new Map<string, Stored>();
    segments.set(segment, rows);
    const values = Object.entries(item).map(([name, { N, S }]) => [name, N === undefined ? S : Number(N)]);
    rows.set(item.connectionId?.S ?? '', { item, bytes: sizeOfItem(Object.fromEntries(values)) });
  }

  /** A page of the rows of a segment or, for a scan, of all. */
  function read({ ExpressionAttributeValues, ExclusiveStartKey: after }: Call) {
    const segment = ExpressionAttributeValues?.[':segment']?.N;
    const asked = segment === undefined ? [...segments.values()] : [segments.get(segment) ?? new Map<string, Stored>()];
    const rows = asked.flatMap((each) => [...each].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row));
    const isAfter = ({ item }: Stored) =>
      item.segment?.N === after?.segment?.N && item.connectionId?.S === after?.connectionId?.S;
    const Items: Item[] = [];
    let bytes = 0;
    for (const row of after ? rows.slice(rows.findIndex(isAfter) + 1) : rows) {
      bytes += row.bytes;
      Items.push(row.item);
      if (bytes >= pageBytes) break;
    }
    const last = bytes >= pageBytes ? Items.at(-1) : undefined;
    const LastEvaluatedKey = last && { segment: last.segment, connectionId: last.connectionId };
    return { bytes, answer: { Items, Count: Items.length, ScannedCount: Items.length, LastEvaluatedKey } };
  }

  /** What happens, when it is answered, and how. Undefined when the table's limit is reached. */
  function run(action: string, call: Call): { afterMs: number; body: unknown } | undefined {
    if (action === 'Query' || action === 'Scan') {
      const page = read(call);
      const units = Math.max(1, Math.ceil(page.bytes / UNIT_BYTES));
      if (!reads(units)) return undefined;
      counts.readUnits += units;
      return { afterMs: ITEM_MS + (PAGE_MS * page.bytes) / PAGE_BYTES, body: page.answer };
    }
    if (!writes()) return undefined;
    const { Item, Key } = call;
    if (action === 'PutItem' && Item) put(Item);
    else if (action === 'DeleteItem') segments.get(Key?.segment?.N ?? '')?.delete(Key?.connectionId?.S ?? '');
    else throw new Error(`This table has no ${action}.`);
    return { afterMs: ITEM_MS, body: {} };
  }

  async function answer(action: string, call: Call, response: ServerResponse): Promise<void> {
    const done = run(action, call);
    if (!done) counts.throttled++;
    const body = done?.body ?? { __type: 'com.amazonaws.dynamodb.v20120810#ThrottlingException' };
    const text = JSON.stringify(body);
    await clock.wait(done?.afterMs ?? ITEM_MS);
    response.writeHead(done ? 200 : 400, TYPE).end(text);
  }

  const server = await listenOnLoopback(
    createServer(async (request, response) => {
      const body = Buffer.concat(await request.toArray()).toString();
      const target = String(request.headers['x-amz-target']);
      const call = JSON.parse(body) as Call;
      if (call.TableName === tableName) await answer(target.split('.')[1] ?? '', call, response);
      else {
        const { authorization = '' } = request.headers;
        const headers = { ...TYPE, 'x-amz-target': target, authorization };
        const other = await fetch(others, { method: 'POST', headers, body });
        response.writeHead(other.status, TYPE).end(Buffer.from(await other.arrayBuffer()));
      }
    }),
  );
  return {
    endpoint: server.origin,
    close: server.close,
    counts,
    /** Adds rows without calls. */
    fill(rows: readonly Row[]): void {
      for (const row of rows) {
        const { segment, connectionId, connectedAtMs, form, expiresAt } = row;
        put({
          segment: { N: String(segment) },
          connectionId: { S: connectionId },
          connectedAtMs: { N: String(connectedAtMs) },
          expiresAt: { N: String(expiresAt) },
          ...(form && { form: { S: form } }),
        });
      }
    },
  };
}
