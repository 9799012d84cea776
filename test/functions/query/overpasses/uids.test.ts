// The UID of an overpass in a calendar: the same with newer elements, so that the calendar moves the event.
import { describe, expect, it } from 'vitest';
import { overpassesCalendar } from '../../../../functions/query/overpasses/calendar.ts';
import { epochMs } from '../../../../orbit/elements.ts';
import { HOUR_MS, MINUTE_MS } from '../../../../orbit/time.ts';
import type { OverpassesAnswer, SwathOverpassAnswer } from '../../../../wire/overpasses.ts';
import { type TrueElements, trueElements } from '../../../accuracy/truth.ts';
import { NOW_MS } from '../../../support/builders.ts';
import { overBoulder } from '../support/boulder.ts';

const uidsOf = (answer: OverpassesAnswer) =>
  [
    ...overpassesCalendar(answer)
      .replaceAll('\r\n ', '')
      .matchAll(/^UID:(.*)\r$/gm),
  ].map(([, uid]) => uid);

it.each(['swath', 'horizon'] as const)('every overpass has its own UID: %s', (kind) => {
  const answer = overBoulder({ kind });

  expect(new Set(uidsOf(answer)).size).toBe(answer.overpasses.length);
});

it('an overpass has the same UID an hour later', () => {
  const now = uidsOf(overBoulder());
  const later = uidsOf(overBoulder({}, NOW_MS + HOUR_MS));
  const gone = (overBoulder().overpasses as SwathOverpassAnswer[]).filter(
    ({ time }) => Date.parse(time) < NOW_MS - 7500 + HOUR_MS,
  );

  expect(later.slice(0, now.length - gone.length)).toEqual(now.slice(gone.length));
});

describe('with newer elements an overpass keeps its UID', () => {
  const setOf = (number: number, day: string) =>
    trueElements.find(
      ({ catalogNumber, omm }) => catalogNumber === number && omm.EPOCH.startsWith(day),
    ) as TrueElements;
  const terra = setOf(25994, '2026-10-09');
  const aqua = setOf(27424, '2026-10-04');
  const aura = setOf(28376, '2026-07-09');

  // Two searches have found the same overpass when their times are close: revolutions are more than 90 minutes apart.
  const SAME_MS = 20 * MINUTE_MS;

  function renamedShare(kind: 'swath' | 'horizon', newer: TrueElements, older: TrueElements) {
    let same = 0;
    let renamed = 0;
    for (const latitudeDeg of [-90, -65, -40, -20, 0, 20, 40, 55, 70]) {
      const place = { latitudeDeg, longitudeDeg: 1.9 * latitudeDeg - 7.3 };
      const [now, before] = [newer, older].map(({ omm }) => {
        const elements = { omm, source: 'bundled', retrievedAt: null };
        const answer = overBoulder({ place, days: 10, kind }, epochMs(newer.omm), elements);
        const uids = uidsOf(answer);
        return answer.overpasses.map((each, index) => ({
          timeMs: Date.parse('time' in each ? each.time : each.culmination.time),
          uid: uids[index],
        }));
      }) as { timeMs: number; uid: string }[][];
      for (const { timeMs, uid } of now ?? []) {
        const known = before?.find((each) => Math.abs(each.timeMs - timeMs) < SAME_MS);
        if (!known) continue;
        same += 1;
        if (known.uid !== uid) renamed += 1;
      }
    }
    expect(same).toBeGreaterThan(300);
    return renamed / same;
  }

  describe.each(['swath', 'horizon'] as const)('%s', (kind) => {
    it.each([
      ['Terra, 2.3 days', terra, setOf(25994, '2026-10-07')],
      ['Terra, 5.3 days', terra, setOf(25994, '2026-10-04')],
    ])('always: %s', (_, newer, older) => {
      expect(renamedShare(kind, newer, older)).toBe(0);
    });

    it.each([
      ['Aura, 7.5 days', aura, setOf(28376, '2026-07-02')],
      ['Terra, 45 days', terra, setOf(25994, '2026-08-25')],
      ['Aqua, 75 days', aqua, setOf(27424, '2026-07-21')],
    ])('except for fewer than 1 in 150: %s', (_, newer, older) => {
      expect(renamedShare(kind, newer, older)).toBeLessThan(1 / 150);
    });

    it('except for fewer than 1 in 6 after manoeuvres that moved Aqua by six minutes', () => {
      expect(renamedShare(kind, aqua, setOf(27424, '2026-07-08'))).toBeLessThan(1 / 6);
    });
  });
});
