// How each good answer is stored and reported, on a real table and the test's clock.
import { describe, expect, inject, it } from 'vitest';
import { createSource } from '../../../functions/elements/source.ts';
import { METRIC } from '../../../functions/shared/names.ts';
import type { Omm } from '../../../orbit/omm.ts';
import { DAY_MS, HOUR_MS } from '../../../orbit/time.ts';
import { trueElements } from '../../accuracy/truth.ts';
import { AQUA, AURA, NOW_MS, TERRA } from '../../support/builders.ts';
import { answersOn, later } from './after-answers.ts';
import { anHttpServer } from './http-server.ts';
import { answerOf, aRefresher, NOT_FOUND, NOT_UPDATED, newest, OTHER } from './refresher.ts';

const endpoint = inject('endpoint');
const afterAnswers = answersOn(endpoint);

describe('a set', () => {
  it('is stored with its source and the time of the download', async () => {
    const { answer, row, logged, report } = await afterAnswers(TERRA);

    await answer(answerOf(newest(TERRA)));

    expect(await row(TERRA)).toEqual({
      catalogNumber: TERRA,
      attemptedAtMs: NOW_MS,
      waitMs: 6 * HOUR_MS,
      failures: 0,
      current: { omm: newest(TERRA), source: 'celestrak.org', retrievedAt: '2026-10-10T12:00:07.500Z' },
    });
    expect(report.counts).toMatchObject({ [METRIC.elementsRefreshed]: 1 });
    // The same as the bundled one, so not new.
    expect(logged('new elements')).toEqual([]);
    expect(logged('elements')).toEqual([{ asked: 1, due: 1 }]);
  });

  it('that is newer replaces the current one, which becomes the previous one', async () => {
    const { answer, row, logged, report } = await afterAnswers(TERRA, answerOf(newest(TERRA)));

    await answer(answerOf(later()));

    expect(await row(TERRA)).toMatchObject({
      current: { omm: later(), retrievedAt: '2026-10-11T12:00:07.500Z' },
      previous: { omm: newest(TERRA), retrievedAt: '2026-10-10T12:00:07.500Z' },
    });
    expect(logged('new elements')).toEqual([
      { catalogNumber: TERRA, epoch: '2026-10-09T22:33:25.053985Z', source: 'celestrak.org' },
    ]);
    expect(report.counts).toMatchObject({ [METRIC.elementsRefreshed]: 1 });
  });

  it('of the same epoch is a confirmation: its time is stored, and the previous set stays', async () => {
    const { answer, row, logged, report } = await afterAnswers(TERRA, answerOf(newest(TERRA)), answerOf(later()));

    await answer(answerOf(later()));

    expect(await row(TERRA)).toMatchObject({
      failures: 0,
      current: { omm: later(), retrievedAt: '2026-10-12T12:00:07.500Z' },
      previous: { omm: newest(TERRA) },
    });
    expect(logged('new elements')).toEqual([]);
    expect(report.counts).toMatchObject({ [METRIC.elementsRefreshed]: 1 });
  });

  it('is the first of a satellite without a bundled one', async () => {
    const { answer, row, logged } = await afterAnswers(OTHER);

    await answer(answerOf(newest(OTHER)));

    expect((await row(OTHER))?.current?.omm).toEqual(newest(OTHER));
    expect(await row(OTHER)).not.toHaveProperty('previous');
    expect(logged('new elements')).toHaveLength(1);
  });

  it.each<[name: string, catalogNumber: number, before: Omm[], older: Omm]>([
    ['the current one', TERRA, [later()], newest(TERRA)],
    ['the bundled one, in an empty table', TERRA, [], trueElements[3]?.omm as Omm],
    [
      'the current one, without a bundled one',
      OTHER,
      [newest(OTHER)],
      { ...newest(OTHER), EPOCH: '2026-10-09T22:33:25.053983' },
    ],
  ])('that is older than %s is refused', async (_, catalogNumber, before, older) => {
    const { answer, row, logged, report } = await afterAnswers(catalogNumber, ...before.map((omm) => answerOf(omm)));
    const held = (await row(catalogNumber))?.current;

    await answer(answerOf(older));

    expect((await row(catalogNumber))?.current).toEqual(held);
    expect(logged('elements refused')).toEqual([
      { catalogNumber, reason: `older than the current set: ${older.EPOCH}Z`, failures: 1 },
    ]);
    expect(report.counts).not.toHaveProperty(METRIC.elementsRefreshed);
  });
});

