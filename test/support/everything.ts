// A page with a place, with everything open that can be opened: what is hidden at first has faults of its own.
import type { Page } from 'playwright-core';
import { untilIdle } from './page.ts';

/** Opens lists, help, a table, a past day, an overpass and the card of a point; another time, and places by name. */
export async function openEverything(page: Page): Promise<void> {
  await untilIdle(page);
  await page.locator('[data-overpass]').first().waitFor();
  for (const name of ['filters', 'points', 'help'])
    await page
      .locator({ filters: '[data-place-part="filters"]', points: '.points', help: '.help details' }[name] as string)
      .first()
      .evaluate((details: HTMLDetailsElement) => {
        details.open = true;
      });
  await page.getByRole('button', { name: 'Remind me' }).press('Enter');
  await page.getByLabel('How long before each overpass').waitFor();
  await page.getByRole('button', { name: 'Show the day before' }).press('Enter');
  await page.locator('tr[data-passed]').first().waitFor();
  await page.locator('[data-act="open"]').first().press('Enter');
  await page.locator('.detail').waitFor();
  await page.locator('.time-slider').press('PageDown');
  // The time is chosen when the key has been up for a while. A card that is open then closes.
  await page.waitForFunction(() => new URL(location.href).searchParams.has('t'));
  await page.locator('[data-chart]').first().press('ArrowLeft');
  await page.locator('[data-world="map"]').press('Enter');
  await page.getByRole('dialog').getByText('Next overpass').waitFor();
  await page.locator('#place-input').fill('Spring');
  await page.locator('[role="option"]').first().waitFor();
}
