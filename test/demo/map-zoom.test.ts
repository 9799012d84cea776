// Zoom and movement of the map in a browser: buttons, keys, wheel, mouse and fingers.
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { untilScale } from '../support/page.ts';
import { pointOn, theDemo } from './the-demo.ts';

const demo = theDemo();

/** Where Terra's marker is on the drawing, degrees: the same however the map is magnified. */
function markerPlace(page: Page) {
  return page.evaluate(() => {
    const box = (selector: string) => document.querySelector(selector)?.getBoundingClientRect() ?? new DOMRect();
    const drawing = box('[data-world="drawing"]');
    const marker = box('[data-marker="25994"]');
    const x = ((marker.left - drawing.left) / drawing.width) * 360;
    return [Math.round(x), Math.round(((marker.top - drawing.top) / drawing.height) * 180)];
  });
}

test('buttons and keys magnify the map and move it, and markers stay at their places', async () => {
  const { page, map } = await demo.openMap();
  const before = await markerPlace(page);

  await page.getByRole('button', { name: 'Zoom in' }).click();
  await untilScale(page, 1.6);
  await map.focus();
  await page.keyboard.press('+');
  await untilScale(page, 2.56);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => markerPlace(page)).toEqual(before);
  expect(await page.locator('[data-part="announcements"]').textContent()).toContain('Map magnified 2.6 times');

  await page.keyboard.press('0');
  await untilScale(page, 1);
  expect(await page.getByRole('button', { name: 'Zoom out' }).getAttribute('aria-disabled')).toBe('true');
});

/** Zooms in by a step of the buttons, and lets the page load what that needs: it asks when it is idle, by its clock. */
async function zoomIn(page: Page, scale: number): Promise<void> {
  await page.getByRole('button', { name: 'Zoom in' }).click();
  await untilScale(page, scale);
  await page.clock.runFor(1_000);
}

/** What the page has asked for, of the finer land. */
function fineRequests(page: Page): string[] {
  const urls: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('fine-land')) urls.push(new URL(request.url()).search);
  });
  return urls;
}

const coarse = '[data-world="map"] use.land';
const fine = (name: string) => `[data-fine="${name}"][d^="M"]`;

test('a magnified map has finer land, lakes and borders, loaded once; the whole map has none of it', async () => {
  let requests: string[] = [];
  const { page } = await demo.openMap('', {
    beforeLoad: async (opened) => {
      requests = fineRequests(opened);
    },
  });
  await zoomIn(page, 1.6);
  expect(requests).toEqual([]);
  expect(await page.locator(coarse).isVisible()).toBe(true);

  await zoomIn(page, 2.56);
  for (const name of ['land', 'lakes', 'borders']) await page.locator(fine(name)).waitFor({ state: 'visible' });
  expect(await page.locator(coarse).isVisible()).toBe(false);
  const drawn = () => page.locator(fine('land')).getAttribute('d');
  const before = await drawn();
  await zoomIn(page, 4.096);
  expect(await drawn()).not.toBe(before);

  await page.getByRole('button', { name: 'North', exact: true }).click();
  await untilScale(page, 1);
  expect(await page.locator('path.land').first().isVisible()).toBe(true);
  await zoomIn(page, 1.6);
  await zoomIn(page, 2.56);
  await page.locator(fine('land')).waitFor({ state: 'visible' });
  expect(await page.locator('path.land').first().isVisible()).toBe(false);
  expect(requests).toEqual(['']);

  await page.getByRole('button', { name: 'World', exact: true }).click();
  await untilScale(page, 1);
  expect(await page.locator(coarse).isVisible()).toBe(true);
  expect(await page.locator('[data-fine]:visible').count()).toBe(0);
});

test('without the finer land the coarse one stays, and a later zoom asks for it again', async () => {
  // By the browser, and not to the reader.
  demo.expectComplaints(/fine-land|status of 404/);
  const { page } = await demo.openMap();
  const requests = fineRequests(page);
  await page.route(/fine-land/, (route) => route.fulfill({ status: 404 }), { times: 1 });

  const failed = page.waitForResponse(/fine-land/);
  await zoomIn(page, 1.6);
  await zoomIn(page, 2.56);
  await failed;
  expect(await page.locator(coarse).isVisible()).toBe(true);
  // By itself it asks no more. When the page learns of the failure, and starts to count, is up to the browser.
  await page.clock.runFor(15_000);
  expect(requests).toEqual(['']);
  await page.locator('[data-world="map"]').focus();
  const zoomLater = async () => {
    await page.clock.runFor(10_000);
    await page.keyboard.press('+');
    await page.clock.runFor(1_000);
    return requests;
  };
  await expect.poll(zoomLater).toEqual(['', '?again=1']);
  await page.locator(fine('land')).waitFor({ state: 'visible' });
});

