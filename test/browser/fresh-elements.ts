// A page whose elements are fresh, on a system that has only old ones.
import type { Page } from 'playwright-core';
import type { SatellitesAnswer } from '../../wire/satellites.ts';

/**
 * Moves the epochs in the API's list of satellites to now. Positions stay those of the feed, and the page shows them
 * with all their digits.
 */
export async function withFreshElements(page: Page): Promise<void> {
  await page.route(/\/satellites$/, async (route) => {
    const response = await route.fetch();
    const answer = (await response.json()) as SatellitesAnswer;
    const epoch = new Date().toISOString();
    for (const { elements } of answer.satellites) {
      if (!elements) continue;
      elements.epoch = epoch;
      elements.omm = { ...elements.omm, EPOCH: epoch.slice(0, -1) };
    }
    await route.fulfill({ response, json: answer });
  });
}
