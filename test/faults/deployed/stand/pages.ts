// The page in a real browser, open all the time.
import type { Page } from 'playwright-core';
import { launchBrowser } from '../../../support/browser.ts';
import { WAIT_LIMIT_MS } from '../../../support/limits.ts';
import { heapBytes, untilFilled } from '../../../support/page.ts';

const MB = 1024 * 1024;

export interface Pages {
  count: number;
  /** Resolves when every page is live with every chart complete. */
  untilWhole(timeoutMs: number): Promise<void>;
  /** Live memory of the scripts of all pages, megabytes. */
  liveMb(): Promise<number>;
  close(): Promise<void>;
}

/** Opens so many pages, and waits until they are complete. */
export async function openPages(pageUrl: string, count: number): Promise<Pages> {
  if (count === 0) return { count, untilWhole: async () => {}, liveMb: async () => 0, close: async () => {} };
  const browser = await launchBrowser();
  try {
    const pages = await Promise.all(
      Array.from({ length: count }, async () => {
        const page = await browser.newPage();
        page.setDefaultTimeout(WAIT_LIMIT_MS);
        await page.goto(pageUrl);
        return page;
      }),
    );
    await Promise.all(pages.map((page) => untilFilled(page)));
    const devTools = await Promise.all(pages.map((page) => page.context().newCDPSession(page)));
    return {
      count,
      async untilWhole(timeoutMs) {
        await Promise.all(pages.map((page) => whole(page, timeoutMs)));
      },
      async liveMb() {
        const heaps = await Promise.all(devTools.map((each) => heapBytes(each)));
        return heaps.reduce((sum, bytes) => sum + bytes, 0) / MB;
      },
      close: () => browser.close(),
    };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

async function whole(page: Page, timeoutMs: number): Promise<void> {
  page.setDefaultTimeout(timeoutMs);
  try {
    await untilFilled(page);
  } catch (error) {
    const shows = await page.locator('.status').textContent();
    throw new Error(`A page in the browser is not whole. It says: ${shows}`, { cause: error });
  }
}
