// Hands frames to workers (functions/push) when the audience is too large for fanout alone.
import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import type { FramesByForm, PushOrder } from '../../wire/push-order.ts';
import { SEGMENTS } from '../shared/connections-table.ts';
import { errorText, type Report } from '../shared/log.ts';

export interface Workers {
  client: LambdaClient;
  functionName: string;
  /** The audience from which on workers push. */
  from: number;
}

// API Gateway accepts 10,000 requests a second for all APIs of an account and region, and posts are requests
// (https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html). The rest is for the HTTP API, for viewers
// who connect, and for retries.
const POSTS_PER_SECOND = 9000;

// A worker posts some 2,000 frames a second, so smaller audiences are served in little more than a second.
const VIEWERS_PER_WORKER = 2500;

// A frame holds points that are a minute to three minutes ahead. At 9,000 a second this serves 180,000 viewers.
const WORTH_SENDING_MS = 20_000;

/**
 * The orders for an audience: for 1, 2, 4, 8 or 16 workers, so that all have as many segments. Together they make at
 * most 9,000 posts a second.
 */
export function toOrders(frames: FramesByForm, audience: number, nowMs: number): PushOrder[] {
  const wanted = Math.max(1, audience / VIEWERS_PER_WORKER);
  const count = Math.min(SEGMENTS, 2 ** Math.ceil(Math.log2(wanted)));
  return Array.from({ length: count }, (_, worker) => ({
    frames,
    segments: Array.from({ length: SEGMENTS / count }, (_, index) => worker + index * count),
    postsPerSecond: POSTS_PER_SECOND / count,
    deadlineMs: nowMs + WORTH_SENDING_MS,
  }));
}

/**
 * Starts a worker for each order. Never throws: viewers without a worker miss the frames and ask the API.
 * @returns how many were started
 */
export async function handOver(
  { client, functionName }: Workers,
  orders: readonly PushOrder[],
  report: Report,
  abortSignal: AbortSignal,
): Promise<number> {
  const started = await Promise.allSettled(
    orders.map((order) =>
      client.send(
        // 'Event': Lambda queues the order and answers at once. It accepts 1 MB. A batch has at most 500 points, which
        // are less than 192 kB in both forms. The client retries, so an order may come twice: docs/scale.md.
        new InvokeCommand({ FunctionName: functionName, InvocationType: 'Event', Payload: JSON.stringify(order) }),
        { abortSignal },
      ),
    ),
  );
  for (const [index, result] of started.entries()) {
    if (result.status === 'fulfilled') continue;
    report.error('could not start a worker; its viewers will fetch these points from the API', {
      segments: orders[index]?.segments,
      reason: errorText(result.reason),
    });
  }
  return started.filter(({ status }) => status === 'fulfilled').length;
}
