// The pictures in docs/images/. They show live data and differ each time: a picture is written when it is missing, or, with
// SUBPOINT_SCREENSHOTS=1, anew; else it is only made and thrown away, and a test run leaves the working tree as it was.
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { TERRA } from '../support/builders.ts';
import { theSystem } from '../support/system.ts';
import { openLate } from './late-feed.ts';
import { theViewer, untilFilled } from './viewer.ts';

const FOLDER = join(import.meta.dirname, '../../docs/images');

const system = theSystem();
const viewer = theViewer();

const desktop = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };

const light = { viewport: desktop, colorScheme: 'light' } as const;
const QUERY = '?place=40.02,-105.27';

const PICTURES: [file: string, options: BrowserContextOptions, open?: (page: Page) => Promise<void>][] = [
  ['desktop.png', light],
  ['desktop-dark.png', { viewport: desktop, colorScheme: 'dark' }],
  // As sharp as on a phone.
  ['phone.png', { viewport: phone, colorScheme: 'light', deviceScaleFactor: 2 }],
  ['paused.png', light, pause],
  ['late.png', light, (page) => openLate(page, system.addresses.pageUrl + QUERY, 40)],
];

test.each(PICTURES)('%s', async (name, options, prepare) => {
  const page = await viewer.newPage(options);
  if (!prepare || prepare === pause) await openLive(page);
  await prepare?.(page);

  const picture = await page.screenshot({ fullPage: options.viewport === desktop });

  expect(picture.length).toBeLessThan(900_000);
  const file = join(FOLDER, name);
  if (process.env.SUBPOINT_SCREENSHOTS !== '1' && existsSync(file)) return;
  await mkdir(FOLDER, { recursive: true });
  await writeFile(file, picture);
});

/** The page as it is nearly always: some seconds after a frame, with a place. */
async function openLive(page: Page): Promise<void> {
  await page.goto(system.addresses.pageUrl + QUERY);
  await untilFilled(page);
  await system.deleteNewest(TERRA, 3);
  await system.tick();
  await page.waitForSelector('.status[data-last-frame*="Z"]');
}

async function pause(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.waitForSelector('[data-state="paused"]');
}
