// Overpasses of past and future times, from the element sets that are the nearest then.
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { answer } from '../../../../functions/query/dispatch.ts';
import { parseRequest } from '../../../../functions/query/http/request.ts';
import { searchOverpasses } from '../../../../functions/query/overpasses/search.ts';
import type { HeldElements } from '../../../../functions/shared/elements.ts';
import { archiveSet, type ElementsArchive } from '../../../../functions/shared/elements-archive.ts';
import { cachedRecord, elementsEpoch, epochMs } from '../../../../orbit/elements.ts';
import type { Omm } from '../../../../orbit/omm.ts';
import { swathOverpasses } from '../../../../orbit/swath-overpasses.ts';
import { formatTime } from '../../../../orbit/time.ts';
import type { OverpassesAnswer, SwathOverpassAnswer } from '../../../../wire/overpasses.ts';
import type { PlaceOverpassesAnswer } from '../../../../wire/place-overpasses.ts';
import { trueElements } from '../../../accuracy/truth.ts';
import { validateAnswer } from '../../../contract/schemas.ts';
import { REPORTED } from '../../../orbit/decays.ts';
import { anElementsArchive, clientsFor, watchCalls } from '../../../support/aws.ts';
import { AQUA, aReport, aSatellite, decayed, TERRA, THREE_SATELLITES } from '../../../support/builders.ts';
import { anHttpEvent } from '../../../support/lambda.ts';
import { bodyOf } from '../support/ask.ts';

const BOULDER = { latitude: '40.02', longitude: '-105.25' };
const PLACE = { latitudeDeg: 40.02, longitudeDeg: -105.25 };
const DAY_MS = 86_400_000;

/** Published sets of Terra, oldest first. The newest is of 9 October 2026, 22:33. */
const SETS = trueElements
  .filter(({ catalogNumber }) => catalogNumber === TERRA)
  .map(({ omm }): HeldElements => ({ omm, source: 'celestrak.org', retrievedAt: '2026-10-09T23:47:12Z' }))
  .toSorted((a, b) => a.omm.EPOCH.localeCompare(b.omm.EPOCH));
const NEWEST = SETS.at(-1) as HeldElements;
const EPOCHS = SETS.map(({ omm }) => elementsEpoch(omm));
const timeOf = (epoch: string | undefined) => Date.parse(epoch as string);

