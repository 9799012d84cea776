// The world map: markers at the positions of the readouts, lines and swaths of every shown satellite, the night.
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { isDay } from '../../orbit/sun.ts';
import { TERRA } from '../support/builders.ts';
import { SATELLITES, untilDrawn, untilFilled } from '../support/page.ts';
import { theSystem } from '../support/system.ts';
import { withFreshElements } from './fresh-elements.ts';
import { parseLines } from './map-lines.ts';
import { theViewer } from './viewer.ts';

const system = theSystem();
const viewer = theViewer();

beforeAll(() => system.untilWhole());

/** The position of a marker on the map and of the readout in its column, read at the same moment, degrees. */
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
  'on %s, %i px wide, each marker is where the readouts say and points in the direction of flight',
  async (_, width) => {
    const page = await viewer.newPage({ viewport: { width, height: 800 } });
    await withFreshElements(page);
    await page.goto(system.addresses.pageUrl);
    await untilFilled(page);

    for (const catalogNumber of SATELLITES) {
      const { marker, readout } = await places(page, catalogNumber);
      // Up to a second of flight, which is half a degree of longitude at 82° of latitude, and half a pixel.
      expect(Math.abs(marker.latitudeDeg - readout.latitudeDeg)).toBeLessThan(0.7);
      expect(Math.abs(((marker.longitudeDeg - readout.longitudeDeg + 540) % 360) - 180)).toBeLessThan(1.2);
      const column = page.locator(`[data-satellite="${catalogNumber}"]`);
      const turned = await page
        .locator(`[data-marker="${catalogNumber}"] .pointer`)
        .evaluate((element) => Number.parseFloat(getComputedStyle(element).rotate));
      const ascending = (await column.locator('[data-part="direction"]').textContent()) === 'ascending';
      // Up or down, except around the turn near the pole.
      if (Math.abs(readout.latitudeDeg) < 80) expect(Math.cos((turned * Math.PI) / 180) > 0).toBe(ascending);
    }
  },
);

test('a marker has how far it may be off beside its name, if the elements are old', async () => {
  const old = await viewer.open();
  const fresh = await viewer.newPage();
  await withFreshElements(fresh);
  await fresh.goto(system.addresses.pageUrl);
  await untilFilled(fresh);

  expect(await old.locator(`[data-marker="${TERRA}"] .label`).textContent()).toMatch(/^Terra± \d.* km$/);
  expect(await old.locator('[data-world="drawing"]').getAttribute('aria-label')).toMatch(/Terra at [^;]+, ± \d.* km;/);
  expect(await fresh.locator(`[data-marker="${TERRA}"] .label`).textContent()).toBe('Terra');
  expect(await fresh.locator('[data-world="drawing"]').getAttribute('aria-label')).not.toContain('±');
});

test('each shown satellite has its trail, its next orbit and its swath, in its colour', async () => {
  const page = await viewer.open({}, system.addresses.pageUrl, '?sat=25994,28376');
  await untilDrawn(page);

  for (const kind of ['trail', 'ahead', 'swath']) {
    // A swath is a group of pieces, by age.
    const lines = await page.locator(`[data-${kind}]`).evaluateAll(
      (elements, name) =>
        elements.map((element) => ({
          number: element.getAttribute(`data-${name}`),
          length: [element, ...element.querySelectorAll('path')].reduce(
            (sum, path) => sum + (path instanceof SVGPathElement ? path.getTotalLength() : 0),
            0,
          ),
          colour: getComputedStyle(element)[name === 'swath' ? 'fill' : 'stroke'],
        })),
      kind,
    );
    expect(lines.map(({ number }) => number)).toEqual(['25994', '28376']);
    for (const { length } of lines) expect(length).toBeGreaterThan(100);
    expect(lines.map(({ colour }) => colour)).toEqual(['rgb(181, 72, 12)', 'rgb(0, 121, 91)']);
  }
  expect(await page.locator('[data-marker]').count()).toBe(2);
});

test('the night covers exactly the places where the Sun is down', async () => {
  const page = await viewer.open();
  await untilDrawn(page);
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

  // The border is redrawn each minute: places within a degree of it may differ.
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
