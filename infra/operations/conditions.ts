// When an alarm goes off: a function counts nothing, or a queue is not empty.

import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, type IMetric, Metric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { NodeFunction } from '../node-function.ts';

/** The part of an alarm that says when it goes off. */
export interface Condition {
  readonly metric: IMetric;
  readonly comparisonOperator: ComparisonOperator;
  readonly threshold: number;
  readonly evaluationPeriods: number;
  readonly treatMissingData: TreatMissingData;
}

/** A function counts nothing on one of its metrics for this many periods in a row. */
export function nothingCounted(
  metricName: string,
  fn: NodeFunction,
  { period, periods }: { readonly period: Duration; readonly periods: number },
): Condition {
  return {
    metric: new Metric({
      namespace: fn.metricNamespace,
      metricName,
      dimensionsMap: { service: fn.serviceName },
      statistic: Stats.SUM,
      period,
    }),
    comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
    threshold: 1,
    evaluationPeriods: periods,
    treatMissingData: TreatMissingData.BREACHING, // a function that never runs emits no metric at all
  };
}

/** A queue holds a message. */
export function queueNotEmpty(queue: IQueue): Condition {
  return {
    metric: queue.metricApproximateNumberOfMessagesVisible({ statistic: Stats.MAXIMUM, period: Duration.minutes(1) }),
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    threshold: 0,
    evaluationPeriods: 1,
    // SQS stops reporting six hours after the last call, messages or not: the alarm then keeps its state.
    treatMissingData: TreatMissingData.IGNORE,
  };
}
