// GET /elements and /satellites/{catalogNumber}/elements, from a real archive.
import { describe, expect, inject, it } from 'vitest';
import { parseRequest } from '../../../functions/query/http/request.ts';
import { elementsEpoch } from '../../../orbit/elements.ts';
import type { AllElementsAnswer, ElementsAtAnswer, ElementsListAnswer } from '../../../wire/elements.ts';
import { newestOmm } from '../../accuracy/truth.ts';
import { AQUA, AURA, aSatellite, NOW_MS, TERRA, THREE_SATELLITES } from '../../support/builders.ts';
import { anHttpEvent } from '../../support/lambda.ts';
import { anArchive, downloaded, throttle } from './support/archived.ts';
import { type AskOptions, createAsk, held } from './support/ask.ts';

const endpoint = inject('endpoint');
const ask = createAsk(endpoint);
const ONE = `/satellites/${TERRA}/elements`;

const get = <Body>(path: string, query: Record<string, string> = {}, options: AskOptions = {}) =>
  ask<Body>(parseRequest(anHttpEvent({ path, query })), [], {
    elementsOf: () => downloaded(newestOmm(TERRA)),
    ...options,
  });

const dayOf = (epoch?: string) => epoch?.slice(0, 10);

describe('the set of a time', () => {
  it.each([
    ['2026-10-08T10:30Z', '2026-10-07', 0.8, 'fresh'],
    ['2026-10-08T18:41Z', '2026-10-09', -1.2, 'fresh'],
    ['2026-10-08', '2026-10-07', 0.4, 'fresh'],
    ['2026-09-01', '2026-08-25', 6.2, 'ageing'],
    ['2026-09-20T00:00:00Z', '2026-10-04', -14.6, 'old'],
    ['2026-06-09', '2026-07-08', -29.9, 'old'],
    ['2026-11-08', '2026-10-09', 29.1, 'old'],
  ])('%s is that of %s, %d days old, %s', async (at, day, ageDays, state) => {
    const { body } = await get<ElementsAtAnswer>(ONE, { at }, { archive: await anArchive(endpoint) });

    expect(dayOf(body.elements?.epoch)).toBe(day);
    expect(body.elements).toMatchObject({ ageDays, state, source: 'celestrak.org' });
    expect(body.elements?.uncertaintySeconds).toBeGreaterThan(0);
  });

  it('is settled when a newer set is known, and else not', async () => {
    const archive = await anArchive(endpoint);
    const lifetimeAt = async (at: string) => (await get(ONE, { at }, { archive })).lifetime;

    expect(await lifetimeAt('2026-10-08T10:30Z')).toBe('settled');
    expect(await lifetimeAt('2026-10-09T22:33:26Z')).toBe('live');
    expect(await lifetimeAt('2026-10-20')).toBe('live');
  });

  it('has a name with satellite and time, whatever the satellite is called', async () => {
    const satellites = [aSatellite({ name: 'A "B"/\r\nC' })];

    expect((await get(ONE, { at: '2026-10-20T10:30Z' }, { satellites })).fileName).toBe(
      'A-B-C-elements-2026-10-20T10-30-00Z',
    );
    expect((await get(ONE, {}, { satellites })).fileName).toBe('A-B-C-elements');
    expect((await get('/elements', { at: '2026-10-20' }, { satellites })).fileName).toBe(
      'A-B-C-elements-2026-10-20T00-00-00Z',
    );
  });

  it.each(['2026-06-08', '2026-11-09', '0001-01-01', '9999-12-31T23:59:59.999Z'])(
    'at %s is a problem with the limits',
    async (at) => {
      await expect(get(ONE, { at }, { archive: await anArchive(endpoint) })).rejects.toMatchObject({
        status: 400,
        message:
          'at must be from 2026-06-08T22:33:03.980Z to 2026-11-08T22:33:25.053Z: positions of Terra are computed from 30 days before the oldest known element set to 30 days after the newest known element set.',
      });
    },
  );

  it.each([
    'yesterday',
    '2026-10-08T10:30',
    '2026-02-31',
    '2026-10-08T25:00Z',
    '',
    '1791590420000',
    '2026-10-08 10:30Z',
  ])('may not be %o', async (at) => {
    expect(() => parseRequest(anHttpEvent({ path: ONE, query: { at } }))).toThrow(
      /^at must be a time in UTC, ISO 8601/,
    );
  });

  it('of a satellite without sets is a problem', async () => {
    const options = { satellites: [aSatellite({ catalogNumber: 1 })], elementsOf: () => undefined };

    await expect(get('/satellites/1/elements', { at: '2026-10-08' }, options)).rejects.toMatchObject({
      status: 400,
      message: 'No element set of Terra is known yet. Leave at out.',
    });
  });

  it('of a satellite that has decayed by then has failed, and says so', async () => {
    const fallen = downloaded({ ...newestOmm(TERRA), MEAN_MOTION: 17.9, BSTAR: 0.1 });

    const { body } = await get<ElementsAtAnswer>(ONE, { at: '2026-10-20' }, { elementsOf: () => fallen });

    expect(body.elements?.state).toBe('failed');
    expect(body.elements).not.toHaveProperty('uncertaintySeconds');
  });

  it('excludes the parameters of a list', () => {
    for (const other of ['before', 'limit'])
      expect(() => parseRequest(anHttpEvent({ path: ONE, query: { at: '2026-10-08', [other]: '1' } }))).toThrow(
        /^at asks for one set/,
      );
  });
});

