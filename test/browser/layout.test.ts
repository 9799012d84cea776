// The page on screens of every width: nothing is cut off, and nothing scrolls sideways.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { untilDrawn } from '../support/page.ts';
import { theSystem } from '../support/system.ts';
import { theViewer } from './viewer.ts';

const system = theSystem();
const viewer = theViewer();

const LONGEST = {
  '[data-status="connection"]': 'Live updates are blocked here; refreshed each minute',
  '[data-status="frame"]': 'last frame 179 min ago',
  '[data-status="failure"]':
    "Cannot read config.json, which holds the API's address: the answer is invalid (not JSON). Retrying in 30 s.",
  '[data-readout="longitude"] .value': '160.00°',
  '[data-readout="longitude"] .unit': 'W',
  '[data-readout="latitude"] .value': '80.00°',
  '[data-readout="latitude"] .unit': 'N',
  '[data-readout="altitude"] .value': '35,786.00',
  '[data-part="remark"]': 'Last known point: 20:00:00 UTC, 179 s ago.',
  '[data-part="epoch"]': '30 Sep 2026, 20:00 UTC',
  '[data-part="age"]': 'from 1,000 days later, stale',
  '[data-part="source"]': 'elements.mirror.example.org, 23 h ago',
  '[data-part="speed"]': '10.00 km/s over ground',
  '[data-part="direction"]': 'descending',
  '[data-part="light"]': 'perhaps sunlit, night below',
  '[data-part="solar"]': 'local solar time ≈ 20:50',
  '[data-part="precision"]': '± 22,000 km along the track, estimated, later elements',
  '[data-part="selected-altitude"]': '20:00:00 · 35,786.00 km',
  '[data-part="selected-place"]': '80.00° N, 160.00° W',
  '[data-status="clock-off"]':
    "The clock of this device is 100 min ahead of the server's. The page uses the server's time, accurate to about half a second. A satellite flies 7 km in a second.",
  '.countdown': 'Sirius-1 now · Terra in ≈ 4 d 20 h 50 min',
  '[data-part="warning"]':
    'Decays around 24 November 2026: no position after 24 Nov 2026, 19:53 UTC. celestrak.org knows no 99998.',
};

/** With a place, and all that comes with it. */
async function open(width: number): Promise<Page> {
  const query = '?place=40.02,-105.27&name=Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch';
  const page = await viewer.open({ viewport: { width, height: 800 } }, system.addresses.pageUrl, query);
  await page.waitForSelector('[data-overpass]');
  return page;
}

test.each([
  ['a small phone', 360],
  ['a phone', 390],
  ['a tablet', 768],
  ['a small laptop', 1024],
  ['a desktop', 1280],
  ['a wide desktop', 1920],
])('on %s, %i px wide, everything fits', async (_, width) => {
  const page = await open(width);

  expect(await misfits(page)).toEqual([]);
});

test('on a small phone with text a quarter larger, everything still fits', async () => {
  const page = await open(360);
  await page.addStyleTag({ content: ':root { font-size: 125% !important }' });
  // The names on the map find their places anew with the next second.
  const clock = page.locator('[data-status="clock"]');
  const second = await clock.textContent();
  await page.waitForFunction(
    (before) => document.querySelector('[data-status="clock"]')?.textContent !== before,
    second,
  );

  expect(await misfits(page)).toEqual([]);
});

test('prints on one page, with the overpasses of a place', async () => {
  const page = await viewer.open({ colorScheme: 'dark' }, system.addresses.pageUrl, '?place=40.02,-105.27');
  await page.waitForSelector('[data-overpass]');

  const paper = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1');

  expect(paper.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
});

test('prints nothing smaller than 8 points, the labels of charts and map included', async () => {
  // As wide as A4 between its margins.
  const page = await viewer.open(
    { viewport: { width: 718, height: 1047 } },
    system.addresses.pageUrl,
    '?place=40.02,-105.27',
  );
  await page.waitForSelector('[data-overpass]');
  await untilDrawn(page);
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));

  const points = await page.evaluate(() => {
    const sizes: Record<string, number> = {};
    for (const element of document.querySelectorAll('body *')) {
      const isText = [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim(),
      );
      if (!isText || !element.checkVisibility() || element.closest('.unseen')) continue;
      // A chart is scaled to its box.
      const scale = element instanceof SVGTextElement ? (element.getScreenCTM()?.a ?? 0) : 1;
      const name = `${element.parentElement?.getAttribute('class')} ${element.tagName} ${element.textContent?.trim()}`;
      sizes[name] = Number.parseFloat(getComputedStyle(element).fontSize) * 0.75 * scale;
    }
    return sizes;
  });

  const smaller = Object.entries(points).filter(([, size]) => size < 7.9);
  expect(smaller).toEqual([]);
  const names = Object.keys(points);
  const labels = [/ text \d\d:\d\d$/, / text \d{3}$/, / text \d+° [NESW]$/, /^map-degrees SPAN \d+° [NESW]$/];
  expect(labels.filter((label) => !names.some((name) => label.test(name)))).toEqual([]);
});

test.each([
  ['one column below the other on a phone', 390, 1],
  ['three side by side on a desktop', 1280, 3],
])('%s, in the order of the API', async (_, width, perRow) => {
  const page = await viewer.open({ viewport: { width, height: 800 } });

  const columns = await page.locator('[data-satellite]').evaluateAll((elements) =>
    elements.map((element) => {
      const { top, left } = element.getBoundingClientRect();
      return { top, left };
    }),
  );

  expect(new Set(columns.map(({ left }) => left)).size).toBe(perRow);
  expect(columns).toEqual(columns.toSorted((a, b) => a.top - b.top || a.left - b.left));
});

/**
 * Fills the page with its longest words and numbers, and finds the elements that then reach over the edges of the
 * screen or of their column, or whose text is wider than they are.
 * In one go, so that the page does not write its own words in between.
 */
function misfits(page: Page): Promise<string[]> {
  return page.evaluate((longest) => {
    for (const [selector, text] of Object.entries(longest)) {
      const elements = document.querySelectorAll<HTMLElement>(selector);
      if (elements.length === 0) throw new Error(`The page has no ${selector}`);
      for (const element of elements) {
        element.textContent = text;
        element.hidden = false;
      }
    }
    const found: string[] = [];
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) found.push(`the page is ${root.scrollWidth} px wide`);
    for (const element of document.querySelectorAll('body *')) {
      // The land reaches over the edges of a chart, which cut it off.
      if (element.closest('.definitions, .unseen, .ground, template') || !element.checkVisibility()) continue;
      // A marker has no size; its content is checked by itself.
      if (element.matches('.marker, .place-marker, .map-note')) continue;
      const frame = (element.closest('[data-satellite]') ?? root).getBoundingClientRect();
      const { left, right } = element.getBoundingClientRect();
      // A marker at the edge of the map is drawn whole, and reaches over the edge by half its size.
      const holdsMarkers = element.matches('.markers, .map-notes, :has(.markers)');
      const isWider = !holdsMarkers && element instanceof HTMLElement && element.scrollWidth > element.clientWidth + 1;
      const { display, textOverflow } = getComputedStyle(element);
      // Of a long name, the map shows the beginning.
      const isInline = display === 'inline' || textOverflow === 'ellipsis';
      // Half a pixel is rounding.
      if (left < frame.left - 0.5 || right > frame.right + 0.5 || (isWider && !isInline))
        found.push(`${element.tagName} ${element.getAttribute('class')} ${element.textContent?.trim().slice(0, 30)}`);
    }
    return found;
  }, LONGEST);
}
