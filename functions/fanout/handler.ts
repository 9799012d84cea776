// Consumes the stream: stores every point and pushes new ones to every open socket. Invalid records go to quarantine.
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Context, KinesisStreamEvent } from 'aws-lambda';
import { realPace } from '../shared/batches.ts';
import { createDocumentClient, requestHandler } from '../shared/clients.ts';
import { requireEnv } from '../shared/env.ts';
import { createReport } from '../shared/log.ts';
import { ENV } from '../shared/names.ts';
import { createPoster } from '../shared/poster.ts';
import { consume } from './consume.ts';

const documents = createDocumentClient();
const parts = {
  trackTable: { client: documents, tableName: requireEnv(ENV.trackTable) },
  connectionsTable: { client: documents, tableName: requireEnv(ENV.connectionsTable) },
  quarantine: {
    client: new SQSClient({ requestHandler: requestHandler() }),
    queueUrl: requireEnv(ENV.quarantineQueueUrl),
  },
  // Three tries of two seconds at most.
  poster: createPoster({ endpoint: requireEnv(ENV.socketCallbackUrl) }),
  workers: {
    client: new LambdaClient({ requestHandler: requestHandler() }),
    functionName: requireEnv(ENV.pushFunction),
    from: Number(requireEnv(ENV.workersFrom)),
  },
};
const report = createReport();
// Without a ceiling nothing comes close to it.
const maxViewers = Number(process.env[ENV.maxViewers] ?? 0);

// How long the push of a batch may take, for all connections together. Frames that are not sent by then are dropped.
const PUSH_MS = 15_000;
// Time of the function that storing must leave for the push and the log.
const RESERVE_MS = PUSH_MS + 8000;

/**
 * Returns when every record of the batch is stored or in quarantine. Throws on an outage or throttling: Lambda then
 * retries the whole batch, which is idempotent, within the bounds of the event source mapping.
 */
export async function handler(event: KinesisStreamEvent, context: Context): Promise<void> {
  try {
    const nowMs = Date.now();
    const pace = realPace(nowMs + context.getRemainingTimeInMillis() - RESERVE_MS);
    await consume({ ...parts, maxViewers, pace, report, pushMs: PUSH_MS }, event.Records, nowMs);
  } finally {
    report.publish();
  }
}
