// The three tables: track (one item is one point), open connections, and elements (one item is one satellite).

import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { CONNECTIONS_KEY, ELEMENTS_KEY, EXPIRES_AT, TRACK_KEY } from '../../functions/shared/names.ts';
import { acknowledge } from '../acknowledge.ts';

/** The track table, the connections table and the elements table. */
export class Tables extends Construct {
  readonly track: Table;
  readonly connections: Table;
  readonly elements: Table;

  constructor(scope: Construct, id: string) {
    super(scope, id);

    const common = {
      // Nine small writes a minute, and bursts when a page opens or a tick repairs.
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.DEFAULT, // with AWS's own key: nothing here is secret
      // One tick restores the last hour, pages reconnect, elements are downloaded again.
      removalPolicy: RemovalPolicy.DESTROY,
    };

    this.track = new Table(this, 'Track', {
      ...common,
      timeToLiveAttribute: EXPIRES_AT,
      partitionKey: { name: TRACK_KEY.partition, type: AttributeType.NUMBER },
      sortKey: { name: TRACK_KEY.sort, type: AttributeType.NUMBER },
    });

    this.connections = new Table(this, 'Connections', {
      ...common,
      timeToLiveAttribute: EXPIRES_AT,
      partitionKey: { name: CONNECTIONS_KEY.partition, type: AttributeType.NUMBER },
      sortKey: { name: CONNECTIONS_KEY.sort, type: AttributeType.STRING },
    });

    // Nothing expires here: the last good set of a satellite stays until a better one comes.
    this.elements = new Table(this, 'Elements', {
      ...common,
      partitionKey: { name: ELEMENTS_KEY.partition, type: AttributeType.NUMBER },
    });

    for (const table of [this.track, this.connections, this.elements]) {
      acknowledge(table, 'AwsSolutions-DDB3', 'No backups: every item can be computed or downloaded again.');
    }
  }
}
