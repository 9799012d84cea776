// The canary: a schedule starts a function that visits the page from outside, as a viewer does.

import { Duration } from 'aws-cdk-lib';
import type { Schedule } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { ENV } from '../../functions/shared/names.ts';
import { FunctionSchedule } from '../function/function-schedule.ts';
import { NodeFunction } from '../function/node-function.ts';

/** What it visits. */
export interface CanaryProps {
  /** The first is asked for when no frame names one. */
  readonly satellitesFile: string;
  /** Address of the page, as a viewer types it. */
  readonly pageUrl: string;
  /** How many sockets may be open; with none, pages ask for frames, and so does the canary. */
  readonly maxViewers: number;
}

/** Function and schedule. */
export class Canary extends Construct {
  readonly fn: NodeFunction;
  readonly schedule: Schedule;

  constructor(scope: Construct, id: string, { satellitesFile, pageUrl, maxViewers }: CanaryProps) {
    super(scope, id);

    this.fn = new NodeFunction(this, 'Function', {
      name: 'canary',
      description: 'Visits the page as a viewer does, and counts the parts that do not work.',
      memoryMb: 192, // little, since half a minute of each run is waiting for a frame; it needs 100
      timeout: Duration.seconds(150), // page 20 s, frame 90 s, track and overpasses 10 s each: 130 s when nothing answers
      satellitesFile,
      grants: {}, // it has no more rights than a viewer
      settings: { [ENV.pageUrl]: pageUrl, [ENV.maxViewers]: String(maxViewers) },
    });

    this.schedule = new FunctionSchedule(this, 'EveryFiveMinutes', {
      fn: this.fn,
      every: Duration.minutes(5), // each run costs as much as a viewer who opens the page
      description: 'A visit of Subpoint',
    }).schedule;
  }
}
