// Every start loses the engine's table, but repeated starts ask the source no more often than one long run.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { type KeptElements, keepElements, restoreElements } from '../../local/aws/kept-elements.ts';
import { HOUR_MS } from '../../orbit/time.ts';
import { answerOf, aRefresher, newest, UNREACHABLE } from '../functions/elements/refresher.ts';
import { AQUA, AURA, NOW_MS, TERRA } from '../support/builders.ts';

const endpoint = inject('endpoint');
const NUMBERS = [TERRA, AQUA, AURA];

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'subpoint-elements-'));
  file = join(folder, 'new', 'elements.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

const SOURCE = 'https://celestrak.org/NORAD/elements/gp.php';

/** The steps of a start that concern elements, on a new table. By default the source has the newest sets. */
async function aStart(
  nowMs: number,
  { source = SOURCE, play = undefined as (() => typeof UNREACHABLE) | undefined } = {},
) {
  const refresher = await aRefresher(endpoint, play && { play });
  const keeper: KeptElements = { endpoint, tableName: refresher.table.tableName, source, file };
  const putBack = await restoreElements(keeper);
  const asked = await refresher.run(nowMs);
  await keepElements(keeper);
  return { putBack, asked, row: refresher.row, keeper, refresher };
}

test('ten starts within two hours download each satellite once, and all ten have the sets', async () => {
  const starts = [];
  for (let start = 0; start < 10; start++) starts.push(await aStart(NOW_MS + (start * (2 * HOUR_MS - 1)) / 9));

  expect(starts.flatMap(({ asked }) => asked)).toEqual(NUMBERS);
  expect(starts.map(({ putBack }) => putBack)).toEqual([0, ...Array(9).fill(3)]);
  for (const catalogNumber of NUMBERS) {
    expect((await starts.at(-1)?.row(catalogNumber))?.current?.omm).toEqual(newest(catalogNumber));
  }
});

test('failed attempts are kept too: a source in trouble is left alone', async () => {
  const first = await aStart(NOW_MS, { play: () => UNREACHABLE });
  const second = await aStart(NOW_MS + 2 * HOUR_MS - 1);

  expect(first.asked).toEqual([TERRA]);
  expect(second.asked).toEqual([AQUA, AURA]);
});

test('attempts are kept for each source separately', async () => {
  await aStart(NOW_MS);

  expect((await aStart(NOW_MS, { source: 'https://mirror.example.org/gp' })).asked).toEqual(NUMBERS);
});

const withRow = (row: unknown) => JSON.stringify({ source: SOURCE, rows: [row] });
const aRow = { catalogNumber: TERRA, attemptedAtMs: NOW_MS };

test.for([
  '',
  '{',
  'null',
  '{"source":5}',
  `{"source":"${SOURCE}","rows":{}}`,
  withRow(null),
  withRow({ ...aRow, catalogNumber: 'Terra' }),
  withRow({ ...aRow, attemptedAtMs: 'now' }),
  withRow({ ...aRow, current: 'half a s' }),
  withRow({ ...aRow, current: '{}' }),
  withRow({ ...aRow, previous: '{' }),
])('a file with "%s" in it is ignored and rewritten', async (text) => {
  const { keeper } = await aStart(NOW_MS);
  const whole = readFileSync(file, 'utf8');
  writeFileSync(file, text);

  expect(await restoreElements(keeper)).toBe(0);
  await keepElements(keeper);

  expect(readFileSync(file, 'utf8')).toBe(whole);
});

test('with two runs at once each satellite keeps the later attempt, whichever run writes last', async () => {
  const early = await aStart(NOW_MS);
  const late = await aStart(NOW_MS + 8 * HOUR_MS);
  expect(late.asked).toEqual(NUMBERS);

  await keepElements(early.keeper);

  const { rows } = JSON.parse(readFileSync(file, 'utf8'));
  expect(rows.map(({ attemptedAtMs }: { attemptedAtMs: number }) => attemptedAtMs)).toEqual(
    NUMBERS.map(() => NOW_MS + 8 * HOUR_MS),
  );
});

test('a run without attempts writes nothing', async () => {
  const refresher = await aRefresher(endpoint, { play: () => answerOf() });

  await keepElements({ endpoint, tableName: refresher.table.tableName, source: SOURCE, file });

  expect(existsSync(file)).toBe(false);
});
