// Follows the logs of functions, one line for each event, in order of time.
import { setTimeout as wait } from 'node:timers/promises';
import {
  CloudWatchLogsClient,
  type CloudWatchLogsClientConfig,
  type FilteredLogEvent,
  paginateFilterLogEvents,
} from '@aws-sdk/client-cloudwatch-logs';
import { GetFunctionConfigurationCommand, LambdaClient, type LambdaClientConfig } from '@aws-sdk/client-lambda';
import { createLines, readableLine } from '../aws/follow-log.ts';
import { errorOf } from '../doctor/log-lines.ts';

// CloudWatch shows an event some seconds after it was written, and those of two functions in any order.
const LATENESS_MS = 60_000;

export interface FollowOptions {
  config: CloudWatchLogsClientConfig & LambdaClientConfig;
  /** Names of the functions on AWS, by their names in the project. */
  functions: ReadonlyMap<string, string>;
  errorsOnly: boolean;
  sinceMs: number;
  pollMs: number;
  print: (line: string) => void;
  signal: AbortSignal;
}

/** Prints what the functions log, until the signal is aborted. Throws its reason then. */
export async function followLogs(options: FollowOptions): Promise<never> {
  const { config, functions, errorsOnly, sinceMs, pollMs, print, signal } = options;
  const lambda = new LambdaClient(config);
  const logs = new CloudWatchLogsClient(config);
  const groups = await Promise.all(
    [...functions].map(async ([name, FunctionName]) => {
      const { LoggingConfig } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
      return { name, group: LoggingConfig?.LogGroup ?? `/aws/lambda/${FunctionName}` };
    }),
  );
  const newLines = createLines<NamedEvent>((event) => lineOf(event, errorsOnly));
  let reachesBackToMs = sinceMs;
  for (;;) {
    const startTime = reachesBackToMs;
    reachesBackToMs = Math.max(sinceMs, Date.now() - LATENESS_MS);
    const events = await Promise.all(groups.map((each) => eventsOf(logs, each, startTime)));
    for (const line of newLines(events.flat(), startTime)) print(line);
    await wait(pollMs, undefined, { signal });
  }
}

/** An event, with the name of its function in the project. */
export type NamedEvent = FilteredLogEvent & { name: string };

async function eventsOf(
  client: CloudWatchLogsClient,
  { name, group }: { name: string; group: string },
  startTime: number,
): Promise<NamedEvent[]> {
  const events: NamedEvent[] = [];
  try {
    for await (const page of paginateFilterLogEvents({ client }, { logGroupName: group, startTime }))
      for (const event of page.events ?? []) events.push({ ...event, name });
  } catch (error) {
    // The group is made with the first line.
    if ((error as Error).name !== 'ResourceNotFoundException') throw error;
  }
  return events;
}

/**
 * An event as a line: time, function, level unless it is INFO, message, details. The platform's own lines are shown
 * when they report an error: a crash, a time-out. Undefined for all others, and for metrics.
 */
export function lineOf({ name, timestamp = 0, message = '' }: NamedEvent, errorsOnly: boolean): string | undefined {
  const error = errorOf(message);
  if (errorsOnly && !error) return undefined;
  const line = readableLine(message);
  if (line || !error) return line;
  return `${new Date(timestamp).toISOString().slice(11, 19)} ${name.padEnd(11)} ERROR ${error}`;
}
