// The map in a browser: zoom, views, the card of a point, satellites and lines under the pointer.
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { query, untilIdle } from '../support/page.ts';
import { theDemo } from './the-demo.ts';

const demo = theDemo();

async function openMap(query = '', options: BrowserContextOptions = {}): Promise<{ page: Page; map: Locator }> {
  const page = await demo.open(query, options);
  await untilIdle(page);
  return { page, map: page.locator('[data-world="map"]') };
}

/** How many times the map is magnified. Waits for the end of the movement. */
async function untilScale(page: Page, scale: number): Promise<void> {
  await page.waitForFunction((wanted) => {
    const width = (selector: string) => document.querySelector(selector)?.getBoundingClientRect().width ?? 0;
    const actual = width('[data-world="drawing"]') / (document.querySelector('[data-world="map"]')?.clientWidth ?? 0);
    // The last hundredth of a step is a movement too.
    const isMoving = document.getAnimations().some((animation) => animation instanceof CSSTransition);
    return Math.abs(actual - wanted) < 0.01 && !isMoving;
  }, scale);
}

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

async function pointOn(map: Locator, x: number, y: number): Promise<[x: number, y: number]> {
  const box = await map.boundingBox();
  if (!box) throw new Error('no map');
  return [box.x + x * box.width, box.y + y * box.height];
}

