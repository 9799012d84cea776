// The workers that push to large audiences: fanout starts one for each part of the connections.

import { Duration } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { ENV } from '../../functions/shared/names.ts';
import { onTable, type ResourceGrant } from '../function/grants.ts';
import { NodeFunction } from '../function/node-function.ts';

/** What a worker reads and where it posts. */
export interface PushProps {
  readonly connectionsTable: Table;
  readonly onSockets: ResourceGrant;
  /** Gets the orders that no worker could serve. */
  readonly deadLetters: Queue;
}

/** The function; at most sixteen of it run for a frame. */
export class Push extends Construct {
  readonly fn: NodeFunction;

  constructor(scope: Construct, id: string, props: PushProps) {
    super(scope, id);

    this.fn = new NodeFunction(this, 'Function', {
      name: 'push',
      description: 'Pushes frames to a part of a large audience.',
      memoryMb: 1024, // as fanout
      timeout: Duration.seconds(30), // the order's deadline ends it after 20 s
      grants: {
        [ENV.connectionsTable]: onTable(props.connectionsTable, 'dynamodb:Query', 'dynamodb:DeleteItem'),
        [ENV.socketCallbackUrl]: props.onSockets,
      },
    });
    this.fn.configureAsyncInvoke({
      retryAttempts: 0, // a second try would come a minute later, and send the frames twice
      maxEventAge: Duration.minutes(1), // the minimum; an order older than 20 s fails anyway
      onFailure: new SqsDestination(props.deadLetters),
    });
  }
}