describe('a jump', () => {
  it.each([0.1, -0.1, 20])('of %d degrees along the orbit is stored and logged', async (degrees) => {
    const { answer, row, logged, report } = await afterAnswers(TERRA, answerOf(later()));
    // A microsecond later, and kilometres away.
    const jumped = later({ EPOCH: '2026-10-09T22:33:25.053986', MEAN_ANOMALY: later().MEAN_ANOMALY + degrees });

    await answer(answerOf(jumped));

    expect((await row(TERRA))?.current?.omm).toEqual(jumped);
    expect(logged('new elements far from the old track, probably after a manoeuvre')).toEqual([
      { catalogNumber: TERRA, epoch: '2026-10-09T22:33:25.053986Z', distanceKm: expect.any(Number) },
    ]);
    expect(report.counts).toMatchObject({ [METRIC.elementsRefreshed]: 1 });
  });

  it('is not reported between published sets of a quiet satellite, or sets five days or more apart', async () => {
    const sets = trueElements
      .filter(({ catalogNumber }) => catalogNumber === TERRA)
      .map(({ omm }) => ({ ...omm, NORAD_CAT_ID: OTHER }))
      .toSorted((a, b) => (a.EPOCH < b.EPOCH ? -1 : 1));
    const { answer, row, report } = await afterAnswers(OTHER);

    for (const set of sets) await answer(answerOf(set));

    expect((await row(OTHER))?.current?.omm).toEqual(sets.at(-1));
    expect((await row(OTHER))?.previous?.omm).toEqual(sets.at(-2));
    expect(report.counts).toMatchObject({ [METRIC.elementsRefreshed]: sets.length });
  });

  it('is reported from the bundled set to the first download, too', async () => {
    const { answer, logged } = await afterAnswers(TERRA);

    await answer(answerOf({ ...newest(TERRA), EPOCH: '2026-10-09T22:33:26.053984' }));

    // A second later in the very same place: 7.5 km.
    expect(logged('new elements far from the old track, probably after a manoeuvre')).toHaveLength(1);
  });
});

describe('"unchanged"', () => {
  it('keeps the set and counts as a download', async () => {
    const { answer, row, report } = await afterAnswers(TERRA, answerOf(newest(TERRA)), answerOf(later()));
    const before = await row(TERRA);

    await answer(NOT_UPDATED);

    expect(await row(TERRA)).toEqual({ ...before, attemptedAtMs: NOW_MS + 2 * DAY_MS, waitMs: 6 * HOUR_MS });
    expect(report.counts).toMatchObject({ [METRIC.elementsRefreshed]: 1 });
  });

  it('ends a series of failures', async () => {
    const { answer, row } = await afterAnswers(TERRA, NOT_FOUND, NOT_FOUND);

    await answer(NOT_UPDATED);

    expect(await row(TERRA)).toMatchObject({ failures: 0, waitMs: 6 * HOUR_MS });
  });

  it('is refused when there is no set: the last download is stored elsewhere', async () => {
    const { answer, row, logged, report } = await afterAnswers(OTHER);

    await answer(NOT_UPDATED);

    expect(await row(OTHER)).toMatchObject({ failures: 1, waitMs: 2 * HOUR_MS });
    expect(logged('elements refused')).toEqual([
      { catalogNumber: OTHER, reason: 'unchanged since a download that is not stored here', failures: 1 },
    ]);
    expect(report.counts).not.toHaveProperty(METRIC.elementsRefreshed);
  });
});

it('a set that cannot be stored does not count as refreshed: it must not reset the alarm', async () => {
  const refresher = await aRefresher(endpoint, { catalogNumbers: [TERRA] });
  let writes = 0;
  refresher.clients.documents.middlewareStack.add(
    (next, context) => async (args) => {
      // The first write reserves the attempt.
      if (context.commandName === 'UpdateItemCommand' && ++writes > 1) throw new Error('throttled');
      return next(args);
    },
    { step: 'initialize', name: 'throttle' },
  );

  await expect(refresher.run(NOW_MS)).rejects.toThrow('throttled');

  expect(refresher.report.counts[METRIC.elementsRefreshed]).toBeUndefined();
  expect(await refresher.row(TERRA)).toMatchObject({ attemptedAtMs: NOW_MS, failures: 1 });
});

it('over HTTP: the answer of a real server is stored, with its host', async () => {
  const server = await anHttpServer((request, response) => {
    const catalogNumber = Number(new URL(request.url ?? '', 'http://server').searchParams.get('CATNR'));
    response.end(JSON.stringify([newest(catalogNumber)]));
  });
  const source = createSource(`${server.origin}/gp.php`, fetch);
  const refresher = await aRefresher(endpoint, {
    play: (catalogNumber, _atMs, signal) => source(catalogNumber, signal),
  });

  await refresher.run(NOW_MS);

  expect(server.asked).toEqual([TERRA, AQUA, AURA].map((number) => `/gp.php?CATNR=${number}&FORMAT=JSON`));
  expect((await refresher.row(AURA))?.current).toMatchObject({ omm: newest(AURA), source: '127.0.0.1' });
});
