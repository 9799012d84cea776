// One tick of three satellites on a real table and a real stream, and what it sent there.
import type { PutRecordsCommandInput } from '@aws-sdk/client-kinesis';
import { type TickParts, tick } from '../../../functions/propagate/tick.ts';
import { bundledElementsOf } from '../../../functions/shared/elements.ts';
import { feedSlots } from '../../../orbit/grid.ts';
import type { PointRecord } from '../../../wire/point-record.ts';
import { aStream, aTrackTable, clientsFor, watchCalls } from '../../support/aws.ts';
import { AQUA, AURA, aPace, aReport, aSatellite, NOW_MS, TERRA } from '../../support/builders.ts';

/** Points of one satellite that a tick keeps complete. */
export const WINDOW = feedSlots(NOW_MS).length;

export async function aTickOn(endpoint: string, parts: Partial<TickParts> = {}) {
  const clients = clientsFor(endpoint);
  const report = aReport();
  const table = await aTrackTable(clients);
  const stream = await aStream(clients);
  const calls = watchCalls<PutRecordsCommandInput>(clients.kinesis, 'PutRecordsCommand');
  const satellites = [TERRA, AQUA, AURA].map((catalogNumber) => aSatellite({ catalogNumber }));
  return {
    report,
    table,
    run: (nowMs = NOW_MS) =>
      tick(
        { satellites, elementsOf: bundledElementsOf, table, stream, readMs: 10_000, pace: aPace(), report, ...parts },
        nowMs,
      ),
    emitted: (): PointRecord[] =>
      calls.flatMap(({ Records = [] }) =>
        Records.map(({ Data }) => JSON.parse(Buffer.from(Data as Uint8Array).toString())),
      ),
  };
}
