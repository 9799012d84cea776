// Runs every minute: computes the points that are missing and puts them on the stream.
import { KinesisClient } from '@aws-sdk/client-kinesis';
import type { Context } from 'aws-lambda';
import { realPace } from '../shared/batches.ts';
import { createDocumentClient, requestHandler } from '../shared/clients.ts';
import { createElementsReader } from '../shared/elements-reader.ts';
import { requireEnv } from '../shared/env.ts';
import { createReport } from '../shared/log.ts';
import { ENV } from '../shared/names.ts';
import { SATELLITES } from '../shared/satellites.ts';
import { tick } from './tick.ts';

const documents = createDocumentClient();
const table = { client: documents, tableName: requireEnv(ENV.trackTable) };
const stream = {
  client: new KinesisClient({ requestHandler: requestHandler() }),
  streamName: requireEnv(ENV.streamName),
};
const report = createReport();
const elementsTable = { client: documents, tableName: requireEnv(ENV.elementsTable) };
const readElements = createElementsReader(elementsTable, SATELLITES, report);

// A query takes milliseconds. In an outage each one takes seconds, and the newest points should still be sent.
const READ_MS = 15_000;
// Time for the last call (three tries of two seconds) and the log.
const RESERVE_MS = 8000;

/** Ignores the time in the event: a late event must not produce old points. */
export async function handler(_event: unknown, context: Context): Promise<void> {
  try {
    const nowMs = Date.now();
    const pace = realPace(nowMs + context.getRemainingTimeInMillis() - RESERVE_MS);
    const { elementsOf } = await readElements(nowMs);
    await tick({ satellites: SATELLITES, elementsOf, table, stream, readMs: READ_MS, pace, report }, nowMs);
  } finally {
    report.publish();
  }
}
