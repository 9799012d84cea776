// The page elsewhere: in a frame, as a link, installed on a device without a network.
import { expect, test } from 'vitest';
import { TERRA } from '../support/builders.ts';
import { untilFilled, untilIdle } from '../support/page.ts';
import { thisWorkersSystem } from '../support/system.ts';
import { serveLikeCloudFront } from './cloudfront.ts';
import { theViewer } from './viewer.ts';

const viewer = theViewer();
const { addresses, outputs } = thisWorkersSystem();

test('?embed=1 is the map with its time, and leads to the whole page with the same choices', async () => {
  const page = await viewer.newPage();
  await page.goto(`${addresses.pageUrl}?sat=${TERRA}&embed=1`);
  await page.locator('[data-marker] .label').first().waitFor();

  expect(await page.locator('.world-map').isVisible()).toBe(true);
  await page.setViewportSize({ width: 1280, height: 720 });
  for (const part of ['.status', '.chooser', '.columns', '.place', '.help', '.colophon'])
    expect(await page.locator(part).isVisible(), part).toBe(false);
  const link = page.getByRole('link', { name: 'Subpoint' });
  expect(new URL((await link.getAttribute('href')) ?? '').search).toBe(`?sat=${TERRA}`);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
});

test('Share copies the address, which holds all choices, and says so', async () => {
  const page = await viewer.open({ permissions: ['clipboard-read', 'clipboard-write'] });
  await page.getByRole('button', { name: 'mi', exact: true }).click();
  const { width } = (await page.locator('[data-control="share"]').boundingBox()) ?? {};

  await page.getByRole('button', { name: 'Share' }).click();

  await page.getByRole('button', { name: 'Link copied' }).waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${addresses.pageUrl}?units=mi`);
  expect(await page.locator('[data-part="announcements"]').textContent()).toContain('Link copied');
  const panel = page.getByRole('dialog', { name: 'Share' });
  expect(await panel.getByText('of this machine alone').isVisible()).toBe(true);
  await panel.getByRole('button', { name: 'Copy: HTML' }).click();
  await panel.getByText('Copied', { exact: true }).waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    `<iframe src="${addresses.pageUrl}?units=mi&amp;embed=1" width="720" height="560" title="Subpoint: satellites on a map"></iframe>`,
  );
  await page.keyboard.press('Escape');
  expect(await panel.count()).toBe(0);
  // Nothing beside it moves.
  expect((await page.locator('[data-control="share"]').boundingBox())?.width).toBe(width);
});

test('where the browser offers to install the page, a button does', async () => {
  const page = await viewer.open();
  const install = page.getByRole('button', { name: 'Install' });
  expect(await install.isVisible()).toBe(false);

  await page.evaluate(() => {
    const offer = Object.assign(new Event('beforeinstallprompt', { cancelable: true }), {
      prompt: async () => document.body.setAttribute('data-asked', ''),
    });
    dispatchEvent(offer);
  });
  await install.click();
  await page.locator('body[data-asked]').waitFor();

  await page.evaluate(() => dispatchEvent(new Event('appinstalled')));
  expect(await install.isVisible()).toBe(false);
});

test('an installed page starts without a network: positions computed here, and nothing that looks live', async () => {
  const distribution = new URL(outputs.Page.PageUrl as string).host;
  const cloudFront = await serveLikeCloudFront(addresses, distribution);
  // A page that is only visited stores nothing.
  const page = await viewer.open({}, cloudFront.url);
  expect(
    await page.evaluate(async () => [...(await caches.keys()), ...(await navigator.serviceWorker.getRegistrations())]),
  ).toEqual([]);

  await page.evaluate(async () => {
    dispatchEvent(new Event('appinstalled'));
    await navigator.serviceWorker.ready;
  });
  expect(viewer.complaints()).toEqual([]);
  viewer.expectComplaints(/ERR_CONNECTION_REFUSED|Failed to fetch|WebSocket|net::|preload/);
  // The socket is another server's, which still runs.
  await page.routeWebSocket(/./, (socket) => socket.close());
  const untilComputed = () => page.locator(`[data-satellite="${TERRA}"][data-position="computed"]`).waitFor();

  // What a portal answers is not kept in place of what is there, and a network that hangs is as none.
  cloudFront.fail('portal');
  await page.goto(cloudFront.url);
  await page.locator(`[data-satellite="${TERRA}"]`).waitFor();
  cloudFront.fail('silence');
  await page.goto(cloudFront.url);
  await untilComputed();

  await cloudFront.close();
  await page.goto(`${cloudFront.url}?units=mi`);

  await untilComputed();
  expect(await page.locator('[data-control="units"] [aria-pressed="true"]').textContent()).toBe('mi');
  expect(await page.locator('.status').getAttribute('data-state')).not.toBe('live');
  expect(await page.locator('[data-status="failure"]').textContent()).toMatch(/^Cannot reach the API/);
});

test('a page that starts with a network keeps no feed for later', async () => {
  const distribution = new URL(outputs.Page.PageUrl as string).host;
  const cloudFront = await serveLikeCloudFront(addresses, distribution);
  try {
    const page = await viewer.open({}, cloudFront.url);
    await page.evaluate(async () => {
      dispatchEvent(new Event('appinstalled'));
      await navigator.serviceWorker.ready;
    });
    await untilIdle(page);
    // The browser may preload a script before the new service worker answers for it, and then loads it again.
    viewer.expectComplaints(/cross-world service worker resource mismatch/);
    await page.reload();
    await untilFilled(page);

    const kept = await page.evaluate(async () => {
      const caches_ = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
      return (await Promise.all(caches_.map((cache) => cache.keys()))).flat().map(({ url }) => new URL(url).pathname);
    });
    expect(kept).toContain('/api/satellites');
    expect(kept.filter((path) => /track|frame|status|overpasses/.test(path) && path.startsWith('/api'))).toEqual([]);
    await page.close(); // before its server
  } finally {
    await cloudFront.close();
  }
});
