// Which set a satellite is computed from, on a real table and the test's clock.
import { describe, expect, inject, it } from 'vitest';
import { bundledElementsOf, type HeldElements, newerOf } from '../../../functions/shared/elements.ts';
import { createElementsReader } from '../../../functions/shared/elements-reader.ts';
import { recordOutcome, reserveAttempt } from '../../../functions/shared/elements-table.ts';
import type { Omm } from '../../../orbit/omm.ts';
import { newestOmm, trueElements } from '../../accuracy/truth.ts';
import { anElementsTable, clientsFor, watchCalls } from '../../support/aws.ts';
import { AQUA, aReport, aSatellite, NOW_MS, TERRA } from '../../support/builders.ts';

const endpoint = inject('endpoint');
/** A satellite without a bundled set. */
const OTHER = 799_500_123;

const downloaded = (omm: Omm): HeldElements => ({
  omm,
  source: 'celestrak.org',
  retrievedAt: '2026-10-10T12:00:00Z',
});
const bundled = bundledElementsOf(TERRA) as HeldElements;
const newer = downloaded({ ...newestOmm(TERRA), EPOCH: '2026-10-10T11:00:00.000001' });

describe('newerOf', () => {
  it('is the one with the later epoch', () => {
    expect(newerOf(newer, bundled)).toBe(newer);
    expect(newerOf(downloaded({ ...bundled.omm, EPOCH: '2026-10-09T22:33:25.053983' }), bundled)).toBe(bundled);
  });

  it('is the downloaded one of two with the same epoch, in any notation', () => {
    for (const EPOCH of [bundled.omm.EPOCH, `${bundled.omm.EPOCH}Z`, `${bundled.omm.EPOCH}000`]) {
      const same = downloaded({ ...bundled.omm, EPOCH });
      expect(newerOf(same, bundled)).toBe(same);
    }
  });

  it('is the only one, or none', () => {
    expect(newerOf(undefined, bundled)).toBe(bundled);
    expect(newerOf(newer, undefined)).toBe(newer);
    expect(newerOf(undefined, undefined)).toBeUndefined();
  });
});

/** A reader with a table of its own. */
async function aReader() {
  const table = await anElementsTable(clientsFor(endpoint));
  const satellites = [TERRA, AQUA, OTHER].map((catalogNumber) => aSatellite({ catalogNumber }));
  const keep = (current: HeldElements, catalogNumber = TERRA) =>
    recordOutcome(table, catalogNumber, { waitMs: 1, failures: 0 }, { current });
  return {
    table,
    keep,
    read: createElementsReader(table, satellites, aReport()),
    calls: watchCalls(table.client, 'BatchGetItemCommand'),
  };
}

