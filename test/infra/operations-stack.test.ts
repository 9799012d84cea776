// What must not vanish from the operations, each with the reason why; and that every alarm has its runbook.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test, vi } from 'vitest';
import { createReport } from '../../functions/shared/log.ts';
import { METRIC } from '../../functions/shared/names.ts';
import { synthesize } from './synthesize.ts';

const { operations } = synthesize();
const alarms = Object.values(operations.findResources('AWS::CloudWatch::Alarm')).map((alarm) => alarm.Properties);

describe('alarms', () => {
  test('are few', () => expect(alarms).toHaveLength(3));

  test('no point stored: three minutes in a row, and no data is the worst of all', () => {
    operations.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Namespace: 'Subpoint',
      MetricName: 'PointsStored',
      Dimensions: [{ Name: 'service', Value: 'fanout' }],
      Statistic: 'Sum',
      Period: 60,
      EvaluationPeriods: 3,
      DatapointsToAlarm: Match.absent(), // all three
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
    });
  });

  test('no point stored: watches the very metric that fanout writes to its log', () => {
    vi.stubEnv('POWERTOOLS_SERVICE_NAME', 'fanout');
    // Powertools then speaks through the global console, where it would keep metrics to itself otherwise.
    vi.stubEnv('POWERTOOLS_DEV', 'true');
    vi.stubEnv('POWERTOOLS_METRICS_DISABLED', 'false');
    const log = vi.spyOn(console, 'log').mockImplementation(() => {});
    const report = createReport();

    report.count(METRIC.pointsStored, 9);
    report.publish();

    const line = JSON.parse(log.mock.calls[0]?.[0]);
    expect(line).toMatchObject({ service: 'fanout', PointsStored: 9 });
    expect(line._aws.CloudWatchMetrics).toEqual([
      { Namespace: 'Subpoint', Dimensions: [['service']], Metrics: [{ Name: 'PointsStored', Unit: 'Count' }] },
    ]);
    vi.unstubAllEnvs();
    log.mockRestore();
  });

  test('a queue that is not empty: one message is enough, and stays enough when SQS stops reporting', () => {
    const queues = alarms.filter((alarm) => alarm.Namespace === 'AWS/SQS');
    expect(queues).toHaveLength(2);
    for (const alarm of queues) {
      expect(alarm).toMatchObject({
        MetricName: 'ApproximateNumberOfMessagesVisible',
        Statistic: 'Maximum',
        Threshold: 0,
        ComparisonOperator: 'GreaterThanThreshold',
        EvaluationPeriods: 1,
        TreatMissingData: 'ignore',
      });
    }
    const names = queues.map((alarm) => JSON.stringify(alarm.Dimensions));
    expect(names).toEqual([expect.stringContaining('Quarantine'), expect.stringContaining('DeadLetters')]);
  });

  test('speak to the topic, at the start and at the end', () => {
    const [topic] = Object.keys(operations.findResources('AWS::SNS::Topic'));
    for (const alarm of alarms) {
      expect(alarm).toMatchObject({ AlarmActions: [{ Ref: topic }], OKActions: [{ Ref: topic }] });
    }
  });

  test('each name a heading of the runbook, with what to look at and what to do', () => {
    const runbook = readFileSync(join(import.meta.dirname, '../../docs/operations.md'), 'utf8');
    const articles = new Map(runbook.split(/^## /m).map((article) => [anchorOf(article), article]));
    for (const { AlarmDescription } of alarms) {
      const anchor = /docs\/operations\.md#(\S+)$/.exec(AlarmDescription)?.[1];
      const article = articles.get(anchor ?? '') ?? '';
      for (const part of ['**What it means.**', '**What to look at.**', '**What to do.**'])
        expect(article, AlarmDescription).toContain(part);
    }
  });
});

describe('topic', () => {
  test('lets alarms publish: the policy against plain HTTP replaces the one by which they could', () => {
    operations.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: [
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
          Match.objectLike({
            Effect: 'Allow',
            Action: 'sns:Publish',
            Principal: { Service: 'cloudwatch.amazonaws.com' },
            Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
          }),
        ],
      },
    });
  });

  test('mails to nobody by default, and to the given address', () => {
    operations.resourceCountIs('AWS::SNS::Subscription', 0);
    synthesize({ alarmEmail: 'somebody@example.org' }).operations.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'somebody@example.org',
    });
  });
});

/** The anchor that GitHub gives to a heading. */
function anchorOf(article: string): string {
  const heading = article.split('\n', 1)[0] ?? '';
  return heading.toLowerCase().replaceAll(' ', '-');
}
