// The archive of element sets, on a real table: what it keeps, and what a window gets from it.
import { type QueryCommandInput, type QueryCommandOutput, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, inject, it } from 'vitest';
import { bundledElementsOf, type HeldElements } from '../../../functions/shared/elements.ts';
import { archiveSet, knownRange, setsAround } from '../../../functions/shared/elements-archive.ts';
import { DAY_MS, formatTime, HOUR_MS } from '../../../orbit/time.ts';
import { newestOmm, trueElements } from '../../accuracy/truth.ts';
import { anElementsArchive, clientsFor, watchCalls } from '../../support/aws.ts';
import { AURA, NOW_MS, TERRA } from '../../support/builders.ts';

const endpoint = inject('endpoint');
/** A satellite without a bundled set. */
const OTHER = 799_500_123;

const held = (EPOCH: string, changes: Partial<HeldElements> = {}, catalogNumber = OTHER): HeldElements => ({
  omm: { ...newestOmm(TERRA), NORAD_CAT_ID: catalogNumber, EPOCH },
  source: 'celestrak.org',
  retrievedAt: '2026-10-10T12:00:00Z',
  ...changes,
});
const day = (text: string) => held(`2026-10-${text}T00:00:00.000000`);
const at = (text: string) => Date.parse(`2026-10-${text}T00:00:00Z`);

/** An archive of its own with these sets, written in this order. */
async function anArchive(...sets: HeldElements[]) {
  const archive = await anElementsArchive(clientsFor(endpoint));
  for (const set of sets) await archiveSet(archive, set);
  return archive;
}

const daysOf = (sets: readonly HeldElements[]) => sets.map(({ omm }) => omm.EPOCH.slice(8, 10));

describe('archiveSet', () => {
  it('stores sets with the digits that were published', async () => {
    const sets = trueElements.map(({ omm }) => ({ omm, source: 'celestrak.org', retrievedAt: '2026-10-10T12:00:00Z' }));
    const archive = await anArchive(...sets);

    const terra = sets.filter(({ omm }) => omm.NORAD_CAT_ID === TERRA);
    const read = await setsAround(archive, TERRA, 0, NOW_MS, undefined);

    expect(terra.length).toBe(5);
    expect(read.map((each) => JSON.stringify(each)).sort()).toEqual(terra.map((each) => JSON.stringify(each)).sort());
  });

  const [first, corrected] = [day('03'), day('03')].map((set, index) => ({
    ...set,
    omm: { ...set.omm, BSTAR: index / 1000 },
  })) as [HeldElements, HeldElements];
  const bundled = { ...day('03'), source: 'bundled', retrievedAt: null };
  const later = '2026-10-10T18:00:00Z';

  it.each([
    ['the first, when it is confirmed later', [first, { ...first, retrievedAt: later }], first],
    [
      'the later one with other numbers',
      [first, { ...corrected, retrievedAt: later }],
      { ...corrected, retrievedAt: later },
    ],
    [
      'the later one, in any order',
      [{ ...corrected, retrievedAt: later }, first],
      { ...corrected, retrievedAt: later },
    ],
    ['a downloaded one after a bundled one', [bundled, first], first],
    ['a downloaded one before a bundled one', [first, bundled], first],
  ])('keeps of the same epoch %s', async (_, written, expected) => {
    const archive = await anArchive(...written);

    expect(await setsAround(archive, OTHER, at('03'), at('03'), undefined)).toEqual([expected]);
    const { Items } = await archive.client.send(new ScanCommand({ TableName: archive.tableName }));
    expect(Items).toHaveLength(1);
  });

  it('lets errors of the SDK pass through', async () => {
    const archive = { ...(await anArchive()), tableName: 'no-such-table' };

    await expect(archiveSet(archive, day('01'))).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await expect(setsAround(archive, OTHER, 0, 1, undefined)).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });
});

