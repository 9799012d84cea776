// A local run restores what the local engine drops from the templates.
import { DescribeTimeToLiveCommand } from '@aws-sdk/client-dynamodb';
import { DescribeStreamSummaryCommand } from '@aws-sdk/client-kinesis';
import { expect, test } from 'vitest';
import { theSystem, thisWorkersSystem } from '../support/system.ts';

const system = theSystem();
// Only there is something to restore.
const onMiniStack = test.runIf(thisWorkersSystem().emulator.kind === 'MiniStack');

onMiniStack.for([['TrackTableName'], ['ConnectionsTableName']])('%s expires its items', async ([output]) => {
  const { TimeToLiveDescription } = await system.clients.documents.send(
    new DescribeTimeToLiveCommand({ TableName: system.outputs[output as string] }),
  );
  expect(TimeToLiveDescription).toMatchObject({ TimeToLiveStatus: 'ENABLED', AttributeName: 'expiresAt' });
});

onMiniStack(
  'the stream is never trimmed: the engine counts its position by index, which trimming would shift',
  async () => {
    const { StreamDescriptionSummary } = await system.clients.kinesis.send(
      new DescribeStreamSummaryCommand({ StreamName: system.outputs.StreamName }),
    );
    expect(StreamDescriptionSummary?.RetentionPeriodHours).toBe(8760);
  },
);
