// Least privilege: every statement of every role of the feed, as a literal. Any other grant fails this test.

import { Match } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { propertiesOf, synthesize } from './synthesize.ts';

const { feed } = synthesize();

test('each role has exactly these permissions', () => {
  expect(statements()).toEqual({
    ElementsFunctionRole: [
      'logs:CreateLogStream, logs:PutLogEvents on ElementsFunctionLogs.Arn',
      // The only role that may write elements, and so decide where the satellites are.
      'dynamodb:BatchGetItem, dynamodb:UpdateItem on TablesElements.Arn',
      'dynamodb:PutItem on Archive:Elements.Arn', // adds, and can neither read nor delete
    ],
    ElementsEveryFiveMinutesRole: ['lambda:InvokeFunction on ElementsFunction.Arn'],
    PropagateFunctionRole: [
      'logs:CreateLogStream, logs:PutLogEvents on PropagateFunctionLogs.Arn',
      'dynamodb:BatchGetItem on TablesElements.Arn',
      'dynamodb:Query on TablesTrack.Arn/index/times', // to find the missing points, and nothing of the table itself
      'kinesis:PutRecords on PropagateStream.Arn',
    ],
    PropagateEveryMinuteRole: ['lambda:InvokeFunction on PropagateFunction.Arn'],
    SocketFunctionRole: [
      'logs:CreateLogStream, logs:PutLogEvents on SocketFunctionLogs.Arn',
      'dynamodb:DeleteItem, dynamodb:GetItem, dynamodb:PutItem on TablesConnections.Arn',
    ],
    FanoutFunctionRole: [
      'logs:CreateLogStream, logs:PutLogEvents on FanoutFunctionLogs.Arn',
      'dynamodb:BatchWriteItem on TablesTrack.Arn',
      'dynamodb:DeleteItem, dynamodb:PutItem, dynamodb:Query, dynamodb:Scan on TablesConnections.Arn',
      'sqs:SendMessage on FanoutQuarantine.Arn',
      'execute-api:ManageConnections on arn:AWS::Partition:execute-api:AWS::Region:AWS::AccountId:SocketApi/live/POST/@connections/*',
      'lambda:InvokeFunction on FanoutPushFunction.Arn',
      // For the event source mapping, which acts in the role of its function.
      'sqs:GetQueueAttributes, sqs:GetQueueUrl, sqs:SendMessage on FanoutDeadLetters.Arn',
      'kinesis:DescribeStream, kinesis:DescribeStreamConsumer, kinesis:DescribeStreamSummary, kinesis:GetRecords, ' +
        'kinesis:GetShardIterator, kinesis:ListShards, kinesis:ListStreams, kinesis:SubscribeToShard on PropagateStream.Arn',
    ],
    // In the construct of fanout.
    FanoutPushFunctionRole: [
      'logs:CreateLogStream, logs:PutLogEvents on FanoutPushFunctionLogs.Arn',
      'dynamodb:DeleteItem, dynamodb:Query on TablesConnections.Arn',
      'execute-api:ManageConnections on arn:AWS::Partition:execute-api:AWS::Region:AWS::AccountId:SocketApi/live/POST/@connections/*',
      // For Lambda, which sends failed orders in the role of the function.
      'sqs:GetQueueAttributes, sqs:GetQueueUrl, sqs:SendMessage on FanoutDeadLetters.Arn',
    ],
    QueryFunctionRole: [
      'logs:CreateLogStream, logs:PutLogEvents on QueryFunctionLogs.Arn',
      'dynamodb:BatchGetItem on TablesElements.Arn',
      'dynamodb:Query on TablesTrack.Arn, Archive:Elements.Arn',
    ],
  });
});

test('no role has managed or inline policies besides', () => {
  for (const role of Object.values(feed.findResources('AWS::IAM::Role'))) {
    expect(role.Properties).not.toHaveProperty('ManagedPolicyArns');
    expect(role.Properties).not.toHaveProperty('Policies');
  }
  feed.resourceCountIs('AWS::IAM::ManagedPolicy', 0);
});

test('the scheduler may assume a role only for schedules of this account: no other account can start our functions', () => {
  const roles = feed.findResources('AWS::IAM::Role', {
    Properties: {
      AssumeRolePolicyDocument: {
        Statement: [Match.objectLike({ Principal: { Service: 'scheduler.amazonaws.com' } })],
      },
    },
  });

  const conditions = Object.values(roles).map(
    (role) => role.Properties.AssumeRolePolicyDocument.Statement[0].Condition,
  );
  expect(conditions).toEqual(
    Object.keys(feed.findResources('AWS::Scheduler::Schedule')).map(() => ({
      StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
    })),
  );
});

