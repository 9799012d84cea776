// The demo as `npm run demo` serves it, and somebody who looks at it with a clock in their hands.
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { type DemoServer, serveDemo } from '../../local/demo/server.ts';
import { listen } from '../browser/viewer.ts';
import { launchBrowser } from '../support/browser.ts';
import { WAIT_LIMIT_MS } from '../support/limits.ts';
import { untilFilled } from '../support/page.ts';

/** Any time will do: the demo has its own, which starts when the page does. */
const TODAY = Date.UTC(2027, 4, 1, 8, 30);

/** A demo and a browser for the tests of a file; nothing may go wrong on a page. */
export function theDemo() {
  let server: DemoServer;
  let browser: Browser;
  const contexts: BrowserContext[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    [server, browser] = await Promise.all([serveDemo(0), launchBrowser()]);
  });

  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
    expect(complaints.splice(0)).toEqual([]);
  });

  afterAll(async () => {
    await Promise.all([browser?.close(), server?.stop()]);
  });

  return {
    /** A new visitor, as soon as every column is filled. The page's clock stands still from then on and moves when told. */
    async open(): Promise<Page> {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
      contexts.push(context);
      context.setDefaultTimeout(WAIT_LIMIT_MS);
      const page = await context.newPage();
      listen(page, [new URL(server.url).origin], complaints);
      await page.clock.install({ time: TODAY });
      await page.goto(server.url);
      await untilFilled(page);
      await page.clock.pauseAt(TODAY + 30_000);
      return page;
    },
  };
}

/** When the page got its last frame, on the demo's clock, to the second; NaN before the first. */
export async function lastFrame(page: Page): Promise<number> {
  const timeMs = Date.parse((await page.locator('.status').getAttribute('data-last-frame')) ?? '');
  // The page's clock stands between two milliseconds.
  return Math.round(timeMs / 1000) * 1000;
}
