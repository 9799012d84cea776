// One structured log line per event, and metrics in the log (CloudWatch's embedded metric format): no call, no extra cost.
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { METRIC_NAMESPACE } from './names.ts';

/** What a function's core reports with: lines of the log and counts. */
export interface Report {
  info(message: string, details?: Record<string, unknown>): void;
  warn(message: string, details?: Record<string, unknown>): void;
  error(message: string, details?: Record<string, unknown>): void;
  count(metric: string, value: number): void;
}

/**
 * The report of a function on Lambda. The service's name comes from POWERTOOLS_SERVICE_NAME.
 * Counts are collected until `publish` writes them: once, at the end of each invocation.
 */
export function createReport(): Report & { publish(): void } {
  const logger = new Logger();
  const metrics = new Metrics({ namespace: METRIC_NAMESPACE });
  return {
    info: (message, details = {}) => logger.info(message, details),
    warn: (message, details = {}) => logger.warn(message, details),
    error: (message, details = {}) => logger.error(message, details),
    count: (metric, value) => metrics.addMetric(metric, MetricUnit.Count, value),
    publish: () => metrics.publishStoredMetrics(),
  };
}

/** An error as a line of the log can carry it: its name and message, without the stack. */
export function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
