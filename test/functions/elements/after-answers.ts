// A real table after some answers of the source, on the test's clock.
import { expect } from 'vitest';
import type { Reply } from '../../../functions/elements/source.ts';
import type { Omm } from '../../../orbit/omm.ts';
import { DAY_MS } from '../../../orbit/time.ts';
import { NOW_MS, TERRA } from '../../support/builders.ts';
import { aRefresher, newest } from './refresher.ts';

/** A set a microsecond newer than Terra's newest. Terra moves 7 mm in that time. */
export const later = (changes: Partial<Omm> = {}): Omm => ({
  ...newest(TERRA),
  EPOCH: '2026-10-09T22:33:25.053985',
  ELEMENT_SET_NO: 1000,
  ...changes,
});

/** Makes tables on an engine. Each is a table after these answers for one satellite, a day apart. */
export function answersOn(endpoint: string) {
  return async function afterAnswers(catalogNumber: number, ...answers: Reply[]) {
    const refresher = await aRefresher(endpoint, { catalogNumbers: [catalogNumber] });
    let nowMs = NOW_MS;
    const answer = async (reply: Reply) => {
      refresher.play = () => reply;
      expect(await refresher.run(nowMs)).toEqual([catalogNumber]);
      nowMs += DAY_MS;
    };
    for (const reply of answers) await answer(reply);
    for (const metric of Object.keys(refresher.report.counts)) delete refresher.report.counts[metric];
    refresher.report.lines.length = 0;
    return { ...refresher, answer };
  };
}
