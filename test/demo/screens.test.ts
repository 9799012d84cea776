// The page on its screens: a projector, a phone, a wall, and class mode.
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { overlapping, textBoxes } from '../support/boxes.ts';
import { painted, query, untilIdle } from '../support/page.ts';
import { theDemo, untilListed, withSevenSatellites } from './the-demo.ts';

const demo = theDemo();

const PROJECTOR = { width: 1280, height: 720 };
const LAPTOP = { width: 1280, height: 900 };
const PLACE = '?place=40.02,-105.27';

test('on a projector, the map and the numbers of three satellites are seen without scrolling', async () => {
  const page = await demo.open(PLACE, { viewport: PROJECTOR });
  await untilIdle(page);
  await untilListed(page);

  expect(await outside(page, '.world-map, [data-part="next"], [data-part="time"], .readouts')).toEqual([]);
});

test('beside the map, the list fades where it goes on, also where a row ends with the panel, and not at its end', async () => {
  const page = await demo.openListed(PLACE, { viewport: PROJECTOR });
  await untilIdle(page);
  const panel = page.locator('.place');
  const withoutFade = '.place::after { visibility: hidden }';
  const fading = async () =>
    greatestChange(page, [await pictureWith(panel, ''), await pictureWith(panel, withoutFade)]);

  await panel.evaluate((element) => {
    const row = element.querySelectorAll('tr[data-overpass]')[2] as Element;
    element.scrollTop += row.getBoundingClientRect().bottom - element.getBoundingClientRect().bottom;
  });
  expect(await fading()).toBeGreaterThan(50);
  await panel.evaluate((element) => element.scrollTo(0, element.scrollHeight));
  // What is left is the rounding of a colour over itself.
  expect(await fading()).toBeLessThan(10);
});

test('while time is played, charts below the screen are not drawn until the reader scrolls to them', async () => {
  const page = await demo.open(PLACE, { viewport: LAPTOP });
  await untilIdle(page);
  await untilListed(page);
  const column = page.locator('[data-satellite]').first();
  const line = column.locator('[data-chart="altitude"] .track');
  // Of the charts, only their heading is seen.
  const [charts, chart] = [await column.locator('.charts').boundingBox(), await line.boundingBox()];
  expect([(charts?.y ?? 0) < LAPTOP.height, (chart?.y ?? 0) > LAPTOP.height]).toEqual([true, true]);
  const dot = column.locator('[data-chart="altitude"] .dot');
  const [timeBefore, lineBefore] = [await column.getAttribute('data-time'), await line.getAttribute('d')];
  const dotBefore = await dot.getAttribute('cx');
  await page.getByRole('button', { name: '600×' }).click();
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await page.clock.runFor(2_000);

  expect(await column.getAttribute('data-time')).not.toBe(timeBefore);
  expect(await line.getAttribute('d')).toBe(lineBefore);
  expect(await dot.getAttribute('cx')).toBe(dotBefore);

  await line.scrollIntoViewIfNeeded();
  await expect.poll(() => line.getAttribute('d')).not.toBe(lineBefore);
});

test.each([
  ['mouse', false],
  ['finger', true],
])('the room of the time control is reserved at every width, for a %s', async (_, hasTouch) => {
  const page = await demo.open('', { hasTouch });
  await untilIdle(page);
  const wrong: string[] = [];
  const widths = [280, 320, 321, 360, 768, 940, 941, 1012, 1280, 2560];
  for (const time of ['Now', '24 h ago, with much to say']) {
    if (time !== 'Now') await page.getByRole('slider', { name: 'Time shown' }).press('Home');
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      const [height, reserved] = await page.locator('.slot.time').evaluate((slot) => {
        return [slot.getBoundingClientRect().height, Number.parseFloat(getComputedStyle(slot).minHeight)];
      });
      if (Math.abs((height ?? 0) - (reserved ?? 0)) > 0.5) wrong.push(`${time}, ${width} px: ${height} of ${reserved}`);
    }
  }
  expect(wrong).toEqual([]);
});

test('a screen of 2,560 pixels is used from edge to edge', async () => {
  const page = await demo.open('', { viewport: { width: 2560, height: 1440 } });
  await untilIdle(page);

  const { left, right } = await rectOf(page, 'main');
  const map = await rectOf(page, '.world-map');

  expect([left, right]).toEqual([40, 2520]);
  expect(map.right - map.left).toBeGreaterThan(1_600);
  expect(await outside(page, '.world-map, .readouts')).toEqual([]);
});

