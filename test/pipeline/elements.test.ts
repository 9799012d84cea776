// Elements on a system of its own, with a source on loopback:
// what each answer of the source does, and how newer elements apply.
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { BUNDLED_ELEMENTS } from '../../functions/shared/bundled-elements.ts';
import type { HeldElements } from '../../functions/shared/elements.ts';
import {
  type ElementsRow,
  type ElementsTable,
  readRows,
  recordOutcome,
  reserveAttempt,
} from '../../functions/shared/elements-table.ts';
import { invoke } from '../../local/aws/invoke.ts';
import type { System } from '../../local/aws/system.ts';
import { elementsEpoch, toSgp4Record } from '../../orbit/elements.ts';
import type { Omm } from '../../orbit/omm.ts';
import { roundPoint } from '../../orbit/point.ts';
import { subSatellitePoint } from '../../orbit/propagate.ts';
import { toWirePoint } from '../../wire/point.ts';
import type { SatellitesAnswer } from '../../wire/satellites.ts';
import type { TrackAnswer } from '../../wire/track.ts';
import { validateAnswer } from '../contract/schemas.ts';
import { AQUA, AURA, TERRA } from '../support/builders.ts';
import { connectTo, until } from '../support/connect.ts';
import { deployTestSystem } from '../support/deploy.ts';
import { type SourceAnswer, type SourceServer, startSourceServer } from '../support/servers/source-server.ts';

let source: SourceServer;
let deployed: System | undefined;
let system: ReturnType<typeof connectTo>;
let elementsTable: ElementsTable;

beforeAll(async () => {
  source = await startSourceServer();
  deployed = await deployTestSystem({ elementsUrl: source.url });
  system = connectTo(deployed);
  // A run of its own would ask before that of a test.
  await system.setSchedule('ElementsScheduleName', 'DISABLED');
  elementsTable = { client: system.clients.documents, tableName: system.outputs.ElementsTableName as string };
});

afterAll(async () => {
  await deployed?.stop();
  await source.close();
});

const bundled = bundledSet(TERRA);
/** The set in the table before each test: a day newer than the bundled one. */
const held: HeldElements = {
  omm: { ...bundled, EPOCH: '2026-10-10T22:33:25.053984' },
  source: 'celestrak.org',
  retrievedAt: '2026-10-11T06:00:00Z',
};
/** A newer one, as a source publishes it. */
const newer: Omm = { ...bundled, EPOCH: '2026-10-12T01:02:03.000456', ELEMENT_SET_NO: 1000 };

const json = (...sets: unknown[]) => ({ status: 200, body: JSON.stringify(sets) });

beforeEach(async () => {
  source.reset();
  // Only Terra is due: the others were requested a moment ago.
  for (const catalogNumber of [AQUA, AURA]) await reserveAttempt(elementsTable, catalogNumber, Date.now());
  await reserveAttempt(elementsTable, TERRA, Date.now());
  await recordOutcome(elementsTable, TERRA, { waitMs: 0, failures: 0 }, { current: held });
  await makeDue();
});

/** Makes Terra due: sets its last attempt back by a day. */
async function makeDue(): Promise<void> {
  await elementsTable.client.send(
    new UpdateCommand({
      TableName: elementsTable.tableName,
      Key: { catalogNumber: TERRA },
      UpdateExpression: 'SET attemptedAtMs = :then',
      ExpressionAttributeValues: { ':then': Date.now() - 86_400_000 },
    }),
  );
}

async function runFunction(): Promise<ElementsRow> {
  await invoke(system.addresses.endpointUrl, system.outputs.ElementsFunctionName as string);
  return (await readRows(elementsTable, [TERRA])).get(TERRA) as ElementsRow;
}

test('a newer set is stored with its source and time, and the previous one stays', async () => {
  source.answers(TERRA, json(newer));

  const row = await runFunction();

  expect(row.current).toEqual({ omm: newer, source: '127.0.0.1', retrievedAt: expect.stringMatching(/Z$/) });
  expect(row.previous).toEqual(held);
  expect(row.failures).toBe(0);
  expect(source.requests()).toEqual([
    { catalogNumber: TERRA, format: 'JSON', userAgent: expect.stringContaining('Subpoint'), path: '/gp.php' },
  ]);
});

