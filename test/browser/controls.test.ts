// The controls of the page: points of charts, choices, pause, the address.
import type { Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { TracksAnswer } from '../../wire/tracks.ts';
import { TERRA } from '../support/builders.ts';
import { SATELLITES, untilFilled, untilIdle } from '../support/page.ts';
import { theSystem } from '../support/system.ts';
import { theViewer } from './viewer.ts';

const system = theSystem();
const viewer = theViewer();

beforeAll(() => system.untilWhole());

const column = (page: Page, catalogNumber = TERRA) => page.locator(`[data-satellite="${catalogNumber}"]`);
const part = (page: Page, name: string) => column(page).locator(`[data-part="${name}"]`);

/** A page that gets no new points during the test, and nothing that it loads when it is idle. */
async function openPaused(): Promise<Page> {
  const page = await viewer.open();
  await untilIdle(page);
  await page.getByRole('button', { name: 'Pause' }).click();
  return page;
}

describe('a selected point of a chart', () => {
  test('under the pointer shows its time and values in both charts of the satellite', async () => {
    const page = await openPaused();
    for (const chart of ['altitude', 'track']) {
      await column(page).locator(`[data-chart="${chart}"]`).hover();

      const [time, altitude] = ((await part(page, 'selected-altitude').textContent()) ?? '').split(' · ');
      const place = await part(page, 'selected-place').textContent();
      expect(await pointOfTable(page, time as string)).toEqual({ altitude, place });
      // No finer than the old elements of this system allow.
      expect(place).toMatch(/^≈ \d+°( [NS])?, ≈ \d+°( [EW])?$/);
      await expectMarks(column(page), true);
    }

    await page.mouse.move(0, 0);

    expect(await part(page, 'selected-altitude').textContent()).toBe('');
    await expectMarks(column(page), false);
    // Of this satellite only.
    await column(page).locator('[data-chart="altitude"]').hover();
    expect(await column(page, SATELLITES[1]).getAttribute('data-selected')).toBe('');
  });

  test('moves by one point, by five minutes and to the ends with keys', async () => {
    const page = await openPaused();
    const chart = column(page).locator('[data-chart="altitude"]');
    await chart.focus();
    const press = async (key: string) => {
      await page.keyboard.press(key);
      return Date.parse(`2026-01-01T${await column(page).getAttribute('data-selected')}Z`) / 1000;
    };

    const newest = await press('End');
    expect(since(await press('ArrowLeft'), newest)).toBe(-20);
    expect(since(await press('PageDown'), newest)).toBe(-320);
    expect(since(await press('ArrowRight'), newest)).toBe(-300);
    expect(since(await press('PageUp'), newest)).toBe(0);
    expect(since(await press('Home'), newest)).toBe(-179 * 20);
    expect(await chart.getAttribute('aria-valuenow')).toBe('0');
    expect(await chart.getAttribute('aria-valuetext')).toMatch(
      /^\d\d:\d\d:\d\d UTC, (≈ )?\d+(\.\d+)?°( [NS])?, .* km$/,
    );
    await page.keyboard.press('Escape');
    expect(await column(page).getAttribute('data-selected')).toBe('');
  });

  // Times of day: the hour may cross midnight.
  const since = (seconds: number, from: number) => ((seconds - from + 1.5 * 86_400) % 86_400) - 43_200;
});

test('the Tab key reaches every control in the order of the page, and each shows its focus', async () => {
  const page = await viewer.open();
  await untilIdle(page);
  const expected = await page.locator('a[href], button, summary, input, [tabindex="0"]').evaluateAll((elements) => {
    const visible = elements.filter((element) => element.checkVisibility());
    for (const [index, element] of visible.entries()) element.setAttribute('data-stop', String(index));
    return visible.length;
  });

  const stops: { stop: string | null; outline: string }[] = [];
  while (stops.length < expected) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const focused = document.activeElement as Element;
      return { stop: focused.getAttribute('data-stop'), outline: getComputedStyle(focused).outlineStyle };
    });
    // In a date field, day, month and year are stops of their own.
    if (stop.stop !== stops.at(-1)?.stop) stops.push(stop);
  }

  expect(stops).toEqual(Array.from({ length: expected }, (_, index) => ({ stop: String(index), outline: 'solid' })));
});

