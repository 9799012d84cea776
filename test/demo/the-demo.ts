// The demo as `npm run demo` serves it, in a browser whose clock the test moves.
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { type DemoServer, serveDemo } from '../../local/demo/server.ts';
import type { Recording } from '../../web/demo/recording.ts';
import { listen } from '../browser/viewer.ts';
import { launchBrowser } from '../support/browser.ts';
import { keepPictures } from '../support/failures.ts';
import { WAIT_LIMIT_MS } from '../support/limits.ts';
import { SATELLITES, untilFilled, untilIdle } from '../support/page.ts';

/** Any time will do: the demo's own clock begins when the page starts. */
const TODAY = Date.UTC(2027, 4, 1, 8, 30);

type OpenOptions = BrowserContextOptions & { beforeLoad?: (page: Page) => Promise<unknown> };

/** A demo and a browser for the tests of a file. No page may report an error, unless the test expects it. */
export function theDemo() {
  let server: DemoServer;
  let browser: Browser;
  const contexts: BrowserContext[] = [];
  const complaints: string[] = [];
  let expected: RegExp | undefined;

  beforeAll(async () => {
    [server, browser] = await Promise.all([serveDemo(0), launchBrowser()]);
  });

  afterEach(async (test) => {
    const isUnexpected = (complaint: string) => !expected?.test(complaint);
    await keepPictures(test, browser, complaints.filter(isUnexpected));
    await Promise.all(contexts.splice(0).map((context) => context.close()));
    const unexpected = complaints.splice(0).filter(isUnexpected);
    expected = undefined;
    expect(unexpected).toEqual([]);
  });

  afterAll(async () => {
    await Promise.all([browser?.close(), server?.stop()]);
  });

  const demo = {
    /** Accepts problems that belong to the test: a browser reports every request without an answer. */
    expectComplaints(pattern: RegExp): void {
      expected = pattern;
    },
    /** Opens the page, and stops its clock at half a minute of the demo, when every column is filled. */
    async open(query = '', options: OpenOptions = {}): Promise<Page> {
      const { beforeLoad, ...contextOptions } = options;
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...contextOptions });
      contexts.push(context);
      context.setDefaultTimeout(WAIT_LIMIT_MS);
      const page = await context.newPage();
      listen(page, [new URL(server.url).origin], complaints);
      // Stopped before the page starts: however slow the machine is, the page sees the same times.
      await page.clock.install({ time: TODAY });
      await page.clock.pauseAt(TODAY + 1_000);
      await beforeLoad?.(page);
      await page.goto(server.url + query);
      await page.locator('[data-part="demo"]', { hasText: 'in a loop' }).waitFor({ state: 'attached' });
      await page.clock.runFor(30_000);
      // At another time nothing is live, and in a frame and in class mode there are no charts.
      if (!/[?&](t=2|embed=1|mode=class)/.test(query)) await untilFilled(page, { satellites: satellitesIn(query) });
      return page;
    },
    /** Opens it, until all of the map has come. */
    async openMap(query = '', options: OpenOptions = {}): Promise<{ page: Page; map: Locator }> {
      const page = await demo.open(query, options);
      await untilIdle(page);
      return { page, map: page.locator('[data-world="map"]') };
    },
    /** Opens it with a place, and runs the clock until every satellite has been searched. */
    async openListed(query: string, options: BrowserContextOptions = {}): Promise<Page> {
      const page = await demo.open(query, options);
      await untilListed(page);
      return page;
    },
  };
  return demo;
}

/** Those of the page: as its address asks, if it has one of them. */
function satellitesIn(query: string): readonly number[] {
  const asked = new URLSearchParams(query).get('sat')?.split(',').map(Number) ?? [];
  const shown = SATELLITES.filter((catalogNumber) => asked.includes(catalogNumber));
  return shown.length > 0 ? shown : SATELLITES;
}

/** Resolves when the overpasses of the page's place are listed, of every satellite. */
export async function untilListed(page: Page): Promise<void> {
  // The search is loaded in the browser's time, and runs in the demo's.
  await page.locator('[data-place-part="result"]').waitFor({ state: 'attached' });
  await page.clock.runFor(2_000);
  await page.locator('[data-place-part="remark"][hidden]').waitFor({ state: 'attached' });
}

/** For `beforeLoad`: the recording, with four more that fly as the first. */
export async function withSevenSatellites(page: Page): Promise<void> {
  await page.route('**/recording.json', async (route) => {
    const response = await route.fetch();
    const { satellites, tracks, ...rest } = (await response.json()) as Recording;
    const [[first], [track]] = [satellites.satellites, tracks];
    if (!first || !track) throw new Error('The recording is empty.');
    const others = [90001, 90002, 90003, 90004].map((catalogNumber) => ({ catalogNumber, name: `S ${catalogNumber}` }));
    const json = {
      ...rest,
      satellites: { satellites: [...satellites.satellites, ...others.map((other) => ({ ...first, ...other }))] },
      tracks: [...tracks, ...others.map((other) => ({ ...track, ...other }))],
    };
    await route.fulfill({ response, json });
  });
}

/** A point of the map on the screen: 0.5, 0.5 is its middle. */
export async function pointOn(map: Locator, x: number, y: number): Promise<[x: number, y: number]> {
  const box = await map.boundingBox();
  if (!box) throw new Error('no map');
  return [box.x + x * box.width, box.y + y * box.height];
}

/** When the page got its last frame, by the demo's clock; NaN before the first. */
export async function lastFrame(page: Page): Promise<number> {
  return Date.parse((await page.locator('.status').getAttribute('data-last-frame')) ?? '');
}
