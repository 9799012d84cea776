// New elements on the deployed system: the next tick computes with them, what is stored stays, and everything says which is which.
import { expect, inject, test } from 'vitest';
import { BUNDLED_ELEMENTS } from '../../functions/shared/bundled-elements.ts';
import { recordOutcome } from '../../functions/shared/elements-table.ts';
import { elementsEpoch, toSgp4Record } from '../../orbit/elements.ts';
import type { Omm } from '../../orbit/omm.ts';
import { roundPoint } from '../../orbit/point.ts';
import { subSatellitePoint } from '../../orbit/propagate.ts';
import { toWirePoint } from '../../wire/point.ts';
import type { SatellitesAnswer } from '../../wire/satellites.ts';
import type { TrackAnswer } from '../../wire/track.ts';
import { validateAnswer } from '../contract/schemas.ts';
import { theSystem, until } from '../support/system.ts';

const AURA = 28376;
const system = theSystem();
const bundled = BUNDLED_ELEMENTS.find((set) => set.NORAD_CAT_ID === AURA) as Omm;
const fresh: Omm = { ...bundled, EPOCH: '2026-07-10T18:53:00.363264' };

test('newer elements apply from a tick on, and no stored point is computed again', { timeout: 60_000 }, async () => {
  expect(inject('sourceUrl')).toContain('127.0.0.1');
  const table = { client: system.clients.documents, tableName: system.outputs.ElementsTableName as string };
  const before = await track();
  expect(before.epochs.map((run) => run.elementsEpoch)).toEqual([elementsEpoch(bundled)]);
  const current = { omm: fresh, source: 'mirror.example.org', retrievedAt: '2026-07-11T00:00:00Z' };
  await recordOutcome(table, AURA, { waitMs: 0, failures: 0 }, { current });

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
  expect(epochs[0]?.elementsEpoch).toBe(elementsEpoch(bundled));
  for (const point of points) {
    const old = before.points.find(({ time }) => time === point.time);
    // A repair of the schedule's own may have come between, but not of points that were stored.
    if (old) expect(point).toEqual(old);
  }
  const newest = ahead.at(-1) as (typeof ahead)[number];
  expect(newest).toEqual(toWirePoint(roundPoint(subSatellitePoint(toSgp4Record(fresh), Date.parse(newest.time)))));

  await until(async () => (await aura())?.elements?.source === 'mirror.example.org');
  expect((await aura())?.elements).toMatchObject({
    epoch: elementsEpoch(fresh),
    state: 'old',
    retrievedAt: '2026-07-11T00:00:00Z',
    omm: fresh,
  });
});

async function track(): Promise<TrackAnswer> {
  return (await (await system.get(`/satellites/${AURA}/track`)).json()) as TrackAnswer;
}

async function aura() {
  const answer = (await (await system.get('/satellites')).json()) as SatellitesAnswer;
  expect(validateAnswer('/satellites', 200, answer)).toEqual([]);
  return answer.satellites.find(({ catalogNumber }) => catalogNumber === AURA);
}