test.each([
  ['a place', PLACE, {}],
  ['no place', '', {}],
  ['seven satellites', '', { beforeLoad: withSevenSatellites }],
])(
  'class mode with %s fills every screen, cuts nothing, and says why a place is unknown',
  async (_, place, options) => {
    const page = await demo.open(`?mode=class&${place.slice(1)}`, options);
    await page.locator('.slot.time[role="group"]').waitFor();
    if (place) await page.locator('.following', { hasText: 'then' }).waitFor();
    // setViewportSize would move the browser's window, which may fill the screen.
    const window = await page.context().newCDPSession(page);

    for (const [width, height] of CLASSROOMS) {
      await window.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false });
      await painted(page);
      const size = `${width} × ${height}`;
      const whole = '.world-map, .satellite, .satellite *, [data-part="next"] *, .slot.time *, .chooser *';
      expect(await outside(page, whole), size).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight), `${size} scrolls`).toBe(0);
      expect(await cut(page, '.satellite *, .time-text *, [data-part="next"] *, .status *'), size).toEqual([]);
      const cause = page.locator('[data-vague] [data-part="cause"]');
      expect(await cause.filter({ visible: true }).allTextContents(), size).toEqual(['old elements']);
      const [map, last] = await Promise.all(['.world-map', '.satellite:last-child'].map((each) => rectOf(page, each)));
      expect((map?.right ?? 0) - (map?.left ?? 0), size).toBeGreaterThan(0.65 * width);
      expect((last?.bottom ?? 0) / height, size).toBeGreaterThan(0.96);
    }
  },
);

/** Old projectors (4:3 and 5:4), laptops, and new ones. */
const CLASSROOMS = [
  [1024, 768],
  [1280, 720],
  [1280, 800],
  [1280, 1024],
  [1366, 768],
  [1400, 1050],
  [1600, 1200],
  [1920, 1080],
  [1920, 1200],
  [3840, 2160],
] as const;

test('class mode fills a projector with the map and large numbers, and Escape leaves it', async () => {
  const page = await demo.open(PLACE, { viewport: PROJECTOR });
  await untilIdle(page);
  await untilListed(page);
  const before = await numberSize(page);

  await page.getByRole('button', { name: 'Class mode', exact: true }).press('Enter');
  await page.locator('[data-mode="class"]').waitFor();

  expect(await numberSize(page)).toBeGreaterThanOrEqual(before * 1.4);
  expect(await outside(page, '.world-map, [data-part="next"], [data-part="time"], .satellite')).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(PROJECTOR.height);
  expect(await query(page)).toBe('?place=40.02,-105.27&mode=class');
  await page.waitForFunction(() => document.fullscreenElement?.tagName === 'HTML');
  // Escape closes what is open, one by one.
  await page.locator('[data-drawn="all"]').click({ position: { x: 200, y: 200 } });
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  expect(await page.getByRole('dialog').count()).toBe(0);
  expect(await page.locator('html[data-mode="class"]').count()).toBe(1);
  expect(await page.locator('[data-part="announcements"]').textContent()).toContain('Class mode. Escape leaves it.');

  await page.evaluate(() => void document.exitFullscreen());
  await page.getByRole('button', { name: 'Class mode', exact: true }).waitFor();

  expect(await page.locator('html[data-mode]').count()).toBe(0);
  expect(await query(page)).toBe(PLACE);
});

test('in class mode, Space plays and arrows move the time wherever the focus is, but where its keys are wanted', async () => {
  const page = await demo.open('?t=2026-11-25T10:30:00Z', { viewport: PROJECTOR });
  await untilIdle(page);
  await page.getByRole('button', { name: 'Class mode', exact: true }).click();
  await page.locator('[data-mode="class"]').waitFor();
  const hint = page.locator('.legend .keys');
  // Seen, beside the rest of the legend.
  const [left, right] = await Promise.all(['.legend > :first-child', '.keys'].map((each) => rectOf(page, each)));
  expect(Math.abs((left?.bottom ?? 0) - (right?.bottom ?? Number.NaN))).toBeLessThan(2);
  const mode = () => page.locator('.slot.time').getAttribute('data-mode');
  const time = async () => new URLSearchParams(await query(page)).get('t');
  const press = async (key: string) => {
    await page.keyboard.press(key);
    await page.clock.runFor(1_000);
  };

  // The focus is on the button that was clicked.
  await press('Space');
  expect(await mode()).toBe('playing');
  expect(await page.locator('[data-mode="class"]').count()).toBe(1);
  expect(await hint.count()).toBe(0);
  await press('Space');
  await press('ArrowRight');
  const first = Date.parse((await time()) ?? '');
  await press('ArrowRight');
  await press('Shift+ArrowRight');
  expect(Date.parse((await time()) ?? '') - first).toBe(61 * 60_000);

  // A button that the reader has gone to with the Tab key is pressed, a field keeps its keys, and so does the card.
  const aqua = page.locator('[data-control="satellites"]').getByRole('button', { name: 'Aqua' });
  await page.locator('[data-control="satellites"] button').first().focus();
  await press('Tab');
  await press('Space');
  expect(await aqua.getAttribute('aria-pressed')).toBe('false');
  expect(await mode()).toBe('held');
  await aqua.click();
  await press('Space');
  expect([await aqua.getAttribute('aria-pressed'), await mode()]).toEqual(['true', 'playing']);
  await press('Space');
  const before = await time();
  await page.getByLabel('Day').focus();
  await press('ArrowRight');
  await page.locator('[data-drawn="all"]').click({ position: { x: 200, y: 200 } });
  await page.getByRole('dialog').waitFor();
  await press('ArrowRight');
  expect(await time()).toBe(before);
  expect(await page.getByRole('dialog').count()).toBe(1);

  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Class mode', exact: true }).waitFor();
  await press('Space');
  expect(await time()).toBe(before);
});

