// The states of the page that are drawn and looked at: what is in the address, what the network answers, what the reader
// has done.
import type { BrowserContextOptions, Page } from 'playwright-core';
import type { Data } from './data.ts';
import type { Network } from './site.ts';

export interface State {
  name: string;
  query?: string;
  data?: Data;
  network?: Network;
  options?: BrowserContextOptions;
  /** The size of text that the reader has set in the browser: media queries go by it too. */
  textPx?: number;
  act?: (page: Page) => Promise<void>;
  /** Without it, all. */
  screens?: readonly { width: number; height: number }[];
  schemes?: readonly ('light' | 'dark')[];
  /** What fills the window, or is over it: no more than the window is drawn. */
  isOneScreen?: boolean;
}

const PLACE = '?place=40.02,-105.27&name=Boulder';
const FRAMES = [
  { width: 320, height: 300 },
  { width: 640, height: 400 },
  { width: 720, height: 360 },
  { width: 1280, height: 720 },
];

/** Those of projectors, and of a phone and a tablet, where a link may be opened. */
const CLASSROOMS = [
  { width: 390, height: 844 },
  { width: 768, height: 1024 },
  { width: 1024, height: 768 },
  { width: 1280, height: 720 },
  { width: 1280, height: 800 },
  { width: 1280, height: 1024 },
  { width: 1366, height: 768 },
  { width: 1400, height: 1050 },
  { width: 1440, height: 900 },
  { width: 1600, height: 1200 },
  { width: 1920, height: 1080 },
  { width: 1920, height: 1200 },
  { width: 2560, height: 1440 },
  { width: 3840, height: 2160 },
];

export const STATES: readonly State[] = [
  { name: 'live' },
  { name: 'place', query: PLACE },
  { name: 'opened', query: PLACE, act: (page) => press(page, '[data-act="open"]') },
  { name: 'filters', query: PLACE, act: openFilters },
  { name: 'past', query: PLACE, act: showPast },
  { name: 'empty', query: `${PLACE}&instrument=ASTER&maxOffNadirKm=10`, act: listed },
  { name: 'card', act: (page) => press(page, '[data-world="map"]'), isOneScreen: true },
  { name: 'pointed', act: pointAtSatellite, isOneScreen: true },
  { name: 'chart', act: (page) => page.locator('[data-chart]').first().press('ArrowLeft') },
  { name: 'zoomed', act: (page) => zoom(page, 3), isOneScreen: true },
  { name: 'zoomed-place', query: PLACE, act: (page) => zoom(page, 5), isOneScreen: true },
  { name: 'zoomed-pole', query: '?view=north', act: (page) => zoom(page, 3), isOneScreen: true },
  { name: 'north', query: '?view=north' },
  { name: 'south', query: `${PLACE}&view=south` },
  { name: 'recorded', query: `${PLACE}&t=2026-11-25T07:10Z` },
  { name: 'computed', query: `${PLACE}&t=2026-11-25T18:00Z` },
  { name: 'another-day', query: `${PLACE}&t=2026-11-20T10:30Z` },
  { name: 'playing', query: `${PLACE}&t=2026-11-25T18:00Z`, act: play },
  { name: 'day-outside', query: '?t=2026-11-25T18:00Z', act: (page) => page.getByLabel('Day').fill('2035-03-01') },
  { name: 'many', query: PLACE, data: 'many' },
  { name: 'one', query: `${PLACE}&sat=27424` },
  { name: 'none', query: PLACE, act: switchOff },
  { name: 'paused', query: `${PLACE}&pause=1` },
  { name: 'late', query: PLACE, data: 'late' },
  { name: 'offline', query: PLACE, act: goOffline },
  { name: 'blocked', query: PLACE, network: 'no sockets' },
  { name: 'waiting', query: PLACE, network: 'silent' },
  { name: 'failing', query: PLACE, network: 'failing' },
  { name: 'ageing', query: PLACE, data: 'recorded' },
  { name: 'old', query: PLACE, data: 'old' },
  { name: 'mistyped', query: '?sat=99999&place=abc&t=1999-12-31T10:30Z' },
  { name: 'name', act: typeName },
  { name: 'class', query: `${PLACE}&mode=class`, screens: CLASSROOMS, isOneScreen: true },
  { name: 'class-no-place', query: '?mode=class', screens: CLASSROOMS, isOneScreen: true },
  { name: 'class-many', query: '?mode=class', data: 'many', screens: CLASSROOMS, isOneScreen: true },
  { name: 'class-old', query: `${PLACE}&mode=class`, data: 'old', screens: CLASSROOMS, isOneScreen: true },
  {
    name: 'class-card',
    query: `${PLACE}&mode=class`,
    act: (page) => press(page, '[data-world="map"]'),
    isOneScreen: true,
  },
  { name: 'embed', query: '?embed=1', screens: FRAMES, isOneScreen: true },
  { name: 'share', query: PLACE, act: share, options: { permissions: ['clipboard-write'] } },
  { name: 'help', act: (page) => page.locator('.help summary').press('Enter') },
  { name: 'table', act: (page) => page.locator('.points summary').first().press('Enter') },
  { name: 'miles', query: `${PLACE}&units=mi` },
  { name: 'install', act: offerInstallation },
  { name: 'print', query: PLACE, act: print, screens: [{ width: 718, height: 1046 }], schemes: ['light'] },
  { name: 'forced', query: PLACE, options: { forcedColors: 'active' }, schemes: ['dark'] },
  { name: 'large', query: PLACE, act: listed, textPx: 32 },
];

