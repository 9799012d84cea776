// What starts a function again and again.

import { Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Construct } from 'constructs';

/** Settings of a schedule. */
export interface ScheduleOfProps {
  readonly fn: LambdaFunction;
  readonly every: Duration;
  readonly description: string;
}

/** A schedule of one function, with a role that may do nothing but start it. Nothing retries a run: the next one does what is left. */
export class ScheduleOf extends Construct {
  readonly schedule: Schedule;

  constructor(scope: Construct, id: string, { fn, every, description }: ScheduleOfProps) {
    super(scope, id);
    const neverAgain = { retryAttempts: 0, maxEventAge: Duration.minutes(1) };
    fn.configureAsyncInvoke(neverAgain);
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    });
    role.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [fn.functionArn] }));
    this.schedule = new Schedule(this, 'Schedule', {
      description,
      schedule: ScheduleExpression.rate(every),
      // The target would add every version of the function to its role, hence a role that stays as it is.
      target: new LambdaInvoke(fn, { ...neverAgain, role: role.withoutPolicyUpdates() }),
    });
  }
}
