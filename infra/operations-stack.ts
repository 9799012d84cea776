// What tells the operator: four alarms and one topic. Each alarm names the heading of its runbook in docs/operations.md.

import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, Metric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { METRIC, METRIC_NAMESPACE } from '../functions/shared/names.ts';
import type { FeedStack } from './feed-stack.ts';

/** Properties of the operations. */
export interface OperationsStackProps extends StackProps {
  readonly feed: FeedStack;
  /**
   * Address that gets a mail when an alarm goes off and when it is over; its owner has to confirm once.
   * @default nobody: subscribe to the topic by hand
   */
  readonly alarmEmail?: string;
}

/** Alarms and the topic they speak to. */
export class OperationsStack extends Stack {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, props: OperationsStackProps) {
    super(scope, id, props);
    const { elements, fanout } = props.feed;

    this.topic = alarmTopic(this, 'Alarms');
    if (props.alarmEmail) this.topic.addSubscription(new EmailSubscription(props.alarmEmail));

    this.alarm('NoPointStored', {
      what: 'No point was stored for 3 minutes.',
      runbook: 'no-point-stored',
      metric: new Metric({
        namespace: METRIC_NAMESPACE,
        metricName: METRIC.pointsStored,
        dimensionsMap: { service: fanout.fn.serviceName },
        statistic: Stats.SUM,
        period: Duration.minutes(1),
      }),
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      threshold: 1,
      // Three in a row, not one: two ticks may fall into one minute and none into the next. The lead covers 3 minutes.
      evaluationPeriods: 3,
      treatMissingData: TreatMissingData.BREACHING, // a feed that stands still emits no metric at all
    });

    this.alarm('QuarantineNotEmpty', {
      what: 'A record on the stream was not a point.',
      runbook: 'quarantine-not-empty',
      ...notEmpty(fanout.quarantine),
    });

    this.alarm('DeadLettersNotEmpty', {
      what: 'A batch of points could not be stored.',
      runbook: 'dead-letters-not-empty',
      ...notEmpty(fanout.deadLetters),
    });

    this.alarm('ElementsNotRefreshed', {
      what: 'No satellite has been refreshed for 24 hours.',
      runbook: 'elements-not-refreshed',
      metric: new Metric({
        namespace: METRIC_NAMESPACE,
        metricName: METRIC.elementsRefreshed,
        dimensionsMap: { service: elements.fn.serviceName },
        statistic: Stats.SUM,
        period: Duration.hours(24), // each satellite is refreshed four times in it
      }),
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      threshold: 1,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.BREACHING, // a function that never runs counts nothing
    });
  }

  private alarm(id: string, { what, runbook, ...props }: AlarmProps): void {
    const alarm = new Alarm(this, id, {
      ...props,
      alarmDescription: `${what} Runbook: docs/operations.md#${runbook}`,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
    alarm.addOkAction(new SnsAction(this.topic)); // so that nobody looks for what is over
  }
}

interface AlarmProps {
  readonly what: string;
  /** Anchor of a heading in docs/operations.md. */
  readonly runbook: string;
  readonly metric: IMetric;
  readonly comparisonOperator: ComparisonOperator;
  readonly threshold: number;
  readonly evaluationPeriods: number;
  readonly treatMissingData: TreatMissingData;
}

function notEmpty(queue: IQueue): Omit<AlarmProps, 'what' | 'runbook'> {
  return {
    metric: queue.metricApproximateNumberOfMessagesVisible({ statistic: Stats.MAXIMUM, period: Duration.minutes(1) }),
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    threshold: 0,
    evaluationPeriods: 1,
    // SQS stops reporting six hours after the last call, messages or not: the alarm then stays as it was.
    treatMissingData: TreatMissingData.IGNORE,
  };
}

/** A topic that only alarms of this account may publish to. */
function alarmTopic(scope: Construct, id: string): Topic {
  const topic = new Topic(scope, id, { displayName: 'Subpoint', enforceSSL: true });
  // The policy that enforceSSL brings replaces SNS's own, which lets alarms publish.
  topic.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
    }),
  );
  return topic;
}
