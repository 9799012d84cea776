// Runs every five minutes: visits the page from outside, as a viewer does, and counts the parts that do not work.
import { requireEnv } from '../shared/env.ts';
import { createReport } from '../shared/log.ts';
import { ENV } from '../shared/names.ts';
import { SATELLITES } from '../shared/satellites.ts';
import { visit } from './visit.ts';

const pageUrl = requireEnv(ENV.pageUrl);
const hasSocket = process.env[ENV.maxViewers] !== '0';
const report = createReport();

// A frame comes each minute. The scheduler may be late by half of one.
const FRAME_MS = 90_000;

/** Does not throw when a part is down: the alarm reads the metric. */
export async function handler(): Promise<void> {
  try {
    await visit({
      pageUrl,
      hasSocket,
      catalogNumber: SATELLITES[0]?.catalogNumber ?? 0,
      fetch,
      openSocket,
      report,
      nowMs: Date.now,
      frameMs: FRAME_MS,
    });
  } finally {
    report.publish();
  }
}

/** A deployment may let only pages of some origins connect. Node's socket takes headers, which its types do not know. */
function openSocket(url: string, origin: string): WebSocket {
  return new WebSocket(url, { headers: { origin } } as never);
}