describe('a reader', () => {
  it('returns the bundled sets while the table is empty', async () => {
    const { read } = await aReader();

    const { elementsOf } = await read(NOW_MS);

    expect(elementsOf(TERRA)).toEqual({ omm: newestOmm(TERRA), source: 'bundled', retrievedAt: null });
    expect(elementsOf(AQUA)).toMatchObject({ source: 'bundled' });
  });

  it('returns nothing for a satellite without a bundled or downloaded set', async () => {
    const { read, table } = await aReader();
    // Requested, without a usable answer.
    await reserveAttempt(table, OTHER, NOW_MS);

    const { elementsOf } = await read(NOW_MS);

    expect(elementsOf(OTHER)).toBeUndefined();
    expect(elementsOf(1)).toBeUndefined();
  });

  it('says why the source brings no newer set', async () => {
    const { read, table } = await aReader();
    const outcome = { waitMs: 1, failures: 1 };
    await recordOutcome(table, OTHER, { ...outcome, unknownTo: 'celestrak.org' });
    await recordOutcome(table, TERRA, { ...outcome, problem: 'celestrak.org gave no answer (timeout)' });

    const { problemOf } = await read(NOW_MS);

    expect([OTHER, TERRA, AQUA, 1].map(problemOf)).toEqual([
      `celestrak.org knows no ${OTHER}`,
      'celestrak.org gave no answer (timeout)',
      undefined,
      undefined,
    ]);
  });

  it('names the address when the source knows none of the satellites', async () => {
    const { read, table } = await aReader();
    for (const number of [TERRA, AQUA, OTHER])
      await recordOutcome(table, number, { waitMs: 1, failures: 1, unknownTo: 'mirror.example.org' });

    const { problemOf } = await read(NOW_MS);

    expect([TERRA, OTHER].map(problemOf)).toEqual(
      Array(2).fill(
        'mirror.example.org knows none of the 3 satellites, so the address of the source is probably wrong',
      ),
    );
  });

  it('returns a downloaded set that is newer than the bundled one, or the only one', async () => {
    const { read, keep } = await aReader();
    const others = downloaded({ ...newestOmm(TERRA), NORAD_CAT_ID: OTHER });
    await keep(newer);
    await keep(others, OTHER);

    const { elementsOf } = await read(NOW_MS);

    expect(elementsOf(TERRA)).toEqual(newer);
    expect(elementsOf(OTHER)).toEqual(others);
    expect(elementsOf(AQUA)).toMatchObject({ source: 'bundled' });
  });

  it.each(trueElements.filter(({ set, catalogNumber }) => set === 'older' && catalogNumber !== 28376))(
    'never returns a set older than the bundled one: $omm.OBJECT_NAME of $omm.EPOCH',
    async ({ omm, catalogNumber }) => {
      const { read, keep } = await aReader();
      await keep(downloaded(omm), catalogNumber);

      expect((await read(NOW_MS)).elementsOf(catalogNumber)).toEqual(bundledElementsOf(catalogNumber));
    },
  );

  it('reads once in two minutes', async () => {
    const { read, keep, calls } = await aReader();
    await read(NOW_MS);
    await keep(newer);

    for (const laterMs of [0, 60_000, 120_000 - 1]) {
      expect((await read(NOW_MS + laterMs)).elementsOf(TERRA)).toEqual(bundled);
    }
    expect(calls).toHaveLength(1);

    expect((await read(NOW_MS + 120_000)).elementsOf(TERRA)).toEqual(newer);
    expect((await read(NOW_MS + 2 * 120_000 - 1)).elementsOf(TERRA)).toEqual(newer);
    expect(calls).toHaveLength(2);
  });

  it('returns the same object while it is cached, so that its SGP4 record is made once', async () => {
    const { read, keep } = await aReader();
    await keep(newer);

    expect((await read(NOW_MS)).elementsOf(TERRA)?.omm).toBe((await read(NOW_MS + 60_000)).elementsOf(TERRA)?.omm);
  });

  it('reads again when the clock has been set back, because its copy has no known age', async () => {
    const { read, keep } = await aReader();
    await read(NOW_MS);
    await keep(newer);

    expect((await read(NOW_MS - 1)).elementsOf(TERRA)).toEqual(newer);
  });

  it('throws when it cannot read: with bundled sets the satellites would jump', async () => {
    const { table } = await aReader();
    const read = createElementsReader({ ...table, tableName: 'no-such-table' }, [aSatellite()], aReport());

    await expect(read(NOW_MS)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('uses its copy for six hours when later reads fail, tries again every half minute, and recovers', async () => {
    const { table, keep } = await aReader();
    const client = clientsFor(endpoint).documents;
    const report = aReport();
    const read = createElementsReader({ ...table, client }, [aSatellite()], report);
    await read(NOW_MS);
    await keep(newer);
    let down = true;
    let tries = 0;
    client.middlewareStack.add(
      (next) => async (args) => {
        tries++;
        if (down) throw new Error('down');
        return next(args);
      },
      { step: 'initialize', name: 'outage' },
    );

    for (const seconds of [120, 149, 150, 6 * 3600 - 1])
      expect((await read(NOW_MS + seconds * 1000)).elementsOf(TERRA)).toEqual(bundled);
    // Not at 149 s: a failed try of 120 s is enough for half a minute.
    expect(tries).toBe(3);
    expect(report.lines[0]).toEqual({
      level: 'warn',
      message: 'cannot read the elements; those of the last read are used',
      details: { reason: 'Error: down' },
    });
    await expect(read(NOW_MS + 7 * 3600 * 1000)).rejects.toThrow('down');
    down = false;
    expect((await read(NOW_MS + 7 * 3600 * 1000)).elementsOf(TERRA)).toEqual(newer);
  });
});
