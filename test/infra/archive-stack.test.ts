// The archive of element sets: what keeps it from being lost, each with its reason.

import { Template } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { ArchiveStack } from '../../infra/archive-stack.ts';
import { addSubpoint } from '../../infra/stacks.ts';
import { anApp, aPageDir, propertiesOf, synthesize } from './synthesize.ts';

const { archive } = synthesize();

test('the table stays when it leaves the template or its stack is deleted: no source gives old sets back', () => {
  const [table] = Object.values(archive.findResources('AWS::DynamoDB::Table'));

  expect(table).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
});

test('the stack refuses to be deleted, in every stage: the next deployment finds it where it was', () => {
  for (const stage of [undefined, 'staging']) {
    const stacks = addSubpoint(anApp(), aPageDir(), { ...(stage && { stage }) });

    expect(stacks.archive.terminationProtection).toBe(true);
    expect(stacks.feed.terminationProtection).toBe(false);
  }
});

test('the table has the keys of the archive, no expiry, backups and limits', () => {
  expect(propertiesOf(archive, 'AWS::DynamoDB::Table')).toEqual([
    {
      KeySchema: [
        { AttributeName: 'catalogNumber', KeyType: 'HASH' },
        { AttributeName: 'epochMs', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: [
        { AttributeName: 'catalogNumber', AttributeType: 'N' },
        { AttributeName: 'epochMs', AttributeType: 'N' },
      ],
      BillingMode: 'PAY_PER_REQUEST',
      OnDemandThroughput: { MaxReadRequestUnits: 500, MaxWriteRequestUnits: 100 },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      SSESpecification: { SSEEnabled: false }, // with AWS's own key
      Tags: [{ Key: 'application', Value: 'subpoint' }],
    },
  ]);
});

test('its name is generated, and is an output for people and for destroy', () => {
  expect(Object.keys(archive.findOutputs('ElementsArchiveTableName'))).toHaveLength(1);
});

test('one of a local system is deleted with it', () => {
  const local = new ArchiveStack(anApp(), 'Archive', { keep: false });
  const [table] = Object.values(Template.fromStack(local).findResources('AWS::DynamoDB::Table'));

  expect(local.terminationProtection).toBe(false);
  expect(table).toMatchObject({ DeletionPolicy: 'Delete' });
});
