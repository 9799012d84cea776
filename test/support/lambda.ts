// The surroundings of a handler on Lambda: its environment, a context, its log.
import type { Context } from 'aws-lambda';
import { vi } from 'vitest';
import type { HttpEvent } from '../../functions/query/http/request.ts';
import { ENV, METRIC_NAMESPACE } from '../../functions/shared/names.ts';
import { localEnvironment } from '../../local/machine/loopback.mjs';

type Variables = Partial<Record<keyof typeof ENV, string>>;

/**
 * Replaces this process's environment with that of a function on the local AWS.
 * Call it before importing the handler, which reads it.
 */
export function becomeFunction(endpoint: string, variables: Variables): void {
  const environment: NodeJS.ProcessEnv = {
    ...localEnvironment(endpoint),
    POWERTOOLS_SERVICE_NAME: 'test',
    POWERTOOLS_METRICS_NAMESPACE: METRIC_NAMESPACE,
    // Log and metrics then go through the global console, where a test can read them.
    POWERTOOLS_DEV: 'true',
    POWERTOOLS_METRICS_DISABLED: 'false',
  };
  for (const [key, value] of Object.entries(variables)) environment[ENV[key as keyof typeof ENV]] = value;
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  Object.assign(process.env, environment);
}

export type LogLine = Record<string, unknown>;

/** Collects the parsed log lines from now on, and keeps them out of the test's output. */
export function collectLog(): LogLine[] {
  const lines: LogLine[] = [];
  for (const level of ['log', 'info', 'warn', 'error'] as const) {
    vi.spyOn(console, level).mockImplementation((text: string) => {
      lines.push(parseLine(text));
    });
  }
  return lines;
}

function parseLine(text: string): LogLine {
  try {
    return JSON.parse(text) as LogLine;
  } catch {
    return { message: text };
  }
}

/** The values of a metric in a log, in CloudWatch's embedded metric format. */
export function metricIn(log: readonly LogLine[], name: string): unknown[] {
  return log.filter((line) => '_aws' in line && name in line).map((line) => line[name]);
}

export function aContext(remainingMs = 50_000): Context {
  return { getRemainingTimeInMillis: () => remainingMs, functionName: 'test', awsRequestId: 'test' } as Context;
}

interface HttpRequest {
  path?: string;
  method?: string;
  /** Parameters, or a query string, which may have one twice. */
  query?: Record<string, string> | string;
  headers?: Record<string, string>;
}

/**
 * A request from an HTTP API, payload format 2.0, in which the values of a repeated parameter are joined with commas.
 */
export function anHttpEvent({ path = '/', method = 'GET', query, headers = {} }: HttpRequest): HttpEvent {
  const given = new URLSearchParams(query);
  const joined = [...new Set(given.keys())].map((name) => [name, given.getAll(name).join(',')] as const);
  return {
    rawPath: path,
    rawQueryString: given.toString(),
    headers,
    requestContext: { http: { method } },
    ...(query && { queryStringParameters: Object.fromEntries(joined) }),
  };
}
