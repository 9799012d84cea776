// How bad answers are stored and reported, on a real table and the test's clock.
import { describe, expect, inject, it } from 'vitest';
import type { Reply } from '../../../functions/elements/source.ts';
import { METRIC } from '../../../functions/shared/names.ts';
import { AQUA, AURA, NOW_MS, TERRA } from '../../support/builders.ts';
import { answersOn, later } from './after-answers.ts';
import { answerOf, aRefresher, NOT_FOUND, NOT_UPDATED, newest, OTHER, UNREACHABLE } from './refresher.ts';

const endpoint = inject('endpoint');
const afterAnswers = answersOn(endpoint);

describe('a bad answer', () => {
  it.each<[reply: Reply, reason: string]>([
    [{ status: 429, text: 'Too Many Requests', host: 'celestrak.org' }, '429: Too Many Requests'],
    [{ status: 200, text: 'No GP data found', host: 'celestrak.org' }, 'the source has no data for this satellite'],
    [answerOf(), 'an empty array'],
    [answerOf(newest(AQUA)), 'a set of another satellite: 27424'],
    [answerOf({ ...newest(TERRA), EPOCH: '2026-10-20T00:00:00' }), 'EPOCH is in the future: 2026-10-20T00:00:00'],
    [UNREACHABLE, 'no answer: ECONNREFUSED'],
  ])('keeps the last good set, is logged in one line and counted: %j', async (reply, reason) => {
    const { answer, row, logged, report } = await afterAnswers(TERRA, answerOf(newest(TERRA)), answerOf(later()));
    const before = await row(TERRA);

    await answer(reply);
    await answer(reply);

    const { current, previous } = before ?? {};
    expect(await row(TERRA)).toMatchObject({ current, previous, failures: 2 });
    expect(logged('elements refused')).toEqual([
      { catalogNumber: TERRA, reason, failures: 1 },
      { catalogNumber: TERRA, reason, failures: 2 },
    ]);
    expect(report.lines.filter(({ level }) => level !== 'info')).toHaveLength(2);
    expect(report.counts).not.toHaveProperty(METRIC.elementsRefreshed);
  });

  it('says that the source does not know the satellite, until it does', async () => {
    const { answer, row } = await afterAnswers(OTHER, NOT_FOUND);
    expect(await row(OTHER)).toMatchObject({ unknownTo: 'celestrak.org' });

    // A source in trouble has said nothing about the satellite.
    await answer(UNREACHABLE);
    expect(await row(OTHER)).toMatchObject({ unknownTo: 'celestrak.org', failures: 2 });
    await answer({ status: 200, text: 'No GP data found', host: 'mirror.example.org' });
    expect(await row(OTHER)).toMatchObject({ unknownTo: 'mirror.example.org' });

    await answer(answerOf(newest(OTHER)));
    expect(await row(OTHER)).not.toHaveProperty('unknownTo');
  });

  it('that brings a broken set says that the source knows the satellite', async () => {
    const { answer, row } = await afterAnswers(OTHER, NOT_FOUND);

    await answer(answerOf({ ...newest(OTHER), INCLINATION: 181 }));

    expect(await row(OTHER)).not.toHaveProperty('unknownTo');
  });

  it.each<[reply: Reply, problem: string]>([
    [
      { status: 200, text: '<?xml version="1.0"?><ndm><omm/></ndm>', host: 'mirror.example.org' },
      'mirror.example.org sent no usable elements (XML instead of JSON)',
    ],
    [{ status: 503, text: '', host: 'mirror.example.org' }, 'mirror.example.org sent no usable elements (503)'],
    [UNREACHABLE, 'celestrak.org gave no answer (it refused the connection)'],
    [NOT_UPDATED, 'celestrak.org sent no usable elements (unchanged since a download that is not stored here)'],
  ])('is a sentence for the reader, until a good set arrives: %j', async (reply, problem) => {
    const { answer, row } = await afterAnswers(OTHER, reply);
    expect(await row(OTHER)).toMatchObject({ problem });

    await answer(answerOf(newest(OTHER)));
    expect(await row(OTHER)).not.toHaveProperty('problem');
  });

  it('of a source in trouble is noted for the satellites that wait for the same source', async () => {
    const refresher = await aRefresher(endpoint, { play: () => UNREACHABLE });

    expect(await refresher.run(NOW_MS)).toEqual([TERRA]);

    const problem = 'celestrak.org gave no answer (it refused the connection)';
    expect(await refresher.row(TERRA)).toMatchObject({ problem, failures: 1 });
    // They may be asked at once.
    expect([await refresher.row(AQUA), await refresher.row(AURA)]).toEqual([
      { catalogNumber: AQUA, problem },
      { catalogNumber: AURA, problem },
    ]);
    refresher.play = (catalogNumber) => answerOf(newest(catalogNumber));
    expect(await refresher.run(NOW_MS + 60_000)).toEqual([AQUA, AURA]);
    expect(await refresher.row(AURA)).not.toHaveProperty('problem');
  });

  it('of a source in trouble is not noted for a satellite that another run has just refreshed', async () => {
    const refresher = await aRefresher(endpoint);
    const other = await aRefresher(endpoint, { table: refresher.table, catalogNumbers: [AQUA] });
    refresher.play = async (catalogNumber) => {
      if (catalogNumber === AURA) return UNREACHABLE;
      expect(await other.run(NOW_MS)).toEqual([AQUA]);
      return answerOf(newest(catalogNumber));
    };

    expect(await refresher.run(NOW_MS)).toEqual([TERRA, AURA]);

    expect(await refresher.row(AURA)).toMatchObject({ failures: 1, problem: expect.any(String) });
    expect(await refresher.row(AQUA)).not.toHaveProperty('problem');
  });

  it.each<[reply: Reply]>([
    [NOT_FOUND],
    [{ unreadable: 'the answer has more than 1000000 bytes', host: 'celestrak.org' }],
  ])('for one satellite does not affect the others: %j', async (reply) => {
    const refresher = await aRefresher(endpoint, {
      play: (catalogNumber) => (catalogNumber === AQUA ? reply : answerOf(newest(catalogNumber))),
    });

    expect(await refresher.run(NOW_MS)).toEqual([TERRA, AQUA, AURA]);

    expect(refresher.report.counts).toMatchObject({ [METRIC.elementsRefreshed]: 2 });
    expect((await refresher.row(AURA))?.current?.omm).toEqual(newest(AURA));
  });
});
