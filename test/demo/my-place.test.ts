// My place on the demo: the countdown under the map, the list with days, filters, past days, an overpass on the map, and
// the reminder.
import { readFileSync } from 'node:fs';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { interpolate } from '../../orbit/interpolate.ts';
import { RECORDING_FILE } from '../../web/build/build-page.ts';
import { preparePlayback, type Recording } from '../../web/demo/recording.ts';
import { query } from '../support/page.ts';
import { theDemo, untilListed } from './the-demo.ts';

const demo = theDemo();
const playback = preparePlayback(JSON.parse(readFileSync(RECORDING_FILE, 'utf8')) as Recording);
const MINUTE_MS = 60_000;

const PLACE = '?place=40.02,-105.27&name=Boulder';
const panel = (page: Page) => page.locator('.place');
const rows = (page: Page) => panel(page).locator('tr[data-overpass]');
const days = (page: Page) => panel(page).locator('tr.day').allTextContents();
const spoken = (page: Page) => page.locator('[data-part="announcements"] p').allTextContents();

/** Opens a place, and runs the demo's clock until every satellite has been searched. */
async function open(address: string, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await demo.open(address, options);
  await untilListed(page);
  return page;
}

test('name and countdown are under the map, the days are headings, and the result is spoken', async () => {
  const page = await open(PLACE);

  const next = page.locator('[data-part="next"]');
  expect(await next.locator('strong').textContent()).toBe('Boulder');
  expect(await next.locator('.countdown').textContent()).toMatch(/^Aqua in ≈ 4 h 2\d min$/);
  expect(await days(page)).toEqual(['Today, Wed 25 Nov', 'Tomorrow, Thu 26 Nov']);
  expect((await spoken(page)).filter((sentence) => sentence.includes('Boulder'))).toEqual([
    expect.stringMatching(/^31 overpasses of Boulder in five days, perhaps \d more, next Aqua in 4 hours\.$/),
  ]);
});

test('when the place was last imaged by day is said, with the filters, and nothing moves', async () => {
  const page = await open(PLACE);
  const line = panel(page).locator('[data-place-part="last-imaged"]');
  const list = () => panel(page).locator('[data-place-part="about"]').boundingBox();
  const before = await list();
  await page.clock.runFor(5_000);
  await line.getByText('MODIS image').waitFor();

  expect((await line.textContent())?.replaceAll('\u00a0', ' ')).toMatch(
    /^Last imaged by day: (Terra|Aqua), yesterday (≈ )?\d\d:\d\d UTC ± \d+ s, track [\d,]+ ± \d+ km [NESW]+, MODIS image ›$/,
  );
  expect(await line.locator('a').getAttribute('href')).toMatch(/t=2026-11-24-T.*CorrectedReflectance/);
  expect(await list()).toEqual(before);

  // Of OMI there are no images.
  await panel(page).getByText('Filters', { exact: true }).click();
  await panel(page).getByRole('group', { name: 'Only these instruments' }).getByLabel('OMI').check();
  await page.clock.runFor(5_000);
  expect(await line.textContent()).toMatch(/^Last imaged by day: Aura, .*OMI\.$/);
});

test('another place drops the name, and the address keeps it until then', async () => {
  const page = await open(`${PLACE}&units=mi`);
  await page.locator('[data-control="units"] [value="km"]').click();
  expect(await query(page)).toBe('?place=40.02,-105.27&name=Boulder');

  await panel(page).getByLabel('Latitude, longitude').fill('50, 10');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.place[data-place="50,10"]');

  expect(await query(page)).toBe('?place=50,10');
  expect(await page.locator('[data-part="next"] strong').textContent()).toBe('My place');
});

