// The server's clock is known within 0.6 s, and the page's clock is only corrected when the device is clearly off.
import { describe, expect, it } from 'vitest';
import { createServerClock } from '../../../web/feed/server-clock.ts';

const NOW = Date.UTC(2026, 10, 24, 12);

/** Observes an answer of a server that is `aheadMs` ahead, written halfway between request and arrival. */
function answer(clock: ReturnType<typeof createServerClock>, sentMs: number, aheadMs: number, tookMs = 200) {
  clock.observe(new Date(sentMs + tookMs / 2 + aheadMs).toUTCString(), null, sentMs, sentMs + tookMs);
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

  it.each([0, 14, 3600])('is the same from a cache that has had the answer for %i s', (ageSeconds) => {
    for (const aheadMs of [0, 30_000, -30_000]) {
      const clock = createServerClock(() => NOW);
      for (let count = 0; count < 10; count++) {
        const sentMs = NOW + count * 60_090;
        const writtenMs = sentMs + aheadMs - ageSeconds * 1000 - 300;
        clock.observe(new Date(writtenMs).toUTCString(), String(ageSeconds), sentMs, sentMs + 100);
      }

      expect(Math.abs((clock.offsetMs ?? Number.NaN) - aheadMs)).toBeLessThanOrEqual(1_000);
    }
  });

  it('gets more exact with answers at different parts of a second', () => {
    const clock = createServerClock(() => NOW);
    for (let count = 0; count < 10; count++) answer(clock, NOW + count * 60_090, 3_210);

    expect(Math.abs((clock.offsetMs ?? Number.NaN) - 3_210)).toBeLessThanOrEqual(150);
  });

  it.each([30_000, -30_000])('follows a clock that was set by %i ms', (aheadMs) => {
    const clock = createServerClock(() => NOW);
    for (let count = 0; count < 10; count++) answer(clock, NOW + count * 60_090, 0);
    answer(clock, NOW + 700_000, aheadMs);

    expect(Math.abs((clock.offsetMs ?? Number.NaN) - aheadMs)).toBeLessThanOrEqual(600);
  });

  it.each([3_600_000, -3_600_000])('moves further only when two answers agree: %i ms', (aheadMs) => {
    const clock = createServerClock(() => NOW);
    answer(clock, NOW, aheadMs);
    expect(clock.nowMs()).toBe(NOW);
    // Of the API itself, so the first one was of another server.
    answer(clock, NOW + 60_090, 0);
    answer(clock, NOW + 120_180, aheadMs);
    expect(clock.nowMs()).toBe(NOW);

    answer(clock, NOW + 180_270, aheadMs);
    expect(Math.abs((clock.offsetMs ?? Number.NaN) - aheadMs)).toBeLessThanOrEqual(600);
  });

  it.each(['999999999999', '-3600', '86401'])('ignores an answer that no cache can have: Age %s', (age) => {
    const clock = createServerClock(() => NOW);
    for (const sentMs of [NOW, NOW + 60_000]) clock.observe(new Date(sentMs).toUTCString(), age, sentMs, sentMs + 100);

    expect(clock.offsetMs).toBeUndefined();
  });

  it("corrects the page's clock only when the device is off by more than two seconds", () => {
    const right = createServerClock(() => NOW);
    // Between 1.4 and 2.6 seconds ahead: 2 on average.
    right.observe(new Date(NOW + 2_000).toUTCString(), null, NOW + 400, NOW + 600);
    expect(right.offsetMs).toBe(2_000);
    expect(right.nowMs()).toBe(NOW);
    expect(right.correctionMs).toBe(0);

    for (const aheadMs of [30_000, -30_000]) {
      const off = createServerClock(() => NOW);
      answer(off, NOW, aheadMs);
      expect(Math.abs(off.nowMs() - NOW - aheadMs)).toBeLessThanOrEqual(600);
      expect(off.correctionMs).toBe(off.nowMs() - NOW);
    }
  });

  it('is the middle of what an answer allows', () => {
    const clock = createServerClock(() => NOW);
    // Written between NOW and NOW + 2 s, in the second from NOW + 60 s to NOW + 61 s.
    clock.observe(new Date(NOW + 60_000).toUTCString(), null, NOW, NOW + 2_000);

    expect(clock.offsetMs).toBe((58_000 + 61_000) / 2);
  });

  it.each([
    ['without a date', null, 100],
    ['with an invalid date', 'yesterday', 100],
    ['that took longer than two seconds', new Date(NOW + 60_000).toUTCString(), 2_001],
    ['during which the clock was set back', new Date(NOW + 60_000).toUTCString(), -1],
  ])('ignores an answer %s', (_, date, tookMs) => {
    const clock = createServerClock(() => NOW);
    clock.observe(date, null, NOW, NOW + tookMs);
    expect(clock.offsetMs).toBeUndefined();

    // The next answer counts as if it were the first.
    answer(clock, NOW, -30_000);
    expect(Math.abs((clock.offsetMs ?? Number.NaN) + 30_000)).toBeLessThanOrEqual(600);
  });
});
