// The head of the flow: every minute a schedule starts propagate, which puts points on the stream.

import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Stream, StreamEncryption, StreamMode } from 'aws-cdk-lib/aws-kinesis';
import type { Schedule } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { ENV, TIMES_INDEX } from '../../functions/shared/names.ts';
import { FunctionSchedule } from '../function/function-schedule.ts';
import { onIndex, onStream, onTable } from '../function/grants.ts';
import { NodeFunction } from '../function/node-function.ts';

/** What propagate reads, and for which satellites. */
export interface PropagateProps {
  readonly satellitesFile: string;
  readonly elementsTable: Table;
  readonly trackTable: Table;
}

/** Schedule, function and stream. */
export class Propagate extends Construct {
  readonly fn: NodeFunction;
  readonly stream: Stream;
  readonly schedule: Schedule;

  constructor(scope: Construct, id: string, props: PropagateProps) {
    super(scope, id);

    this.stream = new Stream(this, 'Stream', {
      streamMode: StreamMode.PROVISIONED,
      shardCount: 1, // carries 1,000 records a second; a tick of three satellites has nine, a first tick 567
      retentionPeriod: Duration.hours(24), // the minimum
      encryption: StreamEncryption.MANAGED,
      removalPolicy: RemovalPolicy.DESTROY, // its points are in the table, or a later tick emits them again
    });

    this.fn = new NodeFunction(this, 'Function', {
      name: 'propagate',
      description: 'Computes the missing points and puts them on the stream, every minute.',
      memoryMb: 512, // SGP4 for a first tick takes milliseconds; the larger share of processor shortens the cold start
      timeout: Duration.seconds(50), // ends before the next tick starts
      satellitesFile: props.satellitesFile,
      grants: {
        [ENV.elementsTable]: onTable(props.elementsTable, 'dynamodb:BatchGetItem'),
        [ENV.trackTable]: onIndex(props.trackTable, TIMES_INDEX, 'dynamodb:Query'),
        [ENV.streamName]: onStream(this.stream, 'kinesis:PutRecords'),
      },
    });

    this.schedule = new FunctionSchedule(this, 'EveryMinute', {
      fn: this.fn,
      every: Duration.minutes(1),
      description: 'The tick of Subpoint',
    }).schedule;
  }
}
