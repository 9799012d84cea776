// An alarm that says where its instructions are.

import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { Condition } from './conditions.ts';

/** Settings of one alarm. */
export interface RunbookAlarmProps {
  readonly topic: ITopic;
  /** What happened, as a sentence. */
  readonly what: string;
  readonly condition: Condition;
}

/**
 * An alarm that publishes when it goes off, and again when it is over,
 * so that nobody searches for a fault that is gone. Its id is the heading of its article: PageDown is "Page down".
 */
export class RunbookAlarm extends Alarm {
  constructor(scope: Construct, id: string, { topic, what, condition }: RunbookAlarmProps) {
    super(scope, id, { ...condition, alarmDescription: `${what} Runbook: docs/operations.md#${anchorOf(id)}` });
    this.addAlarmAction(new SnsAction(topic));
    this.addOkAction(new SnsAction(topic));
  }
}

/** The anchor of the heading on GitHub. */
function anchorOf(id: string): string {
  return id.replaceAll(/(?<!^)[A-Z]/g, '-$&').toLowerCase();
}