test('filters are in the address, in the list, in the countdown, in the links, and spoken', async () => {
  const page = await open(PLACE);
  await panel(page).getByText('Filters', { exact: true }).click();
  const instruments = panel(page).getByRole('group', { name: 'Only these instruments' });
  await instruments.getByLabel('MISR').check();
  await instruments.getByLabel('OMI').check();
  expect(await query(page)).toContain('&instrument=MISR,OMI');
  for (const name of await rows(page).locator('[data-cell="swath"]').allTextContents())
    expect(name).toMatch(/^(edge of |maybe )?(MISR|OMI)$/);
  await instruments.getByLabel('MISR').press('Space');
  await panel(page).getByLabel('Light').selectOption('by day only');
  await panel(page).getByLabel('Track within').selectOption('500 km');

  expect(await query(page)).toBe('?place=40.02,-105.27&name=Boulder&instrument=OMI&daylight=true&maxOffNadirKm=500');
  const names = await rows(page).locator('[data-cell="swath"]').allTextContents();
  for (const name of names) expect(name).toMatch(/OMI$/);
  expect(await page.locator('.countdown').textContent()).toMatch(/^Aura in /);
  expect((await spoken(page)).at(-1)).toMatch(
    /^\d overpasses of Boulder in five days, (perhaps \d more, )?next Aura in \d+ \w+\.$/,
  );
  await panel(page).getByLabel('Days ahead').selectOption('10 days');
  await panel(page).getByLabel('Reminder in the calendar').selectOption('1 h before', { force: true });
  expect(await query(page)).toMatch(/&days=10$/);
  await page.clock.runFor(2_000);
  const about = await panel(page).locator('[data-place-part="about"]').textContent();
  expect(about).toMatch(/\d+ in ten days/);
  // Not of the five days that had been searched when they were chosen.
  const [, total, perhaps = '0'] =
    (await spoken(page)).at(-1)?.match(/^(\d+) .* in ten days, (?:perhaps (\d+))?/) ?? [];
  expect(Number(total) + Number(perhaps)).toBe(Number(about?.match(/(\d+) in ten days/)?.[1]));
  const links = await panel(page).locator('[data-place-part="links"] a').all();
  // Of Aura alone: the others have no OMI.
  expect(links).toHaveLength(3);
  for (const link of links)
    expect(await link.getAttribute('href')).toMatch(
      /28376\/overpasses\?.*&days=10&.*&instrument=OMI&daylight=true&maxOffNadirKm=500&maybe=true&(name=Boulder&reminder=60&format=ics|format=)/,
    );
  // Without those that are only maybe in the swath.
  await panel(page).getByLabel('Include passes that are only maybe in the swath').uncheck();
  expect(await query(page)).toMatch(/&days=10&maybe=false$/);
  expect(await panel(page).locator('[data-in-swath="maybe"]').count()).toBe(0);
  for (const link of links) expect(await link.getAttribute('href')).not.toContain('maybe');

  // The address alone brings them back.
  await page.reload();
  await untilListed(page);
  expect(await panel(page).getByLabel('Light').inputValue()).toBe('true');
});

test('past days come one by one, with links to images that ask nobody before they are followed', async () => {
  const page = await open(PLACE);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  const before = panel(page).getByRole('button', { name: 'Show the day before' });
  await before.click();
  await panel(page).getByText('Yesterday, Tue 24 Nov').waitFor();
  await before.click();
  await panel(page).getByText('Mon 23 Nov').waitFor();

  expect((await days(page)).slice(0, 3)).toEqual(['Mon 23 Nov', 'Yesterday, Tue 24 Nov', 'Today, Wed 25 Nov']);
  const image = panel(page).locator('[data-passed] [data-cell="images"] a').first();
  expect(await image.getAttribute('href')).toMatch(
    /^https:\/\/worldview\.earthdata\.nasa\.gov\/\?v=[-\d.,%C]+&t=2026-11-23.*MODIS_(Terra|Aqua)_CorrectedReflectance/,
  );
  expect(await image.getAttribute('rel')).toBe('noreferrer');
  expect(await image.getAttribute('aria-label')).toMatch(/^MODIS image of (Terra|Aqua), .* UTC, on worldview/);
  expect(asked.filter((url) => !url.startsWith('http://127.0.0.1'))).toEqual([]);

  const passed = panel(page).locator('[data-passed]');
  const inSwath = await passed.count();
  await panel(page).getByText('Filters', { exact: true }).click();
  await panel(page).getByLabel('Include passes outside the swath').check();
  expect(await passed.count()).toBeGreaterThan(inSwath);
  await panel(page).getByLabel('Include passes outside the swath').uncheck();
  expect(await passed.count()).toBe(inSwath);

  await panel(page).getByRole('button', { name: 'Hide past days' }).click();
  expect(await days(page)).toEqual(['Today, Wed 25 Nov', 'Tomorrow, Thu 26 Nov']);
});

