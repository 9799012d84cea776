// Text at 200 %, with the spacing of WCAG 1.4.12, and on a narrow map: nothing is cut off, and no labels collide.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { overlapOf, overlapping, textBoxes } from '../support/boxes.ts';
import { openEverything } from '../support/everything.ts';
import { painted, untilIdle, untilScale } from '../support/page.ts';
import { theDemo } from './the-demo.ts';

const demo = theDemo();

const WIDTHS = [360, 390, 768, 1280];
const SPACED = `
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
  p { margin-bottom: 2em !important }`;

test('text twice as large loses nothing on any screen', async () => {
  const page = await openAll();
  // As a reader sets it in the browser: media queries go by it too.
  const devTools = await page.context().newCDPSession(page);
  await devTools.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 32 } });
  await page.waitForFunction(() => getComputedStyle(document.documentElement).fontSize === '32px');

  for (const width of WIDTHS) expect(await faultsAt(page, width), `${width} px`).toEqual([]);
});

test('text with more space loses nothing on any screen', async () => {
  const page = await openAll();
  await page.addStyleTag({ content: SPACED });

  for (const width of WIDTHS) expect(await faultsAt(page, width), `${width} px`).toEqual([]);
});

test.each([
  ['the world', '?place=40,-105&name=A%20rather%20long%20name%20of%20a%20place'],
  ['the North Pole', '?place=78.2,15.6&view=north'],
])(
  'on a narrow map of %s, names stay on it, none is of a marker beside it, and degrees give way',
  async (_, address) => {
    const page = await demo.open(address, { viewport: { width: 320, height: 800 } });
    await untilIdle(page);
    const slider = page.getByRole('slider', { name: 'Time shown' });
    const seen = { names: 0, degrees: 0 };

    for (let step = 0; step < 12; step++) {
      await slider.press('PageDown');
      await page.clock.runFor(700);
      const { faults, names, degrees } = await textFaults(page);
      expect(faults, `step ${step}`).toEqual([]);
      seen.names += names;
      seen.degrees += degrees;
    }
    expect(seen.names).toBeGreaterThan(12);
    expect(seen.degrees).toBeGreaterThan(12 * 2);
  },
);

test('names of cities stay on a magnified map, and give way to all other texts', async () => {
  const page = await demo.open('?place=55.8,37.6&name=A%20place%20in%20Moscow');
  await untilIdle(page);
  for (const scale of [1.6, 2.56, 4.096]) {
    await page.getByRole('button', { name: 'Zoom in' }).click();
    await untilScale(page, scale);
  }
  // It is loaded when the page is idle, by its clock.
  await page.clock.runFor(1_000);
  await page.locator('.map-cities span:visible').first().waitFor();
  const slider = page.getByRole('slider', { name: 'Time shown' });

  for (let step = 0; step < 4; step++) {
    const { faults, degrees } = await textFaults(page);
    expect(faults, `step ${step}`).toEqual([]);
    expect(degrees).toBeGreaterThan(6);
    await slider.press('PageDown');
    await page.clock.runFor(700);
  }
  const moscow = page.locator('.map-cities span', { hasText: 'Moscow' });
  expect(await moscow.filter({ visible: true }).count()).toBe(0);
});

async function openAll(): Promise<Page> {
  const page = await demo.open('?place=40.02,-105.27&name=Boulder');
  await page.clock.resume();
  await openEverything(page);
  return page;
}

async function faultsAt(page: Page, width: number): Promise<string[]> {
  await page.setViewportSize({ width, height: 800 });
  // Charts and labels follow their size in the next frame.
  for (let frame = 0; frame < 3; frame++) await painted(page);
  return [...(await losses(page)), ...(await collisions(page))];
}

