// The feed closes holes in the hour: which it asks for, and when.
import { describe, expect, it } from 'vitest';
import { HOUR_MS } from '../../../orbit/time.ts';
import { settle } from '../fake-env.ts';
import { aSatellite, aTrackAnswer } from '../points.ts';
import { browser, feed, NOW, requests, sendFrame, shownCount, startAndOpen, store, stored, TERRA } from './the-feed.ts';

describe('holes', () => {
  it('are refetched after ten seconds and a spread of ten, then once a minute, until they are closed', async () => {
    const whole = stored;
    store(stored.filter(({ timeMs }) => timeMs !== NOW - HOUR_MS / 2));
    await startAndOpen();
    expect(shownCount()).toBe(179);
    browser.random = 0.4;
    const checkEachSecond = async (seconds: number) => {
      for (let second = 0; second < seconds; second++) {
        await browser.pass(1_000);
        feed.refetchIfDue();
        await settle();
      }
    };

    await checkEachSecond(13);
    expect(requests('/tracks')).toBe(1);
    await checkEachSecond(1);
    expect(requests('/tracks')).toBe(2);
    await checkEachSecond(59);
    expect(requests('/tracks')).toBe(2);
    store(whole);
    await checkEachSecond(1);
    expect(requests('/tracks')).toBe(3);
    expect(feed.state.tracks.get(TERRA)?.some(({ timeMs }) => timeMs === NOW - HOUR_MS / 2)).toBe(true);
    expect(requests('/satellites')).toBe(1);
  });

  it('are asked for only of the satellites that have them', async () => {
    const AQUA = 27424;
    browser.answers.set('/satellites', { satellites: [aSatellite(TERRA), aSatellite(AQUA)] });
    browser.answers.set('/tracks', () => ({
      tracks: [aTrackAnswer(AQUA, stored, browser.nowMs)],
      failed: [TERRA],
    }));
    await startAndOpen();
    expect(shownCount()).toBe(0);
    await browser.pass(10_000);
    feed.refetchIfDue();
    await browser.pass(10_000);

    expect(browser.requested.at(-1)).toBe(`https://api.example/tracks?satellites=${TERRA}`);
    expect(shownCount()).toBe(180);
  });

  it('are also refetched when a frame arrives: a hidden page does not check', async () => {
    store(stored.filter(({ timeMs }) => timeMs !== NOW - HOUR_MS / 2));
    await startAndOpen();
    await browser.pass(10_000);
    sendFrame();
    await browser.pass(10_000);

    expect(requests('/tracks')).toBe(2);
  });
});
