// Nothing on the page moves while it is watched: the layout shifts that the browser reports, over three minutes of the
// demo's clock.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { holdIdleParts, painted, untilIdle } from '../support/page.ts';
import { observeShifts, SCREENS, type Shift, shiftsOf } from '../support/shifts.ts';
import { theDemo, untilListed } from './the-demo.ts';

const demo = theDemo();

test.each(SCREENS)('%i × %i: at most 0.02 from the first paint on, through three minutes', async (width, height) => {
  const { page, release } = await openHeld('', width, height);

  const loading = await shiftsOf(page);
  await watch(page, 1);
  release();
  await untilIdle(page);
  await watch(page, 179);

  const all = await shiftsOf(page);
  expect(sumOf(all), JSON.stringify(all)).toBeLessThanOrEqual(0.02);
  // A longitude with a digit more moves the latitude by a fraction of a pixel.
  const watching = all.slice(loading.length);
  expect(sumOf(watching), JSON.stringify(watching)).toBeLessThan(0.001);
});

test.each(SCREENS)('%i × %i: at most 0.02 while it loads with a place, and then nothing', async (width, height) => {
  const { page, release } = await openHeld('?place=40.02,-105.27', width, height);
  await untilListed(page);
  await painted(page);
  const before = await shiftsOf(page);
  expect(sumOf(before), JSON.stringify(before)).toBeLessThanOrEqual(0.02);

  await watch(page, 1);
  release();
  await untilIdle(page);
  await watch(page, 59);

  expect((await shiftsOf(page)).slice(before.length)).toEqual([]);
});

test.each([
  ['class mode', '?mode=class', 412, 915],
  ['class mode', '?mode=class&place=40.02,-105.27', 768, 1024],
  ['class mode', '?mode=class&place=40.02,-105.27', 1280, 720],
  ['another time', '?t=2026-11-25T07:00Z', 412, 915],
  ['a satellite', '?sat=25994', 1280, 720],
  ['an open overpass', '?place=40.02,-105.27&pass=27424,2026-11-24T22:20Z', 412, 915],
  ['an open overpass', '?place=40.02,-105.27&pass=27424,2026-11-26T10:55Z', 768, 1024],
  ['a place in another form', '?place=geo:40.02,-105.27', 768, 1024],
  ['a frame', '?embed=1', 412, 915],
  ['a frame', '?embed=1&place=40.02,-105.27', 1280, 720],
])('%s in the address, %s, %i × %i: at most 0.02 while it loads', async (_, query, width, height) => {
  const { page, release } = await openHeld(query, width, height);

  await watch(page, 2);
  release();
  await untilIdle(page);
  await watch(page, 2);

  const all = await shiftsOf(page);
  expect(sumOf(all), JSON.stringify(all)).toBeLessThanOrEqual(0.02);
});

test.each(SCREENS)(
  '%i × %i: nothing, when a point of a chart is selected or the connection is lost',
  async (width, height) => {
    const page = await demo.open('', { viewport: { width, height } });
    await untilIdle(page);
    const before = await places(page);

    // Not hover(), which waits for frames of the clock.
    await page.locator('[data-chart="altitude"]').first().dispatchEvent('pointermove', { clientX: 200, clientY: 0 });
    expect(await page.locator('[data-part="selected-altitude"]').first().textContent()).toContain(' km');
    const whilePointing = await places(page);
    await page.locator('[data-chart="altitude"]').first().dispatchEvent('pointerleave');
    await page.context().setOffline(true);
    await page.clock.runFor(1_000);
    await page.locator('[data-state="offline"]').waitFor();
    const whileOffline = await places(page);

    expect(whilePointing).toEqual(before);
    expect(whileOffline).toEqual(before);
  },
);

test.each([
  [390, 844],
  [1280, 720],
])('%i × %i: nothing, when a point is selected in text twice as large', async (width, height) => {
  const page = await demo.open('', { viewport: { width, height } });
  await untilIdle(page);
  await page.addStyleTag({ content: ':root { font-size: 200% !important }' });
  await painted(page);
  await page.clock.runFor(1_000);
  const before = await places(page);

  const chart = page.locator('[data-chart="track"]').first();
  await chart.dispatchEvent('pointermove', { clientX: 200, clientY: 0 });

  expect(await page.locator('[data-part="selected-place"]').first().textContent()).toContain('°');
  expect(await chart.locator('.ring').getAttribute('visibility')).toBe('visible');
  expect(await places(page)).toEqual(before);
});

/** A page whose shifts are observed. What it loads when it is idle comes when it is released. */
async function openHeld(query: string, width: number, height: number) {
  let release = () => {};
  const page = await demo.open(query, {
    viewport: { width, height },
    async beforeLoad(page) {
      await page.addInitScript(observeShifts);
      release = await holdIdleParts(page);
    },
  });
  return { page, release };
}

/** Where the parts of the page are, in it. */
function places(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('.chooser, .world-map, .place, .columns, [data-chart], .elements, .colophon')].map(
      (element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        return [element.getAttribute('class'), x, y + scrollY, width, height].join(' ');
      },
    ),
  );
}

async function watch(page: Page, seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second++) {
    await page.clock.runFor(1_000);
    await painted(page);
  }
}

function sumOf(shifts: readonly Shift[]): number {
  return shifts.reduce((sum, { value }) => sum + value, 0);
}
