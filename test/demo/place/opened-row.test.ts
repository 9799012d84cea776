// A row of the list that is opened and closed: it stays where it is, and its overpass is on the map.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { MINUTE_MS } from '../../../orbit/time.ts';
import { panel, rows } from '../../browser/place-panel.ts';
import { overlapping, textBoxes } from '../../support/boxes.ts';
import { painted, query, spoken } from '../../support/page.ts';
import { theDemo, untilListed } from '../the-demo.ts';

const demo = theDemo();

const PLACE = '?place=40.02,-105.27&name=Boulder';

test('with the keyboard, an overpass is drawn on the map and moves the page to its moment', async () => {
  const page = await demo.openListed(PLACE);
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
  expect(await page.getByLabel('Link to what you see').first().inputValue()).toBe(
    await page.evaluate(() => location.href),
  );
  await page.keyboard.press('Escape');
  // The list and the countdown stay with the present.
  expect(await page.locator('.countdown').textContent()).toMatch(/^Aqua in /);

  await row.getByRole('button').press('Enter');
  await page.waitForFunction(() => !document.querySelector('[data-pass="swath"]')?.getAttribute('d'));
});

test('on a phone, an open overpass leads to the map, which is far above it, and so does its moment', async () => {
  const page = await demo.openListed(PLACE, { viewport: { width: 390, height: 700 }, reducedMotion: 'reduce' });
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
  const page = await demo.openListed(PLACE);
  await rows(page).nth(2).getByRole('button').click();
  const texts = async () => {
    const boxes = await textBoxes(page.locator('.marker .label, .place-marker .label, .map-note span'));
    return { names: boxes.map(({ text }) => text).join(), covered: overlapping(boxes, { width: 1, height: 1 }) };
  };
  for (const width of [1280, 2560, 768, 390, 320]) {
    await page.setViewportSize({ width, height: 800 });
    await expect.poll(texts, { message: `${width} px` }).toEqual({
      names: expect.stringMatching(/^(?=.*Boulder)(?=.*\w+ (≈ )?\d\d:\d\d)(?=.*Terra)/),
      covered: [],
    });
  }
});

test.each([
  ['in the panel beside the map', 1280, 720],
  ['on the page of a phone', 390, 844],
])('%s, a row that is clicked stays under the pointer', async (_, width, height) => {
  const page = await demo.openListed(PLACE, { viewport: { width, height } });
  const button = page.locator('[data-act="open"]').nth(4);
  await button.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  await painted(page);
  const topOf = () => button.evaluate((element) => Math.round(element.getBoundingClientRect().top));
  const before = await topOf();
  const isOpen = () => button.getAttribute('aria-expanded');

  const tops: [expanded: string | null, top: number][] = [];
  for (let click = 0; click < 3; click++) {
    const box = await button.boundingBox();
    await page.mouse.click((box?.x ?? 0) + 5, (box?.y ?? 0) + 5);
    await painted(page);
    tops.push([await isOpen(), await topOf()]);
  }

  expect(tops).toEqual([
    ['true', before],
    ['false', before],
    ['true', before],
  ]);
});

const open = (page: Page) => panel(page).locator('[data-open]');

test('a link has the overpass whose row is open, which opens again for whom it is shared with', async () => {
  const page = await demo.openListed(PLACE);
  await panel(page).getByRole('button', { name: 'Show all' }).click();
  await rows(page).nth(14).getByRole('button').click();
  const address = await query(page);
  expect(address).toMatch(/^\?place=40.02,-105.27&name=Boulder&pass=\d{5},2026-11-2\dT\d\d:\d\dZ$/);
  const time = await open(page).getAttribute('data-time');

  const other = await demo.openListed(address);
  expect(await query(other)).toBe(address);
  expect(await open(other).getAttribute('data-time')).toBe(time);
  await other.waitForFunction(() => document.querySelector('[data-pass="swath"]')?.getAttribute('d'));
  // Seen in the panel, which scrolls. The page does not.
  expect(await open(other).evaluate((row) => row.getBoundingClientRect().bottom < innerHeight)).toBe(true);
  expect(await other.evaluate(() => scrollY)).toBe(0);

  await open(other).getByRole('button').click();
  expect(await query(other)).toBe(PLACE);
});

