// The three tables: track (one item is one point), open connections, and elements (one item is one satellite).
// They are billed by use. What they may use in a second bounds the bill, and is more than what the functions around them
// can ask for in regular work. Beyond that, DynamoDB throttles
// (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode-max-throughput.html).
// A read unit is an eventually consistent read of 8 kB, a write unit a write of 1 kB.

import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { CONNECTIONS_KEY, ELEMENTS_KEY, EXPIRES_AT, TIMES_INDEX, TRACK_KEY } from '../../functions/shared/names.ts';
import { acknowledge } from '../acknowledge.ts';

/** As many as the stream's shard carries (see propagate.ts). A point is one unit. */
const POINTS_PER_SECOND = 1000;

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

    const trackKeys = {
      partitionKey: { name: TRACK_KEY.partition, type: AttributeType.NUMBER },
      sortKey: { name: TRACK_KEY.sort, type: AttributeType.NUMBER },
    };
    this.track = new Table(this, 'Track', {
      ...common,
      ...trackKeys,
      timeToLiveAttribute: EXPIRES_AT,
      // An hour of a satellite is four units, a day 75: each second 80 pages with three satellites, or 13 days.
      maxReadRequestUnits: 1000,
      maxWriteRequestUnits: POINTS_PER_SECOND,
    });
    this.track.addGlobalSecondaryIndex({
      ...trackKeys,
      indexName: TIMES_INDEX,
      projectionType: ProjectionType.KEYS_ONLY,
      maxReadRequestUnits: 500, // a tick reads a unit for each satellite, at most 100 of them; two ticks may meet
      // As much as the table: when an index is throttled, writes to its table are.
      maxWriteRequestUnits: POINTS_PER_SECOND,
    });

    this.connections = new Table(this, 'Connections', {
      ...common,
      timeToLiveAttribute: EXPIRES_AT,
      partitionKey: { name: CONNECTIONS_KEY.partition, type: AttributeType.NUMBER },
      sortKey: { name: CONNECTIONS_KEY.sort, type: AttributeType.STRING },
      maxReadRequestUnits: 2000, // fanout reads all of them for each frame: 10,000 sockets are 125 units
      maxWriteRequestUnits: 500, // 50 sockets a second open (see socket.ts) and close; fanout deletes those that are gone
    });

    // Nothing expires here: the last good set of a satellite stays until a better one comes.
    this.elements = new Table(this, 'Elements', {
      ...common,
      partitionKey: { name: ELEMENTS_KEY.partition, type: AttributeType.NUMBER },
      maxReadRequestUnits: 1000, // each container reads all of them every two minutes: 100 satellites are 100 units
      maxWriteRequestUnits: 100, // one satellite after the other, as the source answers
    });

    for (const table of [this.track, this.connections, this.elements]) {
      acknowledge(table, 'AwsSolutions-DDB3', 'No backups: every item can be computed or downloaded again.');
    }
  }
}
