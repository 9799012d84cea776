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

/** A value of the template in one line, with logical ids as they are before their hash. */
function written(value: unknown): string {
  if (typeof value === 'string') return value;
  const [[operation, argument]] = Object.entries(value as Record<string, unknown>) as [[string, unknown]];
  const plain = (id: string) => id.replace(/[0-9A-F]{8}$/, '');
  if (operation === 'Ref') return plain(argument as string);
  if (operation === 'Fn::GetAtt') return (argument as string[]).map(plain).join('.');
  if (operation === 'Fn::Join') {
    const [separator, parts] = argument as [string, unknown[]];
    return parts.map(written).join(separator);
  }
  throw new Error(`A resource is named in a way that this test does not read: ${JSON.stringify(value)}`);
}
