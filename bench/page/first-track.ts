// How soon the page shows the first ground track: opened in a new profile, with nothing in its cache.
import type { Browser, Page } from 'playwright-core';
import { median } from '../statistics.ts';

const GOAL_MS = 1000;

/** From the navigation to the first track, milliseconds, for each time that the page was opened. */
export async function measureFirstTrack(browser: Browser, url: string, { runs }: { runs: number }): Promise<number[]> {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await watchFirstTrack(page);
    await page.goto(url);
    times.push(await firstTrackMs(page));
    await page.close();
  }
  return times;
}

declare global {
  interface Window {
    firstTrackMs?: number;
  }
}

/** Notes when a page that is opened from now on draws its first track. */
export async function watchFirstTrack(page: Page): Promise<void> {
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.querySelector('path.track[d^="M"]')) return;
      observer.disconnect();
      window.firstTrackMs = performance.now();
    }).observe(document, { subtree: true, childList: true, attributeFilter: ['d'] });
  });
}

/** When that was, since the navigation. */
export async function firstTrackMs(page: Page): Promise<number> {
  const found = await page.waitForFunction(() => window.firstTrackMs);
  return (await found.jsonValue()) ?? Number.NaN;
}

/** The measurement as text, with its goal. */
export function firstTrackReport(times: readonly number[]): string[] {
  const middle = median(times);
  return [
    `First ground track after navigation, median of ${times.length}: ${middle.toFixed(0)} ms (goal: at most ${GOAL_MS}): ${middle <= GOAL_MS ? 'met' : 'MISSED'}`,
  ];
}