test('a past day without an overpass is named, so that something is seen to happen', async () => {
  const page = await demo.open(`${PLACE}&instrument=ASTER`);
  await panel(page).locator('[data-place-part="result"]').waitFor({ state: 'attached' });
  await page.clock.runFor(2_000);
  await panel(page).getByRole('button', { name: 'Show the day before' }).click();

  await panel(page).getByText('Yesterday, Tue 24 Nov: none').waitFor();
  expect((await days(page)).slice(0, 1)).toEqual(['Yesterday, Tue 24 Nov: none']);
});

test('with the keyboard, an overpass is drawn on the map and moves the page to its moment', async () => {
  const page = await open(PLACE);
  const row = rows(page).first();
  await row.getByRole('button').focus();
  await page.keyboard.press('Enter');

  expect(await row.getByRole('button').getAttribute('aria-expanded')).toBe('true');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toMatch(/^Aqua, today .* UTC$/);
  await page.waitForFunction(() => document.querySelector('[data-pass="swath"]')?.getAttribute('d'));
  // Where to look, and on which side the track passes.
  expect((await panel(page).locator('.detail').textContent())?.replaceAll('\u00a0', ' ')).toMatch(
    /its track .* of this place\. Satellite .*° high.*; Sun .*\./,
  );
  expect((await spoken(page)).at(-1)).toMatch(/^Aqua, today .* UTC: its swath over the place is on the map\.$/);

  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await query(page)).toMatch(/&t=2026-11-25T11:5\d(:\d\d)?Z$/);
  expect((await spoken(page)).at(-1)).toMatch(/^Map and columns show 25 Nov 2026, 11:5\d UTC\.$/);
  await page.getByRole('button', { name: 'Share' }).click();
  await page.locator('.share-panel').waitFor();
  expect(await page.getByLabel('Link to what you see').first().inputValue()).toBe(page.url());
  await page.keyboard.press('Escape');
  // The list and the countdown stay with the present.
  expect(await page.locator('.countdown').textContent()).toMatch(/^Aqua in /);

  await row.getByRole('button').press('Enter');
  await page.waitForFunction(() => !document.querySelector('[data-pass="swath"]')?.getAttribute('d'));
});

test('on a phone, an open overpass leads to the map, which is far above it, and so does its moment', async () => {
  const page = await open(PLACE, { viewport: { width: 390, height: 700 }, reducedMotion: 'reduce' });
  const mapTop = () => page.locator('[data-world="map"]').evaluate((map) => map.getBoundingClientRect().top);
  const row = rows(page).nth(5);
  await row.getByRole('button').click();
  // What can be done is seen, whether the row was at the end of the screen or not.
  const toMap = panel(page).getByRole('button', { name: 'Show on the map' });
  const toMoment = panel(page).getByRole('button', { name: 'Show this moment' });
  expect(await mapTop()).toBeLessThan(0);

  await toMap.click();
  expect(Math.abs((await mapTop()) - 8)).toBeLessThan(2);
  expect(await page.locator('[data-note="pass"]').textContent()).toMatch(/^\w+ (≈ )?\d\d:\d\d$/);
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-world'))).toBe('map');

  await toMoment.click();
  expect(await query(page)).toContain('&t=2026-11-2');
  expect(Math.abs((await mapTop()) - 8)).toBeLessThan(2);

  // Beside the list, there is nothing to scroll to.
  await page.setViewportSize({ width: 1280, height: 720 });
  expect(await toMap.isVisible()).toBe(false);
});

test('no text on the map covers another, the overpass and my place among them, on any screen', async () => {
  const page = await open(PLACE);
  await rows(page).nth(2).getByRole('button').click();
  const texts = () =>
    page.locator('.marker .label, .place-marker .label, .map-note span').evaluateAll((labels) => {
      const shown = labels.filter((label) => label.checkVisibility({ visibilityProperty: true }));
      const boxes = shown.map((label) => ({ name: label.textContent, box: label.getBoundingClientRect() }));
      const covered = boxes.flatMap(({ name, box: a }, index) =>
        boxes.slice(index + 1).flatMap(({ name: other, box: b }) => {
          const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
          const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
          return Math.min(width, height) > 1 ? [`${name} and ${other}`] : [];
        }),
      );
      return { names: boxes.map(({ name }) => name).join(), covered };
    });
  for (const width of [1280, 2560, 768, 390, 320]) {
    await page.setViewportSize({ width, height: 800 });
    await expect.poll(texts, { message: `${width} px` }).toEqual({
      names: expect.stringMatching(/^(?=.*Boulder)(?=.*\w+ (≈ )?\d\d:\d\d)(?=.*Terra)/),
      covered: [],
    });
  }
});