test('newer elements move an overpass by minutes: its row stays open and keeps the focus', async () => {
  const page = await demo.open(PLACE, { beforeLoad: withNewerElements });
  await untilListed(page);
  await panel(page).getByRole('button', { name: 'Show all' }).click();
  const times = await rows(page).evaluateAll((all) =>
    all.map((row) => Date.parse(row.getAttribute('data-time') ?? '')),
  );
  const twentiethsOf = (timeMs: number) => Math.round(timeMs / (20 * MINUTE_MS));
  // Its row would be another one.
  const at = times.findIndex(
    (timeMs, index) => index > 1 && twentiethsOf(timeMs + 2 * MINUTE_MS) > twentiethsOf(timeMs),
  );
  await rows(page).nth(at).getByRole('button').press('Enter');
  const timeOf = async () => Date.parse((await open(page).getAttribute('data-time')) ?? '');
  expect(await timeOf()).toBe(times[at]);

  await page.evaluate(() => Object.assign(globalThis, { hasNewerElements: true }));
  await page.clock.runFor(11 * MINUTE_MS);
  expect(await open(page).count()).toBe(1);
  expect(twentiethsOf(await timeOf())).toBeGreaterThan(twentiethsOf(times[at] as number));
  const focused = page.locator('[data-open] [data-act="open"]:focus');
  expect(await focused.count()).toBe(1);
  // To the minute, as the address and the map have it.
  const minute = new Date(Math.round((await timeOf()) / MINUTE_MS) * MINUTE_MS).toISOString().slice(0, 16);
  expect(await query(page)).toMatch(new RegExp(`&pass=\\d{5},${minute}Z$`));
  expect(await page.locator('[data-note="pass"]').textContent()).toContain(minute.slice(11));
});

/** For `beforeLoad`: from `hasNewerElements` on, the list has elements whose satellites come three minutes later. */
async function withNewerElements(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const later = (text: string) => new Date(Date.parse(`${text.slice(0, 23)}Z`) + 180_000).toISOString().slice(0, 23);
    const moved = (body: string) =>
      body
        .replace(/"EPOCH":"([^"]+)"/g, (_, epoch) => `"EPOCH":"${later(epoch)}000"`)
        .replace(/"epoch":"([^"]+)"/g, (_, epoch) => `"epoch":"${later(epoch)}000Z"`);
    globalThis.Response = class extends Response {
      constructor(body?: BodyInit | null, init?: ResponseInit) {
        super('hasNewerElements' in globalThis && typeof body === 'string' ? moved(body) : body, init);
      }
    };
  });
}

test('on a phone, a shared overpass is named in the first view, and leads to its row and to the map', async () => {
  const viewport = { width: 390, height: 844 };
  const page = await demo.openListed(`${PLACE}&pass=28376,2026-11-26T21:02Z`, {
    ...{ viewport, reducedMotion: 'reduce', timezoneId: 'America/Denver' },
  });
  const line = page.locator('.open-line');
  const toRow = line.getByRole('button', { name: /: in the list$/ });
  expect((await toRow.getAttribute('aria-label'))?.replaceAll('\u00a0', ' ')).toBe(
    'Aura, Thu 26 Nov ≈ 21:00 UTC, track 500 ± 400 km E, ≈ 14:00 local: in the list',
  );
  const box = await line.boundingBox();
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(viewport.height);

  await toRow.click();
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toMatch(/^Aura, tomorrow /);
  expect(await open(page).boundingBox()).toMatchObject({ y: expect.closeTo(viewport.height / 2, -2) });

  await line.getByRole('button', { name: 'Show it on the map' }).click();
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-world'))).toBe('map');
  // It follows the open row, and takes no room without one. The row stays under the finger.
  await rows(page).nth(2).getByRole('button').click();
  expect(await toRow.getAttribute('aria-label')).not.toMatch(/^Aura, Thu 26/);
  const topOf = async () => (await rows(page).nth(2).boundingBox())?.y ?? Number.NaN;
  const before = await topOf();
  await open(page).getByRole('button').first().click();
  expect(await line.isVisible()).toBe(false);
  expect(Math.abs((await topOf()) - before)).toBeLessThan(1);

  await page.setViewportSize({ width: 1280, height: 720 });
  await rows(page).nth(2).getByRole('button').click();
  expect(await line.isVisible()).toBe(false);
});

test('on a phone, an overpass that the list does not have leads to the one that is nearest in time', async () => {
  const address = `${PLACE}&pass=27424,2026-11-28T04:15Z`;
  const page = await demo.openListed(address, { viewport: { width: 390, height: 844 }, reducedMotion: 'reduce' });
  const line = page.locator('.open-line');
  await line.getByRole('button', { name: /^Aqua, .*nearest in time, / }).waitFor();
  expect(await query(page)).toBe(address);

  await line.getByRole('button', { name: /: in the list$/ }).click();
  const pass = new URLSearchParams(await query(page)).get('pass');
  expect(pass).toMatch(/^27424,2026-11-2[78]T/);
  expect(await page.evaluate(() => document.activeElement?.closest('tr')?.hasAttribute('data-open'))).toBe(true);
  expect(await line.textContent()).not.toContain('nearest');
  expect(await page.locator('[data-part="address"]').isVisible()).toBe(false);
});

