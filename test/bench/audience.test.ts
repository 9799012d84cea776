// The measurement of a large audience runs, for a few viewers; and its table answers as one of the local AWS does.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, onTestFinished, test } from 'vitest';
import { ACCOUNT_QUOTA } from '../../bench/scale/audience/gateway.ts';
import { measureAudience } from '../../bench/scale/audience/measure.ts';
import { audienceReport } from '../../bench/scale/audience/report.ts';
import { connectionIds, storeRows, toRow } from '../../bench/scale/audience/rows.ts';
import { slowClock } from '../../bench/scale/audience/slow-time.ts';
import { startTable } from '../../bench/scale/audience/table.ts';
import {
  type ConnectionsTable,
  forgetConnection,
  type OpenConnection,
  openConnections,
  readSegment,
  rememberConnection,
} from '../../functions/shared/connections-table.ts';
import { aConnectionsTable, clientsFor } from '../support/aws.ts';

const endpoint = inject('endpoint');

test('every viewer gets every frame once, or is gone; the report names the goals', async () => {
  const scratch = mkdtempSync(join(tmpdir(), 'subpoint-audience-'));
  onTestFinished(() => rmSync(scratch, { recursive: true }));
  const latency = { medianMs: 2, slowestMs: 5 };
  const weathers = [
    { name: 'quiet', quota: ACCOUNT_QUOTA, latency },
    { name: 'refused', quota: { perSecond: 200, burst: 20 }, latency },
  ];

  const figures = await measureAudience(endpoint, scratch, { viewers: 150, factor: 0.5, weathers, workersFrom: 32 });

  expect(figures.frames).toMatchObject([
    { cold: true, workers: 1, rows: 150, lost: 0, twice: 0, throttled: 0 },
    { cold: false, workers: 1, lost: 0, twice: 0 },
  ]);
  for (const { rows, once, gone, counted } of figures.frames) {
    expect(once + gone).toBe(rows);
    expect(counted).toEqual({ sent: once, dropped: 0, forgotten: gone });
  }
  // The second one finds nobody who was gone in the first.
  expect(figures.frames[1]?.rows).toBe(figures.frames[0]?.once);
  expect(figures.frames[1]?.throttled).toBeGreaterThan(0);
  expect(audienceReport(figures)).toEqual([
    "150 viewers of a stub with AWS's quota, each second in 0.5:",
    expect.stringMatching(
      /^ {2}frame +last, s +workers, s +cpu, ms +posts +a second +429 +late, ms +rows +once +410 +lost +twice$/,
    ),
    expect.stringMatching(/^ {2}quiet +\d+\.\d +1 at \d+\.\d-\d+\.\d( +\d+){10}$/),
    expect.stringMatching(/^ {2}refused +\d+\.\d +1 at \d+\.\d-\d+\.\d( +\d+){10}$/),
    expect.stringMatching(/^ {2}last viewer: median \d+\.\d s, at worst \d+\.\d s \(goal: at most 20\): met$/),
    '  lost or twice, but for 410: 0 (goal: 0): met',
    '  the functions counted the same: yes',
  ]);
});

test('the table of the measurement reads, adds and deletes as one of the local AWS, page by page', async () => {
  const real = await aConnectionsTable(clientsFor(endpoint));
  const clock = slowClock({ factor: 1, nowMs: Date.now(), realMs: Date.now() });
  const stub = await startTable(clock, 'connections', { others: endpoint, pageBytes: 300 });
  onTestFinished(stub.close);
  const own = { client: clientsFor(stub.endpoint).documents, tableName: 'connections' };
  const rows = connectionIds(60).map((connectionId, index) =>
    toRow({ connectionId, connectedAtMs: Date.now(), ...(index % 2 === 0 && { form: 'compact' as const }) }),
  );
  await storeRows(real, rows);
  stub.fill(rows);

  const change = async (table: ConnectionsTable) => {
    await forgetConnection(table, rows[3]?.connectionId ?? '');
    await rememberConnection(table, { connectionId: 'new', connectedAtMs: Date.now() + 1000, form: 'compact' });
    return [await readSegment(table, 3, Date.now()), sorted(await openConnections(table, Date.now()))].map((some) =>
      some.map(withoutTime),
    );
  };

  expect(await change(own)).toEqual(await change(real));
  // Calls for other tables go on.
  const other = { ...real, client: own.client };
  expect(await openConnections(other, Date.now())).toHaveLength(60);
});

/** A scan has no order. */
const sorted = (some: OpenConnection[]) => some.toSorted((a, b) => (a.connectionId < b.connectionId ? -1 : 1));
const withoutTime = ({ connectedAtMs, ...rest }: { connectedAtMs: number }) => rest;
