// The page in a real browser, open all the time.
import type { Page } from 'playwright-core';
import { launchBrowser } from '../../../support/browser.ts';
import { WAIT_LIMIT_MS } from '../../../support/limits.ts';
import { untilFilled } from '../../../support/page.ts';

export interface Pages {
  count: number;
  /** Resolves when every page is live with every chart complete. */
  untilWhole(timeoutMs: number): Promise<void>;
  close(): Promise<void>;
}

/** Opens so many pages, and waits until they are complete. */
export async function openPages(pageUrl: string, count: number): Promise<Pages> {
  if (count === 0) return { count, untilWhole: async () => {}, close: async () => {} };
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
    return {
      count,
      async untilWhole(timeoutMs) {
        await Promise.all(pages.map((page) => whole(page, timeoutMs)));
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
