// Runs every five minutes: downloads the element sets that are due. The elements table says which.
import type { Context } from 'aws-lambda';
import { createDocumentClient } from '../shared/clients.ts';
import { requireEnv } from '../shared/env.ts';
import { createReport } from '../shared/log.ts';
import { ENV } from '../shared/names.ts';
import { SATELLITES } from '../shared/satellites.ts';
import { refresh } from './refresh.ts';
import { createSource } from './source.ts';

const client = createDocumentClient();
const table = { client, tableName: requireEnv(ENV.elementsTable) };
const archive = { client, tableName: requireEnv(ENV.elementsArchiveTable) };
const source = createSource(requireEnv(ENV.elementsUrl), fetch);
const report = createReport();

// Time to store the last answer and to write the log.
const RESERVE_MS = 8000;

export async function handler(_event: unknown, context: Context): Promise<void> {
  try {
    const deadlineMs = Date.now() + context.getRemainingTimeInMillis() - RESERVE_MS;
    await refresh({
      satellites: SATELLITES,
      table,
      archive,
      source,
      report,
      random: Math.random,
      nowMs: Date.now,
      deadlineMs,
    });
  } finally {
    report.publish();
  }
}
