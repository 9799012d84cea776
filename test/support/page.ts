// The page in a browser: when it is complete, and how much memory it holds.
import type { CDPSession, Page } from 'playwright-core';
import { AQUA, AURA, TERRA } from './builders.ts';

/** Catalog numbers in the order of the page. */
export const SATELLITES: readonly number[] = [TERRA, AQUA, AURA];

/** Resolves when the page is live and each chart of each column has its whole hour. */
export async function untilFilled(page: Page, { satellites = SATELLITES } = {}): Promise<void> {
  await page.waitForFunction((catalogNumbers) => {
    const isWhole = (catalogNumber: number) => {
      const column = document.querySelector<HTMLElement>(`[data-satellite="${catalogNumber}"]`);
      const charts = [...(column?.querySelectorAll<SVGSVGElement>('[data-chart]') ?? [])];
      return (
        column?.dataset.position === 'live' &&
        charts.length === 2 &&
        charts.every((chart) => chart.dataset.points === '180')
      );
    };
    return document.querySelector('[data-state="live"]') !== null && catalogNumbers.every(isWhole);
  }, satellites);
}

/** Resolves when the map also has what is loaded after the first view: night and ribbons. */
export async function untilDrawn(page: Page): Promise<void> {
  await page.locator('[data-world="map"][data-drawn]').waitFor();
}

/** Resolves when everything has come that the page loads by itself when the browser is idle. */
export async function untilIdle(page: Page): Promise<void> {
  await untilDrawn(page);
  await page.locator('.time-slider').waitFor();
}

/**
 * Holds back what the page loads by itself when the browser is idle, until the returned function is called. Then it comes
 * when the page has long been filled, as on a slow machine.
 */
export async function holdIdleParts(page: Page): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route(/\/(time-control|time|map-layers)-\w+\.(js|css)$/, async (route) => {
    await promise;
    await route.continue();
  });
  return resolve;
}

/** The query of the page's address. Asked of the page: Playwright's page.url() follows it later. */
export function query(page: Page): Promise<string> {
  return page.evaluate(() => location.search);
}

/** Memory of the page's scripts in bytes, after a garbage collection. */
export async function heapBytes(devTools: CDPSession): Promise<number> {
  await devTools.send('HeapProfiler.collectGarbage');
  return (await devTools.send('Runtime.getHeapUsage')).usedSize;
}

/** Waits until the browser has drawn. */
export function painted(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        // Called with a frame. Unlike requestAnimationFrame, it is not the clock's.
        const observer = new IntersectionObserver(() => {
          observer.disconnect();
          resolve();
        });
        observer.observe(document.body);
      }),
  );
}

/** How many times the map is magnified. Waits for the end of the movement. */
export async function untilScale(page: Page, scale: number): Promise<void> {
  await page.waitForFunction((wanted) => {
    const width = (selector: string) => document.querySelector(selector)?.getBoundingClientRect().width ?? 0;
    const actual = width('[data-world="drawing"]') / (document.querySelector('[data-world="map"]')?.clientWidth ?? 0);
    // The last hundredth of a step is a movement too.
    const isMoving = document.getAnimations().some((animation) => animation instanceof CSSTransition);
    return Math.abs(actual - wanted) < 0.01 && !isMoving;
  }, scale);
}

/** What has been said to screen readers, and is still there. */
export function spoken(page: Page): Promise<string[]> {
  return page.locator('[data-part="announcements"] p').allTextContents();
}
