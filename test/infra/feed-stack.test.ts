// What must not vanish from the feed, each with the reason why.

import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { FeedStack } from '../../infra/feed-stack.ts';
import { anApp, synthesize } from './synthesize.ts';

const { feed } = synthesize();
type Properties = Record<string, never>;
const all = (type: string): Properties[] => Object.values(feed.findResources(type)).map((found) => found.Properties);
const one = (type: string): Properties => {
  const found = all(type);
  expect(found).toHaveLength(1);
  return found[0] as Properties;
};

const variables = (fn: Properties) => (fn.Environment as unknown as { Variables: Record<string, string> }).Variables;

describe('tables', () => {
  const tables = all('AWS::DynamoDB::Table');

  test('are three: track and connections with a time to live, or they grow without end', () => {
    expect(tables.map((table) => table.TimeToLiveSpecification)).toEqual([
      { AttributeName: 'expiresAt', Enabled: true },
      { AttributeName: 'expiresAt', Enabled: true },
      // The elements: one item for each satellite, whose last good set stays until there is a better one.
      undefined,
    ]);
  });

  test('have the keys that the functions ask by', () => {
    const keys = tables.map((table) => ({ key: table.KeySchema, types: table.AttributeDefinitions }));
    expect(keys).toEqual([
      {
        key: [
          { AttributeName: 'catalogNumber', KeyType: 'HASH' },
          { AttributeName: 'timeMs', KeyType: 'RANGE' },
        ],
        types: [
          { AttributeName: 'catalogNumber', AttributeType: 'N' },
          { AttributeName: 'timeMs', AttributeType: 'N' },
        ],
      },
      {
        key: [
          { AttributeName: 'segment', KeyType: 'HASH' },
          { AttributeName: 'connectionId', KeyType: 'RANGE' },
        ],
        types: [
          { AttributeName: 'segment', AttributeType: 'N' },
          { AttributeName: 'connectionId', AttributeType: 'S' },
        ],
      },
      {
        key: [{ AttributeName: 'catalogNumber', KeyType: 'HASH' }],
        types: [{ AttributeName: 'catalogNumber', AttributeType: 'N' }],
      },
    ]);
  });

  test('are billed on demand: a first tick writes sixty times what a usual one does', () => {
    expect(tables.map((table) => table.BillingMode)).toEqual(tables.map(() => 'PAY_PER_REQUEST'));
  });

  test("are encrypted with DynamoDB's own key, which costs nothing: SSEEnabled would mean a key that is billed", () => {
    expect(tables.map((table) => table.SSESpecification)).toEqual(tables.map(() => ({ SSEEnabled: false })));
  });

  test('and the stream and the queues go with the stack, since everything in them can be made anew', () => {
    for (const type of ['AWS::DynamoDB::Table', 'AWS::Kinesis::Stream', 'AWS::SQS::Queue', 'AWS::Logs::LogGroup'])
      feed.allResources(type, { DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' });
  });
});

describe('schedules', () => {
  const schedules = all('AWS::Scheduler::Schedule');

  test('start elements every five minutes, and propagate every minute: the page hides no longer gap than the lead of three', () => {
    expect(schedules.map((schedule) => [targetOf(schedule), schedule.ScheduleExpression])).toEqual([
      [expect.stringMatching(/^ElementsFunction/), 'rate(5 minutes)'],
      [expect.stringMatching(/^PropagateFunction/), 'rate(1 minute)'],
    ]);
    for (const schedule of schedules)
      expect(schedule).toMatchObject({ FlexibleTimeWindow: { Mode: 'OFF' }, State: 'ENABLED' });
  });

  test('never retry: a late tick beside the next one would only emit the same points twice', () => {
    for (const { Target } of schedules)
      expect(Target).toMatchObject({ RetryPolicy: { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 } });
    // The scheduler only queues the event: without this, Lambda itself would try three times.
    const configs = all('AWS::Lambda::EventInvokeConfig');
    expect(configs.map(({ MaximumRetryAttempts }) => MaximumRetryAttempts)).toEqual([0, 0]);
  });

  test('of elements is left out where nothing may be downloaded', () => {
    const closed = Template.fromStack(new FeedStack(anApp(), 'Closed', { refreshElements: false }));

    const left = Object.values(closed.findResources('AWS::Scheduler::Schedule'));
    expect(left.map(({ Properties }) => Properties.ScheduleExpression)).toEqual(['rate(1 minute)']);
    // The function is there all the same, for a hand that wants to start it.
    closed.resourceCountIs('AWS::Lambda::Function', 5);
  });
});

const targetOf = ({ Target }: Properties) =>
  (Target as unknown as { Arn: { 'Fn::GetAtt': [string] } }).Arn['Fn::GetAtt'][0];

describe('stream', () => {
  test('has one shard that is paid for by the hour: on demand would cost four times as much', () => {
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

  test('bounds retries and age: by default one failing batch stops the shard for a day', () => {
    expect(mapping).toMatchObject({ MaximumRetryAttempts: 5, MaximumRecordAgeInSeconds: 600 });
  });

  test('sends what falls out of the bounds to the dead letters', () => {
    const deadLetters = Object.keys(feed.findResources('AWS::SQS::Queue')).find((id) => id.includes('DeadLetters'));
    expect(mapping.DestinationConfig).toEqual({ OnFailure: { Destination: { 'Fn::GetAtt': [deadLetters, 'Arn'] } } });
  });

  test('waits for nothing, takes a whole PutRecords call, starts with the first tick', () => {
    expect(mapping).toMatchObject({
      MaximumBatchingWindowInSeconds: 0,
      BatchSize: 500,
      StartingPosition: 'TRIM_HORIZON',
    });
  });

  test('expects no partial answers: fanout gives none, and an empty answer would then mean success', () => {
    expect(mapping).not.toHaveProperty('FunctionResponseTypes');
  });
});

test('failure queues keep messages for as long as they can, encrypted', () => {
  expect(all('AWS::SQS::Queue')).toEqual([
    { MessageRetentionPeriod: 1_209_600, SqsManagedSseEnabled: true, Tags: expect.anything() },
    { MessageRetentionPeriod: 1_209_600, SqsManagedSseEnabled: true, Tags: expect.anything() },
  ]);
  feed.resourceCountIs('AWS::SQS::QueuePolicy', 2); // which refuse plain HTTP
});

describe('functions', () => {
  const functions = all('AWS::Lambda::Function');

  test('are the five of the feed, and none of the CDK', () => {
    expect(functions.map((fn) => variables(fn).POWERTOOLS_SERVICE_NAME)).toEqual([
      'elements',
      'propagate',
      'connections',
      'fanout',
      'query',
    ]);
  });

  test('run on arm64 and the Node that the project is tested with', () => {
    for (const fn of functions) expect(fn).toMatchObject({ Architectures: ['arm64'], Runtime: 'nodejs24.x' });
  });

  test('write JSON to a log group of their own that forgets: without one Lambda makes one that keeps for ever', () => {
    const groups = feed.findResources('AWS::Logs::LogGroup', { Properties: { RetentionInDays: 14 } });
    const used = functions.map((fn) => fn.LoggingConfig);
    expect(used).toEqual(Object.keys(groups).map((id) => ({ LogFormat: 'JSON', LogGroup: { Ref: id } })));
  });

  test('know only the names that they need', () => {
    const common = ['NODE_OPTIONS', 'POWERTOOLS_SERVICE_NAME', 'POWERTOOLS_METRICS_NAMESPACE'];
    const names = functions.map((fn) => Object.keys(variables(fn)));
    expect(names.map((list) => list.filter((name) => !common.includes(name)))).toEqual([
      ['ELEMENTS_URL', 'ELEMENTS_TABLE'],
      ['ELEMENTS_TABLE', 'TRACK_TABLE', 'STREAM_NAME'],
      ['CONNECTIONS_TABLE'],
      ['TRACK_TABLE', 'CONNECTIONS_TABLE', 'QUARANTINE_QUEUE_URL', 'SOCKET_CALLBACK_URL'],
      ['ELEMENTS_TABLE', 'TRACK_TABLE'],
    ]);
  });

  test('give fanout the time that its push of 15 s and the writes before it need', () => {
    feed.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: { POWERTOOLS_SERVICE_NAME: 'fanout' } },
      Timeout: 60,
    });
  });
});

describe('APIs', () => {
  const stage = (name: string) => all('AWS::ApiGatewayV2::Stage').find((found) => found.StageName === name);

  test('HTTP is throttled, or anybody could run up the bill', () => {
    expect(stage('$default')?.DefaultRouteSettings).toEqual({ ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 });
  });

  test("connecting is throttled, and the stage as a whole is not: fanout's posts are requests too", () => {
    expect(stage('live')?.RouteSettings).toEqual({ $connect: { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 } });
    expect(stage('live')).not.toHaveProperty('DefaultRouteSettings');
  });

  test('HTTP has no CORS settings of its own: they would replace the headers that query sets', () => {
    feed.hasResourceProperties('AWS::ApiGatewayV2::Api', { ProtocolType: 'HTTP' });
    for (const api of all('AWS::ApiGatewayV2::Api')) expect(api).not.toHaveProperty('CorsConfiguration');
  });

  test('have these routes: a $default of the socket would let clients run code', () => {
    expect(all('AWS::ApiGatewayV2::Route').map((route) => route.RouteKey)).toEqual([
      '$connect',
      '$disconnect',
      '$default',
    ]);
    // The only $default is the one of the HTTP API, which query answers in payload format 2.0.
    feed.resourcePropertiesCountIs('AWS::ApiGatewayV2::Integration', { PayloadFormatVersion: '2.0' }, 1);
  });

  test('may call their functions', () => {
    feed.resourcePropertiesCountIs('AWS::Lambda::Permission', { Principal: 'apigateway.amazonaws.com' }, 3);
  });
});

/** The values of a variable in the functions that have it. */
const valuesOf = (name: string, template: Template) =>
  Object.values(template.findResources('AWS::Lambda::Function'))
    .map((fn) => fn.Properties.Environment.Variables[name])
    .filter(Boolean);

test('fanout pushes to the stage by default, and elsewhere when told so', () => {
  const elsewhere = new FeedStack(anApp(), 'Elsewhere', { socketCallbackUrl: 'http://there.example/live' });

  expect(valuesOf('SOCKET_CALLBACK_URL', Template.fromStack(elsewhere))).toEqual(['http://there.example/live']);
  expect(JSON.stringify(valuesOf('SOCKET_CALLBACK_URL', feed))).toMatch(/https:\/\/.*execute-api.*\/live/);
});

test('elements come from CelesTrak by default, and from elsewhere when told so', () => {
  const elsewhere = synthesize({ elementsUrl: 'https://mirror.example.org/gp.php' });

  expect(valuesOf('ELEMENTS_URL', feed)).toEqual(['https://celestrak.org/NORAD/elements/gp.php']);
  expect(valuesOf('ELEMENTS_URL', elsewhere.feed)).toEqual(['https://mirror.example.org/gp.php']);
});

test('outputs are what operators and local runs look for', () => {
  expect(Object.keys(feed.findOutputs('*')).filter((name) => !name.startsWith('PublishOutput'))).toEqual([
    'ApiUrl',
    'SocketUrl',
    'ElementsFunctionName',
    'PropagateFunctionName',
    'FanoutFunctionName',
    'ConnectionsFunctionName',
    'QueryFunctionName',
    'ElementsTableName',
    'TrackTableName',
    'ConnectionsTableName',
    'StreamName',
    'EventSourceMappingId',
    'QuarantineQueueUrl',
    'DeadLetterQueueUrl',
  ]);
});
