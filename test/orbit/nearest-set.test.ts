// Which set is nearest in time, and where the stretches of two sets meet.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearestSet, nearestSetSpans } from '../../orbit/nearest-set.ts';
import { ElementsError } from '../../orbit/omm.ts';
import { DAY_MS, formatTime } from '../../orbit/time.ts';
import { newestOmm } from '../accuracy/truth.ts';
import { TERRA } from '../support/builders.ts';

const setAt = (epoch: string, name = '') => ({ omm: { ...newestOmm(TERRA), EPOCH: epoch }, name });
const [FIRST, SECOND, THIRD] = [
  setAt('2026-10-01T00:00:00.000000'),
  setAt('2026-10-03T00:00:00.000000'),
  setAt('2026-10-07T00:00:00.000000'),
] as const;
const at = (text: string) => Date.parse(`2026-10-${text}Z`);

const spansOf = (sets: readonly ReturnType<typeof setAt>[], from: string, until: string) =>
  nearestSetSpans(sets, at(from), at(until)).map(({ omm, fromMs, untilMs }) => [
    omm.EPOCH.slice(8, 10),
    formatTime(fromMs).slice(8, 19),
    formatTime(untilMs).slice(8, 19),
  ]);

describe('the nearest set', () => {
  it.each([
    ['long before the first epoch', '01T00:00:00.000', FIRST],
    ['just before a midpoint', '01T23:59:59.999', FIRST],
    ['at a midpoint: the newer one', '02T00:00:00.000', SECOND],
    ['at an epoch', '03T00:00:00.000', SECOND],
    ['long after the last epoch', '31T00:00:00.000', THIRD],
  ])('%s', (_, text, expected) => {
    expect(nearestSet([THIRD, FIRST, SECOND], at(text))).toBe(expected);
  });

  it('of two with the same epoch is the first', () => {
    const sets = [setAt('2026-10-03T00:00:00', 'better'), setAt('2026-10-03T00:00:00.000000', 'worse')];

    expect(nearestSet(sets, at('05T00:00:00'))?.name).toBe('better');
    expect(nearestSetSpans(sets, at('01T00:00:00'), at('05T00:00:00')).map(({ name }) => name)).toEqual(['better']);
  });

  it('is none where there are no sets', () => {
    expect(nearestSet([], 0)).toBeUndefined();
    expect(nearestSetSpans([], 0, DAY_MS)).toEqual([]);
  });

  it('cannot be found among sets whose epoch is no time', () => {
    expect(() => nearestSet([FIRST, setAt('yesterday')], 0)).toThrow(ElementsError);
  });
});

describe('the stretches of a window', () => {
  it('are cut at the midpoints and touch', () => {
    expect(spansOf([THIRD, FIRST, SECOND], '01T12:00:00', '09T00:00:00')).toEqual([
      ['01', '01T12:00:00', '02T00:00:00'],
      ['03', '02T00:00:00', '05T00:00:00'],
      ['07', '05T00:00:00', '09T00:00:00'],
    ]);
  });

  it('that begins at a midpoint, or is one, belong to the newer set alone', () => {
    expect(spansOf([FIRST, SECOND], '02T00:00:00', '02T06:00:00')).toEqual([['03', '02T00:00:00', '02T06:00:00']]);
    expect(spansOf([FIRST, SECOND], '02T00:00:00', '02T00:00:00')).toEqual([['03', '02T00:00:00', '02T00:00:00']]);
  });

  it('that ends at a midpoint have the newer set for that moment', () => {
    expect(spansOf([FIRST, SECOND], '01T00:00:00', '02T00:00:00')).toEqual([
      ['01', '01T00:00:00', '02T00:00:00'],
      ['03', '02T00:00:00', '02T00:00:00'],
    ]);
  });

  it('cover the window, each with the set that is nearest to every moment in it', () => {
    const moment = fc.integer({ min: 0, max: 30 * DAY_MS });
    fc.assert(
      fc.property(fc.array(moment, { minLength: 1, maxLength: 9 }), moment, moment, moment, (epochs, a, b, look) => {
        const start = at('01T00:00:00');
        const sets = epochs.map((ms) => setAt(new Date(start + ms).toISOString()));
        const [fromMs, untilMs] = [start + Math.min(a, b), start + Math.max(a, b)];

        const spans = nearestSetSpans(sets, fromMs, untilMs);

        expect([spans[0]?.fromMs, spans.at(-1)?.untilMs]).toEqual([fromMs, untilMs]);
        for (const [index, span] of spans.slice(1).entries()) expect(span.fromMs).toBe(spans[index]?.untilMs);
        const timeMs = Math.min(Math.max(start + look, fromMs), untilMs);
        const span = spans.findLast((each) => each.fromMs <= timeMs);
        expect(span?.omm).toBe(nearestSet(sets, timeMs)?.omm);
      }),
      { numRuns: 50 },
    );
  });
});
