// A place by its name: typed into the field and chosen from the list, or given by the reader. A click on the map: its
// card, and the choice there.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { query, spoken } from '../../support/page.ts';
import { theDemo, untilListed } from '../the-demo.ts';

const demo = theDemo();

test('letters suggest places, the arrow keys and Enter choose one, and the number is announced', async () => {
  const page = await demo.open();
  const input = page.getByRole('combobox', { name: 'Place, or latitude, longitude' });
  await input.pressSequentially('Nairo');
  await page.getByRole('option', { name: 'Nairobi, Kenya' }).waitFor();
  expect(await input.getAttribute('aria-expanded')).toBe('true');

  await page.clock.runFor(1_000);
  expect(await page.locator('[data-part="announcements"]').textContent()).toContain(
    '1 place. Choose with the arrow keys and Enter.',
  );
  await page.keyboard.press('ArrowDown');
  const active = await input.getAttribute('aria-activedescendant');
  expect(await page.locator(`#${active}`).getAttribute('aria-selected')).toBe('true');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.place[data-place="-1.28,36.82"]');

  const parameters = new URLSearchParams(await query(page));
  expect([parameters.get('place'), parameters.get('name')]).toEqual(['-1.28,36.82', 'Nairobi']);
  expect(await page.locator('.place-name').textContent()).toBe('Nairobi 1.28° S, 36.82° E');
  expect(await page.locator('.place-marker .label').textContent()).toBe('Nairobi');
  expect(await input.getAttribute('aria-expanded')).toBe('false');
});

test('an example chooses a place with its name, and leads to what takes it back', async () => {
  const page = await demo.open();
  const examples = page.getByRole('group', { name: 'Or try one of these:' });
  await examples.getByRole('button', { name: 'Nairobi 1° S' }).press('Enter');
  await page.waitForSelector('.place[data-place="-1.28,36.82"]');

  expect(new URLSearchParams(await query(page)).get('name')).toBe('Nairobi');
  expect(await page.locator('[data-place-control="clear"]').evaluate((each) => each === document.activeElement)).toBe(
    true,
  );
  expect(await examples.isVisible()).toBe(false);
  await page.keyboard.press('Enter');
  expect(await query(page)).toBe('');
  expect(await examples.isVisible()).toBe(true);
});

test('a name from right to left leaves the figures beside it in their order', async () => {
  const page = await demo.open('?place=31.78,35.22&name=ירושלים %26 2');

  expect(await page.locator('.place-name').textContent()).toBe('ירושלים & 2 31.78° N, 35.22° E');
  const edges = await page.locator('.place-name').evaluate((heading) => {
    const [name, figures] = heading.children;
    const first = document.createRange();
    first.setStart(figures?.firstChild as Node, 0);
    first.setEnd(figures?.firstChild as Node, 1);
    return [name?.getBoundingClientRect().right, first.getBoundingClientRect().left] as [number, number];
  });
  expect(edges[0]).toBeLessThan(edges[1]);

  // In the address of a calendar it is one parameter.
  await untilListed(page);
  const calendar = page.locator('[data-place-part="links"] a').first();
  expect(await calendar.getAttribute('href')).toMatch(/&name=[^&]+%20%26%202&/);
});

test('a place of numbers gets a name by the keyboard: in address, map and calendars, and its open row stays', async () => {
  const page = await demo.openListed('?place=-17.2,179.1');
  await page.locator('[data-act="open"]').first().press('Enter');
  const pass = new URLSearchParams(await query(page)).get('pass');
  await page.getByRole('button', { name: 'Name it' }).press('Enter');
  const input = page.getByRole('textbox', { name: 'Name of this place' });
  await page.keyboard.type('  Camp  3 ');
  await page.keyboard.press('Enter');

  const parameters = new URLSearchParams(await query(page));
  expect(Object.fromEntries(parameters)).toEqual({ place: '-17.2,179.1', name: 'Camp 3', pass });
  expect(await page.locator('.place-name').textContent()).toBe('Camp 3 17.20° S, 179.10° E');
  expect(await page.locator('.place-marker .label').textContent()).toBe('Camp 3');
  const calendar = page.locator('[data-place-part="links"] a').first();
  expect(await calendar.getAttribute('href')).toContain('&name=Camp%203&');
  expect((await spoken(page)).at(-1)).toBe('The place is called Camp 3.');
  const rename = page.getByRole('button', { name: 'Rename' });
  expect(await rename.evaluate((each) => each === document.activeElement)).toBe(true);
  expect(await page.locator('tr[data-open]').count()).toBe(1);

  await page.keyboard.press('Enter');
  expect(await input.inputValue()).toBe('Camp 3');
  await page.keyboard.type('Camp 4');
  await page.keyboard.press('Escape');
  expect(await page.locator('.place-name strong').textContent()).toBe('Camp 3');
  await rename.press('Enter');
  await page.keyboard.press('Delete');
  await page.keyboard.press('Enter');
  expect(await query(page)).not.toContain('name=');
  expect((await spoken(page)).at(-1)).toBe('The place has no name.');
});

test('on a phone, nothing moves when a place is named', async () => {
  const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
  const page = await demo.openListed('?place=-17.2,179.1', phone);
  const tops = () =>
    page.locator('.countdown, .world-map').evaluateAll((all) => all.map((each) => each.getBoundingClientRect().top));
  const before = await tops();
  await page.getByRole('button', { name: 'Name it' }).tap();

  expect(await page.getByRole('textbox', { name: 'Name of this place' }).isVisible()).toBe(true);
  expect(await tops()).toEqual(before);
});