test('an address opens class mode, in the window, and Escape leaves it too', async () => {
  const page = await demo.open('?mode=class', { viewport: { width: 1920, height: 1080 } });
  await page.locator('[data-mode="class"]').waitFor();
  await untilIdle(page);

  expect(await numberSize(page)).toBeGreaterThanOrEqual(48);
  expect(await outside(page, '.world-map, .satellite')).toEqual([]);

  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Class mode', exact: true }).waitFor();

  expect(await query(page)).toBe('');
});

test('in a frame of any size, the map, its time and the link are seen whole, and alone', async () => {
  const page = await demo.open(`${PLACE}&embed=1`);
  await page.locator('.slot.time[role="group"]').waitFor({ state: 'attached' });

  for (const [width, height, hasTime] of FRAMES) {
    await page.setViewportSize({ width, height });
    const size = `${width} × ${height}`;
    expect(await outside(page, '.world-map, .slot.time *, .whole-page, .clock'), size).toEqual([]);
    expect(await page.locator('[data-part="time"]').isVisible(), size).toBe(hasTime);
    const [world, link] = await Promise.all(['.world-map', '.whole-page'].map((each) => rectOf(page, each)));
    expect(world?.bottom, size).toBeLessThanOrEqual(link?.top ?? 0);
    expect((world?.right ?? 0) - (world?.left ?? 0), size).toBeGreaterThan(0.6 * width);
    expect(await page.locator('.clock').isVisible(), size).toBe(true);
    expect(await page.locator('.clock').textContent(), size).toMatch(/^25 Nov 2026 \d\d:\d\d:\d\d UTC$/);
    expect(overlapping(await textBoxes(page.locator('.clock, .whole-page')), { width: 0, height: 0 }), size).toEqual(
      [],
    );
    const fits = await page.evaluate((): boolean[] => [
      document.documentElement.scrollWidth <= innerWidth,
      document.documentElement.scrollHeight <= innerHeight,
    ]);
    expect(fits, size).toEqual([true, true]);
    expect(await page.locator('.nearest, [data-part="next"], .place').filter({ visible: true }).count()).toBe(0);
  }
});

const FRAMES = [
  [320, 300, false],
  [390, 400, true],
  [640, 400, true],
  [720, 360, false],
  [720, 560, true],
  [1280, 720, true],
] as const;

/** Which of the elements that are shown reach out of the window. */
function outside(page: Page, selector: string): Promise<string[]> {
  return page.locator(selector).evaluateAll((elements) =>
    elements
      .filter((element) => element.checkVisibility())
      .flatMap((element) => {
        const { left, right, top, bottom } = element.getBoundingClientRect();
        const isInside = left >= 0 && right <= innerWidth && top >= 0 && bottom <= innerHeight;
        return isInside ? [] : [`${element.className} ${element.getAttribute('data-part')} ${top} to ${bottom}`];
      }),
  );
}

/** The texts that are longer than the element they are in. */
function cut(page: Page, selector: string): Promise<string[]> {
  return page.locator(selector).evaluateAll((elements) =>
    elements
      .filter((element) => element instanceof HTMLElement && element.checkVisibility())
      .filter(({ clientWidth, scrollWidth }) => clientWidth > 1 && scrollWidth > clientWidth)
      .map(({ textContent }) => textContent ?? ''),
  );
}

function rectOf(page: Page, selector: string) {
  return page.locator(selector).evaluate((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    return { left, right, top, bottom };
  });
}

/** In pixels. */
function numberSize(page: Page): Promise<number> {
  return page
    .locator('[data-readout="longitude"]')
    .first()
    .evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
}

async function pictureWith(part: Locator, style: string): Promise<string> {
  await part.evaluate((_, text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets = [sheet];
  }, style);
  return `data:image/png;base64,${(await part.screenshot()).toString('base64')}`;
}

/** How far apart two pictures of the same size are, in the colour of a pixel, of 255. */
function greatestChange(page: Page, pictures: readonly string[]): Promise<number> {
  return page.evaluate(async (addresses) => {
    const pixels = addresses.map(async (address) => {
      const image = Object.assign(new Image(), { src: address });
      await image.decode();
      const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
      const context = canvas.getContext('2d') as CanvasRenderingContext2D;
      context.drawImage(image, 0, 0);
      return context.getImageData(0, 0, image.width, image.height).data;
    });
    const [before, after] = await Promise.all(pixels);
    return [...(before ?? [])].reduce((most, value, at) => Math.max(most, Math.abs(value - (after?.[at] ?? 0))), 0);
  }, pictures);
}
