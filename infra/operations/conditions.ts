// When an alarm goes off: its metric, and the value that is too much. Each reads exactly one metric, because AWS bills
// the metrics of alarms, and ten of them are always free (docs/cost.md).

import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, type IMetric, Metric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { METRIC, METRIC_SERVICE } from '../../functions/shared/names.ts';
import { metricNamespaceOf } from '../staged-stack.ts';

/** The part of an alarm that says when it goes off. */
export interface Condition {
  readonly metric: IMetric;
  readonly comparisonOperator: ComparisonOperator;
  readonly threshold: number;
  readonly evaluationPeriods: number;
  readonly treatMissingData: TreatMissingData;
}

/** How an alarm reads its metric: over periods of so many minutes, so many of them in a row. */
interface Reading {
  readonly minutes: number;
  readonly periods: number;
  readonly statistic: string;
  /** @default missing data is good: nothing has happened */
  readonly missing?: TreatMissingData;
}

/** A metric is above a value. */
export function above(threshold: number, metric: Metric, { minutes, periods, statistic, missing }: Reading): Condition {
  return {
    metric: metric.with({ statistic, period: Duration.minutes(minutes) }),
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    threshold,
    evaluationPeriods: periods,
    treatMissingData: missing ?? TreatMissingData.NOT_BREACHING,
  };
}

/** A queue holds a message. */
export function queueNotEmpty(queue: IQueue): Condition {
  return above(0, queue.metricApproximateNumberOfMessagesVisible(), {
    statistic: Stats.MAXIMUM,
    minutes: 1,
    periods: 1,
    // SQS stops reporting six hours after the last call, messages or not: the alarm then keeps its state.
    missing: TreatMissingData.IGNORE,
  });
}

/** A metric that the functions write. */
export function ownMetric(scope: Construct, name: keyof typeof METRIC): Metric {
  return new Metric({
    namespace: metricNamespaceOf(scope),
    metricName: METRIC[name],
    // A filter of a log gives its metric no dimension.
    ...(name !== 'runsFailed' && { dimensionsMap: { service: METRIC_SERVICE } }),
  });
}

/** A metric of all functions of the account and region. The limit of executions is theirs together. */
export function metricOfAllFunctions(metricName: string): Metric {
  return new Metric({ namespace: 'AWS/Lambda', metricName });
}
