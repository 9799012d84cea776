// Properties of the operations that a change must not lose, each with its reason; every alarm has its runbook.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { METRIC } from '../../functions/shared/names.ts';
import { synthesize } from './synthesize.ts';

const { feed, page, operations, warnings } = synthesize();
const resources = operations.findResources('AWS::CloudWatch::Alarm');
const alarms = Object.values(resources).map((alarm) => alarm.Properties);
const runbook = readFileSync(join(import.meta.dirname, '../../docs/operations.md'), 'utf8');

describe('alarms', () => {
  test('read one metric each, and are at most ten: AWS bills the metrics of alarms, and ten are always free', () => {
    expect(alarms.length).toBeLessThanOrEqual(10);
    for (const alarm of alarms) expect(alarm).not.toHaveProperty('Metrics');
  });

  test('every metric of our own is in the table of the runbook with who reads it, and somebody does', () => {
    const rows = [...runbook.matchAll(/^\| `(\w+)` \| [a-z, ]+ \| (.+) \|$/gm)].map(([, name = '', reader = '']) => {
      const readers = [...reader.matchAll(/`(\w+)`/g)].map(([, alarm]) => alarm);
      return [name, readers.length > 0 ? readers : ['dashboard']];
    });
    const readers = (name: string) =>
      Object.entries(resources)
        .filter(([, { Properties }]) => Properties.MetricName === name && Properties.Namespace === 'Subpoint')
        .map(([id]) => id.slice(0, -8));
    const dashboard = JSON.stringify(Object.values(operations.findResources('AWS::CloudWatch::Dashboard')));
    const expected = Object.values(METRIC).map((name) => {
      expect(dashboard).toContain(`\\"Subpoint\\",\\"${name}\\"`);
      return [name, readers(name).length > 0 ? readers(name) : ['dashboard']];
    });
    expect(rows.toSorted()).toEqual(expected.toSorted());
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
    const rows = runbook.matchAll(/^\| `(\w+)` \| \[.+\]\(#(\S+)\) \|/gm);
    const listed = new Set([...rows].map(([, name, anchor]) => `${name} #${anchor}`));

    // A logical id is the alarm's id and a hash of eight digits.
    const deployed = Object.entries(resources).map(
      ([id, { Properties }]) => `${id.slice(0, -8)} #${anchorIn(Properties.AlarmDescription)}`,
    );
    expect(new Set(deployed)).toEqual(listed);
  });
});

describe('canary', () => {
  test('visits the page every five minutes', () => {
    operations.hasResourceProperties('AWS::Scheduler::Schedule', { ScheduleExpression: 'rate(5 minutes)' });
    const [canary] = Object.values(operations.findResources('AWS::Lambda::Function'));
    const { PAGE_URL, MAX_VIEWERS } = canary?.Properties.Environment.Variables ?? {};
    expect(JSON.stringify(PAGE_URL)).toMatch(
      /^\{"Fn::Join":\["",\["https:\/\/",\{"Fn::ImportValue":"SubpointPage:.*\},"\/"\]\]\}$/,
    );
    expect(MAX_VIEWERS).toBe('10000');
  });

  test('visits the domain of your own', () => {
    const certificateArn = 'arn:aws:acm:us-east-1:123456789012:certificate/a';
    const own = synthesize({ domain: { name: 'subpoint.example.org', certificateArn }, maxViewers: 0 }).operations;
    own.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: Match.objectLike({ PAGE_URL: 'https://subpoint.example.org/', MAX_VIEWERS: '0' }) },
    });
  });

  test('has the rights of a viewer, and may write its log', () => {
    const actions = Object.values(operations.findResources('AWS::IAM::Policy')).flatMap(({ Properties }) =>
      Properties.PolicyDocument.Statement.flatMap(({ Action }: { Action: string | string[] }) => Action),
    );
    expect(actions).toEqual(['logs:CreateLogStream', 'logs:PutLogEvents', 'lambda:InvokeFunction']);
  });
});

test('every function, also those of the CDK, writes to a log group of its stack: nothing is left after cdk destroy', () => {
  for (const stack of [feed, page, operations]) {
    const groups = stack.findResources('AWS::Logs::LogGroup');
    for (const [id, { Properties }] of Object.entries(stack.findResources('AWS::Lambda::Function'))) {
      const group = groups[Properties.LoggingConfig?.LogGroup?.Ref];
      expect(group, id).toMatchObject({ DeletionPolicy: 'Delete', Properties: { RetentionInDays: 14 } });
    }
    // By default nothing stays. Access logs of sockets keep a role of the account.
    const kept = Object.values(stack.toJSON().Resources as Record<string, { DeletionPolicy?: string }>);
    expect(kept.filter(({ DeletionPolicy }) => DeletionPolicy?.startsWith('Retain'))).toEqual([]);
  }
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

  test('mails to the address in the properties', () => {
    const { operations: mailing, warnings } = synthesize({ alarmEmail: 'somebody@example.org' });
    mailing.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'email', Endpoint: 'somebody@example.org' });
    mailing.hasOutput('AlarmMails', { Value: 'to somebody@example.org, once its owner has confirmed the mail of AWS' });
    expect(warnings).toEqual([]);
  });

  test('mails to nobody by default, which the synthesis and an output say loudly', () => {
    operations.resourceCountIs('AWS::SNS::Subscription', 0);
    const nobody = 'NOBODY gets a mail when something breaks. Deploy again with -c alarmEmail=you@example.org.';
    operations.hasOutput('AlarmMails', { Value: nobody });
    expect(warnings).toEqual([expect.stringContaining(nobody)]);
  });
});

/** The runbook's anchor at the end of an alarm's description. */
function anchorIn(description: string): string | undefined {
  return /docs\/operations\.md#(\S+)$/.exec(description)?.[1];
}

/** The anchor of a heading on GitHub. */
function anchorOf(article: string): string {
  const heading = article.split('\n', 1)[0] ?? '';
  return heading.toLowerCase().replaceAll(' ', '-');
}
