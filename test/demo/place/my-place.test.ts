// My place on the demo: the countdown under the map, the list with days, filters, and past days.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { panel, rows } from '../../browser/place-panel.ts';
import { query, spoken, untilIdle } from '../../support/page.ts';
import { theDemo, untilListed } from '../the-demo.ts';

const demo = theDemo();

const PLACE = '?place=40.02,-105.27&name=Boulder';
const days = (page: Page) => panel(page).locator('tr.day').allTextContents();

test('name and countdown are under the map, the days are headings, and the result is spoken', async () => {
  const page = await demo.openListed(PLACE);

  const next = page.locator('[data-part="next"]');
  expect(await next.locator('strong').textContent()).toBe('Boulder');
  expect(await next.locator('.countdown').textContent()).toMatch(/^Aqua in ≈ 4 h 2\d min$/);
  expect(await days(page)).toEqual(['Today, Wed 25 Nov', 'Tomorrow, Thu 26 Nov']);
  expect((await spoken(page)).filter((sentence) => sentence.includes('Boulder'))).toEqual([
    expect.stringMatching(/^31 overpasses of Boulder in five days, perhaps \d more, next Aqua in 4 hours\.$/),
  ]);
});

test('when the place was last imaged by day is said, with the filters, and nothing moves', async () => {
  const page = await demo.openListed(PLACE);
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
  const page = await demo.openListed(`${PLACE}&units=mi`);
  await page.locator('[data-control="units"] [value="km"]').click();
  expect(await query(page)).toBe('?place=40.02,-105.27&name=Boulder');

  await panel(page).getByLabel('Latitude, longitude').fill('50, 10');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.place[data-place="50,10"]');

  expect(await query(page)).toBe('?place=50,10');
  expect(await page.locator('[data-part="next"] strong').textContent()).toBe('My place');
});

test('filters are in the address, in the list, in the countdown, in the links, and spoken', async () => {
  const page = await demo.openListed(PLACE);
  await panel(page).getByText('Filters', { exact: true }).click();
  // Beside the map, where the panel scrolls, what the filters leave is seen below them.
  await expect.poll(() => rowsInSight(page)).toBeGreaterThan(0);
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
  await panel(page).getByLabel('Include passes maybe in the swath').uncheck();
  expect(await query(page)).toMatch(/&days=10&maybe=false$/);
  for (const link of links) expect(await link.getAttribute('href')).not.toContain('maybe');

  // The address alone brings them back.
  await page.reload();
  await untilListed(page);
  expect(await panel(page).getByLabel('Light').inputValue()).toBe('true');
});

test('what is only maybe in a swath is listed, and can be left out', async () => {
  const page = await demo.openListed(PLACE);
  await panel(page).getByRole('button', { name: 'Show all' }).click();
  const maybe = panel(page).locator('[data-in-swath="maybe"]');
  expect(await maybe.count()).toBeGreaterThan(0);

  await panel(page).getByText('Filters', { exact: true }).click();
  await panel(page).getByLabel('Include passes maybe in the swath').uncheck();
  await expect.poll(() => maybe.count()).toBe(0);
  expect(await rows(page).count()).toBeGreaterThan(20);
});

test('past days come one by one, with links to images that ask nobody before they are followed', async () => {
  const page = await demo.openListed(PLACE);
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
  // Named as its row, whose time is no finer than it is known.
  const row = image.locator('xpath=ancestor::tr').locator('[data-act="open"]');
  const name = await row.getAttribute('aria-label');
  expect(name).toMatch(/^(Terra|Aqua), .* UTC$/);
  expect(await image.getAttribute('aria-label')).toBe(
    `MODIS image of ${name}, on worldview.earthdata.nasa.gov, in a new tab`,
  );
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

test('the days ahead are chosen beside the closed filters, in one line with them also on a phone', async () => {
  const page = await demo.openListed(PLACE);
  await page.setViewportSize({ width: 390, height: 844 });
  const filters = panel(page).getByText('Filters', { exact: true });
  const before = panel(page).getByRole('button', { name: 'Show the day before' });
  const days = panel(page).getByLabel('Days ahead');
  const middle = async (each: typeof days) => {
    const { y, height } = (await each.boundingBox()) ?? { y: Number.NaN, height: 0 };
    return y + height / 2;
  };
  await untilIdle(page);
  expect(Math.abs((await middle(days)) - (await middle(filters)))).toBeLessThan(10);
  expect(Math.abs((await middle(days)) - (await middle(before)))).toBeLessThan(10);

  await days.selectOption('10 days');
  expect(await query(page)).toMatch(/&days=10$/);
  expect(await filters.isVisible()).toBe(true);
});

test('a past day without an overpass is named, so that something is seen to happen', async () => {
  const page = await demo.open(`${PLACE}&instrument=ASTER`);
  await panel(page).locator('[data-place-part="result"]').waitFor({ state: 'attached' });
  await page.clock.runFor(2_000);
  await panel(page).getByRole('button', { name: 'Show the day before' }).click();

  await panel(page).getByText('Yesterday, Tue 24 Nov: none').waitFor();
  expect((await days(page)).slice(0, 1)).toEqual(['Yesterday, Tue 24 Nov: none']);
});

/** How many rows the window of the panel shows whole. */
async function rowsInSight(page: Page): Promise<number> {
  const bottom = await panel(page).evaluate((element) => element.getBoundingClientRect().bottom);
  const bottoms = await rows(page).evaluateAll((all) => all.map((row) => row.getBoundingClientRect().bottom));
  return bottoms.filter((each) => each <= bottom).length;
}
