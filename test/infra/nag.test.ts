// cdk-nag's rules for AWS solutions and serverless: every finding is fixed, or accepted with a reason beside the
// construct. infra/app.ts applies them to every deployment, so no option may bring a finding that stops it.

import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { expect, test } from 'vitest';
import type { DeploymentOptions } from '../../infra/options.ts';
import { addSubpoint } from '../../infra/stacks.ts';
import { anApp, aPageDir } from './synthesize.ts';

/** A value for every option: a new one must be added here. */
const OPTIONS: Required<DeploymentOptions> = {
  stage: 'staging',
  alarmEmail: 'somebody@example.org',
  elementsUrl: 'https://mirror.example.org/gp.php',
  satellitesFile: 'satellites.json',
  allowedOrigins: ['https://example.org'],
  embedOrigins: ['https://example.org'],
  maxViewers: 0,
  monthlyBudget: 20,
  queryExecutions: 20,
  originKeys: ['1', '2'],
  domain: { name: 'subpoint.example.org', certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/a' },
  waf: true,
  webAclArn: 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/a/b',
  tracing: true,
  accessLogs: 'all',
};

const { webAclArn: _, ...together } = OPTIONS;

test.each<[string, DeploymentOptions]>([
  ['the default deployment', {}],
  ['one with every option', together],
  ...Object.entries(OPTIONS).map(([name, value]): [string, DeploymentOptions] => [
    `one with ${name}`,
    { [name]: value },
  ]),
  ['one without origin keys', { originKeys: [] }],
])('there is no finding about %s that is not accepted with a reason', (_name, options) => {
  expect(findings({}, options)).toEqual([]);
});

test('there is none where the account was bootstrapped with a qualifier of its own', () => {
  expect(findings({ '@aws-cdk/core:bootstrapQualifier': 'mine12345' })).toEqual([]);
});

test('every reason says why', () => {
  const app = anApp();
  addSubpoint(app, aPageDir(), OPTIONS);
  const reasons = app.node
    .findAll()
    .flatMap(({ node }) => node.metadata)
    .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
    .flatMap(({ data }) => Object.values(data as Record<string, string>));

  expect(reasons.length).toBeGreaterThan(20);
  expect(reasons.filter((reason) => !/^[A-Z].{20,}\.$/.test(reason))).toEqual([]);
});

/** The rules that are broken, and where. */
function findings(context: Record<string, string>, options: DeploymentOptions = {}): string[] {
  const app = anApp(context);
  addSubpoint(app, aPageDir(), options);
  return [new AwsSolutionsChecks(app), new ServerlessChecks(app)]
    .flatMap((pack) => pack.validateScope(app).violations)
    .map(({ ruleName, violatingResources }) => `${ruleName} ${violatingResources.map((each) => each.constructPath)}`);
}