test('what is typed as a name is dropped with its place', async () => {
  const page = await demo.open('?place=-17.2,179.1');
  await page.getByRole('button', { name: 'Name it' }).click();
  await page.keyboard.type('Camp 3');
  await page.getByRole('combobox', { name: 'Place, or latitude, longitude' }).fill('50, 10');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.place[data-place="50,10"]');

  const input = page.getByRole('textbox', { name: 'Name of this place' });
  expect(await input.isVisible()).toBe(false);
  expect(await query(page)).toBe('?place=50,10');

  await page.getByRole('button', { name: 'Name it' }).click();
  await page.getByRole('button', { name: 'Clear' }).click();
  await page.goBack();
  await page.waitForSelector('.place[data-place="50,10"]');
  expect(await input.isVisible()).toBe(false);
});

test('the list closes with Escape and with the focus; a click chooses', async () => {
  const page = await demo.open();
  const input = page.getByRole('combobox', { name: 'Place, or latitude, longitude' });
  const options = page.locator('.names').getByRole('option');
  await input.pressSequentially('springf');
  await options.first().waitFor();

  await page.keyboard.press('Escape');
  expect(await options.count()).toBe(0);
  expect(await input.inputValue()).toBe('springf');
  await page.keyboard.press('ArrowDown');
  expect(await options.count()).toBeGreaterThan(2);
  await page.keyboard.press('Tab');
  expect(await options.count()).toBe(0);

  await input.fill('springfield, ill');
  await options.getByText('Illinois').click();
  await page.waitForSelector('.place[data-place="39.8,-89.65"]');
});

test('a town that is not known is said below the field, and announced once; not of what may become numbers', async () => {
  const page = await demo.open();
  const input = page.getByRole('combobox', { name: 'Place, or latitude, longitude' });
  const none = page.getByText('No town like this among the 14,000 largest.');
  await input.pressSequentially('Qqqq');
  await none.waitFor();
  for (const key of ['q', 'r']) {
    await page.clock.runFor(1_000);
    await input.press(key);
  }
  await page.clock.runFor(1_000);
  expect((await spoken(page)).filter((text) => text.startsWith('No place'))).toHaveLength(1);

  await page.keyboard.press('Escape');
  expect(await none.isVisible()).toBe(false);
  for (const text of ['Qq', 'N', '45 N', 'https', 'Nairobi']) {
    await input.fill('Qqqqq');
    await none.waitFor();
    await input.fill(text);
    expect(await none.isVisible(), text).toBe(false);
  }
});

test('Enter chooses a whole name without the list; coordinates win; nothing found says what to try', async () => {
  const page = await demo.open();
  const input = page.getByRole('combobox', { name: 'Place, or latitude, longitude' });
  await input.fill('köln');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.place[data-place="50.93,6.95"]');

  await input.fill('45 N, 100 W');
  expect(await page.locator('.names').getByRole('option').count()).toBe(0);
  await page.keyboard.press('Enter');
  await page.waitForSelector('.place[data-place="45,-100"]');

  await input.fill('Qqqqq');
  await page.keyboard.press('Enter');
  await page.getByText('among the 14,000 largest, which have no villages. Try a larger town nearby').waitFor();
  expect(await input.getAttribute('aria-invalid')).toBe('true');
  expect(await query(page)).toBe('?place=45,-100');

  await input.fill('sprin');
  await page.keyboard.press('Enter');
  await page.getByText('Several places begin like this').waitFor();
});

test('a click on the map opens a card with the next overpass there, and the place changes only when it is chosen', async () => {
  const page = await demo.open('?place=40.02,-105.27');
  const card = page.locator('[data-map-card]');
  await clickMap(page, -20, -60);

  await untilAbout(page);
  expect(await card.getByRole('heading').textContent()).toMatch(/^(?:19\.\d|20\.\d)° S, (?:59\.\d|60\.\d)° W$/);
  expect(await card.locator('p').textContent()).toMatch(
    /^Next overpass: (?:Terra|Aqua|Aura) in ≈? ?(?:\d+ h)? ?(?:\d+ min)?\.$/,
  );
  expect(await page.locator('.place').getAttribute('data-place')).toBe('40.02,-105.27');

  await card.getByRole('button', { name: 'Choose this place' }).click();
  await page.waitForSelector('.place[data-place^="-"]');
  expect(await query(page)).not.toContain('name=');
  expect(await card.isVisible()).toBe(false);
});

test('the card names a place that is near, once names are loaded, and keeps to the filters of the list', async () => {
  const page = await demo.open('?daylight=true&satellite=27424');
  await page.getByRole('combobox', { name: 'Place, or latitude, longitude' }).pressSequentially('Nai');
  await page.getByRole('option', { name: 'Nairobi, Kenya' }).waitFor();
  await page.keyboard.press('Escape');
  await clickMap(page, -1.29, 36.82);

  await untilAbout(page);
  expect(await page.locator('[data-map-card] p').textContent()).toMatch(
    /^Near .+, Kenya\. Next overpass: Aqua in .+, with the filters of the list\.$/,
  );
});

async function clickMap(page: Page, latitudeDeg: number, longitudeDeg: number) {
  await page.locator('[data-world="map"][data-drawn="all"]').waitFor();
  const map = page.locator('[data-world="drawing"]');
  const { width, height } = (await map.boundingBox()) as { width: number; height: number };
  await map.click({ position: { x: ((longitudeDeg + 180) / 360) * width, y: ((90 - latitudeDeg) / 180) * height } });
}

/** The search runs on the page's clock, which stands still. */
async function untilAbout(page: Page) {
  await expect
    .poll(async () => {
      await page.clock.runFor(100);
      return page.locator('[data-map-card] p').textContent();
    })
    .toContain('overpass');
}