const older = { ...newer, EPOCH: '2026-10-11T22:33:25.053984' };

test.for<[name: string, body: string, kept: Partial<Omm>]>([
  [
    'numbers as strings, as Space-Track sends them',
    JSON.stringify([Object.fromEntries(Object.entries(newer).map(([key, value]) => [key, String(value)]))]),
    newer,
  ],
  ['numbers with spaces around them', JSON.stringify([{ ...newer, BSTAR: ` ${newer.BSTAR} ` }]), newer],
  ['an epoch with Z', JSON.stringify([{ ...newer, EPOCH: `${newer.EPOCH}Z` }]), newer],
  [
    'an epoch with three decimals',
    JSON.stringify([{ ...newer, EPOCH: '2026-10-12T01:02:03.456' }]),
    { EPOCH: '2026-10-12T01:02:03.456' },
  ],
  ['a day of the year', JSON.stringify([{ ...newer, EPOCH: '2026-285T01:02:03.000456' }]), newer],
  ['a byte-order mark', `\ufeff${JSON.stringify([newer])}`, newer],
  ['keywords that are not used', JSON.stringify([{ ...newer, CENTER_NAME: 'EARTH', PERIAPSIS: 1 }]), newer],
  ['an older set before it', JSON.stringify([older, newer]), newer],
  ['a placeholder before it', JSON.stringify([{ NORAD_CAT_ID: null, EPOCH: null }, newer]), newer],
  [
    'counters that are none',
    JSON.stringify([{ ...newer, REV_AT_EPOCH: -1, ELEMENT_SET_NO: 12.5 }]),
    { EPOCH: newer.EPOCH },
  ],
])('%s: taken, and /satellites keeps to its description', async ([, body, kept]) => {
  source.answers(TERRA, { status: 200, body });

  expect((await runFunction()).current?.omm).toMatchObject(kept);

  await system.renew('QueryFunctionName');
  expect((await listed(TERRA))?.elements?.omm).toMatchObject(kept);
});

const NOT_UPDATED =
  'GP data has not updated since your last successful download of CATNR=25994 at 2026-10-11 06:00:00 UTC. Data is updated once every 2 hours.';

test.for([403, 200])(
  '"has not updated since your last download" under %d: the stored set is current',
  async (status) => {
    source.answers(TERRA, { status, body: NOT_UPDATED });

    const row = await runFunction();

    expect(row.current).toEqual(held);
    expect(row).toMatchObject({ failures: 0, waitMs: 6 * 3_600_000 });
  },
);

test.for<[name: string, script: SourceAnswer]>([
  ['another 403', { status: 403, body: 'Forbidden: your address is blocked' }],
  ['404', { status: 404, body: 'Not Found' }],
  ['429', { status: 429, body: 'Too Many Requests' }],
  ['500', { status: 500, body: 'Internal Server Error' }],
  ['503', { status: 503, headers: { 'retry-after': '60' } }],
  ['a reset connection', { fault: 'reset' }],
  ['an empty array', json()],
  ['no data', { status: 200, body: 'No GP data found' }],
  ['HTML', { status: 200, body: '<!doctype html><title>Maintenance</title>' }],
  ['truncated JSON', { status: 200, body: JSON.stringify([newer]).slice(0, -20) }],
  ['an empty body', { status: 200, body: '' }],
  ['an object instead of an array', { status: 200, body: JSON.stringify(newer) }],
  ['another satellite', json({ ...newer, NORAD_CAT_ID: 27424 })],
  ['a missing field', json({ ...newer, MEAN_MOTION: undefined })],
  ['a field that is not finite', json({ ...newer, BSTAR: null })],
  ['an eccentricity of 1', json({ ...newer, ECCENTRICITY: 1 })],
  ['a mean motion of 0', json({ ...newer, MEAN_MOTION: 0 })],
  ['a negative mean motion', json({ ...newer, MEAN_MOTION: -14.6 })],
  ['an epoch in the future', json({ ...newer, EPOCH: '2099-01-01T00:00:00.000000' })],
  ['an invalid epoch', json({ ...newer, EPOCH: '2026-02-31T00:00:00.000000' })],
  ['an older set than the stored one', json(bundled)],
  ['a redirect to another address without TLS', { status: 301, headers: { location: 'http://127.0.0.1:9/gp.php' } }],
])('%s: the last good set stays, and a later run retries when it may', async ([, script]) => {
  source.answers(TERRA, script);

  const row = await runFunction();

  expect(row.current).toEqual(held);
  expect(row.failures).toBe(1);
  // What the page, the API and the terminal say.
  expect(row.unknownTo ?? row.problem).toMatch(
    /^127\.0\.0\.1($| gave no answer \(.+\)$| sent no usable elements \(.+\)$)/,
  );
  // Two to three hours after a first failure.
  expect(row.waitMs).toBeGreaterThanOrEqual(2 * 3_600_000);
  expect(row.waitMs).toBeLessThanOrEqual(3 * 3_600_000);

  // Not yet, however often it is invoked; a day later it may.
  await runFunction();
  expect(source.requests()).toHaveLength(1);
  await makeDue();
  source.answers(TERRA, json(newer));
  const after = await runFunction();
  expect(after.current?.omm).toEqual(newer);
  expect([after.unknownTo, after.problem]).toEqual([undefined, undefined]);
});

