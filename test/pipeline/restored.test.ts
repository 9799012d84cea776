// A local run restores what the local engine drops from the templates.
import { DescribeTimeToLiveCommand } from '@aws-sdk/client-dynamodb';
import { DescribeStreamSummaryCommand } from '@aws-sdk/client-kinesis';
import { expect, test } from 'vitest';
import { theSystem } from '../support/system.ts';

const system = theSystem();

test.for([['TrackTableName'], ['ConnectionsTableName']])('%s expires its items', async ([output]) => {
  const { TimeToLiveDescription } = await system.clients.documents.send(
    new DescribeTimeToLiveCommand({ TableName: system.outputs[output as string] }),
  );
  expect(TimeToLiveDescription).toMatchObject({ TimeToLiveStatus: 'ENABLED', AttributeName: 'expiresAt' });
});

test('the stream is never trimmed: the engine counts its position by index, which trimming would shift', async () => {
  const { StreamDescriptionSummary } = await system.clients.kinesis.send(
    new DescribeStreamSummaryCommand({ StreamName: system.outputs.StreamName }),
  );
  expect(StreamDescriptionSummary?.RetentionPeriodHours).toBe(8760);
});
