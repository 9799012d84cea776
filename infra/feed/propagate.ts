// The head of the flow: a schedule starts propagate every minute, propagate puts points on the stream.

import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Stream, StreamEncryption, StreamMode } from 'aws-cdk-lib/aws-kinesis';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Construct } from 'constructs';
import { ENV } from '../../functions/shared/names.ts';
import { NodeFunction } from '../node-function.ts';

/** Schedule, function and stream. */
export class Propagate extends Construct {
  readonly fn: NodeFunction;
  readonly schedule: Schedule;
  readonly stream: Stream;

  constructor(scope: Construct, id: string, props: { readonly trackTable: Table }) {
    super(scope, id);

    this.stream = new Stream(this, 'Stream', {
      streamMode: StreamMode.PROVISIONED,
      shardCount: 1, // carries 1,000 records a second; a tick of three satellites has nine, a first tick 567
      retentionPeriod: Duration.hours(24), // the least there is
      encryption: StreamEncryption.MANAGED,
      removalPolicy: RemovalPolicy.DESTROY, // what is on it is in the table or will be emitted anew
    });

    this.fn = new NodeFunction(this, 'Function', {
      name: 'propagate',
      description: 'Computes the missing points of the grid and puts them on the stream, every minute.',
      memoryMb: 512, // SGP4 for a first tick is milliseconds; the share of processor shortens the cold start
      timeout: Duration.seconds(50), // ends before the next tick starts
      environment: { [ENV.trackTable]: props.trackTable.tableName, [ENV.streamName]: this.stream.streamName },
    });
    props.trackTable.grant(this.fn.lambda, 'dynamodb:Query');
    this.stream.grant(this.fn.lambda, 'kinesis:PutRecords');

    // Nothing retries a tick: the next one emits whatever is still missing.
    const neverAgain = { retryAttempts: 0, maxEventAge: Duration.minutes(1) };
    this.fn.lambda.configureAsyncInvoke(neverAgain);
    this.schedule = new Schedule(this, 'EveryMinute', {
      description: 'The tick of Subpoint',
      schedule: ScheduleExpression.rate(Duration.minutes(1)),
      // The target would add every version of the function to its role, hence a role that stays as it is.
      target: new LambdaInvoke(this.fn.lambda, { ...neverAgain, role: this.scheduleRole().withoutPolicyUpdates() }),
    });
  }

  /** A role that schedules of this account may take, to do nothing but start this function. */
  private scheduleRole(): Role {
    const { account } = Stack.of(this);
    const role = new Role(this, 'ScheduleRole', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': account } },
      }),
    });
    const start = { actions: ['lambda:InvokeFunction'], resources: [this.fn.lambda.functionArn] };
    role.addToPolicy(new PolicyStatement(start));
    return role;
  }
}
