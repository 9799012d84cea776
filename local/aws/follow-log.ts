// Prints the functions' log, one readable line for each event.
import { setTimeout as wait } from 'node:timers/promises';
import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { abortable } from '../machine/steps.ts';
import { localClientConfig } from './client-config.ts';
import type { System } from './system.ts';

const POLL_MS = 1000;
// A line of one function can reach the log after a newer one of another function, but not later than this.
const LATENESS_MS = 60_000;

/**
 * Prints the events since a time, and keeps downloaded elements, until the signal is aborted. Throws its reason then.
 */
export function followLog(system: System, sinceMs: number, signal: AbortSignal): Promise<never> {
  return abortable(signal, () => follow(system, sinceMs, signal));
}

async function follow(system: System, sinceMs: number, signal: AbortSignal): Promise<never> {
  const logs = new CloudWatchLogsClient(localClientConfig(system.addresses.endpointUrl));
  const groups = (await logs.send(new DescribeLogGroupsCommand({}))).logGroups ?? [];
  let reachesBackToMs = sinceMs;
  const newLines = createLines();
  for (;;) {
    signal.throwIfAborted();
    const startTime = reachesBackToMs;
    reachesBackToMs = Math.max(sinceMs, Date.now() - LATENESS_MS);
    const answers = await Promise.all(
      groups.map(({ logGroupName }) => logs.send(new FilterLogEventsCommand({ logGroupName, startTime }))),
    );
    const events = answers.flatMap((answer) => answer.events ?? []);
    for (const line of newLines(events, startTime)) console.log(line);
    await system.keepElements();
    await wait(POLL_MS, undefined, { signal });
  }
}

/** The fields of a log event that are used here. */
export interface LogEvent {
  logStreamName?: string | undefined;
  timestamp?: number | undefined;
  message?: string | undefined;
}

/**
 * Makes lines of the events of polls, whose times overlap: one for each event, in order of time.
 * @param lineOf undefined for an event that is not shown
 */
export function createLines<E extends LogEvent = LogEvent>(
  lineOf: (event: E) => string | undefined = ({ message = '' }) => readableLine(message),
): (events: E[], startTime: number) => string[] {
  let seen = new Map<string, number>();
  return (events, startTime) => {
    const lines: string[] = [];
    for (const event of events.toSorted(byTime)) {
      const { logStreamName, timestamp = 0, message = '' } = event;
      const key = `${logStreamName} ${timestamp} ${message}`;
      if (seen.has(key)) continue;
      seen.set(key, timestamp);
      const line = lineOf(event);
      if (line) lines.push(line);
    }
    // The next poll does not reach further back.
    seen = new Map([...seen].filter(([, timestamp]) => timestamp >= startTime));
    return lines;
  };
}

function byTime(a: LogEvent, b: LogEvent): number {
  return (a.timestamp ?? 0) - (b.timestamp ?? 0);
}

// Powertools adds these to every line. A person at the terminal does not need them.
const UNINTERESTING = new Set([
  'level',
  'message',
  'timestamp',
  'service',
  'sampling_rate',
  'xray_trace_id',
  'function_request_id',
]);

/**
 * A structured line as text: time, service, level unless it is INFO, message, details.
 * Undefined for metrics and lines of the platform.
 */
export function readableLine(message: string): string | undefined {
  let entry: Record<string, unknown>;
  try {
    entry = JSON.parse(message);
  } catch {
    return undefined;
  }
  if (typeof entry?.message !== 'string' || typeof entry.timestamp !== 'string') return undefined;
  const level = entry.level === 'INFO' ? '' : `${entry.level} `;
  const details = Object.entries(entry)
    .filter(([name]) => !UNINTERESTING.has(name))
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const time = entry.timestamp.slice(11, 19);
  return [time, String(entry.service).padEnd(11), `${level}${entry.message}`, ...details].join(' ');
}
