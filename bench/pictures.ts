// `npm run pictures`: draws the pictures in docs/images with a deployed system. They show live data and differ each time.
// With --all, draws every state of the page instead, from the demo's recording: the same each time.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { runCommand } from '../local/machine/command.ts';
import { showStep } from '../local/machine/steps.ts';
import { readArguments } from '../local/setup/arguments.mjs';
import { openLate } from '../test/browser/late-feed.ts';
import { launchBrowser } from '../test/support/browser.ts';
import { TERRA } from '../test/support/builders.ts';
import { connectTo } from '../test/support/connect.ts';
import { deployTestSystem } from '../test/support/deploy.ts';
import { untilFilled } from '../test/support/page.ts';
import { drawStates } from './states/draw.ts';

const FOLDER = join(import.meta.dirname, '../docs/images');
// As readers have it, with all instruments.
const SATELLITES_FILE = join(import.meta.dirname, '../satellites.json');
const QUERY = '?place=40.02,-105.27';
const DESKTOP = { viewport: { width: 1280, height: 800 }, colorScheme: 'light' } as const;
// As sharp as on a phone.
const PHONE = { viewport: { width: 390, height: 844 }, colorScheme: 'light', deviceScaleFactor: 2 } as const;

type System = ReturnType<typeof connectTo>;

interface Picture {
  file: string;
  options: BrowserContextOptions;
  open(page: Page, system: System): Promise<void>;
}

const PICTURES: readonly Picture[] = [
  { file: 'desktop.png', options: DESKTOP, open: openLive },
  { file: 'desktop-dark.png', options: { ...DESKTOP, colorScheme: 'dark' }, open: openLive },
  { file: 'phone.png', options: PHONE, open: openLive },
  { file: 'paused.png', options: DESKTOP, open: openPaused },
  {
    file: 'late.png',
    options: DESKTOP,
    open: (page, { addresses }) => openLate(page, addresses.pageUrl + QUERY, 40),
  },
];

await runCommand(async (signal) => {
  const { values, lists } = readArguments('bench/pictures.ts');
  if (values.all) await drawStates(values.all, lists.only ?? [], signal);
  else await drawDocumentation(signal);
});

async function drawDocumentation(signal: AbortSignal): Promise<void> {
  const deployed = await showStep('Deploy a system', () =>
    deployTestSystem({ signal, satellitesFile: SATELLITES_FILE }),
  );
  const browser = await launchBrowser();
  try {
    const system = connectTo(deployed);
    for (const { file, options, open } of PICTURES) {
      signal.throwIfAborted();
      await showStep(join('docs/images', file), async () => {
        const page = await browser.newPage(options);
        await open(page, system);
        await writeFile(join(FOLDER, file), await page.screenshot({ fullPage: options !== PHONE }));
        await page.close();
      });
    }
  } finally {
    await browser.close();
    await deployed.stop();
  }
}

/** The page as it usually is: some seconds after a frame, with a place. */
async function openLive(page: Page, system: System): Promise<void> {
  await page.goto(system.addresses.pageUrl + QUERY);
  await untilFilled(page);
  await system.deleteNewest(TERRA, 3);
  await system.tick();
  await page.waitForSelector('.status[data-last-frame*="Z"]');
}

async function openPaused(page: Page, system: System): Promise<void> {
  await openLive(page, system);
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.waitForSelector('[data-state="paused"]');
}
