// How busy a page that is watched keeps its main thread: the demo in a browser, which has the page's own rhythm, a frame
// each minute. First minutes in real time, in which the browser also draws, then an hour on a clock that runs ahead:
// it has what a minute may lack, such as the list that is refetched every ten.
import type { Browser, CDPSession, Page } from 'playwright-core';
import { untilFilled } from '../../test/support/page.ts';
import { median } from '../statistics.ts';

/** Share of the time in which the main thread may work: a page that stays open all day must not cost a battery. */
const GOAL = 0.015;

export interface WatchedPage {
  /** Shares of real time: of each minute, all work and scripts alone. */
  minutes: { busy: number; scripts: number }[];
  /** Share of the time on the clock. */
  hourBusy: number;
}

export interface WatchOptions {
  /** How many times a minute is watched, and how long it is. */
  minutes: number;
  minuteSeconds: number;
  /** How long the clock that runs ahead goes. */
  hourMinutes: number;
}

/** Watches the demo in a browser. */
export async function measureWatchedPage(browser: Browser, url: string, options: WatchOptions): Promise<WatchedPage> {
  return {
    minutes: await watchMinutes(browser, url, options),
    hourBusy: await watchHour(browser, url, options.hourMinutes),
  };
}

async function watchMinutes(browser: Browser, url: string, { minutes, minuteSeconds }: WatchOptions) {
  const page = await openPage(browser);
  await page.goto(url);
  await untilFilled(page);
  const devtools = await threadOf(page);
  const measured: WatchedPage['minutes'] = [];
  for (let minute = 0; minute < minutes; minute++) {
    const before = await workOf(devtools);
    const untilMs = (await page.evaluate(() => Date.now())) + minuteSeconds * 1000;
    await page.waitForFunction((endMs) => Date.now() >= endMs, untilMs, { polling: 1000, timeout: 0 });
    const after = await workOf(devtools);
    const seconds = after.atS - before.atS;
    measured.push({
      busy: (after.busyS - before.busyS) / seconds,
      scripts: (after.scriptS - before.scriptS) / seconds,
    });
  }
  await page.close();
  return measured;
}

async function watchHour(browser: Browser, url: string, minutes: number): Promise<number> {
  const page = await openPage(browser);
  await page.clock.install({ time: Date.UTC(2027, 4, 1, 8, 30) });
  await page.clock.pauseAt(Date.UTC(2027, 4, 1, 8, 30, 1));
  await page.goto(url);
  await page.locator('[data-part="demo"]', { hasText: 'in a loop' }).waitFor();
  await page.clock.runFor(30_000);
  await untilFilled(page);
  const devtools = await threadOf(page);
  const before = await workOf(devtools);
  for (let minute = 0; minute < minutes; minute++) await page.clock.runFor(60_000);
  const after = await workOf(devtools);
  await page.close();
  return (after.busyS - before.busyS) / (minutes * 60);
}

function openPage(browser: Browser): Promise<Page> {
  return browser.newPage({ viewport: { width: 1280, height: 900 } });
}

async function threadOf(page: Page): Promise<CDPSession> {
  const devtools = await page.context().newCDPSession(page);
  // Time of the thread itself: other programs on the machine do not count.
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  return devtools;
}

async function workOf(devtools: CDPSession) {
  const { metrics } = await devtools.send('Performance.getMetrics');
  const secondsOf = (wanted: string) => {
    const value = metrics.find(({ name }) => name === wanted)?.value;
    if (value === undefined) throw new Error(`Chromium does not report ${wanted}.`);
    return value;
  };
  return { atS: performance.now() / 1000, busyS: secondsOf('TaskDuration'), scriptS: secondsOf('ScriptDuration') };
}

/** The measurement as text, with its goal. */
export function watchedPageReport({ minutes, hourBusy }: WatchedPage): string[] {
  const percent = (share: number) => `${(share * 100).toFixed(2)} %`;
  const busy = median(minutes.map((minute) => minute.busy));
  const verdict = (share: number) => `(goal: at most ${percent(GOAL)}): ${share <= GOAL ? 'met' : 'MISSED'}`;
  return [
    'A page that watches three satellites, main thread:',
    `  a minute in real time, median of ${minutes.length}: ${percent(busy)} ${verdict(busy)}`,
    `  of it scripts: ${percent(median(minutes.map(({ scripts }) => scripts)))}`,
    `  an hour on a clock that runs ahead: ${percent(hourBusy)} ${verdict(hourBusy)}`,
  ];
}
