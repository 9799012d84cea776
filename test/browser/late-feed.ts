// A feed that has stopped: a silent socket, and tracks that end in the past.
import type { Page, Route } from 'playwright-core';
import type { TracksAnswer } from '../../wire/tracks.ts';

/** Opens a page whose feed stopped so many seconds ago, and waits until the page reports it. */
export async function openLate(page: Page, url: string, lateSeconds: number): Promise<void> {
  const lastMs = Date.now() - lateSeconds * 1000;
  await page.routeWebSocket(/.*/, () => {});
  await page.route(/\/tracks/, (route) => cut(route, lastMs));
  await page.goto(url);
  await page.waitForSelector('.status[data-state="late"]');
}

async function cut(route: Route, lastMs: number): Promise<void> {
  const response = await route.fetch();
  const { tracks, failed } = (await response.json()) as TracksAnswer;
  const cutTracks = tracks.map((track) => ({
    ...track,
    points: track.points.filter(({ time }) => Date.parse(time) <= lastMs),
    ahead: [],
  }));
  await route.fulfill({ response, json: { tracks: cutTracks, failed } satisfies TracksAnswer });
}
