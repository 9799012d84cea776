// Structured log lines, and metrics in the log (CloudWatch's embedded metric format). These need no call, but each name
// costs as much as any other custom metric: docs/cost.md.
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { METRIC_SERVICE } from './names.ts';

/** Log lines and counts of a function. */
export interface Report {
  info(message: string, details?: Record<string, unknown>): void;
  warn(message: string, details?: Record<string, unknown>): void;
  error(message: string, details?: Record<string, unknown>): void;
  count(metric: string, value: number): void;
  /** A share from 0 to 100. */
  percent(metric: string, value: number): void;
}

/**
 * The report of a function on Lambda. POWERTOOLS_SERVICE_NAME gives the name of the service in its lines,
 * POWERTOOLS_METRICS_NAMESPACE the namespace of its metrics.
 * Counts are collected until `publish`, which each invocation calls once, at its end. CloudWatch bills a metric for the
 * hours in which it has a value, so a count of what rarely happens is best not written when it is zero.
 */
export function createReport(): Report & { publish(): void } {
  const logger = new Logger();
  const metrics = new Metrics({ serviceName: METRIC_SERVICE });
  return {
    info: (message, details = {}) => logger.info(message, details),
    warn: (message, details = {}) => logger.warn(message, details),
    error: (message, details = {}) => logger.error(message, details),
    count: (metric, value) => metrics.addMetric(metric, MetricUnit.Count, value),
    percent: (metric, value) => metrics.addMetric(metric, MetricUnit.Percent, value),
    publish: () => {
      // Without one, Powertools writes a warning that is not JSON.
      if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
    },
  };
}

/** Name and message of an error for the log, without the stack. */
export function errorText(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
