// The dashboard: the alarms on top, then one row for each part in the order in which data flows. A row reads from left
// to right too: what comes in, how the part works, what goes out. Up to 50 metrics are free. Red lines are the values at
// which an alarm goes off, or at which somebody should look although none does.

import { Duration } from 'aws-cdk-lib';
import {
  AlarmStatusWidget,
  Color,
  Dashboard,
  GraphWidget,
  type HorizontalAnnotation,
  type IAlarm,
  type IMetric,
  type IWidget,
  LogQueryVisualizationType,
  LogQueryWidget,
  Metric,
  PeriodOverride,
  Stats,
  TextWidget,
  TextWidgetBackground,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { SLOW_SECONDS } from '../../functions/shared/names.ts';
import type { FeedStack } from '../feed-stack.ts';
import type { NodeFunction } from '../function/node-function.ts';
import type { PageStack } from '../page-stack.ts';
import { accountWideName, titleOf } from '../staged-stack.ts';
import type { Canary } from './canary.ts';
import { metricOfAllFunctions, ownMetric } from './conditions.ts';

/** What the dashboard shows. */
export interface DashboardProps {
  readonly feed: FeedStack;
  readonly page: PageStack;
  readonly canary: Canary;
  readonly alarms: readonly IAlarm[];
}

const FULL_WIDTH = 24;
const NAME_WIDTH = 3;
const GRAPH_WIDTH = (FULL_WIDTH - NAME_WIDTH) / 3;
const HEIGHT = 5;

/** Adds the dashboard. */
export function addDashboard(scope: Construct, id: string, { feed, page, canary, alarms }: DashboardProps): Dashboard {
  const { elements, propagate, fanout, socket, query, tables } = feed;
  const own = (name: Parameters<typeof ownMetric>[1], label: string, statistic: string = Stats.SUM) =>
    ownMetric(scope, name).with({ statistic, label });

  const dashboard = new Dashboard(scope, id, {
    dashboardName: accountWideName(scope, id),
    defaultInterval: Duration.hours(3),
    periodOverride: PeriodOverride.INHERIT,
  });

  dashboard.addWidgets(
    new AlarmStatusWidget({ title: titleOf(scope), alarms: [...alarms], width: FULL_WIDTH, height: 3 }),
  );

  row('Elements', 'A few times a day: the orbits, from the source.', [
    graph('Runs of elements', runsOf(elements.fn)),
    graph('Sets', [own('elementsRefreshed', 'confirmed or new')], { minutes: 60 }),
    graph('Old sets', [own('elementsOld', 'satellites', Stats.MAXIMUM)], { line: alarmAbove(0) }),
  ]);

  row('Propagate', 'Every minute: the points that are missing.', [
    graph('Runs of propagate', runsOf(propagate.fn)),
    graph('Time of propagate, ms', timesOf(propagate.fn), { line: slow('propagate') }),
    graph(
      'Not in time',
      [own('satellitesBehind', 'satellites behind', Stats.MAXIMUM), own('pointsLeftOver', 'points left over')],
      { line: alarmAbove(0) },
    ),
  ]);

  row('Stream', 'Kinesis: points on their way.', [
    graph('Records put', [
      propagate.stream.metricPutRecordsSuccessfulRecords({ statistic: Stats.SUM, label: 'records' }),
    ]),
    graph('Throttled', [
      propagate.stream.metricWriteProvisionedThroughputExceeded({ statistic: Stats.SUM, label: 'refused' }),
    ]),
    graph('Age of the oldest record, ms', [ofFunction(fanout.fn, 'IteratorAge', Stats.MAXIMUM, 'age')], {
      line: alarmAbove(60_000),
    }),
  ]);

  row('Fanout', 'Stores each point, then pushes it.', [
    graph('Runs of fanout and push', [...runsOf(fanout.fn), ...runsOf(fanout.push.fn, 'push: ')]),
    graph('Points stored, units throttled', [
      own('pointsStored', 'points'),
      tables.track.metric('WriteThrottleEvents', { statistic: Stats.SUM, label: 'throttled' }),
    ]),
    graph(
      'Set aside',
      [
        fanout.quarantine.metricApproximateNumberOfMessagesVisible({ statistic: Stats.MAXIMUM, label: 'quarantine' }),
        fanout.deadLetters.metricApproximateNumberOfMessagesVisible({
          statistic: Stats.MAXIMUM,
          label: 'dead letters',
        }),
      ],
      { line: alarmAbove(0) },
    ),
  ]);

  row('Sockets', 'Pages that are open.', [
    graph('Sockets that open, and are refused', [
      ofSocket('ConnectCount', 'opened'),
      ofSocket('ClientError', 'refused'),
      ...runsOf(socket.fn).slice(1),
    ]),
    graph('Frames sent', [own('framesSent', 'frames')]),
    graph('Frames dropped, %', [own('framesDropped', 'worst run', Stats.MAXIMUM)], { line: alarmAbove(1) }),
  ]);

  row('API', 'Lists, tracks, overpasses, frames.', [
    graph('Requests', [
      query.api.metricCount({ statistic: Stats.SUM, label: 'requests' }),
      query.api.metricClientError({ statistic: Stats.SUM, label: '4xx' }),
      query.api.metricServerError({ statistic: Stats.SUM, label: '5xx' }),
    ]),
    graph('Runs of query', runsOf(query.fn)),
    graph('Time of query, ms', timesOf(query.fn), { line: slow('query') }),
  ]);

  row('Page', 'CloudFront: what viewers get.', [
    // CloudFront has its metrics in us-east-1, wherever the stack is.
    graph('Requests', [ofCloudFront('Requests', Stats.SUM, 'requests')], { region: 'us-east-1' }),
    graph(
      'Errors, %',
      [ofCloudFront('4xxErrorRate', Stats.AVERAGE, '4xx'), ofCloudFront('5xxErrorRate', Stats.AVERAGE, '5xx')],
      {
        region: 'us-east-1',
      },
    ),
    graph('Parts down, seen from outside', [own('partsDown', 'parts', Stats.MAXIMUM)], { line: alarmAbove(0) }),
  ]);

  row('All functions', 'What failed, and what the last visits found.', [
    graph(
      'Failed or slow runs; throttled in the whole account',
      [
        own('runsFailed', 'failed or slow'),
        metricOfAllFunctions('Throttles').with({ statistic: Stats.SUM, label: 'throttled' }),
      ],
      { line: alarmAbove(0) },
    ),
    graph('Close to a limit', [own('nearLimits', 'times')], { line: alarmAbove(0) }),
    new LogQueryWidget({
      title: 'Visits of the canary',
      logGroupNames: [canary.fn.logs.logGroupName],
      view: LogQueryVisualizationType.TABLE,
      queryLines: CANARY_QUERY,
      width: GRAPH_WIDTH,
      height: HEIGHT,
    }),
  ]);

  return dashboard;

  /** A name, then widgets that share the rest of the width. */
  function row(name: string, what: string, widgets: IWidget[]): void {
    const markdown = `## ${name}\n${what}`;
    const text = new TextWidget({
      markdown,
      width: NAME_WIDTH,
      height: HEIGHT,
      background: TextWidgetBackground.TRANSPARENT,
    });
    dashboard.addWidgets(text, ...widgets);
  }

  function ofSocket(metricName: string, label: string): Metric {
    return socket.api.metric(metricName, { statistic: Stats.SUM, label });
  }

  function ofCloudFront(metricName: string, statistic: string, label: string): Metric {
    return new Metric({
      namespace: 'AWS/CloudFront',
      metricName,
      dimensionsMap: { DistributionId: page.distribution.distributionId, Region: 'Global' },
      region: 'us-east-1',
      statistic,
      label,
    });
  }
}

/** The fields of a visit: milliseconds of each part, and what was down. */
export const CANARY_QUERY = [
  'fields @timestamp, page, config, frame, track, overpasses, part, reason',
  'filter message in ["canary", "part down"]',
  'sort @timestamp desc',
  'limit 50',
];

function ofFunction(fn: NodeFunction, metricName: string, statistic: string, label: string): Metric {
  return fn.metric(metricName, { statistic, label });
}

function runsOf(fn: NodeFunction, prefix = ''): Metric[] {
  return [
    ofFunction(fn, 'Invocations', Stats.SUM, `${prefix}runs`),
    ofFunction(fn, 'Errors', Stats.SUM, `${prefix}failed`),
    ofFunction(fn, 'Throttles', Stats.SUM, `${prefix}throttled`),
  ];
}

function timesOf(fn: NodeFunction): Metric[] {
  return [ofFunction(fn, 'Duration', 'p50', 'half'), ofFunction(fn, 'Duration', Stats.MAXIMUM, 'slowest')];
}

function alarmAbove(value: number): HorizontalAnnotation {
  return { value, color: Color.RED, label: 'alarm' };
}

/** From here on a run counts as failed, milliseconds. */
function slow(name: keyof typeof SLOW_SECONDS): HorizontalAnnotation {
  return { value: SLOW_SECONDS[name] * 1000, color: Color.RED, label: 'slow' };
}

interface GraphOptions {
  /** Above this, an alarm goes off or somebody should look. */
  readonly line?: HorizontalAnnotation;
  readonly minutes?: number;
  readonly region?: string;
}

function graph(title: string, metrics: IMetric[], { line, minutes = 5, region }: GraphOptions = {}): GraphWidget {
  return new GraphWidget({
    title,
    left: metrics,
    leftYAxis: { min: 0, showUnits: false },
    period: Duration.minutes(minutes),
    width: GRAPH_WIDTH,
    height: HEIGHT,
    ...(region && { region }),
    ...(line && { leftAnnotations: [line] }),
  });
}
