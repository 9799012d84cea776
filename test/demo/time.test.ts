// The time control on the demo: a chosen time by address, slider, keys, play and day; what it shows is recorded as far
// as the recording goes, and computed beyond; Now and Back return.
import { readFileSync } from 'node:fs';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { cachedRecord } from '../../orbit/elements.ts';
import { interpolate } from '../../orbit/interpolate.ts';
import type { Omm } from '../../orbit/omm.ts';
import type { SubSatellitePoint } from '../../orbit/point.ts';
import { subSatellitePoint } from '../../orbit/propagate.ts';
import { formatAltitude, formatLatitude, formatLongitude, inOneLine } from '../../web/base/format.ts';
import { RECORDING_FILE } from '../../web/build/build-page.ts';
import type { Recording } from '../../web/demo/recording.ts';
import { preparePlayback } from '../../web/demo/recording.ts';
import { precisionAt } from '../../web/satellite/precision.ts';
import { untilIdle } from '../support/page.ts';
import { theDemo } from './the-demo.ts';

const demo = theDemo();
const TERRA = 25994;
const playback = preparePlayback(JSON.parse(readFileSync(RECORDING_FILE, 'utf8')) as Recording);
const OMM = playback.satellites.find(({ catalogNumber }) => catalogNumber === TERRA)?.elements?.omm as Omm;
/** The demo's clock is here when a test gets the page. */
const NOW = playback.beginMs + 30_000;
const MINUTE = 60_000;
/** A whole minute that is recorded, one that will be, and one that will not. */
const [PAST, LATER, FUTURE] = [-20, 5, 600].map((minutes) => playback.beginMs + minutes * MINUTE) as [
  number,
  number,
  number,
];

const column = (page: Page) => page.locator(`[data-satellite="${TERRA}"]`);
const slider = (page: Page) => page.getByRole('slider', { name: 'Time shown' });
const shown = async (page: Page) => Date.parse((await column(page).getAttribute('data-time')) ?? '');
// Asked of the page: page.url() follows it later.
const chosen = (page: Page) => page.evaluate(() => new URL(location.href).searchParams.get('t'));
const address = (timeMs: number) => new Date(timeMs).toISOString().replace(/(:00)?\.000Z$/, 'Z');

/** Whether the browser keeps the ground of the map apart from what is drawn on it. */
const layerOfGround = (page: Page) =>
  page.locator('[data-world="ground"]').evaluate((ground) => getComputedStyle(ground).willChange);
/** Tracks, next orbits and ribbons. */
const paths = (page: Page) =>
  page
    .locator(':is([data-world="lines"], [data-world="swaths"]) path')
    .evaluateAll((all) => all.map((path) => path.getAttribute('d')));

async function open(query = '', options: BrowserContextOptions = {}): Promise<Page> {
  const page = await demo.open(query, options);
  await untilIdle(page);
  return page;
}

/** The numbers of the column as it would show this point. */
function numbersOf(point: SubSatellitePoint) {
  const precision = precisionAt(cachedRecord(OMM), point);
  return [
    formatLongitude(point.longitudeDeg, precision?.longitudeDeg),
    formatLatitude(point.latitudeDeg, precision?.latitudeDeg),
    formatAltitude(point.altitudeKm, 'km', precision?.altitudeKm),
  ].map(inOneLine);
}

async function shownNumbers(page: Page): Promise<string[]> {
  const texts = await column(page).locator('[data-readout]').allTextContents();
  return texts.map((text) => text.trim());
}

describe('a time in the address', () => {
  test('that is recorded shows the recorded positions', async () => {
    const page = await open(`?t=${address(PAST)}`);
    await column(page).locator('.designation', { hasText: 'recorded' }).waitFor();

    const point = interpolate(playback.points.get(TERRA) ?? [], PAST) as SubSatellitePoint;
    expect(await shown(page)).toBe(PAST);
    expect(await shownNumbers(page)).toEqual(numbersOf(point));
    expect(await column(page).getAttribute('data-position')).toBe('recorded');
    expect(await page.locator(`[data-marker="${TERRA}"]`).getAttribute('data-source')).toBe('feed');
    expect(await slider(page).getAttribute('aria-valuetext')).toMatch(
      /^\d+ Nov 2026, \d\d:\d\d:00 UTC, 2[01] min ago, recorded$/,
    );
    // The hour before it begins where the recording does: what is missing is computed.
    expect(await column(page).locator('[data-chart="track"]').getAttribute('data-points')).toBe('180');
  });

  test('that is to come shows what SGP4 computes', async () => {
    const page = await open(`?t=${address(FUTURE)}`);
    await column(page).locator('.designation', { hasText: 'computed' }).waitFor();

    expect(await shownNumbers(page)).toEqual(numbersOf(subSatellitePoint(cachedRecord(OMM), FUTURE)));
    expect(await page.locator(`[data-marker="${TERRA}"]`).getAttribute('data-source')).toBe('page');
    expect(await column(page).locator('[data-part="remark"]').isVisible()).toBe(false);
    // The connection is that of the present; the clock, which is read first, is that of the map.
    expect(await page.locator('.status').getAttribute('data-state')).toBe('live');
    expect(await page.locator('.status').getAttribute('data-moment')).toBe('chosen');
    await page.clock.runFor(2_000);
    const clock = await page.locator('[data-status="clock"]').getAttribute('datetime');
    expect(clock).toBe(new Date(FUTURE).toISOString());
    expect(await shown(page)).toBe(FUTURE);
  });

  test('that is out of reach is reported, and the present is shown', async () => {
    const page = await open('?t=1999-12-31T10:30Z');

    await page
      .locator('[data-part="address"]')
      .getByText(/"1999-12-31T10:30Z", is not shown\. Positions are known from \d+\s\w{3}\s2026 to \d+\s\w{3}\s2026/)
      .waitFor();
    expect(await column(page).getAttribute('data-position')).toBe('live');
  });
});

