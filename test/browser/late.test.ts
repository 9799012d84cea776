// Reports about time: a late feed, and a clock that is off.
import { beforeAll, describe, expect, test } from 'vitest';
import { toSgp4Record } from '../../orbit/elements.ts';
import { subSatellitePoint } from '../../orbit/propagate.ts';
import { formatLatitude } from '../../web/base/format.ts';
import { precisionAt } from '../../web/satellite/precision.ts';
import type { SatellitesAnswer } from '../../wire/satellites.ts';
import { TERRA } from '../support/builders.ts';
import { SATELLITES, untilDrawn, untilFilled } from '../support/page.ts';
import { theSystem } from '../support/system.ts';
import { openLate } from './late-feed.ts';
import { theViewer } from './viewer.ts';

const system = theSystem();
const viewer = theViewer();

beforeAll(() => system.untilWhole());

describe('a late feed', () => {
  test('is reported, and the page computes positions itself', async () => {
    const openedMs = Date.now();
    const page = await viewer.newPage();
    await openLate(page, system.addresses.pageUrl, 40);

    const text = await page.locator('[data-status="connection"]').textContent();
    const [, lateBy] = /^Feed late by (\d+) s$/.exec(text ?? '') ?? [];
    expect(Number(lateBy)).toBeGreaterThanOrEqual(40);
    // A step of the grid, and the time since.
    expect(Number(lateBy)).toBeLessThanOrEqual(60 + (Date.now() - openedMs) / 1000);
    const { satellites } = (await (await system.get('/satellites')).json()) as SatellitesAnswer;
    for (const catalogNumber of SATELLITES) {
      const column = page.locator(`[data-satellite="${catalogNumber}"]`);
      const { time, remark, position, latitude } = await column.evaluate((element: HTMLElement) => ({
        time: element.dataset.time ?? '',
        position: element.dataset.position,
        remark: element.querySelector('[data-part="remark"]')?.textContent,
        latitude: element.querySelector('[data-readout="latitude"] .value')?.textContent,
      }));
      expect({ position, remark }).toEqual({
        position: 'computed',
        remark: 'Computed by this page: the feed is late.',
      });
      const elements = satellites.find((satellite) => satellite.catalogNumber === catalogNumber)?.elements;
      if (!elements) throw new Error('no elements');
      const record = toSgp4Record(elements.omm);
      const point = subSatellitePoint(record, Date.parse(time));
      expect(latitude).toBe(formatLatitude(point.latitudeDeg, precisionAt(record, point)?.latitudeDeg).value);
    }
  });

  test('leaves a dotted path on the map, from the last point to the marker', async () => {
    const page = await viewer.newPage();
    await openLate(page, system.addresses.pageUrl, 40);
    await untilDrawn(page);

    for (const catalogNumber of SATELLITES) {
      const { length, end, marker } = await page.evaluate((number) => {
        const map = document.querySelector('[data-world="drawing"]')?.getBoundingClientRect() ?? new DOMRect();
        const { left, top } = document.querySelector(`[data-marker="${number}"]`)?.getBoundingClientRect() ?? map;
        const path = document.querySelector(`[data-late="${number}"]`) as SVGPathElement;
        const total = path.getTotalLength();
        const { x, y } = path.getPointAtLength(total);
        const marker = { x: ((left - map.left) / map.width) * 360 - 180, y: ((top - map.top) / map.height) * 180 - 90 };
        return { length: total, end: { x, y }, marker };
      }, catalogNumber);
      // A satellite flies 3.6 degrees of arc a minute.
      expect(length).toBeGreaterThan(2);
      // A second of flight, near the pole.
      // The edges of the map are the same meridian: the marker may just have crossed it.
      const eastDeg = ((end.x - marker.x + 540) % 360) - 180;
      expect(Math.hypot(eastDeg, end.y - marker.y)).toBeLessThan(2);
    }
  });

  test('without any points, has a dot on the map, and none on the altitude chart, which has no axis yet', async () => {
    const page = await viewer.newPage();
    await openLate(page, system.addresses.pageUrl, 4000);

    const visibilityOf = (chart: string) =>
      page.locator(`[data-satellite="${TERRA}"] [data-chart="${chart}"] .dot`).evaluate((dot) => {
        return getComputedStyle(dot).visibility;
      });
    expect(await page.locator(`[data-satellite="${TERRA}"]`).getAttribute('data-position')).toBe('computed');
    expect(await visibilityOf('track')).toBe('visible');
    expect(await visibilityOf('altitude')).toBe('hidden');
  });

  test('leaves no report behind when it returns', async () => {
    const page = await viewer.newPage();
    await openLate(page, system.addresses.pageUrl, 40);

    await page.unroute(/\/tracks/);

    // The page refetches missing points within a minute.
    await page.waitForSelector('.status[data-state="live"]');
    expect(await page.locator(`[data-satellite="${TERRA}"] [data-part="remark"]`).isHidden()).toBe(true);
  });
});

describe('a clock that is off', () => {
  test.each([
    [12, 'ahead of'],
    [-30, 'behind'],
  ])("by %i s is reported, and the page uses the server's", async (aheadSeconds, direction) => {
    const page = await viewer.newPage();
    await page.clock.install({ time: Date.now() + aheadSeconds * 1000 });
    await page.goto(system.addresses.pageUrl);
    await untilFilled(page);

    const sentence = (await page.locator('[data-status="clock-off"]').textContent()) ?? '';
    // The server's Date header has whole seconds; a slow answer adds some.
    const seconds = Number(/\d+/.exec(sentence)?.[0]);
    expect(Math.abs(seconds - Math.abs(aheadSeconds))).toBeLessThanOrEqual(5);
    expect(sentence).toContain(`${seconds}\u00a0s ${direction} the server's`);
    // The page shows the server's time, as soon as a busy machine lets it.
    const offMs = async () => {
      const shown = (await page.locator('[data-status="clock"]').getAttribute('datetime')) ?? '';
      return Math.abs(Date.parse(shown) - Date.now());
    };
    await expect.poll(offMs).toBeLessThan(5_000);
  });

  test('is not mentioned when it is right', async () => {
    const page = await viewer.open();

    expect(await page.locator('[data-status="clock-off"]').isHidden()).toBe(true);
  });
});
