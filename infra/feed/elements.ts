// The elements: a schedule starts the function that asks their source, and the table decides what is due.

import { Duration } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { ENV } from '../../functions/shared/names.ts';
import { onTable } from '../grants.ts';
import { NodeFunction } from '../node-function.ts';
import { ScheduleOf } from './function-schedule.ts';

/** What the elements need. */
export interface ElementsProps {
  /** The satellites whose elements are downloaded. */
  readonly satellitesFile: string;
  readonly elementsTable: Table;
  /** Address of the source: CelesTrak's, or that of a mirror which answers as it does. */
  readonly sourceUrl: string;
  /** Whether the schedule runs. Without it nothing is ever downloaded. */
  readonly scheduled: boolean;
}

/** Function and schedule. */
export class Elements extends Construct {
  readonly fn: NodeFunction;

  constructor(scope: Construct, id: string, { satellitesFile, elementsTable, sourceUrl, scheduled }: ElementsProps) {
    super(scope, id);

    this.fn = new NodeFunction(this, 'Function', {
      name: 'elements',
      description: 'Asks the source for the element sets that are due, and keeps the newest.',
      memoryMb: 256, // it waits for answers of 500 bytes, most of its time
      timeout: Duration.seconds(60), // a hundred satellites at a fraction of a second each; what is left is due at the next run
      satellitesFile,
      grants: { [ENV.elementsTable]: onTable(elementsTable, 'dynamodb:BatchGetItem', 'dynamodb:UpdateItem') },
      settings: { [ENV.elementsUrl]: sourceUrl },
    });

    if (scheduled) {
      new ScheduleOf(this, 'EveryFiveMinutes', {
        fn: this.fn,
        every: Duration.minutes(5), // a fresh deployment has its first elements by then
        description: 'Fresh elements for Subpoint',
      });
    }
  }
}
