// The archive of element sets, in a stack of its own: `npm run destroy` leaves it, so the next deployment of the stage
// finds stack and table where they were, and goes on with them. A table in the feed's stack could survive too, but under
// a name that nothing refers to, or under a fixed one that the next deployment would collide with.

import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { ELEMENTS_ARCHIVE_KEY } from '../functions/shared/names.ts';
import { addOutputs } from './outputs.ts';
import { StagedStack, type StagedStackProps } from './staged-stack.ts';

/** Properties of the archive. */
export interface ArchiveStackProps extends StagedStackProps {
  /**
   * Whether the table stays when its stack is deleted, and the stack refuses to be deleted.
   * @default true
   */
  readonly keep?: boolean;
}

/** The table of all element sets that were ever accepted. */
export class ArchiveStack extends StagedStack {
  readonly table: Table;

  constructor(scope: Construct, id: string, { keep = true, ...props }: ArchiveStackProps = {}) {
    super(scope, id, { ...props, terminationProtection: keep });

    this.table = new Table(this, 'Elements', {
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.DEFAULT, // with AWS's own key: nothing here is secret
      // No source gives old sets back. `npm run destroy -- --with-archive` deletes it.
      removalPolicy: keep ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      // For the same reason: 35 days of backups of a few megabytes cost less than a cent.
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      partitionKey: { name: ELEMENTS_ARCHIVE_KEY.partition, type: AttributeType.NUMBER },
      sortKey: { name: ELEMENTS_ARCHIVE_KEY.sort, type: AttributeType.NUMBER },
      maxReadRequestUnits: 500, // a day of the past is three reads of a unit for each satellite; 100 of them, and others
      maxWriteRequestUnits: 100, // as the elements table: one satellite after the other, up to four sets each
    });
    addOutputs(this, { ElementsArchiveTableName: this.table.tableName });
  }
}
