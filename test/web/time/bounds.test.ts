// Which times the control offers, and where keys and the slider lead.
import { describe, expect, it } from 'vitest';
import {
  isDayOutside,
  offeredTimes,
  sliderSpan,
  spanOf,
  stepWithin,
  timeAfterKey,
  timeAt,
} from '../../../web/time/bounds.ts';

const NOW = Date.UTC(2026, 10, 24, 12, 0, 30);
const text = (timeMs: number | undefined) => timeMs && new Date(timeMs).toISOString();

describe('the times that are offered', () => {
  it('are those of any satellite', () => {
    const spans = [{ fromMs: 5, untilMs: 9 }, undefined, { fromMs: 3, untilMs: 7 }];

    expect(spanOf(spans)).toEqual({ fromMs: 3, untilMs: 9 });
    expect(spanOf([undefined])).toBeUndefined();
  });

  it('are 30 days around the known element sets', () => {
    const { fromMs, untilMs } = offeredTimes([Date.UTC(2026, 10, 20), Date.UTC(2026, 10, 24)], NOW);

    expect(text(fromMs)).toBe('2026-10-21T00:00:00.000Z');
    expect(text(untilMs)).toBe('2026-12-24T00:00:00.000Z');
  });

  it('are all those that the API knows', () => {
    const known = { fromMs: Date.UTC(2026, 5, 9), untilMs: Date.UTC(2026, 10, 30) };

    expect(offeredTimes([Date.UTC(2026, 10, 24)], NOW, known)).toEqual({
      fromMs: known.fromMs,
      fromIs: '30 days before the oldest known element set',
      untilMs: Date.UTC(2026, 11, 24),
      untilIs: '30 days after the newest known element set',
    });
  });

  it('are the next ten days in any case, as far as overpasses are listed', () => {
    const { fromMs, untilMs, untilIs } = offeredTimes([Date.UTC(2026, 6, 9)], NOW);

    expect(text(fromMs)).toBe('2026-06-09T00:00:00.000Z');
    expect(untilMs).toBe(NOW + 10 * 86_400_000);
    expect(untilIs).toBe('ten days from now');
  });

  it('are the last day in any case, which is recorded', () => {
    expect(offeredTimes([Date.UTC(2027, 0, 20)], NOW)).toMatchObject({
      fromMs: NOW - 86_400_000,
      fromIs: 'a day ago',
      untilMs: Date.UTC(2027, 1, 19),
    });
  });

  it.each([
    ['2026-12-04T12:00:35Z', 'ten days from now'],
    ['2026-12-15T00:00:00Z', '30 days after the newest known element set'],
  ])('say what the end is that the API knows: %s', (until, untilIs) => {
    const known = { fromMs: Date.UTC(2026, 5, 9), untilMs: Date.parse(until) };

    expect(offeredTimes([Date.UTC(2026, 6, 9)], NOW, known)).toMatchObject({ untilMs: known.untilMs, untilIs });
  });

  it('are a day around now without an element set', () => {
    expect(offeredTimes([], NOW)).toMatchObject({ fromMs: NOW - 86_400_000, untilMs: NOW + 86_400_000 });
  });

  it.each([
    ['2026-11-20', true],
    // Its last hour is known.
    ['2026-11-21', false],
    ['2026-11-24', false],
    ['2026-12-04', false],
    ['2026-12-05', true],
  ])('have no moment of %s: %s', (day, isOutside) => {
    const span = { fromMs: Date.UTC(2026, 10, 21, 23), untilMs: Date.UTC(2026, 11, 4, 12) };

    expect(isDayOutside(Date.parse(day), span)).toBe(isOutside);
  });
});

describe('a whole minute within a span', () => {
  const SPAN = { fromMs: Date.parse('2026-09-20T10:30:34.123Z'), untilMs: Date.parse('2026-12-04T12:00:30.500Z') };

  it.each([
    ['2026-09-20T05:00:00Z', '2026-09-20T10:31:00.000Z'],
    ['2026-09-20T10:30:40Z', '2026-09-20T10:31:00.000Z'],
    ['2026-11-24T12:00:59Z', '2026-11-24T12:00:00.000Z'],
    ['2026-12-04T18:00:00Z', '2026-12-04T12:00:00.000Z'],
  ])('of %s is %s', (time, minute) => {
    expect(text(stepWithin(Date.parse(time), 60_000, SPAN))).toBe(minute);
  });
});

describe('the slider', () => {
  it.each([
    ['2026-11-24T03:00Z', '2026-11-23T12:00:30.000Z', '2026-11-25T12:00:30.000Z'],
    ['2026-11-25T12:00Z', '2026-11-23T12:00:30.000Z', '2026-11-25T12:00:30.000Z'],
    ['2026-11-23T12:00Z', '2026-11-23T00:00:00.000Z', '2026-11-24T00:00:00.000Z'],
    ['2026-12-03T12:00Z', '2026-12-03T00:00:00.000Z', '2026-12-04T00:00:00.000Z'],
  ])('at %s goes from %s until %s: a day around now, or another day', (time, from, until) => {
    const { fromMs, untilMs } = sliderSpan(Date.parse(time), NOW);

    expect([text(fromMs), text(untilMs)]).toEqual([from, until]);
  });

  it('leads to whole minutes, but for its ends', () => {
    const span = sliderSpan(NOW, NOW);

    expect(text(timeAt(0.25, span))).toBe('2026-11-24T00:01:00.000Z');
    expect(text(timeAt(1, span))).toBe('2026-11-25T12:00:30.000Z');
  });
});

describe('keys', () => {
  it.each<[key: string, isShifted: boolean, time: string]>([
    ['ArrowRight', false, '12:01:00'],
    ['ArrowUp', false, '12:01:00'],
    // From the present, to the minute that has begun.
    ['ArrowLeft', false, '12:00:00'],
    ['ArrowRight', true, '13:00:00'],
    ['ArrowLeft', true, '11:00:00'],
    ['PageUp', false, '13:00:00'],
    ['PageDown', false, '11:00:00'],
  ])('%s (with Shift: %s) leads from 12:00:30 to %s', (key, isShifted, time) => {
    expect(text(timeAfterKey(key, isShifted, NOW, sliderSpan(NOW, NOW)))).toBe(`2026-11-24T${time}.000Z`);
  });

  it('moves by a minute from a whole minute, and to the ends of the slider', () => {
    const span = sliderSpan(NOW, NOW);

    expect(text(timeAfterKey('ArrowLeft', false, NOW - 30_000, span))).toBe('2026-11-24T11:59:00.000Z');
    expect(timeAfterKey('Home', false, NOW, span)).toBe(NOW - 86_400_000);
    expect(timeAfterKey('End', false, NOW, span)).toBe(NOW + 86_400_000);
    expect(timeAfterKey('Tab', false, NOW, span)).toBeUndefined();
    expect(timeAfterKey('toString', false, NOW, span)).toBeUndefined();
  });
});
