// The alarms. Each names a heading of docs/operations.md that says what it means, what to look at and what to do.

import { Duration } from 'aws-cdk-lib';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { METRIC } from '../functions/shared/names.ts';
import { acknowledge } from './acknowledge.ts';
import type { FeedStack } from './feed-stack.ts';
import { alarmTopic } from './operations/alarm-topic.ts';
import { monthlyBudget } from './operations/budget.ts';
import { nothingCounted, queueNotEmpty } from './operations/conditions.ts';
import { RunbookAlarm } from './operations/runbook-alarm.ts';
import type { DeploymentOptions } from './options.ts';
import { StagedStack, type StagedStackProps } from './staged-stack.ts';

/** Properties of the operations. */
export interface OperationsStackProps
  extends StagedStackProps,
    Pick<DeploymentOptions, 'alarmEmail' | 'monthlyBudget'> {
  readonly feed: FeedStack;
}

/** Alarms, and the topic that they publish to. */
export class OperationsStack extends StagedStack {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, props: OperationsStackProps) {
    super(scope, id, props);
    const { elements, fanout } = props.feed;

    const topic = alarmTopic(this, 'Alarms');
    this.topic = topic;
    if (props.alarmEmail) {
      const subscription = topic.addSubscription(new EmailSubscription(props.alarmEmail));
      acknowledge(
        subscription,
        'Serverless-SNSRedrivePolicy',
        'Nobody would read a queue of mails that did not arrive; the alarm itself stays in the console.',
      );
    }
    if (props.monthlyBudget) monthlyBudget(this, 'Budget', { limitUsd: props.monthlyBudget, topic });

    new RunbookAlarm(this, 'NoPointStored', {
      topic,
      what: 'No point was stored for 3 minutes.',
      runbook: 'points-missing',
      // Three in a row, not one: two ticks may fall into one minute and none into the next. The lead covers 3 minutes.
      condition: nothingCounted(METRIC.pointsStored, fanout.fn, { period: Duration.minutes(1), periods: 3 }),
    });

    new RunbookAlarm(this, 'QuarantineNotEmpty', {
      topic,
      what: 'A record on the stream was not a point.',
      runbook: 'quarantine-not-empty',
      condition: queueNotEmpty(fanout.quarantine),
    });

    new RunbookAlarm(this, 'DeadLettersNotEmpty', {
      topic,
      what: 'A batch of points could not be stored.',
      runbook: 'dead-letters-not-empty',
      condition: queueNotEmpty(fanout.deadLetters),
    });

    new RunbookAlarm(this, 'ElementsNotRefreshed', {
      topic,
      what: 'No satellite has been refreshed for 24 hours.',
      runbook: 'elements-old',
      // Each satellite is refreshed four times a day.
      condition: nothingCounted(METRIC.elementsRefreshed, elements.fn, { period: Duration.hours(24), periods: 1 }),
    });
  }
}
