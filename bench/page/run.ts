// `npm run bench -- page`: the demo in a browser, one measurement after the other, or the one of a name.
import type { Browser } from 'playwright-core';
import { serveDemo } from '../../local/demo/server.ts';
import type { PAGE_MEASUREMENTS } from '../../local/setup/commands.mjs';
import { launchBrowser } from '../../test/support/browser.ts';
import { dragReport, measureDrag } from './drag.ts';
import { firstTrackReport, measureFirstTrack } from './first-track.ts';
import { measureShifts, shiftsReport } from './shifts.ts';
import { measureWatchedPage, watchedPageReport } from './watched.ts';

type Name = (typeof PAGE_MEASUREMENTS)[number];

/** Each returns its report. */
const MEASUREMENTS: Readonly<Record<Name, (browser: Browser, url: string) => Promise<string[]>>> = {
  first: async (browser, url) => firstTrackReport(await measureFirstTrack(browser, url, { runs: 9 })),
  watch: async (browser, url) =>
    watchedPageReport(await measureWatchedPage(browser, url, { minutes: 5, minuteSeconds: 60, hourMinutes: 60 })),
  shifts: async (browser, url) => shiftsReport(await measureShifts(browser, url, { seconds: 180 })),
  drag: async (browser, url) => dragReport(await measureDrag(browser, url, { runs: 5, seconds: 6 })),
};

/** Prints the reports of all measurements, or of one. */
export async function measurePages(only: string | undefined): Promise<void> {
  for (const [name, measure] of Object.entries(MEASUREMENTS)) {
    if (only !== undefined && only !== name) continue;
    const report = await onDemo(measure);
    console.log(`${report.join('\n')}\n`);
  }
}

/** With a browser of its own: one that was kept on a core stays there. */
export async function onDemo<Result>(measure: (browser: Browser, url: string) => Promise<Result>): Promise<Result> {
  const [server, browser] = await Promise.all([serveDemo(0), launchBrowser()]);
  try {
    return await measure(browser, server.url);
  } finally {
    await Promise.all([browser.close(), server.stop()]);
  }
}
