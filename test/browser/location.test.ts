// My place by the location of the browser: asked for only when the reader wants it.
import { beforeAll, expect, test } from 'vitest';
import { query } from '../support/page.ts';
import { theSystem } from '../support/system.ts';
import { panel, rows, type } from './place-panel.ts';
import { theViewer } from './viewer.ts';

const system = theSystem();
const viewer = theViewer();

beforeAll(() => system.untilWhole());

const here = { latitude: 40.01987, longitude: -105.26993 };

test('is requested when the button is pressed, not before', async () => {
  const page = await viewer.newPage({ geolocation: here, permissions: ['geolocation'] });
  await page.addInitScript(() => {
    const { geolocation } = navigator;
    const original = geolocation.getCurrentPosition.bind(geolocation);
    geolocation.getCurrentPosition = (...question) => {
      const { dataset } = document.documentElement;
      dataset.locations = String(Number(dataset.locations ?? 0) + 1);
      original(...question);
    };
  });
  await page.goto(system.addresses.pageUrl);
  await page.waitForSelector('[data-state="live"]');
  const asked = () => page.locator('html').getAttribute('data-locations');
  expect(await asked()).toBeNull();

  await panel(page).getByRole('button', { name: 'Use my location' }).click();
  await rows(page).first().waitFor();

  expect(await asked()).toBe('1');
  expect(await query(page)).toBe('?place=40.0199,-105.2699');
});

test('does not replace a place that was typed during the request', async () => {
  const page = await viewer.newPage();
  await page.addInitScript(() => {
    navigator.geolocation.getCurrentPosition = (success) => {
      const coords = { latitude: 1, longitude: 2 } as GeolocationCoordinates;
      addEventListener('answer', () => success({ coords } as GeolocationPosition));
    };
  });
  await page.goto(system.addresses.pageUrl);
  await page.waitForSelector('[data-state="live"]');
  await panel(page).getByRole('button', { name: 'Use my location' }).click();
  await type(page, '50, 10');
  await page.waitForSelector('.place[data-place="50,10"]');
  await page.evaluate(() => void dispatchEvent(new Event('answer')));

  expect(await query(page)).toBe('?place=50,10');
});

test('shows what to do when the browser refuses', async () => {
  const page = await viewer.open({ permissions: [] });
  await panel(page).getByRole('button', { name: 'Use my location' }).click();
  await page.waitForSelector('.place [role="alert"]:not([hidden])');

  expect(await panel(page).getByRole('alert').textContent()).toMatch(/or enter a place|Enter a place/);
  expect(await query(page)).toBe('');
});
