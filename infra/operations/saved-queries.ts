// Queries for Logs Insights, saved in the console: what the runbook asks of several logs at once.

import { CfnQueryDefinition } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { FeedStack } from '../feed-stack.ts';
import { titleOf } from '../staged-stack.ts';
import type { Canary } from './canary.ts';
import { CANARY_QUERY } from './dashboard.ts';

/** Whose logs are queried. */
export interface SavedQueriesProps {
  readonly feed: FeedStack;
  readonly canary: Canary;
}

/** The queries, in the folder of the deployment. */
export class SavedQueries extends Construct {
  constructor(scope: Construct, id: string, { feed, canary }: SavedQueriesProps) {
    super(scope, id);
    const { elements, propagate, fanout, socket, query } = feed;
    const all = [elements.fn, propagate.fn, fanout.fn, fanout.push.fn, socket.fn, query.fn, canary.fn];

    const save = (queryId: string, name: string, functions: typeof all, lines: string[]) =>
      new CfnQueryDefinition(this, queryId, {
        name: `${titleOf(this)}/${name}`,
        queryString: lines.join('\n| '),
        logGroupNames: functions.map(({ logs }) => logs.logGroupName),
      });

    save('WhatFailed', 'What failed', all, [
      'filter level in ["WARN", "ERROR"] or record.status in ["error", "failure", "timeout"]',
      'stats count(*) as lines, latest(@timestamp) as last by @log, coalesce(message, record.status) as what, reason',
      'sort lines desc',
    ]);
    save('SlowRuns', 'Slow runs', all, [
      'filter type = "platform.report"',
      'stats count(*) as runs, pct(record.metrics.durationMs, 50) as half, max(record.metrics.durationMs) as slowest, max(record.metrics.maxMemoryUsedMB) as memoryMb by @log',
      'sort slowest desc',
    ]);
    save(
      'Points',
      'Points by minute',
      [propagate.fn, fanout.fn],
      [
        'filter message in ["tick", "batch"]',
        'stats sum(emitted) as emitted, sum(stored) as stored, sum(rejected) as rejected by bin(1m)',
      ],
    );
    save(
      'SatellitesBehind',
      'Satellites behind',
      [propagate.fn],
      [
        'filter message in ["satellite behind", "cannot compute points from these elements", "the elements have ended", "waiting for elements"]',
        'stats count(*) as ticks, latest(@timestamp) as last by catalogNumber, message, reason',
      ],
    );
    save(
      'NearLimits',
      'Near limits',
      [propagate.fn, fanout.fn],
      [
        'filter message in ["not all points were sent before the deadline; the next tick sends the rest", "records waited in the stream", "sockets near their ceiling"]',
        'stats count(*) as times, max(leftOver) as leftOver, max(waitedSeconds) as waitedSeconds, max(connections) as sockets by message, bin(5m)',
      ],
    );
    save(
      'Frames',
      'Frames by minute',
      [fanout.fn, fanout.push.fn],
      [
        'filter message in ["batch", "pushed"]',
        'stats sum(sent) as sent, sum(dropped) as dropped, sum(forgotten) as forgotten, max(coalesce(connections, audience)) as sockets by bin(1m)',
      ],
    );
    save(
      'Sockets',
      'Sockets by minute',
      [socket.fn],
      [
        'filter message in ["connected", "disconnected", "full", "refused"]',
        'stats count(*) as sockets by message, bin(1m)',
      ],
    );
    save(
      'Elements',
      'Refused elements',
      [elements.fn],
      [
        'filter message = "elements refused"',
        'stats count(*) as answers, latest(@timestamp) as last by catalogNumber, reason',
      ],
    );
    save('Visits', 'Visits of the canary', [canary.fn], CANARY_QUERY);
  }
}