describe('pause', () => {
  test('stops numbers, markers and charts while data still arrives, and resume jumps to now', async () => {
    const page = await viewer.newPage();
    await page.clock.install();
    const socket = page.waitForEvent('websocket');
    await page.goto(system.addresses.pageUrl);
    await untilFilled(page);
    await untilIdle(page);
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.waitForSelector('[data-state="paused"]');
    const changes = await page.evaluateHandle(() => {
      const names: string[] = [];
      new MutationObserver((records) => {
        for (const { target } of records) names.push(target.nodeName);
      }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
      return names;
    });
    const clock = page.locator('[data-status="clock"]');
    const pausedAt = Date.parse((await clock.getAttribute('datetime')) ?? '');

    for (const catalogNumber of SATELLITES) await system.deleteNewest(catalogNumber, 3);
    await Promise.all([(await socket).waitForEvent('framereceived'), system.tick()]);
    await page.clock.runFor(3_000);

    expect(await changes.jsonValue()).toEqual([]);
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    await untilFilled(page);
    const now = Date.parse((await clock.getAttribute('datetime')) ?? '');
    expect(now).toBeGreaterThanOrEqual(pausedAt + 3_000);
    expect(await page.locator('.status').getAttribute('data-last-frame')).toMatch(/Z$/);
    await system.untilWhole();
  });

  test('keeps each dot at the end of its line when the window size or the units change', async () => {
    const page = await openPaused();

    await page.setViewportSize({ width: 700, height: 900 });
    await page.getByRole('button', { name: 'mi', exact: true }).click();
    await page.waitForFunction(() => {
      const charts = document.querySelectorAll<SVGSVGElement>('[data-chart="altitude"]');
      return [...charts].every(
        (chart) => chart.viewBox.baseVal.width === Math.round(chart.getBoundingClientRect().width),
      );
    });

    for (const catalogNumber of SATELLITES) {
      const distancePx = await column(page, catalogNumber)
        .locator('.altitude')
        .evaluate((chart) => {
          const line = chart.querySelector('path.track') as SVGPathElement;
          const end = line.getPointAtLength(line.getTotalLength());
          const dot = chart.querySelector('.dot') as SVGCircleElement;
          return Math.hypot(dot.cx.baseVal.value - end.x, dot.cy.baseVal.value - end.y);
        });
      // The line ends with the last point, up to 20 s before the dot: 4 px of a chart this wide.
      expect(distancePx).toBeLessThan(5);
    }
  });

  test('stops at once even when a track is missing', async () => {
    const page = await viewer.newPage();
    await page.clock.install();
    await page.route(/\/tracks$/, async (route) => {
      const response = await route.fetch();
      const { tracks } = (await response.json()) as TracksAnswer;
      const others = tracks.filter(({ catalogNumber }) => catalogNumber !== 27424);
      await route.fulfill({ response, json: { tracks: others, failed: [27424] } satisfies TracksAnswer });
    });
    await page.goto(system.addresses.pageUrl);
    await page.waitForFunction(() => document.querySelectorAll('[data-points="180"]').length === 4);
    await page.getByRole('button', { name: 'Pause' }).click();
    const clock = await page.locator('[data-status="clock"]').textContent();

    await page.clock.runFor(3_000);

    expect(await page.locator('[data-status="clock"]').textContent()).toBe(clock);
  });

  test('shows a satellite that is chosen during a pause with its dot in its chart', async () => {
    const page = await openPaused();
    await page.getByRole('button', { name: 'Terra' }).click();
    await page.getByRole('button', { name: 'Terra' }).click();
    await page.waitForFunction(() => document.querySelectorAll('[data-points="180"]').length === 6);

    const { dot, width } = await column(page)
      .locator('.altitude')
      .evaluate((chart) => ({
        dot: Number(chart.querySelector('.dot')?.getAttribute('cx')),
        width: chart.getBoundingClientRect().width,
      }));
    expect(dot).toBeGreaterThan(width - 20);
    expect(dot).toBeLessThanOrEqual(width);
  });

  test('in the address stops at the right time on a device whose clock is an hour off', async () => {
    const page = await viewer.newPage();
    await page.clock.install({ time: Date.now() + 3_600_000 });
    await page.goto(`${system.addresses.pageUrl}?pause=1`);

    await page.waitForFunction(() => document.querySelectorAll('[data-points="180"]').length === 6);

    const shown = (await page.locator('[data-status="clock"]').getAttribute('datetime')) ?? '';
    // An hour off, and the time that the page took to load.
    expect(Math.abs(Date.parse(shown) - Date.now())).toBeLessThan(1_800_000);
    expect(await page.locator('[data-position="live"]').count()).toBe(3);
  });

  test('in the address opens a page that fills and stays as it is', async () => {
    const page = await viewer.newPage();
    await page.clock.install();
    await page.goto(`${system.addresses.pageUrl}?pause=1`);

    await page.waitForFunction(() => document.querySelectorAll('[data-points="180"]').length === 6);

    expect(await page.locator('.status').getAttribute('data-state')).toBe('paused');
    const clock = await page.locator('[data-status="clock"]').textContent();
    await page.clock.runFor(3_000);

    expect(await page.locator('[data-status="clock"]').textContent()).toBe(clock);
  });
});

/** A point from the table of the column. */
async function pointOfTable(page: Page, time: string) {
  const details = column(page).locator('details.points');
  await details.evaluate((element: HTMLDetailsElement) => {
    element.open = true;
  });
  const row = details.locator('tbody tr', { hasText: time });
  const [latitude, longitude, altitude] = await row.locator('td').allTextContents();
  expect(await details.locator('tbody tr').count()).toBe(180);
  return { altitude: `${altitude} km`, place: `${latitude}, ${longitude}` };
}

async function expectMarks(root: Locator, shown: boolean) {
  for (const chart of ['altitude', 'track'])
    expect(await root.locator(`[data-chart="${chart}"] .ring`).getAttribute('visibility')).toBe(
      shown ? 'visible' : 'hidden',
    );
}