async function press(page: Page, selector: string): Promise<void> {
  await run(page, 2_000);
  await page.locator(selector).first().press('Enter');
  await run(page, 2_000);
}

/** Lets the page's clock run, and the browser load what the page asks for meanwhile. */
async function run(page: Page, forMs: number): Promise<void> {
  for (let spentMs = 0; spentMs < forMs; spentMs += 200) {
    await page.clock.runFor(200);
    await page.evaluate(() => undefined);
  }
}

async function listed(page: Page): Promise<void> {
  await run(page, 3_000);
}

async function openFilters(page: Page): Promise<void> {
  await listed(page);
  await page.locator('[data-place-part="filters"] summary').press('Enter');
}

async function showPast(page: Page): Promise<void> {
  await listed(page);
  await page.getByRole('button', { name: 'Show the day before' }).press('Enter');
  await listed(page);
}

async function pointAtSatellite(page: Page): Promise<void> {
  const box = await page.locator('[data-marker="25994"]').boundingBox();
  await page.mouse.move(box?.x ?? 0, box?.y ?? 0, { steps: 4 });
  await run(page, 2_000);
}

async function zoom(page: Page, steps: number): Promise<void> {
  for (let step = 0; step < steps; step++) {
    await page.getByRole('button', { name: 'Zoom in' }).press('Enter');
    await run(page, 1_000);
  }
}

async function play(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Play', exact: true }).press('Enter');
  await run(page, 2_000);
}

async function switchOff(page: Page): Promise<void> {
  for (const button of await page.locator('[data-control="satellites"] button').all()) await button.press('Enter');
}

async function goOffline(page: Page): Promise<void> {
  await page.context().setOffline(true);
  await run(page, 2_000);
}

async function typeName(page: Page): Promise<void> {
  await page.locator('#place-input').fill('Spring');
  await page.locator('[role="option"]').first().waitFor();
}

async function share(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Share' }).press('Enter');
  await page.getByRole('dialog', { name: 'Share' }).waitFor();
}

async function offerInstallation(page: Page): Promise<void> {
  await page.evaluate(() => void dispatchEvent(new Event('beforeinstallprompt', { cancelable: true })));
}

async function print(page: Page): Promise<void> {
  await listed(page);
  await page.emulateMedia({ media: 'print' });
}
