// A computer that sleeps for ten minutes under an open page, with the demo's Env in the place of API and socket: all of them go by the
// page's clock, which the test moves.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { untilFilled } from '../support/page.ts';
import { lastFrame, theDemo } from './the-demo.ts';

const TEN_MINUTES_MS = 600_000;

const demo = theDemo();

// Systems differ in what becomes of a timer that was due in the sleep.
test.each<[string, (page: Page) => Promise<void>]>([
  ['timers that were due fire at once, each at most once', (page) => page.clock.fastForward('10:00')],
  [
    'timers stood still and go on waiting',
    async (page) => page.clock.setSystemTime((await page.evaluate(() => Date.now())) + TEN_MINUTES_MS),
  ],
])('after a sleep of ten minutes in which %s, the page is live and whole', async (_, sleep) => {
  const page = await demo.open();
  await page.clock.runFor(60_000);
  const sleptMs = await lastFrame(page);

  await sleep(page);
  // Ten seconds: the page wakes with its next second, and a new socket takes one or two.
  await page.clock.runFor(10_000);

  await untilFilled(page);
  // No frame of the sleep has come: what healed it is the API.
  expect(await lastFrame(page)).toBe(sleptMs);
  // The old socket has died in the sleep without a sign. The new one brings the next frame.
  await page.clock.runFor(60_000);
  expect((await lastFrame(page)) - sleptMs).toBe(TEN_MINUTES_MS + 60_000);
  await untilFilled(page);
});
