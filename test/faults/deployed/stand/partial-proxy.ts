// Partial results: AWS answers 200 and has done only a part. microburst cannot do that, since an answer then depends on
// what reached the service. This proxy sends on a part of a call and adds the rest to the answer as not done.
import { createServer, type IncomingMessage, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { type LoopbackServer, listenOnLoopback } from '../../../support/servers/loopback-server.ts';

/** Which part of a call, of so many records or items, is not done. */
type Left = (index: number, count: number) => boolean;

interface Rule {
  /** As in the header X-Amz-Target, behind the dot. */
  operation: 'PutRecords' | 'BatchWriteItem';
  left: Left;
}

export interface PartialProxy extends Pick<LoopbackServer, 'origin' | 'close'> {
  /** How many ticks have put points on the stream since a time. */
  ticksSince(timeMs: number): number;
  /** Applies a rule while `work` runs. Returns how many records or items it left out. */
  during(rule: Rule, work: () => Promise<void>): Promise<number>;
}

/** Starts the proxy in front of an endpoint. */
export async function startPartialProxy(upstream: string): Promise<PartialProxy> {
  let rule: Rule | undefined;
  let hits = 0;
  const puts: number[] = [];
  const server = createServer(async (incoming, response) => {
    try {
      const body = await buffer(incoming);
      const operation = String(incoming.headers['x-amz-target'] ?? '')
        .split('.')
        .at(-1);
      if (operation === 'PutRecords') puts.push(Date.now());
      const active = rule?.operation === operation ? rule : undefined;
      const split = active && splitCall(active, JSON.parse(body.toString()));
      hits += split?.left ?? 0;
      const answer = split?.nothing
        ? { status: 200, headers: { 'content-type': incoming.headers['content-type'] }, body: Buffer.from('{}') }
        : await send(upstream, incoming, split ? Buffer.from(JSON.stringify(split.reaches)) : body);
      const changed =
        split && answer.status === 200
          ? Buffer.from(JSON.stringify(split.change(JSON.parse(answer.body.toString()))))
          : answer.body;
      // The checksum of DynamoDB's answer would be that of the other text.
      const { 'x-amz-crc32': _, 'transfer-encoding': __, ...headers } = answer.headers as Record<string, string>;
      response.writeHead(answer.status, { ...headers, 'content-length': changed.length }).end(changed);
    } catch {
      // What is behind broke the connection, or is not there.
      incoming.socket.resetAndDestroy();
    }
  });
  const { origin, close } = await listenOnLoopback(server);
  return {
    origin,
    close,
    ticksSince: (timeMs) => bursts(puts.filter((putMs) => putMs >= timeMs)),
    async during(newRule, work) {
      rule = newRule;
      hits = 0;
      try {
        await work();
        return hits;
      } finally {
        rule = undefined;
      }
    },
  };
}

/** Calls of one tick follow each other. */
const ONE_TICK_MS = 5000;

function bursts(timesMs: readonly number[]): number {
  return timesMs.filter((timeMs, index) => timeMs - (timesMs[index - 1] ?? 0) > ONE_TICK_MS).length;
}

interface Split {
  reaches: object;
  /** Nothing reaches the service. */
  nothing: boolean;
  left: number;
  change(answer: Record<string, unknown>): object;
}

function splitCall({ operation, left }: Rule, call: object): Split {
  return operation === 'PutRecords'
    ? splitPutRecords(call as { Records: object[] }, left)
    : splitBatchWriteItem(call as { RequestItems: Record<string, object[]> }, left);
}

/** "The response Records array includes both successfully and unsuccessfully processed records" (API, PutRecords). */
function splitPutRecords(call: { Records: object[] }, isLeft: Left): Split {
  const isLeftAt = (index: number) => isLeft(index, call.Records.length);
  const reaches = call.Records.filter((_, index) => !isLeftAt(index));
  return {
    reaches: { ...call, Records: reaches },
    nothing: reaches.length === 0,
    left: call.Records.length - reaches.length,
    change(answer) {
      const done = [...((answer.Records as object[] | undefined) ?? [])];
      const Records = call.Records.map((_, index) =>
        isLeftAt(index)
          ? { ErrorCode: 'ProvisionedThroughputExceededException', ErrorMessage: 'Rate exceeded for shard' }
          : done.shift(),
      );
      return { ...answer, Records, FailedRecordCount: call.Records.length - reaches.length };
    },
  };
}

/** "the failed operations are returned in the UnprocessedItems response parameter" (API, BatchWriteItem). */
function splitBatchWriteItem(call: { RequestItems: Record<string, object[]> }, isLeft: Left): Split {
  const parts = (which: Left) =>
    Object.fromEntries(
      Object.entries(call.RequestItems)
        .map(([table, items]) => [table, items.filter((_, index) => which(index, items.length))] as const)
        .filter(([, items]) => items.length > 0),
    );
  const reaches = parts((index, count) => !isLeft(index, count));
  const left = parts(isLeft);
  return {
    reaches: { ...call, RequestItems: reaches },
    nothing: Object.keys(reaches).length === 0,
    left: Object.values(left).flat().length,
    change: (answer) => ({ ...answer, UnprocessedItems: left }),
  };
}

function send(upstream: string, { method, url, headers }: IncomingMessage, body: Buffer) {
  return new Promise<{ status: number; headers: object; body: Buffer }>((resolve, reject) => {
    const { 'transfer-encoding': _, ...others } = headers;
    const options = { method, headers: { ...others, 'content-length': body.length } };
    const sent = request(`${upstream}${url}`, options, async (answer) => {
      resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body: await buffer(answer) });
    });
    sent.once('error', reject);
    sent.end(body);
  });
}
