// The page in a browser: how soon it shows something, how busy it keeps the machine, how much memory it holds.
import type { CDPSession, Page } from 'playwright-core';
import type { System } from '../../local/aws/system.ts';
import { launchBrowser } from '../../test/support/browser.ts';
import { heapBytes, untilFilled } from '../../test/support/page.ts';
import { firstTrackMs, watchFirstTrack } from './first-track.ts';

// Over several steps of the grid.
const WATCH_S = 30;

/** Opens the page and watches it. */
export async function measurePage({ addresses }: System) {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await watchFirstTrack(page);
    await page.goto(addresses.pageUrl);
    await untilFilled(page);
    const filledMs = await page.evaluate(() => performance.now());

    const devtools = await page.context().newCDPSession(page);
    // Time of the thread itself: other programs on the machine do not count.
    await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
    const before = await threadTime(devtools);
    await watch(page);
    const after = await threadTime(devtools);
    return {
      firstTrackMs: await firstTrackMs(page),
      filledMs,
      busyShare: (after.busyS - before.busyS) / (after.atS - before.atS),
      heapMegabytes: (await heapBytes(devtools)) / 1_000_000,
    };
  } finally {
    await browser.close();
  }
}

/** Resolves when the page has been open for a while. */
async function watch(page: Page): Promise<void> {
  const untilMs = (await page.evaluate(() => Date.now())) + WATCH_S * 1000;
  await page.waitForFunction((endMs) => Date.now() >= endMs, untilMs, { polling: 1000, timeout: 0 });
}

async function threadTime(devtools: CDPSession): Promise<{ atS: number; busyS: number }> {
  const { metrics } = await devtools.send('Performance.getMetrics');
  const busyS = metrics.find(({ name }) => name === 'TaskDuration')?.value;
  if (busyS === undefined) throw new Error('Chromium does not report TaskDuration.');
  return { atS: performance.now() / 1000, busyS };
}
