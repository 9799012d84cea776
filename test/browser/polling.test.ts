// A browser that gets no socket: the page lives on GET /frame and says so, until a socket opens.
import { expect, test } from 'vitest';
import { untilFilled } from '../support/page.ts';
import { theSystem } from '../support/system.ts';
import { theViewer } from './viewer.ts';

const system = theSystem();
const viewer = theViewer();

test('where sockets are refused, the page updates each minute and is complete; later a socket works', async () => {
  viewer.expectComplaints(/WebSocket connection to/);
  const setting = await system.setVariable('ConnectionsFunctionName', 'ALLOWED_ORIGINS', 'https://other.example');
  const page = await viewer.newPage();
  const connection = page.locator('[data-status="connection"]');
  const networkIsBack = () => page.evaluate(() => void dispatchEvent(new Event('online')));
  try {
    const [answer] = await Promise.all([
      page.waitForResponse((response) => response.url().endsWith('/frame/compact')),
      page.goto(system.addresses.pageUrl),
    ]);
    expect(answer.status()).toBe(200);
    expect((await answer.request().sizes()).responseBodySize).toBeLessThan(1_000);

    await page.waitForSelector('.status[data-state="live"]');
    expect(await connection.textContent()).toBe('Live updates are blocked here; refreshed each minute');
    await untilFilled(page);

    // What is new comes with the next request.
    const before = await page.locator('.status').getAttribute('data-last-frame');
    await system.tick();
    await networkIsBack();
    await page.waitForFunction(
      (time) => document.querySelector<HTMLElement>('.status')?.dataset.lastFrame !== time,
      before,
    );
    await untilFilled(page);
    expect(await connection.textContent()).toBe('Live updates are blocked here; refreshed each minute');
  } finally {
    await setting.restore();
  }

  await networkIsBack();
  await page.waitForFunction(() => document.querySelector('[data-status="connection"]')?.textContent === 'Live');
  await untilFilled(page);
});
