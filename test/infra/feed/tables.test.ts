// Properties of the feed's tables that a change must not lose, each with its reason.

import { expect, test } from 'vitest';
import { propertiesOf, synthesize } from '../synthesize.ts';

const { feed } = synthesize();
const tables = propertiesOf(feed, 'AWS::DynamoDB::Table');

test('tables are track and connections with a time to live, without which they would grow forever, and elements', () => {
  expect(tables.map((table) => table.TimeToLiveSpecification)).toEqual([
    { AttributeName: 'expiresAt', Enabled: true },
    { AttributeName: 'expiresAt', Enabled: true },
    // Elements: the last good set of a satellite stays until a better one comes.
    undefined,
  ]);
});

test('tables have the keys that the functions query', () => {
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

test('tables are billed on demand: a first tick writes sixty times as much as the next', () => {
  expect(tables.map((table) => table.BillingMode)).toEqual(tables.map(() => 'PAY_PER_REQUEST'));
});

test('tables use only so much in a second, so that nobody can run up the bill', () => {
  expect(tables.map((table) => table.OnDemandThroughput)).toEqual([
    { MaxReadRequestUnits: 1000, MaxWriteRequestUnits: 1000 }, // points
    { MaxReadRequestUnits: 2000, MaxWriteRequestUnits: 500 }, // connections
    { MaxReadRequestUnits: 1000, MaxWriteRequestUnits: 100 }, // elements
  ]);
});

test('tables have one index: propagate reads the keys of points where no reader of tracks is', () => {
  expect(tables.map((table) => table.GlobalSecondaryIndexes)).toEqual([
    [
      {
        IndexName: 'times',
        KeySchema: [
          { AttributeName: 'catalogNumber', KeyType: 'HASH' },
          { AttributeName: 'timeMs', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'KEYS_ONLY' },
        // An index that takes fewer writes than its table would throttle the table.
        OnDemandThroughput: { MaxReadRequestUnits: 500, MaxWriteRequestUnits: 1000 },
      },
    ],
    undefined,
    undefined,
  ]);
});

test("tables are encrypted with DynamoDB's own key, which is free: SSEEnabled would mean a billed key", () => {
  expect(tables.map((table) => table.SSESpecification)).toEqual(tables.map(() => ({ SSEEnabled: false })));
});

test('tables are deleted with the stack, like the stream, the queues and the logs', () => {
  for (const type of ['AWS::DynamoDB::Table', 'AWS::Kinesis::Stream', 'AWS::SQS::Queue', 'AWS::Logs::LogGroup'])
    feed.allResources(type, { DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' });
});