test('a reminder comes before the overpass as a notification, as a line, in the title and spoken', async () => {
  const page = await open(PLACE);
  await page.evaluate(() => {
    class FakeNotification {
      static permission = 'granted';
      static requestPermission = async () => 'granted';
      constructor(title: string, { body }: { body: string }) {
        document.documentElement.dataset.notified = `${title} | ${body}`;
      }
    }
    Object.assign(window, { Notification: FakeNotification });
  });
  const remind = page.getByRole('button', { name: 'Remind me' });
  await remind.click();
  await page.getByLabel('How long before each overpass').selectOption('60 min before');
  await page
    .locator('[data-place-part="remind-help"]')
    .getByText('Only while this page is open, paused or not;')
    .waitFor();
  expect(await remind.getAttribute('aria-pressed')).toBe('true');

  // The recording is an hour long, so the page's own time does not reach the overpass: its timer does.
  await page.clock.fastForward(4 * 3_600_000);

  await page.waitForFunction(() => document.documentElement.dataset.notified);
  expect(await page.locator('html').getAttribute('data-notified')).toMatch(/ \| Boulder, /);
  expect(await page.title()).toMatch(/^Aqua .* – Subpoint$/);
  expect(await page.locator('[data-place-part="due"]').textContent()).toMatch(/^Aqua /);
  expect((await spoken(page)).at(-1)).toMatch(/^Aqua /);
});

test('a reminder that became due while the computer slept comes when it wakes', async () => {
  // Aqua is above this place 25 minutes after the demo begins: within the hour, after which the page searches again.
  const { latitudeDeg, longitudeDeg } =
    interpolate(playback.points.get(27424) ?? [], playback.beginMs + 25 * MINUTE_MS) ?? {};
  const page = await open(`?place=${latitudeDeg?.toFixed(2)},${longitudeDeg?.toFixed(2)}`);
  expect(await page.locator('.countdown').textContent()).toMatch(/^Aqua in /);
  const title = await page.title();
  await page.getByRole('button', { name: 'Remind me' }).click();
  await page.clock.runFor(2_000);
  const due = page.locator('[data-place-part="due"]');
  expect(await due.isVisible()).toBe(false);

  // Timers are suspended meanwhile.
  await page.clock.setSystemTime((await page.evaluate(() => Date.now())) + 20 * MINUTE_MS);
  await page.clock.runFor(2_000);

  expect(await due.textContent()).toMatch(/^Aqua in \d min/);
  expect(await page.title()).toMatch(/^Aqua in \d min ± \d+ s – Subpoint$/);

  // A hidden tab has no updates that could take it back.
  await hide(page);
  await page.clock.fastForward(10 * MINUTE_MS);

  expect(await page.title()).toBe(title);
  expect(await due.isVisible()).toBe(false);
});

/** Hides the tab, as far as the page knows. */
async function hide(page: Page) {
  await page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
}

test('while reminders are on, a hidden tab searches again each hour: the list has an end', async () => {
  const page = await open(PLACE);
  const shownTime = () => page.locator('[data-status="clock"]').getAttribute('datetime');
  await page.getByRole('button', { name: 'Remind me' }).click();
  await hide(page);
  const hiddenAt = await shownTime();
  await page.clock.fastForward(59 * MINUTE_MS);
  expect(await shownTime()).toBe(hiddenAt);

  await page.clock.fastForward(2 * MINUTE_MS);

  expect(await shownTime()).not.toBe(hiddenAt);
});

test('a reminder without notifications says what it does instead', async () => {
  const page = await open(PLACE);
  await page.evaluate(() => {
    Object.assign(window, { Notification: { permission: 'denied', requestPermission: async () => 'denied' } });
  });
  await page.getByRole('button', { name: 'Remind me' }).click();

  const help = page.locator('[data-place-part="remind-help"]');
  await help.getByText('Without notifications: a line here, and the title.').waitFor();
});
