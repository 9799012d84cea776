import { describe, expect, it } from 'vitest';
import { createServerClock } from '../../../web/feed/server-clock.ts';

const NOW = Date.UTC(2026, 10, 24, 12);

/** Observes an answer of a server that is `aheadMs` ahead, written halfway between request and arrival. */
function answer(clock: ReturnType<typeof createServerClock>, sentMs: number, aheadMs: number, tookMs = 200) {
  clock.observe(new Date(sentMs + tookMs / 2 + aheadMs).toUTCString(), sentMs, sentMs + tookMs);
}

describe('the offset of the server', () => {
  it('is unknown before the first answer', () => {
    expect(createServerClock(() => NOW).offsetMs).toBeUndefined();
  });

  it.each([0, 400, -400, 2_500, -2_500, 90_000])('is known within 0.6 s after one answer: %i ms', (aheadMs) => {
    for (let sentMs = NOW; sentMs < NOW + 1000; sentMs += 50) {
      const clock = createServerClock(() => NOW);
      answer(clock, sentMs, aheadMs);

      expect(Math.abs((clock.offsetMs ?? Number.NaN) - aheadMs)).toBeLessThanOrEqual(600);
    }
  });

  it('gets more exact with answers at different parts of a second', () => {
    const clock = createServerClock(() => NOW);
    for (let count = 0; count < 10; count++) answer(clock, NOW + count * 60_090, 3_210);

    expect(Math.abs((clock.offsetMs ?? Number.NaN) - 3_210)).toBeLessThanOrEqual(150);
  });

  it('follows a clock that was set', () => {
    const clock = createServerClock(() => NOW);
    for (let count = 0; count < 10; count++) answer(clock, NOW + count * 60_090, 0);
    answer(clock, NOW + 700_000, 30_000);

    expect(Math.abs((clock.offsetMs ?? Number.NaN) - 30_000)).toBeLessThanOrEqual(600);
  });

  it("corrects the page's clock from two seconds", () => {
    const right = createServerClock(() => NOW);
    answer(right, NOW, 1_200);
    expect(right.nowMs()).toBe(NOW);

    const behind = createServerClock(() => NOW);
    answer(behind, NOW, 30_000);
    expect(Math.abs(behind.nowMs() - NOW - 30_000)).toBeLessThanOrEqual(600);
    expect(behind.correctionMs).toBe(behind.nowMs() - NOW);
  });

  it.each([
    ['without a date', null, 0, 100],
    ['with an invalid date', 'yesterday', 0, 100],
    ['that took too long', new Date(NOW + 60_000).toUTCString(), 0, 5_000],
    ['during which the clock was set back', new Date(NOW + 60_000).toUTCString(), 0, -500],
  ])('ignores an answer %s', (_, date, sent, received) => {
    const clock = createServerClock(() => NOW);
    clock.observe(date, NOW + sent, NOW + received);

    expect(clock.offsetMs).toBeUndefined();
  });
});
