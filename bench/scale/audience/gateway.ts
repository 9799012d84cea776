// API Gateway's Management API as a stub, on slow time: the account's quota, throttling answers, latencies and closed
// connections as AWS documents them, and no sockets. It counts what each connection got.
// - the quota, a token bucket for all requests of an account and region:
//   https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
// - the answers 410 and 429:
//   https://docs.aws.amazon.com/apigatewaymanagementapi/latest/api/API_connections_connectionId_POST.html
// AWS does not document latencies.
import { createServer, type ServerResponse } from 'node:http';
import { MINUTE_MS } from '../../../orbit/time.ts';
import { listenOnLoopback } from '../../../test/support/servers/loopback-server.ts';
import { createThrottle } from '../throttle.ts';
import type { SlowClock } from './slow-time.ts';

/** Of an account, in most regions. */
export const ACCOUNT_QUOTA = { perSecond: 10_000, burst: 5000 };

/** A log-normal distribution. */
export interface Latency {
  medianMs: number;
  /** One of a hundred answers takes longer. */
  slowestMs: number;
}

/** An answer of the throttle comes from the door. */
const REFUSAL_MS = 5;
// The 99th percentile of the standard normal distribution.
const Z99 = 2.326;

export interface Delivery {
  /** The texts that each connection got, and those that came for one that is closed. */
  got: Map<string, string[]>;
  gone: Map<string, string[]>;
  posts: number;
  throttled: number;
  /** When the last frame was delivered. */
  lastMs: number;
  /** Posts that were accepted, by the second in which they came. */
  accepted: Map<number, number>;
  /** How much later than they should each was answered, milliseconds: this machine had no time for it. */
  late: number[];
}

/** `open` are the connections; all others are gone. */
export async function startGateway(clock: SlowClock, open: ReadonlySet<string>, random: () => number) {
  let delivery = emptyDelivery();
  let passes = createThrottle(ACCOUNT_QUOTA, clock.nowMs);
  let latency: Latency = { medianMs: 0, slowestMs: 0 };

  async function answer(connectionId: string, text: string, response: ServerResponse): Promise<void> {
    delivery.posts++;
    if (!passes()) {
      delivery.throttled++;
      await clock.wait(REFUSAL_MS);
      return refuse(response, 429, 'LimitExceededException');
    }
    const second = Math.floor(clock.nowMs() / 1000);
    delivery.accepted.set(second, (delivery.accepted.get(second) ?? 0) + 1);
    const answerMs = randomLatency(latency, random);
    const dueMs = clock.nowMs() + answerMs;
    await clock.wait(answerMs);
    delivery.late.push(clock.nowMs() - dueMs);
    if (open.has(connectionId)) {
      delivery.lastMs = clock.nowMs();
      add(delivery.got, connectionId, text);
      response.end();
    } else {
      add(delivery.gone, connectionId, text);
      refuse(response, 410, 'GoneException');
    }
  }

  const stub = createServer((request, response) => {
    const connectionId = decodeURIComponent((request.url ?? '').split('/@connections/')[1] ?? '');
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (part: string) => {
      text += part;
    });
    request.once('end', () => void answer(connectionId, text, response));
  });
  // Sixteen workers open a hundred connections each at the same moment, and keep them until the next frame.
  stub.keepAliveTimeout = 10 * MINUTE_MS;
  const server = await listenOnLoopback(stub, 4096);
  return {
    endpoint: server.origin,
    close: server.close,
    /** Begins to count, with a full bucket. */
    begin(quota: typeof ACCOUNT_QUOTA, latencies: Latency): Delivery {
      delivery = emptyDelivery();
      passes = createThrottle(quota, clock.nowMs);
      latency = latencies;
      return delivery;
    },
  };
}

function emptyDelivery(): Delivery {
  return { got: new Map(), gone: new Map(), posts: 0, throttled: 0, lastMs: 0, accepted: new Map(), late: [] };
}

function add(texts: Map<string, string[]>, connectionId: string, text: string): void {
  const known = texts.get(connectionId);
  if (known) known.push(text);
  else texts.set(connectionId, [text]);
}

function refuse(response: ServerResponse, status: number, type: string): void {
  response.writeHead(status, { 'content-type': 'application/json', 'x-amzn-errortype': type });
  response.end(JSON.stringify({ message: null }));
}

function randomLatency({ medianMs, slowestMs }: Latency, random: () => number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return medianMs && medianMs * (slowestMs / medianMs) ** (normal / Z99);
}
