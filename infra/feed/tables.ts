// The two tables: the track (one item is one point) and the open connections.

import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { CONNECTIONS_KEY, EXPIRES_AT, TRACK_KEY } from '../../functions/shared/names.ts';
import { acknowledge } from '../acknowledge.ts';

/** The track table and the connections table. */
export class Tables extends Construct {
  readonly track: Table;
  readonly connections: Table;

  constructor(scope: Construct, id: string) {
    super(scope, id);

    const common = {
      billingMode: BillingMode.PAY_PER_REQUEST, // nine small writes a minute, and bursts when a page or a repair needs them
      encryption: TableEncryption.DEFAULT, // at rest with AWS's own key: nothing here is secret
      timeToLiveAttribute: EXPIRES_AT,
      removalPolicy: RemovalPolicy.DESTROY, // one tick makes the last hour anew, and pages reconnect by themselves
    };

    this.track = new Table(this, 'Track', {
      ...common,
      partitionKey: { name: TRACK_KEY.partition, type: AttributeType.NUMBER },
      sortKey: { name: TRACK_KEY.sort, type: AttributeType.NUMBER },
    });

    this.connections = new Table(this, 'Connections', {
      ...common,
      partitionKey: { name: CONNECTIONS_KEY.partition, type: AttributeType.NUMBER },
      sortKey: { name: CONNECTIONS_KEY.sort, type: AttributeType.STRING },
    });

    for (const table of [this.track, this.connections]) {
      acknowledge(table, 'AwsSolutions-DDB3', 'No backups: every item expires within hours and can be computed anew.');
    }
  }
}
