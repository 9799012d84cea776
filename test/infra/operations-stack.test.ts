// Properties of the operations that a change must not lose, each with its reason; every alarm has its runbook.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test, vi } from 'vitest';
import { createReport } from '../../functions/shared/log.ts';
import { METRIC } from '../../functions/shared/names.ts';
import { synthesize } from './synthesize.ts';

const { feed, operations } = synthesize();
const resources = operations.findResources('AWS::CloudWatch::Alarm');
const alarms = Object.values(resources).map((alarm) => alarm.Properties);
const runbook = readFileSync(join(import.meta.dirname, '../../docs/operations.md'), 'utf8');

describe('alarms', () => {
  test('no point stored: for three minutes in a row, or no data', () => {
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

  test('elements not refreshed: no satellite for a whole day, or no data', () => {
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
  ])('watch the metric that %s writes to its log', (service, metric, value) => {
    for (const [name, value] of Object.entries(variablesOf(service))) vi.stubEnv(name, value);
    // With this, Powertools writes to the global console, where the spy sees it.
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

  test('every metric is in the table of the runbook with who reads it: each costs 0.30 USD a month', () => {
    const rows = [
      ...runbook.matchAll(/^\| (`\w+`(?:, `\w+`)*) \| (?:elements|fanout|fanout, push|propagate) \| (.+) \|$/gm),
    ];
    const listed = rows.flatMap(([, names = '']) => names.replaceAll('`', '').split(', '));
    expect(listed.toSorted()).toEqual(Object.values(METRIC).toSorted());
    const read = rows.flatMap(([, names = '', reader = '']) => (reader.startsWith('the alarm') ? names : []));
    const watched = alarms
      .filter(({ Namespace }) => Namespace === 'Subpoint')
      .map(({ MetricName }) => `\`${MetricName}\``);
    expect(read).toEqual(watched);
  });

  test('a queue that is not empty: one message is enough, and the alarm stays when SQS stops reporting', () => {
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

  test('publish to the topic when they start and when they end', () => {
    const [topic] = Object.keys(operations.findResources('AWS::SNS::Topic'));
    for (const alarm of alarms) {
      expect(alarm).toMatchObject({ AlarmActions: [{ Ref: topic }], OKActions: [{ Ref: topic }] });
    }
  });

  test('name a heading of the runbook that says what you see, why it matters and what to do', () => {
    const articles = new Map(runbook.split(/^##+ /m).map((article) => [anchorOf(article), article]));
    for (const { AlarmDescription } of alarms) {
      const anchor = anchorIn(AlarmDescription);
      const article = articles.get(anchor ?? '') ?? '';
      for (const part of ['**What you see.**', '**Why it matters.**', '**What to do.**'])
        expect(article, AlarmDescription).toContain(part);
    }
  });

  test('are those of the table in the runbook, each with its heading', () => {
    const rows = runbook.matchAll(/^\| `(\w+)` \| \[.+\]\(#(\S+)\) \|$/gm);
    const listed = new Set([...rows].map(([, name, anchor]) => `${name} #${anchor}`));

    // A logical id is the alarm's id and a hash of eight digits.
    const deployed = Object.entries(resources).map(
      ([id, { Properties }]) => `${id.slice(0, -8)} #${anchorIn(Properties.AlarmDescription)}`,
    );
    expect(new Set(deployed)).toEqual(listed);
  });
});

describe('budget', () => {
  const { operations: withBudget } = synthesize({ monthlyBudget: 20 });
  const [topic] = Object.keys(withBudget.findResources('AWS::SNS::Topic'));

  test('there is none by default', () => operations.resourceCountIs('AWS::Budgets::Budget', 0));

  test('is for the whole account and each month: a tag would count nothing until it is activated for billing', () => {
    withBudget.hasResourceProperties('AWS::Budgets::Budget', {
      Budget: {
        BudgetType: 'COST',
        TimeUnit: 'MONTHLY',
        BudgetLimit: { Amount: 20, Unit: 'USD' },
        CostFilters: Match.absent(),
        FilterExpression: Match.absent(),
      },
    });
  });

  test('is announced at 80 %, at 100 %, and when the forecast exceeds it, by the topic of the alarms', () => {
    const [budget] = Object.values(withBudget.findResources('AWS::Budgets::Budget'));
    const announced = budget?.Properties.NotificationsWithSubscribers as {
      Notification: Record<string, unknown>;
      Subscribers: unknown;
    }[];
    expect(announced.map(({ Notification }) => [Notification.NotificationType, Notification.Threshold])).toEqual([
      ['ACTUAL', 80],
      ['ACTUAL', 100],
      ['FORECASTED', 100],
    ]);
    for (const { Notification, Subscribers } of announced) {
      expect(Notification).toMatchObject({ ComparisonOperator: 'GREATER_THAN', ThresholdType: 'PERCENTAGE' });
      expect(Subscribers).toEqual([{ SubscriptionType: 'SNS', Address: { Ref: topic } }]);
    }
  });

  test('may publish to the topic, for this account only, before it is made', () => {
    withBudget.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Allow',
            Action: 'sns:Publish',
            Principal: { Service: 'budgets.amazonaws.com' },
            Condition: {
              StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
              ArnLike: { 'aws:SourceArn': Match.anyValue() },
            },
          }),
        ]),
      },
    });
    const [budget] = Object.values(withBudget.findResources('AWS::Budgets::Budget'));
    expect(budget?.DependsOn).toContain(Object.keys(withBudget.findResources('AWS::SNS::TopicPolicy'))[0]);
  });
});

describe('topic', () => {
  test('lets alarms publish: the policy against plain HTTP replaces the default one, which does', () => {
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

  test('mails to the address in the properties, and to nobody by default', () => {
    operations.resourceCountIs('AWS::SNS::Subscription', 0);
    synthesize({ alarmEmail: 'somebody@example.org' }).operations.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'somebody@example.org',
    });
  });
});

/** The variables that configure the log and the metrics of a function. */
function variablesOf(service: string): Record<string, string> {
  const variables = Object.values(feed.findResources('AWS::Lambda::Function'))
    .map(({ Properties }) => Properties.Environment.Variables as Record<string, string>)
    .find(({ POWERTOOLS_SERVICE_NAME }) => POWERTOOLS_SERVICE_NAME === service);
  return Object.fromEntries(Object.entries(variables ?? {}).filter(([name]) => name.startsWith('POWERTOOLS_')));
}

/** The runbook's anchor at the end of an alarm's description. */
function anchorIn(description: string): string | undefined {
  return /docs\/operations\.md#(\S+)$/.exec(description)?.[1];
}

/** The anchor of a heading on GitHub. */
function anchorOf(article: string): string {
  const heading = article.split('\n', 1)[0] ?? '';
  return heading.toLowerCase().replaceAll(' ', '-');
}