const functions = Object.entries(feed.findResources('AWS::Lambda::Function')).map(
  ([id, { Properties }]) => [plain(id), Properties] as const,
);

test.each(functions)('each variable of %s that names a resource comes with a grant, and the reverse', (id, fn) => {
  const { Role, Environment, LoggingConfig } = fn;
  const [role] = resourcesIn(Role);
  const policy = propertiesOf(feed, 'AWS::IAM::Policy').find(({ Roles }) => resourcesIn(Roles)[0] === role);
  const mappings = propertiesOf(feed, 'AWS::Lambda::EventSourceMapping').filter(
    ({ FunctionName }) => resourcesIn(FunctionName)[0] === id,
  );
  const asyncInvokes = propertiesOf(feed, 'AWS::Lambda::EventInvokeConfig').filter(
    ({ FunctionName }) => resourcesIn(FunctionName)[0] === id,
  );
  // The platform writes the log, reads the stream and sends failures in the role of the function; the code does not know their names.
  const ofPlatform = resourcesIn([
    LoggingConfig,
    mappings,
    asyncInvokes.map(({ DestinationConfig }) => DestinationConfig),
  ]);

  const granted = resourcesIn(policy?.PolicyDocument.Statement).filter((name) => !ofPlatform.includes(name));
  expect(granted).not.toEqual([]);
  // CloudFormation puts the value of a secret into the variable: the function has no permission to read it.
  const { ORIGIN_KEYS: _, ...others } = Environment.Variables;
  expect(granted).toEqual(resourcesIn(others));
});

/** The resources that a part of the template refers to, sorted, each once. */
function resourcesIn(part: unknown): string[] {
  const text = JSON.stringify(part ?? null);
  const own = [...text.matchAll(/"(?:Ref":|Fn::GetAtt":\[)"(\w+)"/g)].map(([, id]) => plain(id as string));
  const imported = [...text.matchAll(/"Fn::ImportValue":"([^"]+)"/g)].map(([, name]) => importOf(name as string)[0]);
  return [...new Set([...own, ...imported])].sort();
}

interface Statement {
  Effect: string;
  Action: string | string[];
  Resource: unknown;
}

/** What each role may do, one sentence for each statement. */
function statements(): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const { Roles, PolicyDocument } of propertiesOf(feed, 'AWS::IAM::Policy')) {
    for (const role of Roles.map(written)) {
      found[role] = [...(found[role] ?? []), ...PolicyDocument.Statement.map(sentence)];
    }
  }
  return found;
}

function sentence({ Effect, Action, Resource, ...rest }: Statement): string {
  expect(Effect).toBe('Allow');
  expect(rest).toEqual({});
  return `${[Action].flat().join(', ')} on ${[Resource].flat().map(written).join(', ')}`;
}

/** A logical id without its hash. */
function plain(id: string): string {
  return id.replace(/[0-9A-F]{8}$/, '');
}

const EXPORT = /^Subpoint(\w+):ExportsOutput(?:Ref|FnGetAtt)(\w+?)[0-9A-F]{8}(\w*?)[0-9A-F]{8}$/;

/** The resource of another stack that a value comes from, and its attribute. */
function importOf(name: string): [resource: string, attribute: string] {
  const [, stack, id, attribute = ''] = EXPORT.exec(name) ?? [];
  return [`${stack}:${id}`, attribute];
}

/** A value of the template in one line, with logical ids as they are before their hash. */
function written(value: unknown): string {
  if (typeof value === 'string') return value;
  const [[operation, argument]] = Object.entries(value as Record<string, unknown>) as [[string, unknown]];
  if (operation === 'Ref') return plain(argument as string);
  if (operation === 'Fn::ImportValue') return importOf(argument as string).join('.');
  if (operation === 'Fn::GetAtt') return (argument as string[]).map(plain).join('.');
  if (operation === 'Fn::Join') {
    const [separator, parts] = argument as [string, unknown[]];
    return parts.map(written).join(separator);
  }
  throw new Error(`A resource is named in a way that this test does not read: ${JSON.stringify(value)}`);
}
