// Two tabs with the page do not disturb each other.
import { beforeAll, expect, test } from 'vitest';
import { query, SATELLITES, untilFilled } from '../support/page.ts';
import { theSystem } from '../support/system.ts';
import { theViewer } from './viewer.ts';

const system = theSystem();
const viewer = theViewer();

beforeAll(() => system.untilWhole());

test('each tab has its own socket, choices and pause, and both get a frame', async () => {
  const first = await viewer.newPage();
  const second = await viewer.addPage(first);
  for (const page of [first, second]) await page.goto(system.addresses.pageUrl);
  // Without a window, Chromium treats both tabs as visible.
  for (const page of [first, second]) await untilFilled(page);

  await first.getByRole('button', { name: 'Aqua' }).click();
  await first.getByRole('button', { name: 'Pause' }).click();
  for (const catalogNumber of SATELLITES) await system.deleteNewest(catalogNumber, 3);
  await system.tick();
  await second.waitForSelector('.status[data-state="live"][data-last-frame*="Z"]');

  expect(await second.locator('[data-satellite]').count()).toBe(3);
  expect(await query(second)).toBe('');
  expect(await first.locator('[data-satellite]').count()).toBe(2);
  expect(await first.locator('.status').getAttribute('data-state')).toBe('paused');
  await second.close();
  await first.getByRole('button', { name: 'Resume' }).click();
  await first.waitForSelector('.status[data-state="live"][data-last-frame*="Z"]');
  await system.untilWhole();
});
