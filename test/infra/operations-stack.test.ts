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
  test('are few', () => expect(alarms).toHaveLength(4));

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

  test('elements not refreshed: nobody for a whole day, in which each should have been four times; no data is as bad', () => {
    operations.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Namespace: 'Subpoint',
      MetricName: 'ElementsRefreshed',
      Dimensions: [{ Name: 'service', Value: 'elements' }],
      Statistic: 'Sum',
      Period: 86_400,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
    });
  });

  test.each([
    ['fanout', METRIC.pointsStored, 9],
    ['elements', METRIC.elementsRefreshed, 1],
  ])('watch the very metric that %s writes to its log', (service, metric, value) => {
    vi.stubEnv('POWERTOOLS_SERVICE_NAME', service);
    // Powertools then speaks through the global console, where it would keep metrics to itself otherwise.
    vi.stubEnv('POWERTOOLS_DEV', 'true');
    vi.stubEnv('POWERTOOLS_METRICS_DISABLED', 'false');
    const log = vi.spyOn(console, 'log').mockImplementation(() => {});
    const report = createReport();

    report.count(metric, value);
    report.publish();

    const line = JSON.parse(log.mock.calls[0]?.[0]);
    expect(line).toMatchObject({ service, [metric]: value });
    const [written] = line._aws.CloudWatchMetrics;
    expect(written).toEqual({
      Namespace: 'Subpoint',
      Dimensions: [['service']],
      Metrics: [{ Name: metric, Unit: 'Count' }],
    });
    operations.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Namespace: written.Namespace,
      MetricName: metric,
      Dimensions: [{ Name: 'service', Value: line.service }],
    });
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