describe('overpasses at any time', () => {
  let archive: ElementsArchive;

  beforeAll(async () => {
    archive = await anElementsArchive(clientsFor(inject('endpoint')));
    for (const set of SETS) await archiveSet(archive, set);
  });

  const NOW = '2026-11-26T08:00:30Z';

  async function ask<Body>(
    query: Record<string, string>,
    { now = NOW, path = `/satellites/${TERRA}/overpasses`, current = NEWEST } = {},
  ) {
    const parts = {
      satellites: THREE_SATELLITES,
      elementsOf: (catalogNumber: number) => (catalogNumber === TERRA ? current : undefined),
      problemOf: () => undefined,
      table: {} as never,
      archive,
      report: aReport(),
    };
    const request = parseRequest(anHttpEvent({ path, query: { ...BOULDER, ...query } }));
    const got = await answer(request, parts, Date.parse(now));
    const body = bodyOf(got);
    const described = path === '/overpasses' ? path : '/satellites/{catalogNumber}/overpasses';
    if (got.form === 'json') expect(validateAnswer(described, 200, JSON.parse(JSON.stringify(body)))).toEqual([]);
    return { ...got, body: body as Body };
  }

  const problem = (query: Record<string, string>, options = {}) =>
    ask(query, options).then(
      () => 'answered',
      ({ status, message }) => `${status} ${message}`,
    );

  const swaths = async (query: Record<string, string>) => {
    const { body } = await ask<OverpassesAnswer>(query);
    return body.overpasses as SwathOverpassAnswer[];
  };

  it('are those of the nearest set', async () => {
    const { body, lifetime } = await ask<OverpassesAnswer>({ from: '2026-10-09', until: '2026-10-12' });

    const { found } = swathOverpasses(
      cachedRecord(NEWEST.omm),
      PLACE,
      Date.UTC(2026, 9, 9),
      Date.UTC(2026, 9, 12),
      2330,
    );
    expect(body).toMatchObject({
      from: '2026-10-09T00:00:00Z',
      until: '2026-10-12T00:00:00Z',
      elements: { epoch: EPOCHS.at(-1), ageDays: -0.9, state: 'fresh' },
    });
    expect((body.overpasses as SwathOverpassAnswer[]).map(({ time }) => Date.parse(time))).toEqual(
      found.map(({ timeMs }) => Math.round(timeMs)),
    );
    for (const overpass of body.overpasses) expect(overpass.elementsEpoch).toBe(EPOCHS.at(-1));
    // A later set may change it: half-way to that set lies after the epoch of the newest one.
    expect(lifetime).toBe('live');
  });

  it('name the set of each where several are used, and grow less certain with the distance from its epoch', async () => {
    const [olderMs, newerMs] = [timeOf(EPOCHS.at(-2)), timeOf(EPOCHS.at(-1))];
    const middleMs = (olderMs + newerMs) / 2;
    const [from, until] = [middleMs - 2 * DAY_MS, middleMs + 2 * DAY_MS].map((ms) => new Date(ms).toISOString());

    const overpasses = await swaths({ from: from as string, until: until as string });

    const [before, after] = [true, false].map((isBefore) =>
      overpasses.filter(({ time }) => Date.parse(time) <= middleMs === isBefore),
    );
    expect(before?.length).toBeGreaterThan(2);
    expect(after?.length).toBeGreaterThan(2);
    expect(new Set(before?.map(({ elementsEpoch: epoch }) => epoch))).toEqual(new Set([EPOCHS.at(-2)]));
    expect(new Set(after?.map(({ elementsEpoch: epoch }) => epoch))).toEqual(new Set([EPOCHS.at(-1)]));
    for (const { timingUncertaintySeconds } of overpasses) expect(timingUncertaintySeconds).toBeLessThan(1);
  });

  it('of a time to come read no archive', async () => {
    const calls = watchCalls(archive.client, 'QueryCommand');

    const { body } = await ask<OverpassesAnswer>({ from: '2026-11-27', until: '2026-11-29' });

    expect(body.overpasses.length).toBeGreaterThan(2);
    expect(calls).toEqual([]);
  });

  it('end where the last set of the window ends, whatever an earlier one foresees', () => {
    const inDays = (days: number) => epochMs(NEWEST.omm) + days * DAY_MS;
    // It decays 21.9 days after its epoch. The next one is the nearest from the fifteenth day on.
    const falling = { ...(REPORTED.find((omm) => omm.NORAD_CAT_ID === 45211) as Omm), EPOCH: NEWEST.omm.EPOCH };
    const later = { ...NEWEST.omm, EPOCH: formatTime(inDays(30)) };
    const window = { fromMs: inDays(12), untilMs: inDays(20), isAsked: true, isFixed: true };
    const question = { place: PLACE, kind: 'swath' as const, days: 5, atNight: false };
    const endOf = (...sets: Omm[]) => {
      const known = { sets: sets.map((omm) => ({ ...NEWEST, omm })), range: undefined };
      return searchOverpasses(aSatellite(), known, question, window).answer.elements;
    };

    expect(endOf(falling)?.reason).toMatch(/^decays around/);
    expect(endOf(falling, later)).toMatchObject({ epoch: elementsEpoch(falling), state: 'stale' });
    expect(endOf(falling, later)).not.toHaveProperty('usableUntil');
  });

  it('may be kept for a day when no later set can change them', async () => {
    const atOlder = timeOf(EPOCHS.at(-2));
    const [from, until] = [atOlder - 2 * DAY_MS, atOlder].map((ms) => new Date(ms).toISOString());
    const past = { from: from as string, until: until as string };

    expect((await ask(past)).lifetime).toBe('settled');
    expect((await ask({ ...past, format: 'ics' })).lifetime).toBe('settled');
    expect((await ask(past, { now: from as string })).lifetime).toBe('live');
    expect((await ask({})).lifetime).toBe('live');
    // Its beginning moves with the clock.
    const moving = { pastDays: '5', until: until as string };
    expect((await ask(moving, { now: new Date(atOlder + DAY_MS).toISOString() })).lifetime).toBe('live');
  });

  it('have the same calendar at any later time, without reminders of what is over', async () => {
    const past = { from: '2026-10-06', until: '2026-10-07', format: 'ics', reminder: '15' };

    const calendar = (await ask<string>(past)).body;

    expect(calendar).toBe((await ask<string>(past, { now: '2026-11-27T00:00:00Z' })).body);
    expect(calendar).toContain('\r\nDTSTAMP:20261007T000000Z\r\n');
    expect(calendar).not.toContain('VALARM');
    expect((await ask<string>({ format: 'ics', reminder: '15' })).body).toContain('VALARM');
  });

  it.each([
    ['2026-10-20', '2026-10-30', '2026-10-20T00:00:00Z', '2026-10-30T00:00:00Z'],
    ['2026-10-20T10:30Z', undefined, '2026-10-20T10:30:00Z', '2026-10-25T10:30:00Z'],
    [undefined, '2026-11-27', '2026-11-26T08:00:00Z', '2026-11-27T00:00:00Z'],
    [undefined, '2026-12-06T08:00Z', '2026-11-26T08:00:00Z', '2026-12-06T08:00:00Z'],
  ])('from %s until %s are from %s until %s', async (from, until, first, last) => {
    const { body } = await ask<OverpassesAnswer>({ ...(from && { from }), ...(until && { until }) });

    expect(body).toMatchObject({ from: first, until: last });
  });

  it.each<[Record<string, string>, string]>([
    [{ from: '2026-10-20', until: '2026-10-20' }, '400 until must be later than from, at most ten days.'],
    [{ from: '2026-10-20', until: '2026-10-19' }, '400 until must be later than from, at most ten days.'],
    [
      { until: '2026-11-26T08:00Z' },
      '400 until must be later than now, at most ten days. For the past, give from, too.',
    ],
    [
      { from: '2026-10-20', until: '2026-10-30T00:00:00.001Z' },
      '400 from 2026-10-20T00:00:00Z until 2026-10-30T00:00:00.001Z is longer than ten days. Ask for ten days or less at a time.',
    ],
  ])('are refused for %j', async (query, message) => {
    expect(await problem(query)).toBe(message);
  });

  it('are known from 30 days before the oldest set until in ten days, and refused beyond', async () => {
    const firstMs = Math.ceil(epochMs((SETS[0] as HeldElements).omm)) - 30 * DAY_MS;
    const isoOf = (ms: number) => new Date(ms).toISOString();
    const first = await ask<OverpassesAnswer>({ from: isoOf(firstMs), until: isoOf(firstMs + 1) });
    expect(first.body).toMatchObject({ elements: { epoch: EPOCHS[0], ageDays: -30 } });

    for (const query of [
      { from: isoOf(firstMs - 1), until: isoOf(firstMs + DAY_MS) },
      { from: '2016-10-20', until: '2016-10-22' },
      { from: '0000-01-01', until: '0000-01-02' },
      { from: '2026-11-30', until: '2026-12-07' },
      { from: '9999-12-30', until: '9999-12-31' },
    ]) {
      const refused = await problem(query);
      expect(refused).toMatch(
        /^400 Terra: positions are computed from 20\S+Z to 2026-12-06T08:00:30Z, from .+ to ten days from now\.$/,
      );
      expect(refused).toContain(`from ${isoOf(firstMs)} to`.replace('.000Z', 'Z'));
    }
  });

  it('may begin some days before now, from the sets of then, for a calendar that keeps what has passed', async () => {
    const now = '2026-10-10T08:00:30Z';
    const { body, lifetime } = await ask<OverpassesAnswer>({ pastDays: '4' }, { now });
    const { body: days } = await ask<OverpassesAnswer>({ pastDays: '2', days: '1' }, { now });

    expect(body).toMatchObject({ from: '2026-10-06T08:00:00Z', until: '2026-10-15T08:00:00Z' });
    expect(days).toMatchObject({ from: '2026-10-08T08:00:00Z', until: '2026-10-11T08:00:00Z' });
    expect(new Set(body.overpasses.map(({ elementsEpoch: epoch }) => epoch))).toEqual(new Set(EPOCHS.slice(-2)));
    expect(lifetime).toBe('live');
    expect(await problem({ pastDays: '2', from: '2026-10-08' }, { now })).toBe(
      '400 from and pastDays both say where the time begins. Give one of them.',
    );
    expect(await problem({ pastDays: '6', days: '5' }, { now })).toMatch(
      /^400 from \S+ until \S+ is longer than ten days/,
    );
  });

  it('of several satellites are those of the ones that are known then; the others say why not', async () => {
    const { body, lifetime } = await ask<PlaceOverpassesAnswer>(
      { from: '2026-10-06', until: '2026-10-08', satellites: `${TERRA},${AQUA}` },
      { path: '/overpasses' },
    );

    expect(lifetime).toBe('live');
    // The bundled set of Aqua counts as archived.
    expect(body.satellites).toMatchObject([{ name: 'Terra' }, { name: 'Aqua', elements: { state: 'fresh' } }]);
    const long = { from: '2026-08-20', until: '2026-08-22' };
    const { body: earlier } = await ask<PlaceOverpassesAnswer>(long, { path: '/overpasses' });
    expect(earlier.satellites[1]).toMatchObject({
      name: 'Aqua',
      elements: null,
      problem: expect.stringMatching(
        /^Aqua: positions are computed from 2026-09-04T\S+Z to 2026-12-06T08:00:30Z, from/,
      ),
    });
    expect(new Set(earlier.overpasses.map(({ name }) => name))).toEqual(new Set(['Terra', 'Aura']));
    expect(await problem({ from: '2001-08-20' }, { path: '/overpasses' })).toMatch(
      /^400 Terra: positions are computed/,
    );
  });

  it('of a satellite that is known for a part of the window are those of this part', async () => {
    const { body } = await ask<PlaceOverpassesAnswer>(
      { from: '2026-09-02', until: '2026-09-08', satellites: String(AQUA) },
      { path: '/overpasses' },
    );

    expect(body.satellites).toMatchObject([{ problem: expect.stringMatching(/^Aqua: positions are computed from/) }]);
    expect(body.overpasses.length).toBeGreaterThan(3);
    for (const each of body.overpasses) expect('time' in each && each.time > '2026-09-04T14:42').toBe(true);
    expect(
      await problem({ from: '2026-09-02', until: '2026-09-08' }, { path: `/satellites/${AQUA}/overpasses` }),
    ).toMatch(/^400 Aqua: positions/);
  });

  it('are those of archived sets while the current one cannot be read', async () => {
    const current = { ...NEWEST, omm: { ...NEWEST.omm, EPOCH: 'yesterday' } };
    const past = { from: '2026-10-09', until: '2026-10-10' };

    expect((await ask<OverpassesAnswer>(past, { current })).body).toEqual((await ask<OverpassesAnswer>(past)).body);
  });

  it('are none, and explained, where the nearest set has decayed', async () => {
    const current = { ...NEWEST, omm: { ...decayed(NEWEST).omm, EPOCH: '2026-11-20T00:00:00' } };

    const { body } = await ask<OverpassesAnswer>({ from: '2026-11-27', until: '2026-11-28' }, { current });

    expect(body).toMatchObject({ elements: { state: 'failed', reason: expect.any(String) }, overpasses: [] });
    // Before it, the sets of then.
    expect((await ask<OverpassesAnswer>({ from: '2026-10-09' }, { current })).body.overpasses.length).toBeGreaterThan(
      9,
    );
  });
});
