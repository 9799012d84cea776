// A page on a device whose clock is far off has the whole hour as soon as it knows the time, however its first answers
// come.
import { describe, expect, it } from 'vitest';
import { HOUR_MS } from '../../../orbit/time.ts';
import { createShownTime } from '../../../web/head/shown-time.ts';
import { lastHour } from '../../../web/satellite/tracks.ts';
import { settle } from '../fake-env.ts';
import { aSatellite, aTrackAnswer, aTracksAnswer } from '../points.ts';
import { browser, feed, NOW, start, stored, TERRA } from './the-feed.ts';

const LIST = { satellites: [aSatellite(TERRA)] };
const pathOf = { list: '/satellites', tracks: '/tracks' };

describe.each([HOUR_MS, -HOUR_MS])('a device whose clock is %i ms ahead', (aheadMs) => {
  it.each<{ order: readonly ('list' | 'tracks')[]; tookMs: [number, number] }>([
    { order: ['list', 'tracks'], tookMs: [100, 200] },
    { order: ['tracks', 'list'], tookMs: [100, 200] },
    { order: ['list', 'tracks'], tookMs: [100, 4_000] },
    { order: ['tracks', 'list'], tookMs: [100, 4_000] },
    { order: ['tracks', 'list'], tookMs: [4_000, 5_000] },
  ])('pauses with all points at the right time: $order after $tookMs ms', async ({ order, tookMs }) => {
    const answers = { list: LIST, tracks: aTracksAnswer(aTrackAnswer(TERRA, stored, NOW)) };
    browser.nowMs = NOW + aheadMs;
    browser.serverAheadMs = -aheadMs;
    const give = new Map<string, () => void>();
    for (const name of order)
      browser.answers.set(pathOf[name], () => new Promise((resolve) => give.set(name, () => resolve(answers[name]))));
    let onData = () => {};
    await start(() => onData());
    const time = createShownTime(feed, () => browser.nowMs);
    time.holdWhenFilled();
    onData = time.onData;
    browser.socket.opened();
    await settle();

    for (const [index, name] of order.entries()) {
      await browser.pass((tookMs[index] ?? 0) - (tookMs[index - 1] ?? 0));
      give.get(name)?.();
      browser.answers.set(pathOf[name], answers[name]);
      await settle();
    }

    expect(feed.state.isClockInDoubt).toBe(false);
    expect(Math.abs(feed.nowMs() + aheadMs - browser.nowMs)).toBeLessThan(5_000);
    expect(lastHour(time.shown.state.tracks.get(TERRA) ?? [], time.shown.timeMs)).toHaveLength(180);
    expect(time.onData()).toBe('nothing');
  });
});
