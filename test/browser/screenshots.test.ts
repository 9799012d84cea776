// The pictures in docs/images/. They show live data and differ each time: a picture is written when it is missing, or, with
// SUBPOINT_SCREENSHOTS=1, anew; else it is only made and thrown away, and a test run leaves the working tree as it was.
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContextOptions } from 'playwright-core';
import { expect, test } from 'vitest';
import { TERRA } from '../support/builders.ts';
import { theSystem } from '../support/system.ts';
import { theViewer } from './viewer.ts';

const FOLDER = join(import.meta.dirname, '../../docs/images');

const system = theSystem();
const viewer = theViewer();

const desktop = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };

const PICTURES: [file: string, options: BrowserContextOptions][] = [
  ['desktop.png', { viewport: desktop, colorScheme: 'light' }],
  ['desktop-dark.png', { viewport: desktop, colorScheme: 'dark' }],
  // As sharp as on a phone.
  ['phone.png', { viewport: phone, colorScheme: 'light', deviceScaleFactor: 2 }],
];

test.each(PICTURES)('%s', async (name, options) => {
  const page = await viewer.open(options);
  // The page as it is nearly always: some seconds after a frame.
  await system.deleteNewest(TERRA, 3);
  await system.tick();
  await page.waitForSelector('.status[data-last-frame*="Z"]');

  const picture = await page.screenshot();

  expect(picture.length).toBeLessThan(400_000);
  const file = join(FOLDER, name);
  if (process.env.SUBPOINT_SCREENSHOTS !== '1' && existsSync(file)) return;
  await mkdir(FOLDER, { recursive: true });
  await writeFile(file, picture);
});