test('a silent source: the request ends in time, and the last good set stays', async () => {
  source.answers(TERRA, { fault: 'silence' });

  const row = await runFunction();

  expect(row.current).toEqual(held);
  expect(row.failures).toBe(1);
});

test('follows a 301 within the configured origin', async () => {
  source.answers(TERRA, { status: 301, headers: { location: '/moved' } });
  source.answers(0, json(newer));

  expect((await runFunction()).current?.omm).toEqual(newer);
  expect(source.requests().map(({ path }) => path)).toEqual(['/gp.php', '/moved']);
});

test('accepts a jump like that of a manoeuvre', async () => {
  source.answers(TERRA, json({ ...newer, MEAN_ANOMALY: newer.MEAN_ANOMALY + 1 - 360 }));

  expect((await runFunction()).current?.omm.EPOCH).toBe(newer.EPOCH);
});

test('newer elements apply from a tick on, and no stored point is computed again', async () => {
  const fresh: Omm = { ...bundledSet(AURA), EPOCH: '2026-07-10T18:53:00.363264' };
  const before = await track();
  expect(before.epochs.map((run) => run.elementsEpoch)).toEqual([elementsEpoch(bundledSet(AURA))]);
  const current = { omm: fresh, source: 'mirror.example.org', retrievedAt: '2026-07-11T00:00:00Z' };
  await recordOutcome(elementsTable, AURA, { waitMs: 0, failures: 0 }, { current });

  await system.renew('PropagateFunctionName');
  await system.renew('QueryFunctionName');

  let now = before;
  await until(async () => {
    await system.deleteNewest(AURA, 2);
    await system.tick();
    await system.untilWhole();
    now = await track();
    return now.epochs.at(-1)?.elementsEpoch === elementsEpoch(fresh);
  });

  const { points, ahead, epochs } = now;
  expect(epochs[0]?.elementsEpoch).toBe(elementsEpoch(bundledSet(AURA)));
  for (const point of points) {
    const old = before.points.find(({ time }) => time === point.time);
    // The schedule may have added missing points meanwhile, but changes no stored one.
    if (old) expect(point).toEqual(old);
  }
  const newest = ahead.at(-1) as (typeof ahead)[number];
  expect(newest).toEqual(toWirePoint(roundPoint(subSatellitePoint(toSgp4Record(fresh), Date.parse(newest.time)))));

  await until(async () => (await listed(AURA))?.elements?.source === 'mirror.example.org');
  expect((await listed(AURA))?.elements).toMatchObject({
    epoch: elementsEpoch(fresh),
    state: 'old',
    retrievedAt: '2026-07-11T00:00:00Z',
    omm: fresh,
  });
});

async function track(): Promise<TrackAnswer> {
  return (await (await system.get(`/satellites/${AURA}/track`)).json()) as TrackAnswer;
}

async function listed(number: number) {
  const answer = (await (await system.get('/satellites')).json()) as SatellitesAnswer;
  expect(validateAnswer('/satellites', 200, answer)).toEqual([]);
  return answer.satellites.find(({ catalogNumber }) => catalogNumber === number);
}

function bundledSet(catalogNumber: number): Omm {
  return BUNDLED_ELEMENTS.find((set) => set.NORAD_CAT_ID === catalogNumber) as Omm;
}
