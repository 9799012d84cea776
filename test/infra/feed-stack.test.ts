// Properties of the feed that a change must not lose, each with its reason. Of tables and APIs: feed/.

import { Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { aFeed, propertiesOf, synthesize, valuesOf } from './synthesize.ts';

const { feed } = synthesize();
const all = (type: string) => propertiesOf(feed, type);
const one = (type: string) => {
  const found = all(type);
  expect(found).toHaveLength(1);
  return found[0];
};

const variables = (fn: { Environment: { Variables: Record<string, string> } }) => fn.Environment.Variables;

describe('schedules', () => {
  const scheduled = all('AWS::Scheduler::Schedule');

  test('start elements every five minutes and propagate every minute: the lead hides gaps of at most three', () => {
    expect(scheduled.map((schedule) => [targetOf(schedule), schedule.ScheduleExpression])).toEqual([
      [expect.stringMatching(/^ElementsFunction/), 'rate(5 minutes)'],
      [expect.stringMatching(/^PropagateFunction/), 'rate(1 minute)'],
    ]);
    for (const schedule of scheduled)
      expect(schedule).toMatchObject({ FlexibleTimeWindow: { Mode: 'OFF' }, State: 'ENABLED' });
  });

  test('never retry: a late tick would only emit the same points as the next one', () => {
    for (const { Target } of scheduled)
      expect(Target).toMatchObject({ RetryPolicy: { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 } });
    // The scheduler only queues the event: by default, Lambda itself would try three times.
    const configs = all('AWS::Lambda::EventInvokeConfig');
    expect(configs.map(({ MaximumRetryAttempts }) => MaximumRetryAttempts)).toEqual([0, 0, 0]);
  });

  test('start after their role has its permission: the first runs would fail, and none is repeated', () => {
    const policies = Object.keys(feed.findResources('AWS::IAM::Policy')).filter((id) => /Every/.test(id));
    const waits = Object.values(feed.findResources('AWS::Scheduler::Schedule')).map(({ DependsOn }) => DependsOn);

    expect(policies).toHaveLength(2);
    expect(waits).toEqual(policies.map((policy) => expect.arrayContaining([policy])));
  });

  test('of elements is missing when nothing may be downloaded', () => {
    const offline = Template.fromStack(aFeed({ refreshElements: false }));

    const schedules = Object.values(offline.findResources('AWS::Scheduler::Schedule'));
    expect(schedules.map(({ Properties }) => Properties.ScheduleExpression)).toEqual(['rate(1 minute)']);
    // The function exists, and can be started by hand.
    offline.resourceCountIs('AWS::Lambda::Function', 6);
  });
});

const targetOf = ({ Target }: { Target: { Arn: { 'Fn::GetAtt': [string] } } }) => Target.Arn['Fn::GetAtt'][0];

describe('stream', () => {
  test('has one provisioned shard: on demand would cost four times as much', () => {
    expect(one('AWS::Kinesis::Stream')).toMatchObject({
      ShardCount: 1,
      StreamModeDetails: { StreamMode: 'PROVISIONED' },
      RetentionPeriodHours: 24,
    });
  });

  test('is encrypted', () => {
    expect(one('AWS::Kinesis::Stream').StreamEncryption).toEqual({
      EncryptionType: 'KMS',
      KeyId: 'alias/aws/kinesis',
    });
  });
});

describe('event source mapping', () => {
  const mapping = one('AWS::Lambda::EventSourceMapping');

  test('limits retries and age: by default one failing batch stops the shard for a day', () => {
    expect(mapping).toMatchObject({ MaximumRetryAttempts: 5, MaximumRecordAgeInSeconds: 600 });
  });

  test('runs one batch at a time: two at once could store points of a satellite out of order', () => {
    expect(mapping.ParallelizationFactor).toBe(1);
  });

  test('sends batches beyond these limits to the dead letters', () => {
    const deadLetters = Object.keys(feed.findResources('AWS::SQS::Queue')).find((id) => id.includes('DeadLetters'));
    expect(mapping.DestinationConfig).toEqual({ OnFailure: { Destination: { 'Fn::GetAtt': [deadLetters, 'Arn'] } } });
  });

  test('does not wait, takes a whole PutRecords call, starts with the first tick', () => {
    expect(mapping).toMatchObject({
      MaximumBatchingWindowInSeconds: 0,
      BatchSize: 500,
      StartingPosition: 'TRIM_HORIZON',
    });
  });

  test('expects no partial answers: fanout returns none, and an empty answer would count as success', () => {
    expect(mapping).not.toHaveProperty('FunctionResponseTypes');
  });
});

test('failure queues are encrypted and keep messages for 14 days, the maximum', () => {
  expect(all('AWS::SQS::Queue')).toEqual([
    { MessageRetentionPeriod: 1_209_600, SqsManagedSseEnabled: true, Tags: expect.anything() },
    { MessageRetentionPeriod: 1_209_600, SqsManagedSseEnabled: true, Tags: expect.anything() },
  ]);
  feed.resourceCountIs('AWS::SQS::QueuePolicy', 2); // they refuse plain HTTP
});

describe('functions', () => {
  const functions = all('AWS::Lambda::Function');

  test('are the six of the feed, and none of the CDK itself', () => {
    expect(functions.map((fn) => variables(fn).POWERTOOLS_SERVICE_NAME)).toEqual([
      'elements',
      'propagate',
      'connections',
      'push',
      'fanout',
      'query',
    ]);
  });

  test('run on arm64 and Node 24, like the tests', () => {
    for (const fn of functions) expect(fn).toMatchObject({ Architectures: ['arm64'], Runtime: 'nodejs24.x' });
  });

  test('write JSON to a log group of their own for two weeks: the default one keeps logs for ever', () => {
    const groups = feed.findResources('AWS::Logs::LogGroup', { Properties: { RetentionInDays: 14 } });
    const used = functions.map((fn) => fn.LoggingConfig);
    expect(used).toEqual(Object.keys(groups).map((id) => ({ LogFormat: 'JSON', LogGroup: { Ref: id } })));
  });

  test('have only the variables that they need', () => {
    const common = ['NODE_OPTIONS', 'POWERTOOLS_SERVICE_NAME', 'POWERTOOLS_METRICS_NAMESPACE'];
    const names = functions.map((fn) => Object.keys(variables(fn)));
    expect(names.map((list) => list.filter((name) => !common.includes(name)))).toEqual([
      ['ELEMENTS_URL', 'ELEMENTS_TABLE', 'ELEMENTS_ARCHIVE_TABLE'],
      ['ELEMENTS_TABLE', 'TRACK_TABLE', 'STREAM_NAME'],
      ['MAX_VIEWERS', 'CONNECTIONS_TABLE'],
      ['CONNECTIONS_TABLE', 'SOCKET_CALLBACK_URL'],
      [
        'WORKERS_FROM',
        'MAX_VIEWERS',
        'TRACK_TABLE',
        'CONNECTIONS_TABLE',
        'QUARANTINE_QUEUE_URL',
        'SOCKET_CALLBACK_URL',
        'PUSH_FUNCTION',
      ],
      ['ORIGIN_KEYS', 'ELEMENTS_TABLE', 'ELEMENTS_ARCHIVE_TABLE', 'TRACK_TABLE'],
    ]);
  });

  test('reserve no concurrency: an account must keep 100 executions unreserved, and a new one has ten', () => {
    for (const fn of functions) expect(fn).not.toHaveProperty('ReservedConcurrentExecutions');
  });

  test('limit the executions of query, and no others, when the properties do', () => {
    const limited = Object.values(
      synthesize({ queryExecutions: 20 }).feed.findResources('AWS::Lambda::Function', {
        Properties: { ReservedConcurrentExecutions: Match.anyValue() },
      }),
    );

    expect(limited.map(({ Properties }) => Properties)).toEqual([
      expect.objectContaining({
        ReservedConcurrentExecutions: 20,
        Environment: { Variables: expect.objectContaining({ POWERTOOLS_SERVICE_NAME: 'query' }) },
      }),
    ]);
  });

  test('give fanout 60 s, enough for its push of 15 s and the writes before it', () => {
    feed.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: { POWERTOOLS_SERVICE_NAME: 'fanout' } },
      Timeout: 60,
    });
  });
});

