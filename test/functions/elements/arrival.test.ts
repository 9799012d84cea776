// Real sets that arrive in any order: the newest of them wins, every time.
import { expect, inject, test } from 'vitest';
import { createElementsReader } from '../../../functions/shared/elements-reader.ts';
import { epochMs } from '../../../orbit/elements.ts';
import type { Omm } from '../../../orbit/omm.ts';
import { HOUR_MS } from '../../../orbit/time.ts';
import { trueElements } from '../../accuracy/truth.ts';
import { aRandom } from '../../orbit/random.ts';
import { aSatellite, NOW_MS, TERRA } from '../../support/builders.ts';
import { AQUA, AURA, answerOf, aRefresher, NOT_FOUND, newest } from './refresher.ts';

const endpoint = inject('endpoint');
const SATELLITES = [TERRA, AQUA, AURA];
const SETS = trueElements.map(({ omm }) => omm);
// Longer than any wait: each arrival is one run.
const BETWEEN_MS = 13 * HOUR_MS;

function shuffled<T>(values: readonly T[], random: () => number): T[] {
  return values
    .map((value) => ({ value, place: random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ value }) => value);
}

const newestOf = (sets: readonly Omm[]) => sets.toSorted((a, b) => epochMs(a) - epochMs(b)).at(-1);

/** Hands the sets in, in the order given, one of each satellite in each run; after each run the test looks. */
async function arrive(sets: readonly Omm[], catalogNumbers: number[], look: Look) {
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
    const elementsOf = await createElementsReader(refresher.table, satellites)(nowMs);
    for (const catalogNumber of catalogNumbers) {
      const arrived = queues.get(catalogNumber)?.slice(0, round + 1) ?? [];
      look(catalogNumber, arrived, elementsOf(catalogNumber)?.omm);
    }
  }
  return refresher;
}

type Look = (catalogNumber: number, arrived: Omm[], used: Omm | undefined) => void;

const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1);

// Under numbers that the code brings no sets for: all that counts is what has arrived.
test.each(SEEDS)('shuffle %d: the newest of those that have arrived is the one in use', async (seed) => {
  const strangers = SETS.map((omm) => ({ ...omm, NORAD_CAT_ID: omm.NORAD_CAT_ID + 800_000_000 }));
  const numbers = SATELLITES.map((number) => number + 800_000_000);

  const { row } = await arrive(shuffled(strangers, aRandom(seed)), numbers, (_, arrived, used) => {
    expect(used).toEqual(newestOf(arrived));
  });

  for (const number of numbers) {
    const { current, previous } = (await row(number)) ?? {};
    expect(current?.omm).toEqual({ ...newest(number - 800_000_000), NORAD_CAT_ID: number });
    // The one before is one that was in use, or there was none: the newest came first.
    if (previous) expect(epochMs(previous.omm)).toBeLessThan(epochMs(newest(number - 800_000_000)));
  }
});

// As they are: the code brings the newest of each along, and nothing older gets past it.
test.each(SEEDS)('shuffle %d: none that is older than the bundled set is ever in use, or kept', async (seed) => {
  const { row, report } = await arrive(shuffled(SETS, aRandom(seed)), SATELLITES, (catalogNumber, _, used) => {
    expect(used).toEqual(newest(catalogNumber));
  });

  for (const catalogNumber of SATELLITES) {
    expect(await row(catalogNumber)).toMatchObject({
      current: { omm: newest(catalogNumber), source: 'celestrak.org' },
    });
    expect(await row(catalogNumber)).not.toHaveProperty('previous');
  }
  expect(report.lines.filter(({ message }) => message.startsWith('new elements'))).toEqual([]);
});