describe('setsAround', () => {
  it('returns the sets of the window and its two neighbours, whatever order they came in', async () => {
    const archive = await anArchive(day('09'), day('01'), day('05'), day('03'), day('07'), day('11'));

    expect(daysOf(await setsAround(archive, OTHER, at('04'), at('08'), undefined))).toEqual(['03', '05', '07', '09']);
    expect(daysOf(await setsAround(archive, OTHER, at('05'), at('07'), undefined))).toEqual(['03', '05', '07', '09']);
    expect(daysOf(await setsAround(archive, OTHER, at('12'), at('13'), undefined))).toEqual(['11']);
    expect(daysOf(await setsAround(archive, OTHER, 0, 1, undefined))).toEqual(['01']);
  });

  it('keeps satellites apart', async () => {
    const archive = await anArchive(day('01'), held('2026-10-02T00:00:00.000000', {}, TERRA));

    expect(daysOf(await setsAround(archive, OTHER, at('02'), at('02'), undefined))).toEqual(['01']);
  });

  it('adds the bundled set and the current one, even when the archive lacks them', async () => {
    const archive = await anArchive(held('2026-10-08T00:00:00.000000', {}, TERRA));
    const current = held('2026-10-11T00:00:00.000000', {}, TERRA);

    expect(daysOf(await setsAround(archive, TERRA, at('08'), at('10'), current))).toEqual(['08', '09', '11']);
  });

  it('prefers a downloaded set to the bundled one of the same epoch, and the current one to the archived one', async () => {
    const { EPOCH } = newestOmm(TERRA);
    const archived = held(EPOCH, {}, TERRA);
    const current = held(EPOCH, { retrievedAt: '2026-10-10T18:00:00Z' }, TERRA);
    const archive = await anArchive(archived);

    expect(await setsAround(archive, TERRA, at('08'), at('10'), bundledElementsOf(TERRA))).toEqual([archived]);
    expect(await setsAround(archive, TERRA, at('08'), at('10'), current)).toEqual([current]);
  });

  it('reads nothing for a window after the downloaded current set, but looks for a newer one than a bundled set', async () => {
    const archive = await anArchive(held('2026-10-20T00:00:00.000000', {}, TERRA));
    const calls = watchCalls(archive.client, 'QueryCommand');
    const current = held('2026-10-11T00:00:00.000000', {}, TERRA);

    expect(await setsAround(archive, TERRA, at('11'), at('30'), current)).toEqual([current]);
    expect(calls).toEqual([]);

    const afresh = await setsAround(archive, TERRA, at('11'), at('30'), bundledElementsOf(TERRA));
    expect(daysOf(afresh)).toEqual(['09', '20']);
  });

  it('has nothing for a satellite without sets', async () => {
    const archive = await anArchive();

    expect(await setsAround(archive, OTHER, 0, NOW_MS, undefined)).toEqual([]);
    expect(await knownRange(archive, OTHER, undefined, NOW_MS)).toBeUndefined();
  });

  it('reads few of many sets', async () => {
    const archive = await anElementsArchive(clientsFor(endpoint));
    const epochs = Array.from({ length: 300 }, (_, index) => formatTime(at('01') - index * 6 * HOUR_MS));
    await Promise.all(epochs.map((epoch) => archiveSet(archive, held(epoch))));
    const read = watchItems(archive.client);

    const sets = await setsAround(archive, OTHER, at('01') - 40 * DAY_MS, at('01') - 39 * DAY_MS, undefined);

    expect(sets).toHaveLength(7);
    expect(read.items).toBe(7);
  });

  it('reads on where a page ends', async () => {
    const archive = await anArchive(day('01'), day('02'), day('03'), day('04'));
    shortPages(archive.client);

    expect(daysOf(await setsAround(archive, OTHER, at('01'), at('04'), undefined))).toEqual(['01', '02', '03', '04']);
  });
});

describe('the known range', () => {
  it('begins 30 days before the oldest set and ends 30 days after the newest', async () => {
    const archive = await anArchive(held('2026-08-20T00:00:00.5'), held('2026-10-20T00:00:00'), day('01'));

    expect(await knownRange(archive, OTHER, undefined, NOW_MS)).toEqual({
      fromIs: '30 days before the oldest known element set',
      untilIs: '30 days after the newest known element set',
      fromMs: Date.parse('2026-07-21T00:00:00.500Z'),
      untilMs: Date.parse('2026-11-19T00:00:00Z'),
    });
  });

  it('counts the bundled and the current set', async () => {
    const archive = await anArchive();

    expect(await knownRange(archive, AURA, held('2026-10-10T00:00:00', {}, AURA), NOW_MS)).toMatchObject({
      fromMs: Date.parse('2026-06-09T18:53:00.364Z'),
      untilMs: Date.parse('2026-11-09T00:00:00Z'),
    });
  });

  it('always has the last day and the next ten, however old the sets are', async () => {
    const archive = await anArchive(held('2020-01-01T00:00:00'));
    const nowMs = NOW_MS;

    expect(await knownRange(archive, OTHER, undefined, nowMs)).toMatchObject({
      untilMs: nowMs + 10 * DAY_MS,
      untilIs: 'ten days from now',
    });
    expect(await knownRange(await anArchive(held('2027-01-01T00:00:00')), OTHER, undefined, nowMs)).toMatchObject({
      fromMs: nowMs - DAY_MS,
      fromIs: 'a day ago',
    });
  });
});

type Client = Awaited<ReturnType<typeof anArchive>>['client'];

/** Counts the items of all queries from now on. */
function watchItems(client: Client): { items: number } {
  const read = { items: 0 };
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      read.items += (result.output as QueryCommandOutput).Items?.length ?? 0;
      return result;
    },
    { step: 'initialize', name: 'watchItems' },
  );
  return read;
}

/** Each page of a query ends after one item, as it would after 1 MB. */
function shortPages(client: Client): void {
  client.middlewareStack.add(
    (next, context) => (args) =>
      context.commandName === 'QueryCommand'
        ? next({ ...args, input: { ...(args.input as QueryCommandInput), Limit: 1 } })
        : next(args),
    { step: 'initialize', name: 'shortPages' },
  );
}