/** Text beside the screen or out of its card, what is wider than its box, and a page that scrolls sideways. */
function losses(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const found = scrollWidth > clientWidth ? [`the page is ${scrollWidth} px wide`] : [];
    // A table of numbers may scroll, and a chosen point of the map be at its edge.
    const apart = '.unseen, .definitions, .scroller, .skip, .markers, .map-notes, [data-act="open"]';
    for (const element of document.querySelectorAll<HTMLElement>('body *')) {
      if (!element.checkVisibility({ visibilityProperty: true }) || element.closest(apart)) continue;
      const name = `${element.tagName} ${element.getAttribute('class')} ${element.textContent?.trim().slice(0, 40)}`;
      const isText = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim());
      const card = element.closest('.satellite, .place')?.getBoundingClientRect();
      const { left, right } = element.getBoundingClientRect();
      if (isText && (left < (card?.left ?? 0) - 0.5 || right > (card?.right ?? clientWidth) + 0.5))
        found.push(`beside its card: ${name}`);
      const { overflowX, overflowY } = getComputedStyle(element);
      const isCut = (overflow: string) => overflow === 'hidden' || overflow === 'clip';
      const isWider = element.scrollWidth > element.clientWidth + 1;
      const isHigher = element.scrollHeight > element.clientHeight + 1;
      if (element.matches('.world-map')) continue;
      if ((isWider && overflowX === 'auto') || (isWider && isCut(overflowX)) || (isHigher && isCut(overflowY)))
        found.push(`cut off: ${name}`);
    }
    for (const label of document.querySelectorAll('.map-degrees span:not(.widest), .map-card')) {
      const map = label.closest('.world-map')?.getBoundingClientRect();
      const { left, right, top, bottom } = label.getBoundingClientRect();
      if (!map || !label.checkVisibility()) continue;
      if (left < map.left || right > map.right || top < map.top || bottom > map.bottom)
        found.push(`beside the map: ${label.textContent}`);
    }
    return found;
  });
}

/** Parts whose texts must not overlap. */
const PARTS = [
  ...[
    '.map-degrees span:not(.widest)',
    '.hours span',
    '.readouts > *',
    '.masthead > *:not(.status), .status > *:not(.status)',
  ],
  ...['.chooser button', '.slot.time > *', '[data-part="next"] > *', '.legend > *', '.map-card > *'],
];
const IN_CHART = '.axes text, .latitudes span, .longitudes span, figcaption > *';

/** Texts of the same part that overlap. */
async function collisions(page: Page): Promise<string[]> {
  const charts = (await page.locator('.charts figure').all()).map((chart) => chart.locator(IN_CHART));
  const parts = await Promise.all([...charts, ...PARTS.map((part) => page.locator(part))].map(textBoxes));
  // A line is higher than its letters.
  return parts.flatMap((boxes) => overlapping(boxes, { width: 1, height: 2 }));
}

/** Names that leave the map or are of a marker beside it, and degrees and cities that something covers. */
async function textFaults(page: Page) {
  const off = await page.evaluate(() => {
    const map = document.querySelector('[data-world="map"]')?.getBoundingClientRect() ?? new DOMRect();
    const isOn = ({ left, right, top, bottom }: DOMRect, by: number) =>
      left > map.left - by && right < map.right + by && top > map.top - by && bottom < map.bottom + by;
    const cities = [...document.querySelectorAll('.map-cities span')].flatMap((city) =>
      city.checkVisibility({ visibilityProperty: true }) && !isOn(city.getBoundingClientRect(), 0.5)
        ? [`off the map: ${city.textContent}`]
        : [],
    );
    const names = [...document.querySelectorAll('.markers .label')].flatMap((name) => {
      if (!name.checkVisibility({ visibilityProperty: true })) return [];
      const marker = name.parentElement?.getBoundingClientRect() ?? new DOMRect();
      return isOn(name.getBoundingClientRect(), 3.5) && isOn(marker, 1) ? [] : [`off the map: ${name.textContent}`];
    });
    return [...cities, ...names];
  });
  const names = await textBoxes(page.locator('.markers .label'));
  const degrees = await textBoxes(page.locator('.map-degrees span, .map-cities span'));
  const covered = degrees.flatMap((degree, index) =>
    [...names, ...degrees.slice(index + 1)].flatMap((other) => {
      const { width, height } = overlapOf(degree, other);
      return width > 1 && height > 1 ? [`${other.text} on ${degree.text}`] : [];
    }),
  );
  return { faults: [...off, ...covered], names: names.length, degrees: degrees.length };
}
