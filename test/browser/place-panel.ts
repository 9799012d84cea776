// The panel of my place, as a reader uses it.
import type { Page } from 'playwright-core';

export const panel = (page: Page) => page.locator('.place');
/** The overpasses that are listed. */
export const rows = (page: Page) => panel(page).locator('tr[data-overpass]');

/** Enters a place in the field. */
export async function type(page: Page, text: string): Promise<void> {
  await panel(page).getByLabel('Latitude, longitude').fill(text);
  await page.keyboard.press('Enter');
}
