// Every accepted set is archived, and an archive that fails does not stop the feed's elements.
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { expect, inject, test } from 'vitest';
import type { HeldElements } from '../../../functions/shared/elements.ts';
import { setsAround } from '../../../functions/shared/elements-archive.ts';
import type { ElementsTable } from '../../../functions/shared/elements-table.ts';
import { DAY_MS } from '../../../orbit/time.ts';
import { anElementsArchive, clientsFor, watchCalls } from '../../support/aws.ts';
import { NOW_MS, TERRA } from '../../support/builders.ts';
import { later } from './after-answers.ts';
import { answerOf, aRefresher, NOT_FOUND, NOT_UPDATED, newest, OTHER } from './refresher.ts';

const endpoint = inject('endpoint');

const days = (count: number) => NOW_MS + count * DAY_MS;
const SETS = [1, 2, 3].map((number) => later({ NORAD_CAT_ID: OTHER, EPOCH: `2026-10-0${number}T00:00:00.000000` }));

/** A refresher for one satellite, with an archive that can be switched off. */
async function withArchive(catalogNumber = OTHER) {
  const client = clientsFor(endpoint).documents;
  const archive = await anElementsArchive({ ...clientsFor(endpoint), documents: client });
  const refresher = await aRefresher(endpoint, { catalogNumbers: [catalogNumber], archive });
  const fault = { isOn: false };
  client.middlewareStack.add(
    (next, context) => (args) => {
      if (fault.isOn && context.commandName === 'PutItemCommand') throw new Error('throttled');
      return next(args);
    },
    { step: 'initialize', name: 'throttle' },
  );
  const archived = () => setsAround(archive, catalogNumber, 0, days(99), undefined);
  return { refresher, archive, fault, archived };
}

const epochsOf = (sets: readonly HeldElements[]) => sets.map(({ omm }) => omm.EPOCH.slice(0, 10));

test('each accepted set is archived with its source and time; a confirmation and a refusal add none', async () => {
  const { refresher, archived } = await withArchive();
  const answers = [answerOf(SETS[0]), answerOf(SETS[0]), NOT_UPDATED, answerOf(SETS[1]), NOT_FOUND, answerOf(SETS[0])];
  for (const [index, answer] of answers.entries()) {
    refresher.play = () => answer;
    await refresher.run(days(index));
  }

  expect(await archived()).toEqual([
    { omm: SETS[0], source: 'celestrak.org', retrievedAt: '2026-10-10T12:00:07.500Z' },
    { omm: SETS[1], source: 'celestrak.org', retrievedAt: '2026-10-13T12:00:07.500Z' },
  ]);
});

test('the bundled set is archived too: later versions of the code bring others', async () => {
  const { refresher, archive, archived } = await withArchive(TERRA);
  refresher.play = () => answerOf(later());
  await refresher.run(NOW_MS);

  expect((await archived()).map(({ omm, source }) => [omm.EPOCH, source])).toEqual([
    [newest(TERRA).EPOCH, 'bundled'],
    [later().EPOCH, 'celestrak.org'],
  ]);
  const { Items } = await archive.client.send(new ScanCommand({ TableName: archive.tableName }));
  expect(Items?.map(({ source }) => source).sort()).toEqual(['bundled', 'celestrak.org']);
});

test('what the elements table holds from before there was an archive is archived with the next answer', async () => {
  const old = await aRefresher(endpoint, { catalogNumbers: [OTHER] });
  for (const index of [0, 1]) {
    old.play = () => answerOf(SETS[index]);
    await old.run(days(index));
  }
  const { refresher, archived } = await withTable(old.table);
  refresher.play = () => NOT_UPDATED;
  await refresher.run(days(2));

  expect(epochsOf(await archived())).toEqual(['2026-10-01', '2026-10-02']);
});

test('an archive that throttles costs no elements, is reported once a run, and gets the sets with the next answer', async () => {
  const { refresher, archived, fault } = await withArchive();
  fault.isOn = true;
  refresher.play = () => answerOf(SETS[0]);
  await refresher.run(days(0));

  expect((await refresher.row(OTHER))?.current?.omm).toEqual(SETS[0]);
  expect(refresher.report.counts).toMatchObject({ ElementsRefreshed: 1 });
  expect(refresher.logged('sets not archived; the next answer of the source repeats it')).toEqual([
    { catalogNumber: OTHER, reason: 'Error: throttled' },
  ]);
  expect(await archived()).toEqual([]);

  fault.isOn = false;
  refresher.play = () => answerOf(SETS[1]);
  await refresher.run(days(1));

  expect(epochsOf(await archived())).toEqual(['2026-10-01', '2026-10-02']);
});

test('a run gives up a failing archive after the first satellite', async () => {
  const archive = { ...(await anElementsArchive(clientsFor(endpoint))), tableName: 'no-such-table' };
  const refresher = await aRefresher(endpoint, { archive });
  const puts = watchCalls(archive.client, 'PutItemCommand');

  expect(await refresher.run(NOW_MS)).toHaveLength(3);
  expect(puts).toHaveLength(1);
});

/** A refresher that goes on with the table of another one, and has an archive. */
async function withTable(table: ElementsTable) {
  const archive = await anElementsArchive(clientsFor(endpoint));
  const refresher = await aRefresher(endpoint, { catalogNumbers: [OTHER], table, archive });
  return { refresher, archived: () => setsAround(archive, OTHER, 0, days(99), undefined) };
}
