// A feed that has stopped: a silent socket, and tracks that end in the past.
import type { Page, Route } from 'playwright-core';
import type { TrackAnswer } from '../../wire/track.ts';

/** Opens a page whose feed stopped so many seconds ago, and waits until the page reports it. */
export async function openLate(page: Page, url: string, lateSeconds: number): Promise<void> {
  const lastMs = Date.now() - lateSeconds * 1000;
  await page.routeWebSocket(/.*/, () => {});
  await page.route(/\/track$/, (route) => cut(route, lastMs));
  await page.goto(url);
  await page.waitForSelector('.status[data-state="late"]');
}

async function cut(route: Route, lastMs: number): Promise<void> {
  const response = await route.fetch();
  const track = (await response.json()) as TrackAnswer;
  const points = track.points.filter(({ time }) => Date.parse(time) <= lastMs);
  await route.fulfill({ response, json: { ...track, points, ahead: [] } });
}
