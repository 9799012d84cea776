// The queue for invalid records fails while one must go there.
import { setTimeout as wait } from 'node:timers/promises';
import { PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { takeMessages } from '../../../support/aws.ts';
import { until } from '../../../support/connect.ts';
import type { Fault } from '../fault.ts';
import type { Rule } from '../stand/microburst.ts';
import type { Stand } from '../stand/stand.ts';

/** An invalid record among the points of a tick, while the queue fails. Ends when it is in quarantine. */
const under = (rule: Omit<Rule, 'service'>) => async (stand: Stand) => {
  const { system } = stand;
  const QueueUrl = system.outputs.QuarantineQueueUrl as string;
  const payload = JSON.stringify({ quarantine: Date.now() });
  await stand.loseMinutes(4);
  const hits = await stand.microburst.during([{ service: 'sqs', ...rule }], async () => {
    const Records = [{ Data: Buffer.from(payload), PartitionKey: '1' }];
    await system.clients.kinesis.send(new PutRecordsCommand({ StreamName: system.outputs.StreamName, Records }));
    await stand.tick();
    await wait(8000, undefined, { signal: stand.signal });
    const early = await takeMessages(system.clients.sqs, QueueUrl);
    if (early.length > 0) throw new Error('The record is in quarantine although the queue is out.');
  });
  // The batch is retried. Points do not wait for it.
  await until(async () => {
    const messages = await takeMessages(system.clients.sqs, QueueUrl, 1);
    return messages.some((message) => message.payload === payload);
  });
  return hits;
};

export const QUARANTINE: readonly Fault[] = [
  {
    name: 'SQS out while a record must go to quarantine',
    standsFor: 'ServiceUnavailable for every message; the points of the batch are stored and pushed',
    make: under({ error: { code: 'ServiceUnavailable', status: 503 } }),
  },
  {
    name: 'SQS gives no answer meanwhile',
    standsFor: 'calls of the queue hang',
    make: under({ timeout_ms: 60_000 }),
  },
];
