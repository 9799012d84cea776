// The elements: a schedule starts the function that downloads them; the table says which satellites are due.

import { Duration } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Schedule } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { ENV } from '../../functions/shared/names.ts';
import { FunctionSchedule } from '../function/function-schedule.ts';
import { onTable } from '../function/grants.ts';
import { NodeFunction } from '../function/node-function.ts';

/** What is downloaded, from where and to where. */
export interface ElementsProps {
  /** The satellites whose elements are downloaded. */
  readonly satellitesFile: string;
  readonly elementsTable: Table;
  /** Where every accepted set is kept. */
  readonly elementsArchive: Table;
  /** Address of the source: CelesTrak's GP query, or a mirror with the same answers. */
  readonly sourceUrl: string;
  /** Whether there is a schedule. Without one, nothing is downloaded. */
  readonly scheduled: boolean;
}

/** Function and schedule. */
export class Elements extends Construct {
  readonly fn: NodeFunction;
  /** None when nothing is downloaded. */
  readonly schedule: Schedule | undefined;

  constructor(scope: Construct, id: string, props: ElementsProps) {
    super(scope, id);
    const { satellitesFile, elementsTable, elementsArchive, sourceUrl, scheduled } = props;

    this.fn = new NodeFunction(this, 'Function', {
      name: 'elements',
      description: 'Downloads the element sets that are due, and keeps the newest.',
      memoryMb: 256, // most of the time it waits for answers of 500 bytes
      timeout: Duration.seconds(60), // a hundred satellites at a fraction of a second each; the next run takes the rest
      satellitesFile,
      grants: {
        [ENV.elementsTable]: onTable(elementsTable, 'dynamodb:BatchGetItem', 'dynamodb:UpdateItem'),
        [ENV.elementsArchiveTable]: onTable(elementsArchive, 'dynamodb:PutItem'),
      },
      settings: { [ENV.elementsUrl]: sourceUrl },
    });

    if (scheduled) {
      const { schedule } = new FunctionSchedule(this, 'EveryFiveMinutes', {
        fn: this.fn,
        every: Duration.minutes(5), // a fresh deployment has its first elements by then
        description: 'Fresh elements for Subpoint',
      });
      this.schedule = schedule;
    }
  }
}
