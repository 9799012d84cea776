// Mistakes in the address: reported on the page, until the reader corrects or dismisses them.
import { expect, test } from 'vitest';
import { query } from '../support/page.ts';
import { theDemo } from './the-demo.ts';

const demo = theDemo();
const MISTYPED = '?sat=99999&place=abc';

test('a satellite that is not followed and a place that is none are reported, and all satellites are shown', async () => {
  const page = await demo.open(MISTYPED);
  const notice = page.locator('[data-part="address"]');

  // As soon as the script that reads places has been loaded.
  await notice
    .getByText('"abc", is not used. Street addresses, and names in the address of the page, cannot be looked up.')
    .waitFor();
  expect(await notice.locator('p').textContent()).toMatch(
    /^The address asks for satellite 99999, which is not followed/,
  );
  expect(await page.locator('[data-satellite] h2').allTextContents()).toEqual(['Terra', 'Aqua', 'Aura']);

  await notice.getByRole('button', { name: 'Dismiss' }).click();
  await page.clock.runFor(2_000);

  expect(await notice.isVisible()).toBe(false);
});

test('each report goes when the reader has chosen something valid', async () => {
  const page = await demo.open(MISTYPED);
  const notice = page.locator('[data-part="address"]');

  await page.getByLabel('Latitude, longitude').fill('45º N, 100º W');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.place[data-place="45,-100"]');
  expect(await notice.locator('p').textContent()).toBe(
    'The address asks for satellite 99999, which is not followed here. All satellites are shown.',
  );

  await page.locator('[data-control="satellites"]').getByRole('button', { name: 'Aura' }).click();
  expect(await notice.isVisible()).toBe(false);
});

test('a place in another form than the page writes is read, and written into the address in that form', async () => {
  const page = await demo.open('?place=45%C2%B030%27N%20100%C2%B0W');
  await page.waitForSelector('.place[data-place="45.5,-100"]');

  expect(await query(page)).toBe('?place=45.5,-100');
  expect(await page.locator('[data-part="address"]').isVisible()).toBe(false);
});

test('a place that is typed with a mistake is refused with its reason', async () => {
  const page = await demo.open();
  const input = page.getByLabel('Latitude, longitude');
  await input.fill("59°75'N 10°E");
  await page.keyboard.press('Enter');

  expect(await page.getByRole('alert').textContent()).toMatch(/^Minutes go up to 59, not 75\./);
  expect(await input.getAttribute('aria-invalid')).toBe('true');
});

test('a page without mistakes in its address has no notice', async () => {
  const page = await demo.open('?sat=25994,27424,28376&place=40.02,-105.27');

  expect(await page.locator('[data-part="address"]').isVisible()).toBe(false);
});