test('buttons and keys magnify the map and move it, and markers stay at their places', async () => {
  const { page, map } = await openMap();
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

test('buttons magnify the map around my place', async () => {
  const { page } = await openMap('?place=40.02,-105.27');
  const placeOf = () =>
    page.locator('.place-marker').evaluate((marker) => {
      const { left, top } = marker.getBoundingClientRect();
      return [Math.round(left), Math.round(top)];
    });
  const before = await placeOf();

  await page.getByRole('button', { name: 'Zoom in' }).click();
  await untilScale(page, 1.6);
  expect(await placeOf()).toEqual(before);
});

test('a wheel with Ctrl magnifies the map, and without scrolls the page; a mouse drags the map', async () => {
  const { page, map } = await openMap();
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
    const { page, map } = await openMap('', PHONE);
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
    const { page, map } = await openMap('', PHONE);
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

test.each([
  ['four times a second', 'no-preference', 4],
  ['once a second for readers who prefer reduced motion', 'reduce', 1],
] as const)(
  'a marker moves %s, and the drawing under it stays until the next point',
  async (_, reducedMotion, moves) => {
    const { page } = await openMap('', { reducedMotion });
    await page.clock.runFor(1_000);
    const seen = await page.evaluateHandle(() => {
      const counts = { moves: 0, redrawn: 0 };
      const marker = document.querySelector('[data-marker="25994"]') as HTMLElement;
      new MutationObserver(() => counts.moves++).observe(marker, { attributeFilter: ['style'] });
      const drawing = document.querySelector('[data-world="drawing"]') as SVGSVGElement;
      new MutationObserver(() => counts.redrawn++).observe(drawing, {
        attributes: true,
        subtree: true,
        childList: true,
      });
      return counts;
    });

    await page.clock.runFor(3_000);
    expect(await seen.jsonValue()).toEqual({ moves: 3 * moves, redrawn: 0 });
    await page.clock.runFor(10_000);
    expect((await seen.jsonValue()).redrawn).toBeGreaterThan(0);
  },
);

test('a view is chosen by its button and in the address, and shows the satellites that are there', async () => {
  const { page } = await openMap();

  await page.getByRole('button', { name: 'North', exact: true }).click();
  expect(await query(page)).toBe('?view=north');
  expect(await page.getByRole('button', { name: 'North', exact: true }).getAttribute('aria-pressed')).toBe('true');
  const land = () => page.locator('path.land').getAttribute('d');
  expect((await land())?.length).toBeGreaterThan(10_000);

  await page.getByRole('button', { name: 'World', exact: true }).click();
  expect(await query(page)).toBe('');
  expect(await land()).toBe('');

  const { page: other } = await openMap('?view=south');
  expect(await other.getByRole('button', { name: 'South', exact: true }).getAttribute('aria-pressed')).toBe('true');
  // Aqua is at 62° S, Aura near the North Pole.
  expect(await other.locator('[data-marker="27424"]').getAttribute('hidden')).toBeNull();
  expect(await other.locator('[data-marker="28376"]').getAttribute('hidden')).toBe('');
});

test('a satellite that is switched off does not make the others step back, while the pointer stays', async () => {
  const { page } = await openMap();
  const button = page.getByRole('button', { name: 'Terra', exact: true });

  await button.hover();
  expect(await page.locator('[data-trail="25994"][data-pointed]').count()).toBe(1);
  await button.click();
  await page.locator('[data-marker="25994"]').waitFor({ state: 'detached' });
  expect(await page.locator('.world-map [data-pointed], .map[data-pointed]').count()).toBe(0);

  await button.click();
  expect(await page.locator('[data-trail="25994"][data-pointed]').count()).toBe(1);
});

test('a click opens the card of a point, Escape closes it, and its button chooses the place', async () => {
  const { page, map } = await openMap();
  const card = page.getByRole('dialog');

  await page.mouse.click(...(await pointOn(map, 0.25, 0.25)));
  expect(await card.getByRole('heading').textContent()).toMatch(/^45\.\d° N, (89|90)\.\d° W$/);
  const choose = card.getByRole('button', { name: 'Choose this place' });
  expect(await choose.evaluate((button) => button === document.activeElement)).toBe(true);
  await page.keyboard.press('Escape');
  expect(await card.count()).toBe(0);
  expect(await map.evaluate((element) => element === document.activeElement)).toBe(true);
  expect(await query(page)).toBe('');

  await page.keyboard.press('Enter');
  expect(await card.getByRole('heading').textContent()).toMatch(/^0\.\d° [NS], 0\.\d° [EW]$/);
  await choose.click();
  expect(await query(page)).toMatch(/^\?place=-?0(\.\d)?,-?0(\.\d)?$/);
  expect(await card.count()).toBe(0);
});

test.each([
  ['in the left upper corner', 0.002, 0.004],
  ['in the right lower corner', 0.996, 0.992],
])('the card %s is inside of the map, on each view and magnified', async (_, x, y) => {
  for (const query of ['', '?view=south']) {
    const { page, map } = await openMap(query);
    await page.getByRole('button', { name: 'Zoom in' }).click();
    await untilScale(page, 1.6);
    await page.mouse.click(...(await pointOn(map, x, y)));

    const [outer, inner] = [await map.boundingBox(), await page.getByRole('dialog').boundingBox()];
    if (!outer || !inner) throw new Error('no card');
    expect(inner.x).toBeGreaterThanOrEqual(outer.x);
    expect(inner.y).toBeGreaterThanOrEqual(outer.y);
    expect(inner.x + inner.width).toBeLessThanOrEqual(outer.x + outer.width);
    expect(inner.y + inner.height).toBeLessThanOrEqual(outer.y + outer.height);
  }
});

test('a click on a satellite leads to its column', async () => {
  const { page } = await openMap();
  const marker = await page.locator('[data-marker="27424"]').boundingBox();

  await page.mouse.click(marker?.x ?? 0, marker?.y ?? 0);

  const column = page.locator('[data-satellite="27424"]');
  expect(await column.evaluate((element) => element === document.activeElement)).toBe(true);
  expect(await column.getAttribute('data-opened')).toBe('');
  expect(await page.getByRole('dialog').count()).toBe(0);
});

test('a line under the pointer has a name and a time, and the other lines step back', async () => {
  const { page, map } = await openMap();
  const at = await page.locator('[data-trail="27424"]').evaluate((path) => {
    const { x, y } = (path as SVGPathElement).getPointAtLength(60);
    return { x: (x + 180) / 360, y: (y + 90) / 180 };
  });

  await page.mouse.move(...(await pointOn(map, at.x, at.y)));

  expect(await page.locator('[data-note="line"]').textContent()).toMatch(/^Aqua \d\d:\d\d, \d+ min ago$/);
  const opacity = (number: number) =>
    page.locator(`[data-trail="${number}"]`).evaluate((path) => getComputedStyle(path).opacity);
  expect([await opacity(25994), await opacity(27424)]).toEqual(['0.3', '1']);
});
