// A computer that sleeps for ten minutes with the page open.
// On the demo, page, API and socket all go by the clock that the test moves.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { untilFilled } from '../support/page.ts';
import { lastFrame, theDemo } from './the-demo.ts';

const TEN_MINUTES_MS = 600_000;

const demo = theDemo();

// Systems differ in what happens to timers that are due during a sleep.
test.each<[string, (page: Page) => Promise<void>]>([
  ['timers that are due fire at once afterwards', (page) => page.clock.fastForward('10:00')],
  [
    'timers are suspended',
    async (page) => page.clock.setSystemTime((await page.evaluate(() => Date.now())) + TEN_MINUTES_MS),
  ],
])('after a sleep of ten minutes, in which %s, the page is live and complete', async (_, sleep) => {
  const page = await demo.open();
  await page.clock.runFor(60_000);
  const sleptMs = await lastFrame(page);

  await sleep(page);
  // The page notices at its next second, and a new socket takes one or two.
  await page.clock.runFor(10_000);

  await untilFilled(page);
  // No frame has arrived: the points are from the API.
  expect(await lastFrame(page)).toBe(sleptMs);
  // The old socket is dead. The new one brings the next frame.
  await page.clock.runFor(60_000);
  expect((await lastFrame(page)) - sleptMs).toBe(TEN_MINUTES_MS + 60_000);
  await untilFilled(page);
});
