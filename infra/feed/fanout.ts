// The consumer of the stream, which stores every point and pushes the new ones, and the two queues for failures.

import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { WebSocketApi, WebSocketStage } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { IStream } from 'aws-cdk-lib/aws-kinesis';
import { StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { KinesisEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { ENV } from '../../functions/shared/names.ts';
import { acknowledge } from '../acknowledge.ts';
import { onConnections, onFunction, onQueue, onTable } from '../function/grants.ts';
import { NodeFunction } from '../function/node-function.ts';
import { Push } from './push.ts';

/** What fanout reads from and writes to. */
export interface FanoutProps {
  readonly stream: IStream;
  readonly trackTable: Table;
  readonly connectionsTable: Table;
  readonly socketApi: WebSocketApi;
  readonly socketStage: WebSocketStage;
  /** Address that posts to open connections go to. */
  readonly socketCallbackUrl: string;
  /** How many sockets may be open. */
  readonly maxViewers: number;
}

/** Function, event source mapping, workers, and the two queues for failures. */
export class Fanout extends Construct {
  readonly fn: NodeFunction;
  readonly eventSource: KinesisEventSource;
  /** Records that are not points, each with its reason. */
  readonly quarantine: Queue;
  /**
   * Batches that could not be stored within the limits of the mapping:
   * their positions in the stream, not their content. And orders that no worker could serve.
   */
  readonly deadLetters: Queue;
  /** The workers. */
  readonly push: Push;

  constructor(scope: Construct, id: string, props: FanoutProps) {
    super(scope, id);
    this.quarantine = failureQueue(this, 'Quarantine');
    this.deadLetters = failureQueue(this, 'DeadLetters');

    const onSockets = onConnections(props.socketApi, props.socketStage, props.socketCallbackUrl);
    this.push = new Push(this, 'Push', {
      connectionsTable: props.connectionsTable,
      onSockets,
      deadLetters: this.deadLetters,
    });

    this.fn = new NodeFunction(this, 'Function', {
      name: 'fanout',
      description: 'Stores the points of the stream and pushes the new ones to every open connection.',
      memoryMb: 1024, // fifty posts in flight, each with its own TLS and signature, need the processor
      timeout: Duration.seconds(60), // the push ends after 15 s; the rest is for throttled writes
      grants: {
        [ENV.trackTable]: onTable(props.trackTable, 'dynamodb:BatchWriteItem'),
        [ENV.connectionsTable]: onTable(
          props.connectionsTable,
          'dynamodb:Query',
          'dynamodb:Scan', // all segments at once
          'dynamodb:DeleteItem',
          'dynamodb:PutItem', // their number
        ),
        [ENV.quarantineQueueUrl]: onQueue(this.quarantine, 'sqs:SendMessage'),
        [ENV.socketCallbackUrl]: onSockets,
        [ENV.pushFunction]: onFunction(this.push.fn),
      },
      settings: {
        // In some two seconds. Workers cost an invocation each, and read the connections a second time.
        [ENV.workersFrom]: '4000',
        [ENV.maxViewers]: String(props.maxViewers),
      },
    });
    acknowledge(
      this,
      'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:execute-api:<AWS::Region>:<AWS::AccountId>:<SocketApiF12253BF>/live/POST/@connections/*]',
      'Connections come and go: a policy can name only their API, its stage and the one verb.',
    );

    this.eventSource = new KinesisEventSource(props.stream, {
      // From the oldest record: on a new stream that is the first tick, which may come before the mapping is ready.
      startingPosition: StartingPosition.TRIM_HORIZON,
      parallelizationFactor: 1, // one execution at a time: batches of a satellite stay in order
      batchSize: 500, // one whole PutRecords call; the first tick of three satellites is two batches
      maxBatchingWindow: Duration.seconds(0), // points should reach the page at once; small batches are fine
      retryAttempts: 5, // if five retries with growing pauses fail, it is an outage
      maxRecordAge: Duration.minutes(10), // by then ten ticks have emitted the same points again
      bisectBatchOnError: false, // no single record can fail a batch, so splitting would only double the calls
      onFailure: new SqsDlq(this.deadLetters),
    });
    this.fn.addEventSource(this.eventSource);
  }
}

/** A queue that only people read: after an alarm, following docs/operations.md. */
function failureQueue(scope: Construct, id: string): Queue {
  const queue = new Queue(scope, id, {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14), // the maximum: time to come back from a holiday and look
    removalPolicy: RemovalPolicy.DESTROY,
  });
  for (const id of ['AwsSolutions-SQS3', 'Serverless-SQSRedrivePolicy'])
    acknowledge(queue, id, 'This queue is itself the last stop for failures.');
  return queue;
}
