// The browser's Back and Forward: each entry comes back with what was chosen on it, and there are few of them.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { panel, rows } from '../browser/place-panel.ts';
import { query, untilIdle } from '../support/page.ts';
import { pointOn, theDemo, untilListed } from './the-demo.ts';

const demo = theDemo();

test('a place comes back with its filters, its open row and its part of the map, however fast the reader goes', async () => {
  const page = await demo.open('', { reducedMotion: 'reduce' });
  await untilIdle(page);
  const before = await page.evaluate(() => history.length);
  await page.getByRole('button', { name: 'Boulder' }).click();
  await untilListed(page);
  await panel(page).locator('[data-place-part="filters"] summary').click();
  await panel(page).getByLabel('Light').selectOption('true');
  await panel(page).getByLabel('Include passes outside the swath').check();
  const boulder = { place: '40.02,-105.27', light: 'true', outside: true, row: await openRow(page, 3), scale: '1.6' };
  await zoomIn(page);

  // Before the map has been still for a moment.
  await chooseOnMap(page);
  await untilListed(page);
  await panel(page).getByLabel('Light').selectOption('any');
  await panel(page).getByLabel('Include passes outside the swath').uncheck();
  const place = (await panel(page).getAttribute('data-place')) ?? '';
  const other = { place, light: 'any', outside: false, row: await openRow(page, 1), scale: '2.56' };
  await zoomIn(page);
  await page.clock.runFor(1_000);
  await zoomIn(page);
  await page.goBack();
  await expect.poll(() => shown(page)).toEqual(boulder);
  expect(await page.evaluate(() => history.length)).toBe(before + 2);

  await page.goForward();
  await expect.poll(() => shown(page)).toEqual(other);
  await page.goBack();
  await expect.poll(() => shown(page)).toEqual(boulder);
  await page.goBack();
  await page.clock.runFor(1_000);
  expect(await query(page)).toBe('');
});

test('Back and Forward go on in class mode, or without it, and the address says so', async () => {
  const page = await demo.open('?place=40.02,-105.27');
  await untilIdle(page);
  await chooseOnMap(page);
  const mode = async () => new URLSearchParams(await query(page)).get('mode');
  await page.getByRole('button', { name: 'Class mode', exact: true }).press('Enter');
  await page.locator('[data-mode="class"]').waitFor();
  await page.goBack();
  await expect.poll(mode).toBe('class');

  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Class mode', exact: true }).waitFor();
  await page.goForward();
  await expect.poll(mode).toBeNull();
});

/** Opens a row, and returns its overpass as the address has it. */
async function openRow(page: Page, index: number): Promise<string | null> {
  await rows(page).nth(index).getByRole('button').click();
  return new URLSearchParams(await query(page)).get('pass');
}

async function zoomIn(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Zoom in' }).click();
}

async function chooseOnMap(page: Page): Promise<void> {
  await page.mouse.click(...(await pointOn(page.locator('[data-world="map"]'), 0.6, 0.6)));
  await page.getByRole('button', { name: 'Choose this place' }).click();
}

/** What the page shows of an entry, which it finds in the demo's time. */
async function shown(page: Page) {
  await page.clock.runFor(1_000);
  const parameters = new URLSearchParams(await query(page));
  const [open] = await page.locator('[data-open]').all();
  const drawn = await page.locator('[data-world="drawing"]').evaluate((drawing) => {
    return drawing.getBoundingClientRect().width / (drawing.parentElement?.clientWidth ?? 0);
  });
  const scale = parameters.get('map')?.split(',').at(-1);
  return {
    place: await panel(page).getAttribute('data-place'),
    light: await panel(page).getByLabel('Light').inputValue(),
    outside: await panel(page).getByLabel('Include passes outside the swath').isChecked(),
    row: open ? parameters.get('pass') : null,
    // As it is drawn, and as the address has it.
    scale: Math.abs(drawn - Number(scale)) < 0.05 ? scale : `${drawn} instead of ${scale}`,
  };
}
