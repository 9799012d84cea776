// Two stages in one region, and two regions of one account, have no name in common. CloudFormation generates most
// names; those that the templates give are compared here, over all resources and exports.
import { expect, test } from 'vitest';
import { anApp, synthesize } from './synthesize.ts';

interface Content {
  readonly Resources: Record<string, { Type: string; Properties?: unknown }>;
  readonly Outputs?: Record<string, { Export?: unknown }>;
}

/** Names of a part of another resource, which is itself of one stage, and of what an alarm watches. */
const NOT_OF_THE_DEPLOYMENT =
  /^AWS::(IAM::Policy\.PolicyName|ApiGatewayV2::Stage\.StageName|DynamoDB::.*\.AttributeName|CloudWatch::Alarm\.MetricName)$/;

/** One space of names for all regions of an account (S3: of all accounts). All other names are of one region. */
const isAccountWide = ({ of }: Name) =>
  /^AWS::(CloudFront|IAM|S3|Route53|Budgets|CloudWatch::Dashboard)(::|\.)/.test(of);

const staging = deployment('staging', 'eu-central-1');
const production = deployment(undefined, 'eu-central-1');
const elsewhere = deployment(undefined, 'us-west-2');

test('two stages in one region have no name in common', () => {
  expect(common(production, staging)).toEqual([]);
});

test('two regions of one account have no account-wide name in common', () => {
  expect(production.filter(isAccountWide)).not.toEqual([]);
  expect(common(production.filter(isAccountWide), elsewhere.filter(isAccountWide))).toEqual([]);
});

test('the names of the default stage are these: a change would replace or abandon what is deployed', () => {
  expect(production.map(({ name }) => name).filter((name) => !/^Subpoint(Archive|Feed|Page):/.test(name))).toEqual([
    'SubpointArchive',
    'SubpointFeed',
    'Subpoint socket',
    'Subpoint API',
    'SubpointPage',
    'SubpointPage-OriginAccess-eu-central-1',
    'SubpointPage-Headers-eu-central-1',
    'SubpointPage-ApiHeaders-eu-central-1',
    'SubpointPage-FrameCache-eu-central-1',
    'SubpointPage-ApiCache-eu-central-1',
    'SubpointPage-ApiRequest-eu-central-1',
    'SubpointOperations',
    'Subpoint',
    'SubpointOperations-Budget-eu-central-1',
    'Subpoint',
    'Subpoint',
    'Subpoint',
    'Subpoint',
    'Subpoint',
    'Subpoint',
    'SubpointOperations-Dashboard-eu-central-1',
    'Subpoint/What failed',
    'Subpoint/Slow runs',
    'Subpoint/Points by minute',
    'Subpoint/Satellites behind',
    'Subpoint/Near limits',
    'Subpoint/Frames by minute',
    'Subpoint/Sockets by minute',
    'Subpoint/Refused elements',
    'Subpoint/Visits of the canary',
  ]);
});

test('the longest stage in the region with the longest name fits into 64 characters', () => {
  const names = deployment('s'.repeat(20), 'ap-southeast-1').filter(({ of }) => of.startsWith('AWS::CloudFront::'));
  expect(names).toHaveLength(6);
  for (const { name } of names) expect(name.length).toBeLessThanOrEqual(64);
});

test('the partition is the one where CloudFront serves a page without a domain of its own', () => {
  expect(anApp().node.tryGetContext('@aws-cdk/core:target-partitions')).toEqual(['aws']);
});

test('metrics of a stage are in a namespace of its own, which its alarms watch', () => {
  const { feed, operations } = synthesize({ stage: 'staging' });
  for (const { Properties } of Object.values(feed.findResources('AWS::Lambda::Function')))
    expect(Properties.Environment.Variables.POWERTOOLS_METRICS_NAMESPACE).toBe('Subpoint/staging');
  operations.resourcePropertiesCountIs('AWS::CloudWatch::Alarm', { Namespace: 'Subpoint/staging' }, 6);
});

test('a value of another stack is imported: CloudFormation refuses to change it under the stack that uses it', () => {
  const { page, operations } = synthesize();
  for (const template of [page, operations].map((stack) => JSON.stringify(stack.toJSON()))) {
    expect(template).toContain('{"Fn::ImportValue":"SubpointFeed:');
    expect(template).not.toContain('Fn::GetStackOutput');
  }
});

test('the resources have the same ids in all stages, and those of the first deployments', () => {
  const ids = (stage?: string) =>
    Object.keys((synthesize({ ...(stage && { stage }) }).page.toJSON() as Content).Resources);
  expect(ids('staging')).toEqual(ids());
  expect(ids()).toEqual(
    expect.arrayContaining([
      'Bucket83908E77',
      'Distribution830FAC52',
      'HeadersECA0794E',
      'DistributionOrigin1S3OriginAccessControlEB606076',
    ]),
  );
});

interface Name {
  /** Type of the resource, and the property. */
  readonly of: string;
  readonly name: string;
}

/** Every name that the stacks of a deployment give. */
function deployment(stage: string | undefined, region: string): Name[] {
  const { archive, feed, page, operations, stackNames } = synthesize({ ...(stage && { stage }), monthlyBudget: 20 });
  return [archive, feed, page, operations].flatMap((template, index) => {
    const { Resources, Outputs = {} } = template.toJSON() as Content;
    return [
      { of: 'AWS::CloudFormation::Stack.StackName', name: stackNames[index] as string },
      ...Object.values(Resources).flatMap(({ Type, Properties }) => namesIn(Properties, Type, region)),
      ...Object.values(Outputs).flatMap(({ Export }) => namesIn(Export, 'Export', region)),
    ];
  });
}

/** The names in properties, at any depth. Lists hold parts, such as tags and attributes, that have no name outside. */
function namesIn(properties: unknown, of: string, region: string): Name[] {
  if (typeof properties !== 'object' || properties === null || Array.isArray(properties)) return [];
  return Object.entries(properties).flatMap(([key, value]) => {
    if (!/(Name|Namespace)$/.test(key)) return namesIn(value, `${of}.${key}`, region);
    const name = textOf(value, region);
    const what = `${of}.${key}`;
    return name === undefined || NOT_OF_THE_DEPLOYMENT.test(what) || name.startsWith('AWS/')
      ? []
      : [{ of: what, name }];
  });
}

/** A value of a template; undefined when it depends on a resource, whose name CloudFormation generates. */
function textOf(value: unknown, region: string): string | undefined {
  if (typeof value === 'string') return value;
  const [operation, argument] = Object.entries(value as object)[0] as [string, unknown];
  if (operation === 'Ref' && argument === 'AWS::Region') return region;
  if (operation !== 'Fn::Join') return undefined;
  const [separator, parts] = argument as [string, unknown[]];
  const texts = parts.map((part) => textOf(part, region));
  return texts.includes(undefined) ? undefined : texts.join(separator);
}

function common(some: readonly Name[], others: readonly Name[]): Name[] {
  return some.filter(({ of, name }) => others.some((other) => other.of === of && other.name === name));
}
