// Compares pictures of this checkout's page with those of another one:
// same recording, same clock, same browser, pixel by pixel.
//
//   node local/setup/main.mjs bench/compare-pages.ts /path/to/another/checkout
//
// Differences in wording are printed and allowed: both pages are then compared with the wording of the other checkout.
// Any other difference fails, and its pictures are kept in .local/compare.
// The other checkout needs its packages (npm ci).
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { UserError } from '../local/machine/errors.mjs';
import { anyPort } from '../local/machine/port.ts';
import { launchBrowser } from '../test/support/browser.ts';

const ROOT = join(import.meta.dirname, '..');
const PICTURES = join(ROOT, '.local/compare');
/** The page's clock; the demo's own begins when the page starts. */
const NOW = Date.UTC(2027, 4, 1, 8, 30);
const DESKTOP = { viewport: { width: 1280, height: 900 } };
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
const PLACE = '?place=40.02,-105.27';

interface View {
  name: string;
  options: BrowserContextOptions;
  query?: string;
  act?(page: Page): Promise<void>;
}

const VIEWS: readonly View[] = [
  { name: 'desktop', options: DESKTOP },
  { name: 'dark', options: { ...DESKTOP, colorScheme: 'dark' } },
  { name: 'phone', options: PHONE },
  { name: 'place', options: DESKTOP, query: PLACE },
  { name: 'place, dark, on a phone', options: { ...PHONE, colorScheme: 'dark' }, query: PLACE },
  { name: 'paused', options: DESKTOP, query: '?pause=1' },
  { name: 'one satellite in miles', options: DESKTOP, query: '?sat=27424&units=mi&place=-77.85,166.67' },
  { name: 'forced colours', options: { ...DESKTOP, forcedColors: 'active' }, query: PLACE },
  { name: 'print', options: DESKTOP, query: PLACE, act: (page) => page.emulateMedia({ media: 'print' }) },
  {
    name: 'everything open, a point chosen, a place that is not one',
    options: { viewport: { width: 1000, height: 900 } },
    query: PLACE,
    async act(page) {
      for (const summary of await page.locator('summary').all()) await summary.click();
      for (const control of ['everything', 'more']) await page.locator(`[data-place-control="${control}"]`).click();
      await page.locator('#place-input').fill('nowhere');
      await page.locator('#place-input').press('Enter');
      await page.getByRole('alert').waitFor();
      await page.locator('[data-chart="altitude"]').first().press('PageDown');
    },
  },
];

const other = process.argv[2];
if (!other) throw new UserError('Name the other checkout: bench/compare-pages.ts /path/to/another/checkout');

/** By the wording before. */
const wording = new Map<string, string>();
const browser = await launchBrowser();
const demos = [await startDemo(resolve(other)), await startDemo(ROOT)] as const;
let different = 0;
try {
  for (const view of VIEWS) {
    let result = await compareView(view);
    // A browser may still be painting when it takes a picture: only a difference that stays is one.
    for (let again = 0; again < 3 && result.difference; again++) result = await compareView(view);
    console.log(`${result.difference ? 'DIFFERENT' : 'identical'}: ${view.name}${result.difference ?? ''}`);
    if (!result.difference) continue;
    different++;
    mkdirSync(PICTURES, { recursive: true });
    for (const [index, picture] of result.pictures.entries())
      writeFileSync(join(PICTURES, `${view.name} ${['before', 'after'][index]}.png`), picture);
  }
} finally {
  await browser.close();
  await Promise.all(demos.map(({ stop }) => stop()));
}
for (const [before, after] of wording) console.log(`Wording:\n  before ${before}\n  after  ${after}`);
console.log(`${VIEWS.length - different} views identical, ${different} differ; ${wording.size} texts differ.`);
process.exitCode = different > 0 ? 1 : 0;

async function compareView(view: View): Promise<{ difference: string | undefined; pictures: Buffer[] }> {
  const [before, after] = [await open(demos[0].url, view), await open(demos[1].url, view)];
  const [theirs, ours] = [await before.evaluate(readTexts), await after.evaluate(readTexts)];
  for (const [index, { text }] of theirs.entries()) {
    if (ours[index]?.text !== text) wording.set(text, ours[index]?.text ?? '');
  }
  await after.evaluate(writeTexts, theirs);
  const pictures = [await before.screenshot({ fullPage: true }), await after.screenshot({ fullPage: true })];
  const sameElements = theirs.map(({ at }) => at).join() === ours.map(({ at }) => at).join();
  const difference = sameElements ? await comparePictures(pictures) : ': not the same elements hold text';
  await Promise.all([before.context().close(), after.context().close()]);
  return { difference, pictures };
}

