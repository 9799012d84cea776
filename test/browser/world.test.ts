// The world map: markers where the readouts say, lines and swaths of every satellite that is shown, the night.
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { isDay } from '../../orbit/sun.ts';
import { SATELLITES, untilFilled } from '../support/page.ts';
import { theSystem } from '../support/system.ts';
import { parseLines } from './map-lines.ts';
import { theViewer } from './viewer.ts';

const system = theSystem();
const viewer = theViewer();

beforeAll(() => system.untilWhole());

/** Where a marker stands on the map, degrees, and where the readout of its column says, read in one moment. */
function places(page: Page, catalogNumber: number) {
  return page.evaluate((number) => {
    const map = document.querySelector('[data-world="drawing"]')?.getBoundingClientRect() as DOMRect;
    const marker = document.querySelector(`[data-marker="${number}"]`)?.getBoundingClientRect() as DOMRect;
    const column = document.querySelector(`[data-satellite="${number}"]`) as HTMLElement;
    const angle = (name: string) => {
      const text = column.querySelector(`[data-readout="${name}"]`)?.textContent?.trim() ?? '';
      return Number.parseFloat(text) * (/[SW]$/.test(text) ? -1 : 1);
    };
    return {
      marker: {
        longitudeDeg: ((marker.left - map.left) / map.width) * 360 - 180,
        latitudeDeg: 90 - ((marker.top - map.top) / map.height) * 180,
      },
      readout: { longitudeDeg: angle('longitude'), latitudeDeg: angle('latitude') },
    };
  }, catalogNumber);
}

test.each([
  ['a desktop', 1280],
  ['a phone', 360],
])(
  'on %s, %i px wide, each marker stands where the readouts say, and points where the satellite flies',
  async (_, width) => {
    const page = await viewer.open({ viewport: { width, height: 800 } });

    for (const catalogNumber of SATELLITES) {
      const { marker, readout } = await places(page, catalogNumber);
      // Up to a second of flight, which at 82° are half a degree of longitude, and half a pixel.
      expect(Math.abs(marker.latitudeDeg - readout.latitudeDeg)).toBeLessThan(0.7);
      expect(Math.abs(((marker.longitudeDeg - readout.longitudeDeg + 540) % 360) - 180)).toBeLessThan(1.2);
      const column = page.locator(`[data-satellite="${catalogNumber}"]`);
      const turned = await page
        .locator(`[data-marker="${catalogNumber}"] .pointer`)
        .evaluate((element) => Number.parseFloat(getComputedStyle(element).rotate));
      const ascending = (await column.locator('[data-part="direction"]').textContent()) === 'ascending';
      // Up or down, but for the moment of the turn.
      if (Math.abs(readout.latitudeDeg) < 80) expect(Math.cos((turned * Math.PI) / 180) > 0).toBe(ascending);
    }
  },
);

test('markers move between the seconds, and the drawing does not', async () => {
  const page = await viewer.open();

  const { moves, redrawn } = await page.evaluate(async (number) => {
    const marker = document.querySelector(`[data-marker="${number}"]`) as HTMLElement;
    const clock = document.querySelector('[data-status="clock"]') as HTMLElement;
    const seen = { moves: 0, redrawn: 0 };
    // Between two whole seconds, so that no step of the grid is among it.
    const nextSecond = () => {
      const shown = clock.textContent;
      return new Promise<void>((resolve) => {
        const observer = new MutationObserver(() => {
          if (clock.textContent === shown) return;
          observer.disconnect();
          resolve();
        });
        observer.observe(clock, { childList: true, characterData: true, subtree: true });
      });
    };
    await nextSecond();
    const moved = new MutationObserver(() => seen.moves++);
    moved.observe(marker, { attributeFilter: ['style'] });
    const drawing = document.querySelector('[data-world="drawing"]') as SVGSVGElement;
    const drawn = new MutationObserver(() => seen.redrawn++);
    drawn.observe(drawing, { attributes: true, subtree: true, childList: true });
    const second = Number(clock.textContent?.slice(-2));
    await nextSecond();
    // At a step of the grid the lines are drawn.
    if (second % 20 === 19) seen.redrawn = 0;
    return seen;
  }, SATELLITES[0]);

  expect(moves).toBeGreaterThanOrEqual(3);
  expect(moves).toBeLessThanOrEqual(5);
  expect(redrawn).toBe(0);
});

