// Real sets arrive in any order: the newest one wins, every time.
import { expect, inject, test } from 'vitest';
import { createElementsReader } from '../../../functions/shared/elements-reader.ts';
import { epochMs } from '../../../orbit/elements.ts';
import type { Omm } from '../../../orbit/omm.ts';
import { HOUR_MS } from '../../../orbit/time.ts';
import { trueElements } from '../../accuracy/truth.ts';
import { AQUA, AURA, aReport, aSatellite, NOW_MS, TERRA } from '../../support/builders.ts';
import { aRandom } from '../../support/random.ts';
import { answerOf, aRefresher, NOT_FOUND, newest } from './refresher.ts';

const endpoint = inject('endpoint');
const NUMBERS = [TERRA, AQUA, AURA];
const SETS = trueElements.map(({ omm }) => omm);
// Longer than any wait, so that each arrival is one run.
const BETWEEN_MS = 13 * HOUR_MS;

function shuffled<T>(values: readonly T[], random: () => number): T[] {
  return values
    .map((value) => ({ value, place: random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ value }) => value);
}

const newestOf = (sets: readonly Omm[]) => sets.toSorted((a, b) => epochMs(a) - epochMs(b)).at(-1);

/** Serves the sets in this order, one per satellite and run. After each run calls `check`. */
async function arrive(sets: readonly Omm[], catalogNumbers: number[], check: Check) {
  const queues = new Map(
    catalogNumbers.map((number) => [number, sets.filter(({ NORAD_CAT_ID }) => NORAD_CAT_ID === number)]),
  );
  const refresher = await aRefresher(endpoint, { catalogNumbers });
  const satellites = catalogNumbers.map((catalogNumber) => aSatellite({ catalogNumber }));
  const rounds = Math.max(...[...queues.values()].map(({ length }) => length));

  for (let round = 0; round < rounds; round++) {
    const nowMs = NOW_MS + round * BETWEEN_MS;
    refresher.play = (catalogNumber) => {
      const set = queues.get(catalogNumber)?.[round];
      return set ? answerOf(set) : NOT_FOUND;
    };
    expect(await refresher.run(nowMs)).toHaveLength(catalogNumbers.length);
    const { elementsOf } = await createElementsReader(refresher.table, satellites, aReport())(nowMs);
    for (const catalogNumber of catalogNumbers) {
      const arrived = queues.get(catalogNumber)?.slice(0, round + 1) ?? [];
      check(catalogNumber, arrived, elementsOf(catalogNumber)?.omm);
    }
  }
  return refresher;
}

type Check = (catalogNumber: number, arrived: Omm[], used: Omm | undefined) => void;

const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1);

// Under catalog numbers without bundled sets.
test.each(SEEDS)('shuffle %d: the newest set that has arrived is in use', async (seed) => {
  const unbundled = SETS.map((omm) => ({ ...omm, NORAD_CAT_ID: omm.NORAD_CAT_ID + 800_000_000 }));
  const numbers = NUMBERS.map((number) => number + 800_000_000);

  const { row } = await arrive(shuffled(unbundled, aRandom(seed)), numbers, (_, arrived, used) => {
    expect(used).toEqual(newestOf(arrived));
  });

  for (const number of numbers) {
    const { current, previous } = (await row(number)) ?? {};
    expect(current?.omm).toEqual({ ...newest(number - 800_000_000), NORAD_CAT_ID: number });
    // Unless the newest set came first.
    if (previous) expect(epochMs(previous.omm)).toBeLessThan(epochMs(newest(number - 800_000_000)));
  }
});

// The newest set of each satellite is bundled, so no older one is ever used.
test.each(SEEDS)('shuffle %d: no set older than the bundled one is used or stored', async (seed) => {
  const { row, report } = await arrive(shuffled(SETS, aRandom(seed)), NUMBERS, (catalogNumber, _, used) => {
    expect(used).toEqual(newest(catalogNumber));
  });

  for (const catalogNumber of NUMBERS) {
    expect(await row(catalogNumber)).toMatchObject({
      current: { omm: newest(catalogNumber), source: 'celestrak.org' },
    });
    expect(await row(catalogNumber)).not.toHaveProperty('previous');
  }
  expect(report.lines.filter(({ message }) => message.startsWith('new elements'))).toEqual([]);
});