/** The demo of a checkout, as its own `npm run demo` serves it. */
async function startDemo(checkout: string): Promise<{ url: string; stop(): Promise<void> }> {
  const port = String(await anyPort());
  const demo = spawn(process.execPath, ['local/demo.ts', '--port', port], { cwd: checkout });
  const ended = once(demo, 'close');
  let output = '';
  demo.stderr.on('data', (chunk) => {
    output += chunk;
  });
  const started = once(demo.stdout, 'data');
  if ((await Promise.race([started, ended.then(() => undefined)])) === undefined)
    throw new Error(`The demo of ${checkout} did not start: ${output}`);
  return {
    url: `http://127.0.0.1:${port}/`,
    async stop() {
      demo.kill('SIGTERM');
      await ended;
    },
  };
}

/** Opens a page, and stops its clock at the same moment of the recording every time. */
async function open(url: string, { options, query = '', act }: View): Promise<Page> {
  const context = await browser.newContext({ timezoneId: 'America/Denver', ...options });
  const page = await context.newPage();
  const recording = readFileSync(join(ROOT, 'web/demo/recording.json'));
  await page.route('**/recording.json', (route) => route.fulfill({ body: recording, contentType: 'application/json' }));
  await page.clock.install({ time: NOW });
  await page.clock.pauseAt(NOW + 1_000);
  const search = query.includes('place=') ? page.waitForResponse(/my-place/) : undefined;
  await page.goto(url + query);
  await page.locator('[data-part="demo"]', { hasText: 'in a loop' }).waitFor({ state: 'attached' });
  // A script that is imported again is the same one: this waits until the page has it.
  if (search) await page.evaluate((address) => import(address), (await search).url());
  await page.clock.runFor(30_000);
  await page.locator('[data-chart="track"][data-points="180"]').first().waitFor();
  await act?.(page);
  return page;
}

interface Text {
  /** The element, and the attribute where the text is not between tags. */
  at: string;
  text: string;
}

// The next two run in the page, and may refer to nothing outside of themselves.

function readTexts(): Text[] {
  const texts: Text[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof Text) {
      if (node.data.trim()) texts.push({ at: String(node.parentElement?.tagName), text: node.data });
      continue;
    }
    for (const name of ['placeholder', 'aria-label', 'title']) {
      const text = (node as Element).getAttribute(name);
      if (text !== null) texts.push({ at: `${(node as Element).tagName}[${name}]`, text });
    }
  }
  return texts;
}

function writeTexts(texts: Text[]): void {
  const left = [...texts];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof Text) {
      if (node.data.trim()) node.data = left.shift()?.text ?? '';
      continue;
    }
    for (const name of ['placeholder', 'aria-label', 'title']) {
      if ((node as Element).hasAttribute(name)) (node as Element).setAttribute(name, left.shift()?.text ?? '');
    }
  }
}

/** What differs between two PNGs, or undefined. The browser decodes them. */
async function comparePictures(pictures: readonly Buffer[]): Promise<string | undefined> {
  if (pictures[0]?.equals(pictures[1] as Buffer)) return undefined;
  const page = await browser.newPage();
  const difference = await page.evaluate(
    async (addresses) => {
      const [before, after] = await Promise.all(
        addresses.map(async (address) => {
          const image = new Image();
          image.src = address;
          await image.decode();
          const canvas = new OffscreenCanvas(image.width, image.height);
          const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
          context.drawImage(image, 0, 0);
          return context.getImageData(0, 0, image.width, image.height);
        }),
      );
      if (!before || !after) return ': no picture';
      if (before.width !== after.width || before.height !== after.height)
        return `: ${before.width} x ${before.height} pixels before, ${after.width} x ${after.height} after`;
      const rows = new Set<number>();
      let count = 0;
      for (let pixel = 0; pixel < before.width * before.height; pixel++) {
        const at = 4 * pixel;
        if ([0, 1, 2, 3].every((channel) => before.data[at + channel] === after.data[at + channel])) continue;
        count++;
        rows.add(Math.floor(pixel / before.width));
      }
      return count === 0 ? undefined : `: ${count} pixels differ, in rows ${Math.min(...rows)} to ${Math.max(...rows)}`;
    },
    pictures.map((picture) => `data:image/png;base64,${picture.toString('base64')}`),
  );
  await page.close();
  return difference;
}