describe('the list', () => {
  it('has all known sets, the newest first, and the times that are known', async () => {
    const { body, lifetime, fileName } = await get<ElementsListAnswer>(ONE, {}, { archive: await anArchive(endpoint) });

    expect(body.sets.map(({ epoch }) => dayOf(epoch))).toEqual([
      '2026-10-09',
      '2026-10-07',
      '2026-10-04',
      '2026-08-25',
      '2026-07-08',
    ]);
    expect(body).toMatchObject({ from: '2026-06-08T22:33:03.980Z', until: '2026-11-08T22:33:25.053Z', next: null });
    expect(lifetime).toBe('live');
    expect(fileName).toBe('Terra-elements');
  });

  it('goes on where an answer ended', async () => {
    const archive = await anArchive(endpoint);
    const days: (string | undefined)[] = [];
    let next: string | null = null;
    do {
      const query: Record<string, string> = { limit: '2', ...(next && { before: next }) };
      const { body } = await get<ElementsListAnswer>(ONE, query, { archive });
      days.push(...body.sets.map(({ epoch }) => dayOf(epoch)));
      next = body.next;
    } while (next);

    expect(days).toEqual(['2026-10-09', '2026-10-07', '2026-10-04', '2026-08-25', '2026-07-08']);
  });

  it('of a satellite without sets is empty', async () => {
    const options = { satellites: [aSatellite({ catalogNumber: 1 })], elementsOf: () => undefined };

    const { body } = await get<ElementsListAnswer>('/satellites/1/elements', {}, options);

    expect(body).toMatchObject({ from: null, until: null, sets: [], next: null });
  });

  it('is a table in the form that CelesTrak publishes, with the source', async () => {
    const { body } = await get<string>(ONE, { format: 'csv', limit: '1' }, { archive: await anArchive(endpoint) });

    expect(body.split('\r\n')[1]).toBe(
      'TERRA,1999-068A,2026-10-09T22:33:25.053984,14.61172684,0.0001614,97.9326,327.8638,190.918,292.5402,0,U,25994,999,42636,0.000064302,0.00000272,0,celestrak.org,2026-10-10T12:00:00Z',
    );
  });

  it.each(['0', '501', '1.5', 'all'])('has no limit %s', (limit) => {
    expect(() => parseRequest(anHttpEvent({ path: ONE, query: { limit } }))).toThrow(
      /^limit must be an integer from 1 to 500/,
    );
  });
});

describe('the sets of all satellites', () => {
  const followed = { satellites: THREE_SATELLITES, elementsOf: held };

  it('are those of now, or of a time', async () => {
    const { body: now } = await get<AllElementsAnswer>('/elements', {}, followed);
    const { body } = await get<AllElementsAnswer>(
      '/elements',
      { at: '2026-10-05' },
      { ...followed, archive: await anArchive(endpoint) },
    );

    expect(now.at).toBe(new Date(NOW_MS).toISOString());
    expect(now.satellites.map(({ elements }) => dayOf(elements?.epoch))).toEqual([
      '2026-10-09',
      '2026-10-04',
      '2026-07-09',
    ]);
    expect(body.satellites.map(({ elements }) => dayOf(elements?.epoch))).toEqual([
      '2026-10-04',
      '2026-10-04',
      '2026-07-09',
    ]);
  });

  it('are null where nothing is known, and left out of the table', async () => {
    // Before August the bundled sets of Terra and Aqua are too far.
    const { body } = await get<AllElementsAnswer>('/elements', { at: '2026-07-10' }, followed);
    const { body: table } = await get<string>('/elements', { at: '2026-07-10', format: 'csv' }, followed);

    expect(body.satellites.map(({ elements }) => elements && elementsEpoch(elements.omm).slice(0, 10))).toEqual([
      null,
      null,
      '2026-07-09',
    ]);
    expect(table.split('\r\n')).toHaveLength(3);
  });

  it('of some are in the order of the list', async () => {
    const { body } = await get<AllElementsAnswer>('/elements', { satellites: `${AURA},${TERRA}` }, followed);

    expect(body.satellites.map(({ catalogNumber }) => catalogNumber)).toEqual([TERRA, AURA]);
  });

  it('are a problem when nothing is known of any', async () => {
    await expect(get('/elements', { at: '2020-01-01' }, followed)).rejects.toMatchObject({
      status: 400,
      message: expect.stringMatching(/^at must be from 2026-06-09T18:53:00.364Z to /),
    });
  });

  it('name the satellites whose archive cannot be read, and no cache keeps that', async () => {
    const archive = await anArchive(endpoint, []);
    throttle(archive);
    const elementsOf = (catalogNumber: number) =>
      catalogNumber === AQUA ? held(catalogNumber) : downloaded(held(catalogNumber).omm);
    const options = { satellites: THREE_SATELLITES, elementsOf, archive };

    const { body, lifetime } = await get<AllElementsAnswer>('/elements', {}, options);

    expect(body.failed).toEqual([AQUA]);
    expect(body.satellites.map(({ name }) => name)).toEqual(['Terra', 'Aura']);
    expect(lifetime).toBe('momentary');
    await expect(get('/elements', { format: 'csv' }, options)).rejects.toThrow('throttled');
  });
});
