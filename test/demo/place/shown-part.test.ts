// The part of the map that is shown: an overpass is whole on it, and the address has it.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { rows } from '../../browser/place-panel.ts';
import { overlapping, textBoxes } from '../../support/boxes.ts';
import { painted, query, untilIdle, untilScale } from '../../support/page.ts';
import { theDemo } from '../the-demo.ts';

const demo = theDemo();

test('an overpass at the date line is shown whole, and so is it where its address is opened, or come back to', async () => {
  const page = await demo.openListed('?place=-18.14,178.44&name=Suva', { reducedMotion: 'reduce' });
  await untilIdle(page);
  await rows(page).first().getByRole('button').click();
  await untilScale(page, 4);
  const shown = await passOnMap(page);
  expect(shown.isInside, JSON.stringify(shown)).toBe(true);
  expect(shown.width).toBeLessThan(0.5);
  await page.clock.runFor(1_000);
  expect(await query(page)).toMatch(/&map=-18\.14,178\.44,4$/);

  // What the reader magnifies is in the address too, as soon as the map has stopped.
  await press(page, ['+', 'ArrowRight']);
  await untilScale(page, 6.4);
  await page.clock.runFor(1_000);
  const address = await query(page);
  expect(address).toMatch(/&map=-18\.\d+,-17\d\.\d+,6\.4$/);
  const moved = await placeOnMap(page);
  const other = await demo.openListed(address, { reducedMotion: 'reduce' });
  await untilScale(other, 6.4);
  expect(await placeOnMap(other)).toEqual(moved.map((each) => expect.closeTo(each, 2)));
  expect(await query(other)).toBe(address);

  // To another place and back.
  await page.getByRole('button', { name: 'Clear' }).click();
  await press(page, ['0']);
  await untilScale(page, 1);
  await page.clock.runFor(1_000);
  expect(await query(page)).toBe('');
  await page.goBack();
  await untilScale(page, 6.4);
  expect(await query(page)).toBe(address);
});

test('of an ordinary place, all of the map stays; one magnified elsewhere moves to the overpass when it is asked for', async () => {
  const page = await demo.openListed('?place=40.02,-105.27', {
    viewport: { width: 390, height: 700 },
    reducedMotion: 'reduce',
  });
  await untilIdle(page);
  await rows(page).first().getByRole('button').click();
  const toMap = page.getByRole('button', { name: 'Show on the map' });
  await toMap.click();
  await page.clock.runFor(1_000);
  expect(await query(page)).not.toContain('map=');

  await press(page, ['+', '+', '+']);
  await untilScale(page, 4.1);
  await press(page, Array(5).fill('ArrowRight'));
  await page.clock.runFor(1_000);
  expect((await passOnMap(page)).isInside).toBe(false);
  await toMap.click();
  await untilScale(page, 4);
  expect((await passOnMap(page)).isInside).toBe(true);
});

test.each([
  ['?place=-1.32,36.7', 1],
  ['?place=-1.32,36.7&name=Nairobi', 0],
])('the name of the town is beside the ring of my place, unless it is named so: %s', async (place, count) => {
  const page = await demo.open(`${place}&map=-1.28,36.82,16`, { reducedMotion: 'reduce' });
  await untilIdle(page);
  await untilScale(page, 16);
  await page.clock.runFor(1_000);
  await page.locator('.map-cities span', { hasText: 'Mombasa' }).waitFor();
  const town = page.locator('.map-cities span', { hasText: 'Nairobi' }).filter({ visible: true });
  expect(await town.count()).toBe(count);
  const boxes = await textBoxes(page.locator('.map-cities span, .marker .label, .place-marker .label'));
  const ring = await page.locator('.place-marker .ring').evaluate((each) => {
    const { left, top, right, bottom } = each.getBoundingClientRect();
    return { text: 'ring', left, top, right, bottom };
  });
  expect(overlapping([...boxes, ring], { width: 0, height: 0 })).toEqual([]);
});

/** The swath of the drawn overpass: how wide it is, in widths of the map, and whether the map shows all of it. */
function passOnMap(page: Page): Promise<{ width: number; isInside: boolean }> {
  return page.locator('[data-pass="swath"]').evaluate((swath) => {
    const map = document.querySelector('[data-world="map"]')?.getBoundingClientRect() ?? new DOMRect();
    const { left, top, right, bottom, width } = swath.getBoundingClientRect();
    const isInside = left >= map.left && top >= map.top && right <= map.right && bottom <= map.bottom;
    return { width: width / map.width, isInside };
  });
}

async function press(page: Page, keys: readonly string[]): Promise<void> {
  await page.locator('[data-world="map"]').focus();
  for (const key of keys) await page.keyboard.press(key);
  await painted(page);
}

/** Where my place is, in widths of the map. */
function placeOnMap(page: Page) {
  return page.evaluate(() => {
    const map = document.querySelector('[data-world="map"]') as HTMLElement;
    const { left, top } = map.getBoundingClientRect();
    const place = document.querySelector('.place-marker')?.getBoundingClientRect() ?? new DOMRect();
    return [
      (place.left - left - map.clientLeft) / map.clientWidth,
      (place.top - top - map.clientTop) / map.clientWidth,
    ];
  });
}
