// A schedule that starts a function.

import { Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';

/** Settings of a schedule. */
export interface FunctionScheduleProps {
  readonly fn: LambdaFunction;
  readonly every: Duration;
  readonly description: string;
}

/**
 * A schedule of one function, with a role that may only start it. A run is never retried: the next one does the rest.
 */
export class FunctionSchedule extends Construct {
  readonly schedule: Schedule;

  constructor(scope: Construct, id: string, { fn, every, description }: FunctionScheduleProps) {
    super(scope, id);
    const noRetry = { retryAttempts: 0, maxEventAge: Duration.minutes(1) };
    fn.configureAsyncInvoke(noRetry);
    acknowledge(
      fn,
      'Serverless-LambdaAsyncFailureDestination',
      'A failed run leaves nothing to keep: the next one does what is missing.',
    );
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    });
    role.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [fn.functionArn] }));
    this.schedule = new Schedule(this, 'Schedule', {
      description,
      schedule: ScheduleExpression.rate(every),
      // Without this, the target would add every version of the function to the role.
      target: new LambdaInvoke(fn, { ...noRetry, role: role.withoutPolicyUpdates() }),
    });
    // With its policy: a schedule that is there first fails its first runs with AccessDenied, and none is repeated.
    this.schedule.node.addDependency(role);
  }
}
