// Another time than now on a deployed system: recorded positions, computed ones of yesterday, both those of the API.
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { cachedRecord } from '../../orbit/elements.ts';
import { interpolate } from '../../orbit/interpolate.ts';
import { formatAltitude, formatLatitude, formatLongitude, inOneLine } from '../../web/base/format.ts';
import { precisionAt } from '../../web/satellite/precision.ts';
import { parseSatellites } from '../../wire/satellites.ts';
import { parseTrack } from '../../wire/track.ts';
import { TERRA } from '../support/builders.ts';
import { query, untilIdle } from '../support/page.ts';
import { theSystem } from '../support/system.ts';
import { theViewer } from './viewer.ts';

const system = theSystem();
const viewer = theViewer();
const MINUTE = 60_000;
const SIX_HOURS = 360 * MINUTE;

beforeAll(() => system.untilWhole());

const column = (page: Page) => page.locator(`[data-satellite="${TERRA}"]`);
const text = (timeMs: number) => new Date(timeMs).toISOString().replace('.000Z', 'Z');

async function openAt(timeMs: number, kind: string): Promise<Page> {
  const page = await viewer.newPage();
  await page.goto(`${system.addresses.pageUrl}?t=${text(timeMs)}`);
  // It says that it is loading from the beginning on.
  await page.waitForSelector('.time-slider');
  await page.waitForSelector('[data-part="time"]:not(:has-text("loading"))');
  await column(page).locator('.designation', { hasText: kind }).waitFor();
  return page;
}

/** What the API says, as the page would write it. */
async function numbersOfTheApi(timeMs: number): Promise<string[]> {
  const before = text(timeMs + 5 * MINUTE);
  const track = parseTrack(await (await system.get(`/satellites/${TERRA}/track?before=${before}&points=60`)).json());
  const listed = parseSatellites(await (await system.get('/satellites')).json());
  const omm = listed.find(({ catalogNumber }) => catalogNumber === TERRA)?.elements?.omm;
  const point = interpolate(track, timeMs);
  if (!omm || !point) throw new Error(`The API has no position at ${text(timeMs)}`);
  const precision = precisionAt(cachedRecord(omm), point);
  return [
    formatLongitude(point.longitudeDeg, precision?.longitudeDeg),
    formatLatitude(point.latitudeDeg, precision?.latitudeDeg),
    formatAltitude(point.altitudeKm, 'km', precision?.altitudeKm),
  ].map(inOneLine);
}

test.each([
  ['half an hour ago is recorded', 30, 'recorded'],
  ['yesterday, before the system was there, is computed', 1440, 'computed'],
])('%s, and shows the positions of the API', async (_, minutesAgo, kind) => {
  const timeMs = Math.floor(Date.now() / MINUTE) * MINUTE - minutesAgo * MINUTE;
  const page = await openAt(timeMs, kind);

  const shown = (await column(page).locator('[data-readout]').allTextContents()).map((each) => each.trim());
  expect(shown).toEqual(await numbersOfTheApi(timeMs));
  expect(await column(page).getAttribute('data-time')).toBe(text(timeMs));

  await page.locator('.time-now').click();
  await page.waitForSelector(`[data-satellite="${TERRA}"][data-position="live"]`);
  expect(await query(page)).toBe('');
});

test('five hours back take at most two questions to the API, and the socket stays', async () => {
  const page = await viewer.open();
  await untilIdle(page);
  const asked: URL[] = [];
  page.on('request', (request) => asked.push(new URL(request.url())));
  await page.getByRole('slider', { name: 'Time shown' }).focus();
  for (let hours = 0; hours < 5; hours++) await page.keyboard.press('PageDown');
  await page.waitForFunction(() => new URL(location.href).searchParams.has('t'));
  await page.waitForSelector('[data-part="time"]:not(:has-text("loading"))');

  // And one for each satellite, about the times that can be shown.
  const tracks = asked.filter(({ pathname }) => pathname.endsWith('/tracks'));
  // Six hours of the clock at once. When an hour ends meanwhile, its six are asked for again.
  const blocks = tracks.map(({ searchParams }) => Math.ceil(Date.parse(searchParams.get('before') ?? '') / SIX_HOURS));
  expect(blocks.every(Number.isFinite)).toBe(true);
  expect(blocks.length).toBeGreaterThan(0);
  expect(blocks.length).toBeLessThanOrEqual(4);
  expect(new Set(blocks).size).toBeLessThanOrEqual(2);
  expect(asked.length - tracks.length).toBeLessThanOrEqual(3);
  expect(await page.locator('.status').getAttribute('data-state')).toBe('live');
});
