// What is on the stream is not what propagate put there.
import { PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { bundledElementsOf } from '../../../../functions/shared/elements.ts';
import { elementsEpoch, toSgp4Record } from '../../../../orbit/elements.ts';
import { gridTimes } from '../../../../orbit/grid.ts';
import { roundPoint } from '../../../../orbit/point.ts';
import { subSatellitePoint } from '../../../../orbit/propagate.ts';
import { HOUR_MS, MINUTE_MS } from '../../../../orbit/time.ts';
import { toPointRecord } from '../../../../wire/point-record.ts';
import { takeMessages } from '../../../support/aws.ts';
import { aPoint, TERRA } from '../../../support/builders.ts';
import { until } from '../../../support/connect.ts';
import type { Fault } from '../fault.ts';
import type { Stand } from '../stand/stand.ts';

const text = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));

async function put({ system }: Stand, records: readonly Buffer[]): Promise<void> {
  // A call takes 500 records and 5 MB.
  for (let start = 0; start < records.length; start += 4) {
    const some = records.slice(start, start + 4).map((Data) => ({ Data, PartitionKey: String(TERRA) }));
    await system.clients.kinesis.send(new PutRecordsCommand({ StreamName: system.outputs.StreamName, Records: some }));
  }
}

/** Invalid records around the points of a tick. Ends when all of them are in quarantine. */
const poison =
  (...records: Buffer[]) =>
  async (stand: Stand) => {
    const { system } = stand;
    await stand.loseMinutes(4);
    await put(stand, records);
    await stand.tick();
    await put(stand, records);
    let found = 0;
    await until(async () => {
      found += (await takeMessages(system.clients.sqs, system.outputs.QuarantineQueueUrl as string, 1)).length;
      return found >= 2 * records.length;
    });
    if (found > 2 * records.length)
      throw new Error(`${found} messages are in quarantine instead of ${2 * records.length}.`);
    return found;
  };

/** The points of Terra in a part of time, as propagate would put them. */
function points(fromMs: number, untilMs: number): Buffer[] {
  const omm = bundledElementsOf(TERRA)?.omm;
  if (!omm) throw new Error('There are no bundled elements.');
  const record = toSgp4Record(omm);
  return gridTimes(fromMs, untilMs).map((timeMs) =>
    text(toPointRecord(TERRA, roundPoint(subSatellitePoint(record, timeMs)), elementsEpoch(omm))),
  );
}

/** Good points, in an order and at a time that no tick has. */
const strange = (make: (nowMs: number) => Buffer[]) => async (stand: Stand) => {
  await stand.loseMinutes(4);
  const records = make(Date.now());
  await put(stand, records);
  await stand.tick();
  return records.length;
};

const nowIso = () => new Date(Math.floor(Date.now() / 20_000) * 20_000).toISOString().replace('.000', '');

export const RECORDS: readonly Fault[] = [
  {
    name: 'Records that are not JSON',
    standsFor: 'another program writes to the stream: text, bytes, half a point, nothing',
    short: true,
    make: poison(text('{"catalogNumber": 25994, "time": '), Buffer.from([0xff, 0xfe, 0]), text('\uFFFE'), text(' ')),
  },
  {
    name: 'Records that are not points',
    standsFor: 'JSON of another kind, or of a later version',
    make: poison(text({ not: 'a point' }), text([]), text('null'), text('"a"'), text({ ...aPoint(), time: 5 })),
  },
  {
    name: 'Records out of range',
    standsFor: 'a writer with a fault: impossible places, times off the grid, of next year, of last month',
    make: poison(
      text({ ...aPoint(), time: nowIso(), latitudeDeg: 90.5 }),
      text({ ...aPoint(), time: nowIso(), longitudeDeg: 1e300 }),
      text({ ...aPoint(), time: nowIso(), altitudeKm: -7000 }),
      text({ ...aPoint(), time: nowIso().replace(/\d\dZ/, '07Z') }),
      text({ ...aPoint(), time: '2027-11-26T12:00:00Z' }),
      text({ ...aPoint(), time: '2026-10-10T12:00:00Z' }),
    ),
  },
  {
    name: 'Records of 1 MB',
    standsFor: 'the largest record that the stream takes, four times as long as a message of the quarantine',
    make: poison(Buffer.alloc(1_000_000, 'x')),
  },
  {
    name: 'A whole batch of poison',
    standsFor: 'no record of a batch is a point',
    make: poison(...Array.from({ length: 60 }, (_, index) => text({ poison: index }))),
  },
  {
    name: 'Records of an unknown satellite',
    standsFor: 'points of a satellite that is not in satellites.json, from before a deployment',
    make: strange((nowMs) =>
      points(nowMs - MINUTE_MS, nowMs + MINUTE_MS).map((record) =>
        text({ ...JSON.parse(record.toString()), catalogNumber: 99_999 }),
      ),
    ),
  },
  {
    name: 'Records redelivered',
    standsFor: 'Kinesis and Lambda deliver at least once',
    make: strange((nowMs) => [...points(nowMs - 4 * MINUTE_MS, nowMs), ...points(nowMs - 4 * MINUTE_MS, nowMs)]),
  },
  {
    name: 'Records reordered',
    standsFor: 'two ticks at once, or retries of single records: the newest points come first',
    make: strange((nowMs) => points(nowMs - 10 * MINUTE_MS, nowMs + 2 * MINUTE_MS).reverse()),
  },
  {
    name: 'Records that are hours old',
    standsFor: 'the consumer catches up after hours',
    make: strange((nowMs) => points(nowMs - 3 * HOUR_MS, nowMs - 3 * HOUR_MS + 5 * MINUTE_MS)),
  },
];