test('when filters leave nothing, the nearest overpass is a row that opens, also from its link', async () => {
  const page = await demo.openListed(PLACE);
  await page.evaluate((search) => {
    history.pushState(null, '', search);
    dispatchEvent(new PopStateEvent('popstate'));
  }, `${PLACE}&instrument=ASTER&maxOffNadirKm=10`);
  const remark = panel(page).locator('[data-place-part="remark"]');
  await remark.getByText('ASTER in the next five days. The nearest is in the list:').waitFor();
  expect(await panel(page).locator('[data-place-part="about"]').textContent()).toBe('0 in five days');
  expect(await panel(page).locator('.day').allTextContents()).toEqual(['Fri 27 Nov']);

  await rows(page).getByRole('button').click();
  expect(await query(page)).toMatch(/&maxOffNadirKm=10&pass=25994,2026-11-27T03:11Z$/);
  await page.waitForFunction(() => document.querySelector('[data-pass="swath"]')?.getAttribute('d'));

  await page.reload();
  await expect.poll(() => page.clock.runFor(1_000).then(() => open(page).count())).toBe(1);
  expect(await page.locator('[data-part="address"]').isVisible()).toBe(false);
  expect(await panel(page).locator('[data-place-control="everything"]').isChecked()).toBe(false);
});

test('the address opens one that has passed too, and says why it opens another one not', async () => {
  const page = await demo.openListed(`${PLACE}&pass=27424,2026-11-24T22:20Z`);
  const notice = page.locator('[data-part="address"]');
  expect(await open(page).getAttribute('data-time')).toMatch(/^2026-11-24T22:(19|20):/);
  expect(await open(page).getAttribute('data-passed')).not.toBeNull();
  expect(await notice.isVisible()).toBe(false);
  await panel(page).getByRole('button', { name: 'Hide past days' }).click();
  expect(await query(page)).toBe(PLACE);

  const refused = [
    ['27424', 'Write its satellite and its time in UTC, such as 25994,2026-11-24T10:30Z.'],
    ['99999,2026-11-25T11:55Z', 'Its satellite is not in the list.'],
    ['27424,2026-11-01T10:30Z', 'It was more than nine days ago.'],
    ['27424,2026-12-25T11:55Z', 'The list has none of this satellite at that time.'],
  ];
  for (const [pass, reason] of refused) {
    await page.evaluate((address) => {
      history.pushState(null, '', address);
      dispatchEvent(new PopStateEvent('popstate'));
    }, `${PLACE}&pass=${pass}`);
    await page.clock.runFor(2_000);
    expect(await notice.locator('p').textContent()).toBe(
      `The overpass in the address, "${pass}", is not opened. ${reason}`,
    );
    expect(await query(page)).toBe(`${PLACE}&pass=${pass}`);
    expect(await panel(page).locator('[data-place-control="everything"]').isChecked()).toBe(false);
  }

  await rows(page).first().getByRole('button').click();
  expect(await notice.isVisible()).toBe(false);
  // It is one of the place.
  await panel(page).getByRole('button', { name: 'Clear' }).click();
  expect(await query(page)).toBe('');
});

test("with the browser's Back and Forward, the row opens again: after no place, at another one, and with its reason", async () => {
  const page = await demo.openListed(PLACE);
  await rows(page).nth(2).getByRole('button').click();
  const address = await query(page);
  const [time, pass] = [await open(page).getAttribute('data-time'), new URLSearchParams(address).get('pass')];
  await panel(page).getByRole('button', { name: 'Clear' }).click();
  expect(await query(page)).toBe('');

  // The search runs in the demo's time.
  const opened = async () => {
    await page.clock.runFor(1_000);
    return (await open(page).count()) > 0 && open(page).getAttribute('data-time');
  };
  await page.goBack();
  await expect.poll(opened).toBe(time);
  expect(await query(page)).toBe(address);
  await page.waitForFunction(() => document.querySelector('[data-pass="swath"]')?.getAttribute('d'));

  const notice = page.locator('[data-part="address"]');
  const comeTo = (search: string) =>
    page.evaluate((to) => {
      history.pushState(null, '', to);
      dispatchEvent(new PopStateEvent('popstate'));
    }, search);
  const reason = async () => {
    await page.clock.runFor(1_000);
    return (await notice.isVisible()) && notice.locator('p').textContent();
  };
  for (const [search, sentence] of [
    [`?pass=${pass}`, /It needs a place\.$/],
    [`${address}&sat=25994`, /Its satellite is not in the list\.$/],
  ] as const) {
    await comeTo(search);
    await expect.poll(reason).toMatch(sentence);
    expect(await query(page)).toBe(search);
    await comeTo(address);
    await expect.poll(opened).toBe(time);
  }
  await comeTo(`?place=40.05,-105.27&pass=${pass}`);
  await expect.poll(opened).toMatch(/^2026/);
  expect(await opened()).not.toBe(time);
  expect(await query(page)).toBe(`?place=40.05,-105.27&pass=${pass}`);
  expect(await notice.isVisible()).toBe(false);
});
