// The magnified world goes on over the date line, with everything that is drawn on it.
import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { rows } from '../browser/place-panel.ts';
import { painted, untilIdle, untilScale } from '../support/page.ts';
import { theDemo } from './the-demo.ts';

const demo = theDemo();

async function openAt(query: string, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await demo.open(query, { reducedMotion: 'reduce', ...options });
  await untilIdle(page);
  return page;
}

async function press(page: Page, keys: readonly string[]): Promise<void> {
  await page.locator('[data-world="map"]').focus();
  for (const key of keys) await page.keyboard.press(key);
  await painted(page);
}

/** Where my place is, in widths of the map. */
function placeOnMap(page: Page) {
  return page.evaluate(() => {
    const map = document.querySelector('[data-world="map"]') as HTMLElement;
    const { left, top } = map.getBoundingClientRect();
    const place = document.querySelector('.place-marker')?.getBoundingClientRect() ?? new DOMRect();
    return [
      (place.left - left - map.clientLeft) / map.clientWidth,
      (place.top - top - map.clientTop) / map.clientWidth,
    ];
  });
}

/** The degrees of a card, of a point on the map. */
async function card(page: Page): Promise<{ latitudeDeg: number; longitudeDeg: number }> {
  const title = (await page.getByRole('dialog').getByRole('heading').textContent()) ?? '';
  const [, north, ns, east, ew] = /^([\d.]+)° ([NS]), ([\d.]+)° ([EW])$/.exec(title) ?? [];
  const longitudeDeg = Number(east) * (ew === 'W' ? -1 : 1);
  expect(Math.abs(longitudeDeg)).toBeLessThanOrEqual(180);
  return { latitudeDeg: Number(north) * (ns === 'S' ? -1 : 1), longitudeDeg };
}

/** What is drawn at places all over the Earth, found by the distance of each from my place, on the drawing. */
function drawnAt(page: Page, myLongitudeDeg: number) {
  return page.evaluate((myPlaceDeg) => {
    const drawing = document.querySelector('[data-world="drawing"]')?.getBoundingClientRect() ?? new DOMRect();
    const place = document.querySelector('.place-marker')?.getBoundingClientRect() ?? new DOMRect();
    const placeX = ((place.left - drawing.left) / drawing.width) * 360 - 180;
    const context = document.createElement('canvas').getContext('2d') as CanvasRenderingContext2D;
    context.lineCap = 'round';
    const layers = (
      [
        ['land', '#land path, [data-world="drawing"] path.land', 'fill'],
        ['night', '.night', 'fill'],
        ['swath', '[data-swath="25994"] path, [data-swath="27424"] path', 'fill'],
        ['track', '[data-trail], [data-late]', 'stroke'],
        ['ahead', '[data-ahead]', 'stroke'],
        ['ticks', '[data-ticks]', 'stroke'],
        ['graticule', 'path.graticule', 'stroke'],
        ['pass', '[data-pass="swath"]', 'fill'],
      ] as const
    ).map(([name, selector, how]) => {
      const isTurned = document.querySelector('path.land[d^="M"]') !== null;
      const paths = [...document.querySelectorAll<SVGPathElement>(selector)]
        .filter((path) => !isTurned || !path.closest('#land'))
        .map((path) => ({
          shape: new Path2D(path.getAttribute('d') ?? ''),
          shiftX: path.transform.baseVal.consolidate()?.matrix.e ?? 0,
        }));
      const has = (x: number, y: number) => {
        // Dots are few.
        context.lineWidth = name === 'ticks' ? 6 : 2;
        return paths.some(({ shape, shiftX }) =>
          how === 'fill' ? context.isPointInPath(shape, x - shiftX, y) : context.isPointInStroke(shape, x - shiftX, y),
        );
      };
      return { name, has };
    });
    const places: [latitudeDeg: number, longitudeDeg: number][] = [];
    for (let latitudeDeg = -84.5; latitudeDeg < 90; latitudeDeg += 6)
      for (let longitudeDeg = -176; longitudeDeg < 179; longitudeDeg += 4) places.push([latitudeDeg, longitudeDeg]);
    const xOf = (longitudeDeg: number) => ((longitudeDeg - myPlaceDeg + placeX + 900) % 360) - 180;
    return layers.flatMap(({ name, has }) =>
      places
        .filter(([latitudeDeg, longitudeDeg]) => has(xOf(longitudeDeg), -latitudeDeg))
        .map(([latitudeDeg, longitudeDeg]) => `${name} at ${latitudeDeg}, ${longitudeDeg}`),
    );
  }, myLongitudeDeg);
}

