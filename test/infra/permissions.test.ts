// Least privilege: every statement of every role of the feed, literally. One more of anything fails this test.

import { expect, test } from 'vitest';
import { synthesize } from './synthesize.ts';

const { feed } = synthesize();

test('each role may do exactly this', () => {
  expect(statements()).toEqual({
    ElementsFunctionRole: [
      'logs:CreateLogStream, logs:PutLogEvents on ElementsFunctionLogs.Arn',
      'dynamodb:BatchGetItem, dynamodb:UpdateItem on TablesElements.Arn',
    ],
    ElementsEveryFiveMinutesRole: ['lambda:InvokeFunction on ElementsFunction.Arn'],
    PropagateFunctionRole: [
      'logs:CreateLogStream, logs:PutLogEvents on PropagateFunctionLogs.Arn',
      'dynamodb:BatchGetItem on TablesElements.Arn',
      'dynamodb:Query on TablesTrack.Arn', // which points are missing
      'kinesis:PutRecords on PropagateStream.Arn',
    ],
    PropagateEveryMinuteRole: ['lambda:InvokeFunction on PropagateFunction.Arn'],
    SocketFunctionRole: [
      'logs:CreateLogStream, logs:PutLogEvents on SocketFunctionLogs.Arn',
      'dynamodb:DeleteItem, dynamodb:PutItem on TablesConnections.Arn',
    ],
    FanoutFunctionRole: [
      'logs:CreateLogStream, logs:PutLogEvents on FanoutFunctionLogs.Arn',
      'dynamodb:BatchWriteItem on TablesTrack.Arn',
      'dynamodb:DeleteItem, dynamodb:Query on TablesConnections.Arn',
      'sqs:SendMessage on FanoutQuarantine.Arn',
      'execute-api:ManageConnections on arn:AWS::Partition:execute-api:AWS::Region:AWS::AccountId:SocketApi/live/POST/@connections/*',
      // The two below are for the event source mapping, which acts in the role of its function.
      'sqs:GetQueueAttributes, sqs:GetQueueUrl, sqs:SendMessage on FanoutDeadLetters.Arn',
      'kinesis:DescribeStream, kinesis:DescribeStreamConsumer, kinesis:DescribeStreamSummary, kinesis:GetRecords, ' +
        'kinesis:GetShardIterator, kinesis:ListShards, kinesis:ListStreams, kinesis:SubscribeToShard on PropagateStream.Arn',
    ],
    QueryFunctionRole: [
      'logs:CreateLogStream, logs:PutLogEvents on QueryFunctionLogs.Arn',
      'dynamodb:BatchGetItem on TablesElements.Arn',
      'dynamodb:Query on TablesTrack.Arn',
    ],
  });
});

test('elements alone may write the elements table: who else could would decide where the satellites are', () => {
  const writers = Object.entries(statements())
    .filter(([, sentences]) =>
      sentences.some((text) => / on TablesElements/.test(text) && !/^dynamodb:BatchGetItem on/.test(text)),
    )
    .map(([role]) => role);

  expect(writers).toEqual(['ElementsFunctionRole']);
});

test('no role has more by other ways', () => {
  for (const role of Object.values(feed.findResources('AWS::IAM::Role'))) {
    expect(role.Properties).not.toHaveProperty('ManagedPolicyArns');
    expect(role.Properties).not.toHaveProperty('Policies');
  }
  feed.resourceCountIs('AWS::IAM::ManagedPolicy', 0);
});

test('each variable of a function that names a resource comes with a grant on it, and each grant with a variable', () => {
  const functions = Object.values(feed.findResources('AWS::Lambda::Function')).map(({ Properties }) => Properties);
  const policies = Object.values(feed.findResources('AWS::IAM::Policy')).map(({ Properties }) => Properties);
  // The mapping acts in the role of its function: its stream and its dead letters need no variable.
  const ofMapping = Object.values(feed.findResources('AWS::Lambda::EventSourceMapping')).map(
    ({ Properties: { EventSourceArn, DestinationConfig } }) => [EventSourceArn, DestinationConfig],
  );
  const usesOf = (service: string) => {
    const fn = functions.find(({ Environment }) => Environment.Variables.POWERTOOLS_SERVICE_NAME === service);
    const policy = policies.find(({ Roles }) => resourcesIn(Roles)[0] === resourcesIn(fn?.Role)[0]);
    const granted = resourcesIn(policy?.PolicyDocument.Statement);
    const withoutVariable = resourcesIn([fn?.LoggingConfig, ...(service === 'fanout' ? ofMapping : [])]);
    return {
      named: resourcesIn(fn?.Environment),
      granted: granted.filter((name) => !withoutVariable.includes(name)),
    };
  };

  const uses = {
    elements: ['TablesElements'],
    propagate: ['PropagateStream', 'TablesElements', 'TablesTrack'],
    connections: ['TablesConnections'],
    fanout: ['FanoutQuarantine', 'SocketApi', 'TablesConnections', 'TablesTrack'],
    query: ['TablesElements', 'TablesTrack'],
  };
  for (const [service, resources] of Object.entries(uses)) {
    expect(usesOf(service), service).toEqual({ named: resources, granted: resources });
  }
});

/** The resources that a part of the template refers to, sorted, each once. */
function resourcesIn(part: unknown): string[] {
  const found = [...JSON.stringify(part ?? null).matchAll(/"(?:Ref":|Fn::GetAtt":\[)"(\w+)"/g)];
  return [...new Set(found.map(([, id]) => plain(id as string)))].sort();
}

interface Statement {
  Effect: string;
  Action: string | string[];
  Resource: unknown;
}

function statements(): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const { Properties } of Object.values(feed.findResources('AWS::IAM::Policy'))) {
    for (const role of Properties.Roles.map(written)) {
      found[role] = [...(found[role] ?? []), ...Properties.PolicyDocument.Statement.map(sentence)];
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

/** A value of the template in one line, with logical ids as they are before their hash. */
function written(value: unknown): string {
  if (typeof value === 'string') return value;
  const [[operation, argument]] = Object.entries(value as Record<string, unknown>) as [[string, unknown]];
  if (operation === 'Ref') return plain(argument as string);
  if (operation === 'Fn::GetAtt') return (argument as string[]).map(plain).join('.');
  if (operation === 'Fn::Join') {
    const [separator, parts] = argument as [string, unknown[]];
    return parts.map(written).join(separator);
  }
  throw new Error(`A resource is named in a way that this test does not read: ${JSON.stringify(value)}`);
}
