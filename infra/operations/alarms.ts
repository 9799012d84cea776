// The alarms, in the order in which data flows. All of them mail: what only needs a look now and then is on the
// dashboard, without an alarm. Ten, each with one metric, are always free.

import { Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { FeedStack } from '../feed-stack.ts';
import { above, type Condition, metricOfAllFunctions, ownMetric, queueNotEmpty } from './conditions.ts';
import { RunbookAlarm } from './runbook-alarm.ts';

/** What the alarms watch, and where they publish. */
export interface AlarmsProps {
  readonly feed: FeedStack;
  readonly topic: ITopic;
}

/** Adds the alarms. */
export function addAlarms(scope: Construct, { feed, topic }: AlarmsProps): RunbookAlarm[] {
  const alarm = (id: string, what: string, condition: Condition) =>
    new RunbookAlarm(scope, id, { topic, what, condition });
  return [
    alarm(
      'PageDown',
      'A part of the page does not work, seen from outside.',
      // Twice in a row: a deployment may be in between. A canary that does not run is as bad.
      above(0, ownMetric(scope, 'partsDown'), {
        statistic: Stats.MAXIMUM,
        minutes: 5,
        periods: 2,
        missing: TreatMissingData.BREACHING,
      }),
    ),
    alarm(
      'PointsMissing',
      'A satellite lacks the points of the next minute, or nothing is known about it.',
      // Three in a row, not one: two ticks may fall into one minute and none into the next, and the first tick after an
      // outage still finds what it repairs. The lead covers 3 minutes.
      above(0, ownMetric(scope, 'satellitesBehind'), {
        statistic: Stats.MAXIMUM,
        minutes: 1,
        periods: 3,
        missing: TreatMissingData.BREACHING,
      }),
    ),
    alarm(
      'ElementsOld',
      'The elements of a satellite are a week old, or have not been confirmed for a day.',
      // The smallest count of an hour: what the next run puts right is no news, as the first run of a deployment.
      above(0, ownMetric(scope, 'elementsOld'), {
        statistic: Stats.MINIMUM,
        minutes: 60,
        periods: 1,
        missing: TreatMissingData.BREACHING,
      }),
    ),
    alarm(
      'NearLimits',
      'The stream did not take all points in time, or records waited in it, or sockets are near their ceiling.',
      above(0, ownMetric(scope, 'nearLimits'), { statistic: Stats.SUM, minutes: 1, periods: 3 }),
    ),
    alarm('QuarantineNotEmpty', 'A record on the stream was not a point.', queueNotEmpty(feed.fanout.quarantine)),
    alarm('DeadLettersNotEmpty', 'A batch of points could not be stored.', queueNotEmpty(feed.fanout.deadLetters)),
    alarm(
      'FramesDropped',
      'More than 1 % of the frames of a run did not reach their viewers, for 5 minutes.',
      above(1, ownMetric(scope, 'framesDropped'), { statistic: Stats.MAXIMUM, minutes: 1, periods: 5 }),
    ),
    alarm(
      'ApiErrors',
      'The API answered with 5xx more than four times in five minutes, twice in a row.',
      above(4, feed.query.api.metricServerError(), { statistic: Stats.SUM, minutes: 5, periods: 2 }),
    ),
    alarm(
      'FunctionsFailing',
      'Functions fail, time out or are slow, for a quarter of an hour.',
      // One in five minutes is enough: elements runs no more often.
      above(0, ownMetric(scope, 'runsFailed'), { statistic: Stats.SUM, minutes: 5, periods: 3 }),
    ),
    alarm(
      'Overload',
      'Functions of this account and region are throttled: they want to run more often at once than it allows.',
      above(0, metricOfAllFunctions('Throttles'), { statistic: Stats.SUM, minutes: 1, periods: 3 }),
    ),
  ];
}