test.each([
  ['Chukotka', 66, 179.5],
  ['near the pole', 88, -179.5],
] as const)('my place comes to the middle, step by step, and goes back: %s', async (_, latitudeDeg, longitudeDeg) => {
  const page = await openAt(`?place=${latitudeDeg},${longitudeDeg}`);
  const whole = await placeOnMap(page);
  expect(whole[0]).toBeCloseTo((longitudeDeg + 180) / 360, 3);

  for (const scale of [1.6, 2.56, 4.1, 6.55]) {
    await press(page, ['+']);
    await untilScale(page, scale);
    expect((await placeOnMap(page))[0]).toBeCloseTo(0.5 + longitudeDeg / 360 / scale, 2);
  }
  await press(page, ['Enter']);
  const middle = await card(page);
  expect(Math.abs(middle.latitudeDeg - latitudeDeg)).toBeLessThan(15);
  expect(middle.longitudeDeg).toBeCloseTo(longitudeDeg * (1 - 1 / 6.55 ** 2), 0);

  await press(page, ['Escape', '-', '-', '-', '-']);
  await untilScale(page, 1);
  expect(await placeOnMap(page)).toEqual([expect.closeTo(whole[0] ?? 0, 3), expect.closeTo(whole[1] ?? 0, 3)]);
});