describe('workers of the push', () => {
  const [id = '', fn] =
    Object.entries(
      feed.findResources('AWS::Lambda::Function', {
        Properties: { Environment: { Variables: { POWERTOOLS_SERVICE_NAME: 'push' } } },
      }),
    )[0] ?? [];

  test('push from 4,000 viewers on: fanout serves fewer in two seconds', () => {
    expect(valuesOf('WORKERS_FROM', feed)).toEqual(['4000']);
    expect(valuesOf('PUSH_FUNCTION', feed)).toEqual([{ Ref: id }]);
  });

  test('end after the 20 s of an order', () => expect(fn?.Properties.Timeout).toBe(30));

  test('are never started twice for an order: viewers would get its frames twice; what fails goes to the dead letters', () => {
    const deadLetters = Object.keys(feed.findResources('AWS::SQS::Queue')).find((queue) =>
      queue.includes('DeadLetters'),
    );
    feed.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      FunctionName: { Ref: id },
      MaximumRetryAttempts: 0,
      MaximumEventAgeInSeconds: 60,
      DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [deadLetters, 'Arn'] } } },
    });
  });
});

test('fanout and its workers push to the stage, or to the address in the properties', () => {
  const elsewhere = aFeed({ socketCallbackUrl: 'http://there.example/live' });

  expect(valuesOf('SOCKET_CALLBACK_URL', Template.fromStack(elsewhere))).toEqual([
    'http://there.example/live',
    'http://there.example/live',
  ]);
  expect(JSON.stringify(valuesOf('SOCKET_CALLBACK_URL', feed))).toMatch(/https:\/\/.*execute-api.*\/live/);
});

test('elements come from CelesTrak, or from the address in the properties', () => {
  const elsewhere = synthesize({ elementsUrl: 'https://mirror.example.org/gp.php' });

  expect(valuesOf('ELEMENTS_URL', feed)).toEqual(['https://celestrak.org/NORAD/elements/gp.php']);
  expect(valuesOf('ELEMENTS_URL', elsewhere.feed)).toEqual(['https://mirror.example.org/gp.php']);
});

test('the outputs are those that the runbook and local runs read', () => {
  expect(Object.keys(feed.findOutputs('*')).filter((name) => !name.startsWith('ExportsOutput'))).toEqual([
    'SocketUrl',
    'ElementsFunctionName',
    'PropagateFunctionName',
    'FanoutFunctionName',
    'PushFunctionName',
    'ConnectionsFunctionName',
    'QueryFunctionName',
    'ElementsTableName',
    'TrackTableName',
    'ConnectionsTableName',
    'StreamName',
    'PropagateScheduleName',
    'ElementsScheduleName',
    'EventSourceMappingId',
    'QuarantineQueueUrl',
    'DeadLetterQueueUrl',
  ]);
});
