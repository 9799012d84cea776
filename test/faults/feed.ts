// The feed in one process, on real tables, a real stream and a real queue, at times that the test chooses: `tick`
// replaces the schedule of AWS, `drain` its event source mapping.

import { PutRecordCommand } from '@aws-sdk/client-kinesis';
import { consume } from '../../functions/fanout/consume.ts';
import { tick } from '../../functions/propagate/tick.ts';
import { answer } from '../../functions/query/dispatch.ts';
import type { Pace } from '../../functions/shared/batches.ts';
import { createElementsReader } from '../../functions/shared/elements-reader.ts';
import { createPoster } from '../../functions/shared/poster.ts';

import { localClientConfig } from '../../local/aws/client-config.ts';
import type { StatusAnswer } from '../../wire/status.ts';
import type { TrackAnswer } from '../../wire/track.ts';
import {
  aConnectionsTable,
  anElementsArchive,
  anElementsTable,
  aQueue,
  aStream,
  aStreamReader,
  aTrackTable,
  clientsFor,
  takeMessages,
} from '../support/aws.ts';
import { aKinesisRecord, aPace, aReport, THREE_SATELLITES } from '../support/builders.ts';

export async function aFeed(endpoint: string) {
  const clients = clientsFor(endpoint);
  const trackTable = await aTrackTable(clients);
  const connectionsTable = await aConnectionsTable(clients);
  const elementsTable = await anElementsTable(clients);
  const archive = await anElementsArchive(clients);
  const readElements = createElementsReader(elementsTable, THREE_SATELLITES, aReport());
  const stream = await aStream(clients);
  const quarantine = await aQueue(clients);
  const poster = createPoster({ ...localClientConfig(endpoint), endpoint: `${endpoint}/nowhere` });
  const workers = { client: clients.lambda, functionName: 'no-such-function', from: Infinity };
  const report = aReport();
  const readStream = aStreamReader(stream);

  const ask = async (request: Parameters<typeof answer>[0], nowMs: number) =>
    answer(
      request,
      { satellites: THREE_SATELLITES, ...(await readElements(nowMs)), table: trackTable, archive, report },
      nowMs,
    );

  const readAll = async () => (await readStream()).map((data) => aKinesisRecord(data));

  const pass = (records: Awaited<ReturnType<typeof readAll>>, nowMs: number, pace: Pace) =>
    consume({ trackTable, connectionsTable, quarantine, poster, workers, pace, report, pushMs: 1000 }, records, nowMs);

  return {
    clients,
    trackTable,
    elementsTable,
    archive,
    report,
    /** One run of propagate. */
    tick: async (nowMs: number, pace = aPace({ nowMs })) => {
      const { elementsOf } = await readElements(nowMs);
      return tick(
        { satellites: THREE_SATELLITES, elementsOf, table: trackTable, stream, readMs: 10_000, pace, report },
        nowMs,
      );
    },

    /** Puts anything on the stream, like a faulty writer. */
    put: (data: string) =>
      stream.client.send(
        new PutRecordCommand({ StreamName: stream.streamName, Data: Buffer.from(data), PartitionKey: '1' }),
      ),

    /** Passes all records since the last drain through fanout in one batch. Returns their number. */
    async drain(nowMs: number, pace = aPace({ nowMs })): Promise<number> {
      const records = await readAll();
      await pass(records, nowMs, pace);
      return records.length;
    },

    /**
     * Delivers all records since the last time as AWS does with the template's mapping: up to 500 a batch, in order; a
     * batch that fails is retried five times as a whole, then discarded, and the next one follows
     * (https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html). The local AWS retries for ever.
     */
    async deliver(nowMs: number): Promise<{ tries: number[]; discarded: number }> {
      const left = await readAll();
      const tries: number[] = [];
      let discarded = 0;
      while (left.length > 0) {
        const batch = left.splice(0, 500);
        let count = 0;
        let isDone = false;
        while (!isDone && count < 1 + 5) {
          count++;
          isDone = await pass(batch, nowMs, aPace({ nowMs, forMs: 60 })).then(
            () => true,
            () => false,
          );
        }
        tries.push(count);
        if (!isDone) discarded += batch.length;
      }
      return { tries, discarded };
    },

    /** The answer of GET /status. */
    async status(nowMs: number): Promise<{ status: number; satellites: StatusAnswer['satellites'] }> {
      const { status, body } = await ask({ kind: 'status' }, nowMs);
      return { status, satellites: (body as StatusAnswer).satellites };
    },

    /** The answer of GET /satellites/{catalogNumber}/track. */
    async track(catalogNumber: number, nowMs: number): Promise<TrackAnswer> {
      const { body } = await ask(
        { kind: 'track', catalogNumber, points: 180, beforeMs: undefined, swath: false, form: 'json' },
        nowMs,
      );
      return body as TrackAnswer;
    },

    quarantined: () => takeMessages(quarantine.client, quarantine.queueUrl),
  };
}