test('all that is drawn is where it was, wherever the world is cut', async () => {
  const page = await demo.openListed('?place=66,-179.5', { reducedMotion: 'reduce' });
  await untilIdle(page);
  await rows(page).first().getByRole('button').click();
  // The overpass is shown whole, as it is not on the whole map.
  await page.locator('[data-control="zoom"] [value="whole"][aria-disabled="false"]').waitFor();
  await press(page, ['0']);
  await untilScale(page, 1);
  const whole = await drawnAt(page, -179.5);
  const layers = ['land', 'night', 'swath', 'track', 'ahead', 'ticks', 'graticule', 'pass'];
  expect([...new Set(whole.map((each) => each.split(' ')[0]))]).toEqual(layers);

  for (const [scale, ...keys] of [
    [1.6, '+'],
    [1.6, 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft'],
    [2.56, '+', 'ArrowRight'],
  ] as const) {
    await press(page, keys);
    await untilScale(page, scale);
    expect(await page.locator('path.land[d^="M"]').count()).toBe(2);
    const turned = await drawnAt(page, -179.5);
    // Paths have two digits: some place may be at a border.
    const others = [
      ...whole.filter((each) => !turned.includes(each)),
      ...turned.filter((each) => !whole.includes(each)),
    ];
    expect(others.length, others.join('; ')).toBeLessThan(5);
  }
  // So is what the reader points at: Terra's track, where it is nearest to the middle of the map.
  const at = await page.locator('[data-trail="25994"]').evaluate((path: SVGPathElement) => {
    const map = path.closest('[data-world="map"]')?.getBoundingClientRect() ?? new DOMRect();
    const onScreen = path.getScreenCTM() ?? undefined;
    const points = Array.from({ length: 400 }, (_, index) => {
      const { x, y } = path.getPointAtLength((index / 400) * path.getTotalLength()).matrixTransform(onScreen);
      return { x, y, distance: Math.hypot(x - map.x - map.width / 2, y - map.y - map.height / 2) };
    });
    return points.reduce((best, each) => (each.distance < best.distance ? each : best));
  });
  expect(at.distance).toBeLessThan(200);
  await page.mouse.move(at.x, at.y);
  await page.locator('[data-marker="25994"][data-pointed]').waitFor({ state: 'attached' });
  const note = await page.locator('[data-note="line"]').boundingBox();
  expect(Math.hypot((note?.x ?? 0) - at.x, (note?.y ?? 0) - at.y)).toBeLessThan(3);
});

test('arrows move the map around the Earth without end, and what is under the pointer is a longitude', async () => {
  const page = await openAt('?place=66,-179.5');
  await press(page, ['+', '+', '+']);
  await untilScale(page, 4.1);
  // Each moves the map by an eighth of what it shows, 11 degrees.
  const widthDeg = 360 / 1.6 ** 3;
  const middle = async () => {
    await press(page, ['Enter']);
    const { longitudeDeg } = await card(page);
    await press(page, ['Escape']);
    return longitudeDeg;
  };
  const begin = await middle();
  await press(page, Array(33).fill('ArrowRight'));
  const moved = begin + 33 * (widthDeg / 8);
  expect(await middle()).toBeCloseTo(moved - 360 * Math.round(moved / 360), 0);
  await press(page, Array(66).fill('ArrowLeft'));
  const back = moved - 66 * (widthDeg / 8);
  expect(await middle()).toBeCloseTo(back - 360 * Math.round(back / 360), 0);

  const map = (await page.locator('[data-world="map"]').boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const [x = 0, y = 0] = await placeOnMap(page);
  await page.mouse.click(map.x + 1 + x * (map.width - 2), map.y + 1 + y * (map.width - 2));
  const { latitudeDeg, longitudeDeg } = await card(page);
  expect(latitudeDeg).toBeCloseTo(66, 0);
  expect(longitudeDeg).toBeCloseTo(-179.5, 0);
});

test('a pole is as it was, and so is the whole world after it', async () => {
  const page = await openAt('?place=66,-179.5');
  // The night is drawn again each minute.
  const drawing = () =>
    page
      .locator('[data-world="drawing"] :is(.land, .graticule, [data-trail], [data-ahead])')
      .evaluateAll((elements) =>
        elements.map((each) => ['d', 'hidden', 'transform'].map((name) => each.getAttribute(name))),
      );
  const whole = await drawing();
  await page.getByRole('button', { name: 'North' }).click();
  const north = await drawing();
  await page.getByRole('button', { name: 'World' }).click();
  await press(page, ['+', 'ArrowRight']);
  await untilScale(page, 1.6);
  expect(await page.locator('path.land[d^="M"]').count()).toBe(2);

  await page.getByRole('button', { name: 'North' }).click();
  await untilScale(page, 1);
  expect(await drawing()).toEqual(north);
  // A pole has edges.
  await press(page, ['+']);
  await untilScale(page, 1.6);
  await press(page, Array(6).fill('ArrowRight'));
  const box = (selector: string) => page.locator(selector).evaluate((each) => each.getBoundingClientRect().right);
  expect(await box('[data-world="drawing"]')).toBeCloseTo((await box('[data-world="map"]')) - 1, 0);

  await page.getByRole('button', { name: 'World' }).click();
  await untilScale(page, 1);
  expect(await drawing()).toEqual(whole);
});

test('the finer land of a magnified map is on both sides of the date line', async () => {
  const page = await openAt('?place=66,-179.5');
  await press(page, ['+', '+']);
  await untilScale(page, 2.56);
  // It comes when the page is idle, by its own clock.
  await page.clock.runFor(1_000);
  await page.locator('[data-fine="land"][d^="M"]').waitFor({ state: 'attached' });
  const isLand = await page.locator('[data-fine="land"]').evaluate((path: SVGPathElement) => {
    const drawing = path.ownerSVGElement?.getBoundingClientRect() ?? new DOMRect();
    const place = document.querySelector('.place-marker')?.getBoundingClientRect() ?? new DOMRect();
    const pxPerDeg = drawing.width / 360;
    return (
      [
        [66.5, 176],
        [66.5, -175],
        [61, 179],
        [61, -179],
        [64, -150],
      ] as const
    ).map(([latitudeDeg, longitudeDeg]) => {
      const east = ((longitudeDeg + 179.5 + 540) % 360) - 180;
      const at = new DOMPoint(place.left + east * pxPerDeg, place.top - (latitudeDeg - 66) * pxPerDeg);
      return path.isPointInFill(at.matrixTransform(path.getScreenCTM()?.inverse()));
    });
  });
  // Chukotka, the Bering Sea, Alaska.
  expect(isLand).toEqual([true, true, false, false, true]);
});
