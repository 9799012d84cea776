// The first view: three columns fill by themselves, with few bytes, at any address.
import { gzipSync } from 'node:zlib';
import type { Page, Response } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { holdIdleParts, query, SATELLITES, untilFilled, untilIdle } from '../support/page.ts';
import { theSystem, thisWorkersSystem } from '../support/system.ts';
import { serveLikeCloudFront } from './cloudfront.ts';
import { theViewer } from './viewer.ts';

const system = theSystem();
const viewer = theViewer();

// With a hole, the page would ask for the tracks again.
beforeAll(() => system.untilWhole());

/** What a page could learn or do with a click of its viewer, or without one. */
const PRIVATE = [
  'camera',
  'microphone',
  'display-capture',
  'clipboard-read',
  'payment',
  'usb',
  'serial',
  'hid',
  'midi',
  'idle-detection',
  'publickey-credentials-get',
  'digital-credentials-get',
  'identity-credentials-get',
  'local-network-access',
];

test('three columns fill by themselves, each with an hour in both charts', async () => {
  const page = await viewer.open();

  const columns = page.locator('[data-satellite]');
  expect(await columns.locator('h2').allTextContents()).toEqual(['Terra', 'Aqua', 'Aura']);
  expect(await columns.locator('[data-part="count"]').allTextContents()).toEqual(Array(3).fill('180 points'));
  for (const catalogNumber of SATELLITES) {
    const column = page.locator(`[data-satellite="${catalogNumber}"]`);
    for (const path of await column.locator('path.track').all())
      expect(await path.evaluate((line: SVGPathElement) => line.getTotalLength())).toBeGreaterThan(100);
    expect(await column.locator('[data-part="epoch"]').textContent()).toMatch(/^\d+ \w{3} \d{4}, \d\d:\d\d UTC$/);
    expect(await column.locator('[data-part="age"]').textContent()).toMatch(/\d+(\.\d)? days?/);
  }
});

test('the first view takes at most 100 kB, compressed, and the three tracks in one answer at most 15 kB', async () => {
  const page = await viewer.newPage();
  // What the page loads when it is idle gets no answer before the first view is there, which so cannot need it.
  const release = await holdIdleParts(page);
  const sizes = measureResponses(page);
  await page.goto(system.addresses.pageUrl);
  await untilFilled(page);
  const icon = await page.locator('link[rel=icon]').evaluate((link: HTMLLinkElement) => link.href);

  const answers = [...(await sizes()), await compressedSize(icon, (await fetch(icon)).arrayBuffer())];

  const bytes = answers.reduce((sum, answer) => sum + answer.bytes, 0);
  const tracks = answers.filter(({ url }) => /\/track/.test(url));
  console.log(
    `First view: ${bytes} bytes compressed, in ${answers.length} answers; the tracks ${tracks[0]?.bytes} bytes`,
  );
  expect(tracks.map(({ url }) => new URL(url).pathname)).toEqual([expect.stringMatching(/\/tracks$/)]);
  expect(tracks[0]?.bytes).toBeLessThanOrEqual(15_000);
  expect(bytes).toBeLessThanOrEqual(100_000);

  release();
  await untilIdle(page);
});

test('the page works at the root of another origin, with the security headers of the distribution', async () => {
  const distribution = new URL(thisWorkersSystem().outputs.Page.PageUrl as string).host;
  const cloudFront = await serveLikeCloudFront(system.addresses, distribution);
  try {
    // The console reports whatever the policy refuses, and any answer without its CORS header.
    const here = { latitude: 40.0176, longitude: -105.2797 };
    const page = await viewer.open({ geolocation: here, permissions: ['geolocation'] }, cloudFront.url);
    expect(new URL(page.url()).pathname).toBe('/');
    // Under this policy the page may ask no other origin, and its links lead there too.
    expect(cloudFront.apiCounts.viewer).toBeGreaterThanOrEqual(2);
    await expect(page.locator('[data-status="api"]').textContent()).resolves.toBe(`${cloudFront.url}api`);

    // What the first view does not load or ask for: the search for overpasses, and the viewer's place.
    await page.locator('.place').getByRole('button', { name: 'Use my location' }).click();
    await page.locator('.place [data-overpass]').first().waitFor();
    expect(await query(page)).toBe('?place=40.0176,-105.2797');

    // Whatever else a button does or opens. Some remove others, such as the one that clears the place.
    await page.locator('summary, button').evaluateAll((controls) => {
      for (const control of controls as HTMLElement[]) if (control.isConnected) control.click();
    });

    // Up to here the browser has reported no violation; it reports these two.
    expect(viewer.complaints()).toEqual([]);
    viewer.expectComplaints(/'TrustedHTML' assignment|TrustedTypePolicy named 'smuggled'/);
    const { features, markup, policy } = await page.evaluate(readProtection);
    expect(features).toContain('geolocation');
    expect(features.filter((feature) => PRIVATE.includes(feature))).toEqual([]);
    expect(markup).toContain('TrustedHTML');
    expect(policy).toContain('Policy "smuggled" disallowed');
    await page.close(); // before its server
  } finally {
    await cloudFront.close();
  }
});

/** Collects the compressed size of every answer that the page gets from now on. */
function measureResponses(page: Page): () => Promise<Size[]> {
  const sizes: Promise<Size>[] = [];
  const measure = (response: Response) => sizes.push(compressedSize(response.url(), response.body()));
  page.on('response', measure);
  return () => {
    // What comes later does not count.
    page.off('response', measure);
    return Promise.all(sizes);
  };
}

interface Size {
  url: string;
  bytes: number;
}

async function compressedSize(url: string, body: Promise<Buffer | ArrayBuffer>): Promise<Size> {
  return { url, bytes: gzipSync(new Uint8Array(await body), { level: 9 }).length };
}

/** Runs in the page: what its headers leave to a script that somebody has smuggled in. */
function readProtection() {
  const failureOf = (attempt: () => unknown): string => {
    try {
      attempt();
      return 'none';
    } catch (error) {
      return (error as Error).message;
    }
  };
  // Neither is in TypeScript's types yet.
  const featurePolicy: { allowedFeatures(): string[] } = Reflect.get(document, 'featurePolicy');
  const trustedTypes: { createPolicy(name: string, rules: object): unknown } = Reflect.get(globalThis, 'trustedTypes');
  return {
    features: featurePolicy.allowedFeatures(),
    markup: failureOf(() => {
      document.createElement('p').innerHTML = '<b>bold</b>';
    }),
    policy: failureOf(() => trustedTypes.createPolicy('smuggled', {})),
  };
}