test('for readers who want little motion, markers move once a second', async () => {
  const page = await viewer.newPage({ reducedMotion: 'reduce' });
  await page.clock.install();
  await page.goto(system.addresses.pageUrl);
  await untilFilled(page);
  const moves = await page.evaluateHandle((number) => {
    const seen = { count: 0 };
    const marker = document.querySelector(`[data-marker="${number}"]`) as HTMLElement;
    new MutationObserver(() => seen.count++).observe(marker, { attributeFilter: ['style'] });
    return seen;
  }, SATELLITES[0]);

  for (let second = 0; second < 3; second++) await page.clock.runFor(1_000);

  // The page's own second may pass besides.
  const { count } = await moves.jsonValue();
  expect(count).toBeGreaterThanOrEqual(3);
  expect(count).toBeLessThanOrEqual(5);
});

test('each satellite that is shown has its trail, its next orbit and its swath, in its colour', async () => {
  const page = await viewer.open({}, system.addresses.pageUrl, '?sat=25994,28376');

  for (const kind of ['trail', 'ahead', 'swath']) {
    const lines = await page.locator(`[data-${kind}]`).evaluateAll(
      (paths, name) =>
        paths.map((path) => ({
          number: path.getAttribute(`data-${name}`),
          length: (path as SVGPathElement).getTotalLength(),
          colour: getComputedStyle(path)[name === 'swath' ? 'fill' : 'stroke'],
        })),
      kind,
    );
    expect(lines.map(({ number }) => number)).toEqual(['25994', '28376']);
    for (const { length } of lines) expect(length).toBeGreaterThan(100);
    expect(lines.map(({ colour }) => colour)).toEqual(['rgb(181, 72, 12)', 'rgb(0, 121, 91)']);
  }
  expect(await page.locator('[data-marker]').count()).toBe(2);
});

test('the night covers the places where the Sun is down, and no others', async () => {
  const page = await viewer.open();
  const { path, nowMs } = await page.evaluate(() => ({
    path: document.querySelector('[data-world="night"]')?.getAttribute('d') ?? '',
    nowMs: Date.now(),
  }));
  expect(parseLines(path).length).toBeGreaterThan(0);

  const spots: { latitudeDeg: number; longitudeDeg: number }[] = [];
  for (let latitudeDeg = -85; latitudeDeg <= 85; latitudeDeg += 10)
    for (let longitudeDeg = -175; longitudeDeg <= 175; longitudeDeg += 10) spots.push({ latitudeDeg, longitudeDeg });
  const isNight = await page.evaluate((all) => {
    const night = document.querySelector('[data-world="night"]') as SVGGeometryElement;
    return all.map(({ longitudeDeg, latitudeDeg }) => night.isPointInFill(new DOMPoint(longitudeDeg, -latitudeDeg)));
  }, spots);

  // The border is drawn each minute: what lies within a degree of it may differ.
  const near = (spot: (typeof spots)[number]) =>
    new Set(
      [-1, 0, 1].flatMap((by) => [
        isDay({ ...spot, longitudeDeg: spot.longitudeDeg + by }, nowMs),
        isDay({ ...spot, latitudeDeg: spot.latitudeDeg + by }, nowMs),
      ]),
    ).size > 1;
  const wrong = spots.filter((spot, index) => !near(spot) && isNight[index] === isDay(spot, nowMs));
  expect(wrong).toEqual([]);
});
