// The stream's consumer: stores every point, sets aside what is none, and pushes what is new to every open socket.
import { ApiGatewayManagementApiClient } from '@aws-sdk/client-apigatewaymanagementapi';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Context, KinesisStreamEvent } from 'aws-lambda';
import { realPace } from '../shared/batches.ts';
import { createDocumentClient, requestHandler } from '../shared/clients.ts';
import { requireEnv } from '../shared/env.ts';
import { createReport } from '../shared/log.ts';
import { ENV } from '../shared/names.ts';
import { consume } from './consume.ts';

const documents = createDocumentClient();
const parts = {
  trackTable: { client: documents, tableName: requireEnv(ENV.trackTable) },
  connectionsTable: { client: documents, tableName: requireEnv(ENV.connectionsTable) },
  quarantine: {
    client: new SQSClient({ requestHandler: requestHandler() }),
    queueUrl: requireEnv(ENV.quarantineQueueUrl),
  },
  // Three tries of two seconds at most for a socket that does not answer: "retried briefly, then dropped" is the SDK's own way.
  socket: new ApiGatewayManagementApiClient({
    endpoint: requireEnv(ENV.socketCallbackUrl),
    requestHandler: requestHandler(),
    maxAttempts: 3,
  }),
};
const report = createReport();

/** How long a batch's frames may take, all connections together: what is unsent by then is dropped, and its pages ask the API. */
const PUSH_MS = 15_000;
// What is kept of the function's time for the push and the log after storing.
const RESERVE_MS = PUSH_MS + 8000;

/**
 * Returning means: every record of the batch is stored or in quarantine. Throwing means that the world failed (throttling,
 * outage): the platform retries the whole batch, which is idempotent, within the mapping's bounds.
 */
export async function handler(event: KinesisStreamEvent, context: Context): Promise<void> {
  try {
    const nowMs = Date.now();
    const pace = realPace(nowMs + context.getRemainingTimeInMillis() - RESERVE_MS);
    await consume({ ...parts, pace, report, pushMs: PUSH_MS }, event.Records, nowMs);
  } finally {
    report.publish();
  }
}
