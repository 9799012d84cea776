// A worker for large audiences: fanout hands it frames, and the segments of the connections that get them.
import { parsePushOrder } from '../../wire/push-order.ts';
import { createDocumentClient, TIMEOUTS } from '../shared/clients.ts';
import { requireEnv } from '../shared/env.ts';
import { createReport } from '../shared/log.ts';
import { ENV } from '../shared/names.ts';
import { createPoster } from '../shared/poster.ts';
import { REAL_CLOCK } from './pacer.ts';
import { serve } from './serve.ts';

// Twice fanout's: a sixteenth of the account's quota is 560 posts a second, and an answer may take more than 100 ms.
const IN_FLIGHT = 100;

const report = createReport();
const parts = {
  connectionsTable: { client: createDocumentClient(), tableName: requireEnv(ENV.connectionsTable) },
  poster: createPoster({ endpoint: requireEnv(ENV.socketCallbackUrl) }, TIMEOUTS, IN_FLIGHT),
  report,
  clock: REAL_CLOCK,
};

/** Throws when nobody was served. Lambda does not retry, and sends the order to the dead letters. */
export async function handler(event: unknown): Promise<void> {
  const order = parsePushOrder(event);
  if (typeof order === 'string') throw new Error(`This is not an order to push: ${order}.`);
  try {
    await serve(parts, order);
  } finally {
    report.publish();
  }
}