describe('the reader', () => {
  test('moves with keys, by minutes and hours, and returns with Now, and with Back', async () => {
    const page = await open();
    await slider(page).focus();
    await page.keyboard.press('PageDown');
    // Said in the next frame.
    await page.clock.runFor(20);
    expect(await slider(page).getAttribute('aria-valuenow')).toBe('-60');
    for (const key of ['Shift+ArrowRight', 'ArrowLeft', 'ArrowLeft']) await page.keyboard.press(key);
    await page.clock.runFor(500);

    // From half past to the whole minute, an hour back and forth, and two minutes back.
    expect(await chosen(page)).toBe(address(playback.beginMs - 2 * MINUTE));
    expect(await shown(page)).toBe(playback.beginMs - 2 * MINUTE);
    expect(await slider(page).getAttribute('aria-valuenow')).toBe('-2');

    await page.getByRole('button', { name: 'Now' }).click();
    expect(await chosen(page)).toBe(null);
    expect(await column(page).getAttribute('data-position')).toBe('live');

    await page.goBack();
    expect(await shown(page)).toBe(playback.beginMs - 2 * MINUTE);
    await page.goBack();
    expect(await column(page).getAttribute('data-position')).toBe('live');
  });

  test('drags map, numbers and charts together, and chooses the time where the drag ends', async () => {
    const page = await open();
    const rail = await page.locator('.time-slider .rail').boundingBox();
    if (!rail) throw new Error('no slider');
    const at = (fraction: number) => [rail.x + rail.width * fraction, rail.y + 12] as const;
    await page.mouse.move(...at(0.5));
    await page.mouse.down();
    const night = page.locator('[data-world="night"]');
    const before = await night.getAttribute('d');
    // To and fro: what is known from before is drawn again.
    for (const fraction of [0.6, 0.75, 0.74, 0.7, 0.75]) {
      await page.mouse.move(...at(fraction));
      await page.clock.runFor(100);
    }
    expect(await layerOfGround(page)).toBe('opacity');
    // Held still, all parts are drawn.
    await page.clock.runFor(200);
    expect(await layerOfGround(page)).toBe('auto');

    expect(await chosen(page)).toBe(null);
    expect(await night.getAttribute('d')).not.toBe(before);
    const columns = await page.locator('[data-satellite]').evaluateAll((all) => all.map(({ dataset }) => dataset.time));
    expect(new Set(columns)).toEqual(new Set([new Date(await shown(page)).toISOString().replace('.000', '')]));
    await page.mouse.up();

    const timeMs = Date.parse(((await chosen(page)) ?? '').replace(/Z$/, ':00Z'));
    expect(Math.abs(timeMs - NOW - 12 * 60 * MINUTE)).toBeLessThan(4 * MINUTE);
    expect(await shown(page)).toBe(timeMs);
    expect(await column(page).locator('[data-chart="altitude"]').getAttribute('data-points')).toBe('180');
    const opened = await open(`?t=${address(timeMs)}`);
    await opened.locator('[data-world="map"][data-drawn="all"]').waitFor();
    expect(await paths(page)).toEqual(await paths(opened));
  });

  test('plays at 60 times the pace of time, stops, and chooses the time at which it stopped', async () => {
    const page = await open(`?t=${address(LATER)}`);
    await page.getByRole('button', { name: '60×' }).click();
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await page.clock.runFor(3_000);
    await page.getByRole('button', { name: 'Stop' }).click();

    const stoppedMs = await shown(page);
    expect(stoppedMs - LATER).toBeGreaterThanOrEqual(2.9 * MINUTE);
    expect(stoppedMs - LATER).toBeLessThanOrEqual(3.1 * MINUTE);
    expect(await chosen(page)).toBe(address(stoppedMs));
    await page.clock.runFor(2_000);
    expect(await shown(page)).toBe(stoppedMs);
  });

  test.each([
    ['for readers who prefer reduced motion', '60×', { reducedMotion: 'reduce' }],
    ['at the pace of time', '1×', {}],
  ] as const)('plays in steps %s, each of which shows all', async (_, speed, options) => {
    const page = await open(`?t=${address(LATER)}`, options);
    await page.getByRole('button', { name: speed, exact: true }).click();
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await page.clock.runFor(2_000);

    const clockMs = Date.parse((await page.locator('[data-status="clock"]').getAttribute('datetime')) ?? '');
    const columns = await page.locator('[data-satellite]').evaluateAll((all) => all.map(({ dataset }) => dataset.time));
    expect(clockMs).toBeGreaterThan(LATER + 1_000);
    expect(new Set(columns.map((time) => Date.parse(time ?? '')))).toEqual(new Set([clockMs]));
  });

  test('plays the last 24 hours up to now, and goes on live', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'Play the last 24 h' }).click();
    await page.clock.runFor(500);
    // An hour in a second.
    expect(Math.abs((await shown(page)) - NOW + 23.5 * 60 * MINUTE)).toBeLessThan(20 * MINUTE);
    expect(await page.locator('.status').getAttribute('data-moment')).toBe('chosen');

    await page.clock.fastForward(24_000);
    await page.clock.runFor(100);
    expect(await chosen(page)).toBe(null);
    expect(await column(page).getAttribute('data-position')).toBe('live');
    expect(await page.getByRole('button', { name: 'Play', exact: true }).count()).toBe(1);
  });

  test('goes to another day by the date field', async () => {
    const page = await open(`?t=${address(PAST)}`);
    const day = new Date(PAST - 5 * 86_400_000).toISOString().slice(0, 10);
    await page.getByLabel('Day').fill(day);

    expect(await chosen(page)).toBe(address(PAST - 5 * 86_400_000));
    expect(await shown(page)).toBe(PAST - 5 * 86_400_000);
    expect(await column(page).locator('.designation').textContent()).toBe(`${TERRA} · computed`);
  });

  test('a day that is out of reach is refused with the limit of the list, until something else is chosen', async () => {
    const page = await open(`?t=${address(PAST)}`);
    const note = page.locator('#time-note');
    const dayAt = (days: number) => new Date(playback.beginMs + days * 86_400_000).toISOString().slice(0, 10);
    await page.getByLabel('Day').fill('2027-03-01');
    await note
      .getByText(/^Positions are known from \d+\s\w+\s2026 to \d+\s\w+\s2026: from 30\sdays before .* to .*\.$/)
      .waitFor();
    expect(await chosen(page)).toBe(address(PAST));

    // As far as overpasses are listed, however old the elements are.
    await page.getByLabel('Day').fill(dayAt(9));
    expect((await chosen(page))?.slice(0, 10)).toBe(dayAt(9));
    expect(await note.isVisible()).toBe(false);

    await page.getByLabel('Day').fill('1999-12-31');
    await note.waitFor();
    await page.getByRole('button', { name: 'Now' }).click();
    expect(await note.isVisible()).toBe(false);
  });

  test('the first day of the date field can be shown, from its first minute; so can its begin by keys', async () => {
    const page = await open(`?t=${address(PAST)}`);
    const first = (await page.getByLabel('Day').getAttribute('min')) ?? '';
    // Earlier in the day than the epoch of the elements, 30 days before which the first day begins.
    await page.getByLabel('Day').fill(new Date(Date.parse(first) + 86_400_000).toISOString().slice(0, 10));
    await slider(page).press('Home');
    await page.clock.runFor(500);
    await page.getByLabel('Day').fill(first);
    await page.clock.runFor(1_000);
    const firstMinute = await chosen(page);
    expect(firstMinute).toMatch(new RegExp(`^${first}T\\d\\d:\\d\\dZ$`));
    expect(address(await shown(page))).toBe(firstMinute);

    await slider(page).press('Home');
    await page.clock.runFor(1_000);
    const firstSecond = await chosen(page);
    expect(address(await shown(page))).toBe(firstSecond);
    expect(await page.locator('[data-part="address"]').isVisible()).toBe(false);
  });

  test('another time closes the card of a point, which says from when it counts', async () => {
    const page = await open(`?t=${address(PAST)}`);
    await page.locator('[data-world="map"]').press('Enter');
    const card = page.getByRole('dialog');
    await card.getByRole('button', { name: 'Close' }).waitFor();

    await page.getByLabel('Day').fill(new Date(PAST - 5 * 86_400_000).toISOString().slice(0, 10));
    expect(await card.count()).toBe(0);
    await page.locator('[data-world="map"]').press('Enter');
    await card.getByRole('button', { name: 'Close' }).waitFor();
    await page.getByRole('button', { name: 'Now' }).click();

    expect(await chosen(page)).toBe(null);
    expect(await card.count()).toBe(0);
  });

  test('pauses and resumes at the present, whatever time is shown', async () => {
    const page = await open(`?t=${address(FUTURE)}`);
    await page.getByRole('button', { name: 'Resume' }).click();

    expect(await chosen(page)).toBe(null);
    expect(await column(page).getAttribute('data-position')).toBe('live');
  });
});
