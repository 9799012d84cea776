// Draws the states of the page, each on every screen, light and dark.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { makeRunFolder, removeRunFolder } from '../../local/machine/run-folder.ts';
import { showStep } from '../../local/machine/steps.ts';
import { launchBrowser } from '../../test/support/browser.ts';
import { painted } from '../../test/support/page.ts';
import { buildPage } from '../../web/build/build-page.ts';
import { visit } from './site.ts';
import { STATES, type State } from './states.ts';

interface Screen {
  width: number;
  height: number;
}

const PHONE: Screen = { width: 390, height: 844 };
const SCREENS: readonly Screen[] = [
  PHONE,
  { width: 768, height: 1024 },
  { width: 1280, height: 720 },
  { width: 1440, height: 900 },
  { width: 2560, height: 1440 },
];
const SCHEMES = ['light', 'dark'] as const;

/** Draws the states with these names, or all, as STATE-WIDTH-SCHEME.png. */
export async function drawStates(folder: string, only: readonly string[], signal: AbortSignal): Promise<void> {
  await mkdir(folder, { recursive: true });
  const site = makeRunFolder();
  try {
    await buildPage(site, { satellitesFile: join(import.meta.dirname, '../../satellites.json') });
    const states = STATES.filter(({ name }) => only.length === 0 || only.includes(name));
    for (const [textPx, group] of Map.groupBy(states, (state) => state.textPx)) {
      const browser = await launchBrowser(textPx ? { textPx } : {});
      try {
        for (const state of group)
          for (const screen of state.screens ?? SCREENS) {
            signal.throwIfAborted();
            const what = `${state.name}-${screen.width}${state.screens ? `x${screen.height}` : ''}`;
            await showStep(what, () => draw(browser, site, state, screen, join(folder, what)));
          }
      } finally {
        await browser.close();
      }
    }
  } finally {
    removeRunFolder(site);
  }
}

async function draw(browser: Browser, site: string, state: State, viewport: Screen, file: string): Promise<void> {
  const isPhone = viewport.width === PHONE.width;
  const page = await visit(browser, site, {
    query: state.query ?? '',
    data: state.data ?? 'fresh',
    network: state.network ?? 'open',
    options: { viewport, reducedMotion: 'reduce', hasTouch: isPhone, isMobile: isPhone, ...state.options },
  });
  try {
    await state.act?.(page);
    await page.clock.runFor(1_000);
    // In a picture of a whole page, Chromium draws a page without a touch screen.
    if (isPhone && !state.isOneScreen) {
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      await page.setViewportSize({ width: viewport.width, height });
    }
    for (const colorScheme of state.schemes ?? SCHEMES) {
      await page.emulateMedia({ colorScheme });
      await settle(page);
      await writeFile(
        `${file}-${colorScheme}.png`,
        await page.screenshot({ fullPage: !state.isOneScreen && !isPhone }),
      );
    }
  } finally {
    await page.context().close();
  }
}

/** What follows a change of size or colour is drawn in the next frames. */
async function settle(page: Page): Promise<void> {
  for (let frame = 0; frame < 3; frame++) {
    await page.clock.runFor(50);
    await painted(page);
  }
}