test('buttons magnify the map, and my place moves towards its middle', async () => {
  const { page } = await demo.openMap('?place=40.02,-105.27');
  const placeOf = () =>
    page.locator('.place-marker').evaluate((marker) => {
      const map = marker.closest('[data-world="map"]')?.getBoundingClientRect() ?? new DOMRect();
      const { left, top } = marker.getBoundingClientRect();
      return [left - map.left - map.width / 2, top - map.top - map.height / 2];
    });
  const [before = 0, above = 0] = await placeOf();

  await page.getByRole('button', { name: 'Zoom in' }).click();
  await untilScale(page, 1.6);
  const [after = 0, stillAbove = 0] = await placeOf();
  expect(after / before).toBeCloseTo(1 / 1.6, 2);
  expect(stillAbove / above).toBeCloseTo(1 / 1.6, 2);
});

test('a wheel with Ctrl magnifies the map, and without scrolls the page; a mouse drags the map', async () => {
  const { page, map } = await demo.openMap();
  await page.mouse.move(...(await pointOn(map, 0.5, 0.5)));

  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -100);
  await untilScale(page, 2 ** 0.3);
  await page.keyboard.up('Control');
  expect(await page.evaluate(() => scrollY)).toBe(0);

  const left = () => page.locator('[data-world="drawing"]').evaluate((drawing) => drawing.getBoundingClientRect().left);
  const before = await left();
  await page.mouse.down();
  const [x, y] = await pointOn(map, 0.5, 0.5);
  await page.mouse.move(x + 40, y, { steps: 4 });
  await page.mouse.up();
  expect((await left()) - before).toBeCloseTo(40, 0);
  // A drag is no click.
  expect(await page.getByRole('dialog').count()).toBe(0);

  await page.mouse.wheel(0, 200);
  await page.waitForFunction(() => scrollY > 0);
  await untilScale(page, 2 ** 0.3);
});

describe('fingers', () => {
  const PHONE = { viewport: { width: 390, height: 700 }, hasTouch: true, isMobile: true };

  /** Fingers on the screen, as the browser gets them from its hardware. */
  async function fingersOn(page: Page) {
    const devTools = await page.context().newCDPSession(page);
    return (type: 'touchStart' | 'touchMove' | 'touchEnd', ...points: (readonly [x: number, y: number])[]) =>
      devTools.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });
  }

  const box = (page: Page) =>
    page.locator('[data-world="drawing"]').evaluate((drawing) => {
      const { left, top, width } = drawing.getBoundingClientRect();
      return { left, top, width, scrolledPx: scrollY };
    });

  test('two magnify the map between them and move it, even if what follows them is still loading', async () => {
    const { page, map } = await demo.openMap('', PHONE);
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route(/map-zoom/, async (route) => {
      await held;
      await route.continue();
    });
    const touch = await fingersOn(page);
    const [x, y] = await pointOn(map, 0.4, 0.5);
    const before = await box(page);

    await touch('touchStart', [x - 30, y]);
    await touch('touchStart', [x - 30, y], [x + 30, y]);
    release();
    // d3-zoom marks what it controls.
    await page.waitForFunction(() => '__zoom' in (document.querySelector('[data-world="map"]') as Element));
    await touch('touchMove', [x - 45, y], [x + 45, y]);
    await touch('touchMove', [x - 60, y], [x + 60, y]);
    await untilScale(page, 2);
    const magnified = await box(page);
    const fraction = ({ left, width }: typeof before) => (x - left) / width;
    expect(fraction(magnified)).toBeCloseTo(fraction(before), 2);

    await touch('touchMove', [x - 40, y + 15], [x + 80, y + 15]);
    await touch('touchEnd');
    await untilScale(page, 2);
    const moved = await box(page);
    expect(moved.left - magnified.left).toBeCloseTo(20, 0);
    expect(moved.top - magnified.top).toBeCloseTo(15, 0);
    expect(moved.scrolledPx).toBe(before.scrolledPx);
    // Neither a card nor a hint: it was no tap, and not one finger.
    expect(await page.locator('[data-map-card]:visible, .map-hint:visible').count()).toBe(0);

    await touch('touchStart', [x - 60, y], [x + 60, y]);
    await touch('touchMove', [x - 40, y], [x + 40, y]);
    await touch('touchMove', [x - 10, y], [x + 10, y]);
    await touch('touchEnd');
    await untilScale(page, 1);
  });

  test('one scrolls the page over a magnified map, which says how to move it', async () => {
    const { page, map } = await demo.openMap('', PHONE);
    await page.getByRole('button', { name: 'Zoom in' }).tap();
    await untilScale(page, 1.6);
    const touch = await fingersOn(page);
    const [x, y] = await pointOn(map, 0.5, 0.8);
    const { left, width } = await box(page);

    await touch('touchStart', [x, y]);
    for (const distance of [20, 40, 60, 80]) await touch('touchMove', [x, y - distance]);
    await touch('touchEnd');

    await page.waitForFunction(() => scrollY > 40);
    expect(await box(page)).toMatchObject({ left, width });
    expect(await page.locator('.map-hint').textContent()).toBe('Move the map with two fingers');
  });
});
