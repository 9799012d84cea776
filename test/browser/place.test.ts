// My place: typed, or clicked on the map. Its overpasses equal those of the API.
import type { Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { OverpassesAnswer, SwathOverpassAnswer } from '../../wire/overpasses.ts';
import { query, SATELLITES, untilDrawn, untilFilled } from '../support/page.ts';
import { theSystem } from '../support/system.ts';
import { withFreshElements } from './fresh-elements.ts';
import { panel, rows, type } from './place-panel.ts';
import { theViewer } from './viewer.ts';

const system = theSystem();
const viewer = theViewer();

beforeAll(() => system.untilWhole());

const untilListed = (page: Page) => panel(page).locator('.remark[hidden]').waitFor({ state: 'attached' });

const names = (links: Locator) => links.evaluateAll((anchors) => anchors.map((anchor) => anchor.ariaLabel));

describe('a typed place', () => {
  test('has the overpasses of the API in order of time, and is kept in the address', async () => {
    const page = await viewer.open();
    expect(await panel(page).getAttribute('data-place')).toBe('none');
    await type(page, '77.85 S, 166.67 E');
    await rows(page).first().waitFor();
    await untilListed(page);
    await panel(page)
      .getByRole('button', { name: /^Show all \d+$/ })
      .click();

    const shown = await rows(page).evaluateAll((elements) =>
      elements.map((element) => {
        const { overpass, time, inSwath } = (element as HTMLElement).dataset;
        const cell = (name: string) => element.querySelector(`[data-cell="${name}"]`)?.textContent;
        return { overpass, time, inSwath, track: cell('track'), swath: cell('swath'), light: cell('light') };
      }),
    );
    const answers = (await Promise.all(SATELLITES.map(overpassesOfMcMurdo))).flat();
    // Later than both lists: an overpass in between is in one of them only.
    const nowMs = Date.now();
    const expected = answers
      .filter(({ time }) => Date.parse(time) > nowMs)
      .toSorted((a, b) => Date.parse(a.time) - Date.parse(b.time));

    expect(expected.length).toBeGreaterThan(60);
    // Both lists end in five days, a moment apart: the last overpass may be in one of them only.
    const listed = shown
      .filter(({ time, inSwath }) => Date.parse(time as string) > nowMs && inSwath === 'true')
      .slice(0, expected.length - 1);
    for (const [index, { overpass, time, inSwath, track, swath, light }] of listed.entries()) {
      const { catalogNumber, distanceKm, day, instruments, ...answer } = expected[index] as (typeof expected)[number];
      expect({ overpass, inSwath, swath: swath?.replaceAll(/edge of |, maybe .*/g, ''), light }).toEqual({
        overpass: String(catalogNumber),
        inSwath: 'true',
        swath: instruments.join(', '),
        light: day ? 'day' : 'night',
      });
      expect(Math.abs(Date.parse(time as string) - Date.parse(answer.time))).toBeLessThanOrEqual(2);
      // With old elements, within the uncertainty that it shows.
      const [, shownKm, plusMinus, withinKm] = (track ?? '')
        .replaceAll(',', '')
        .match(/^(?:(\d+)(?: ± (\d+))? km [NESW]{1,2}|within (\d+) km)$/) as (string | undefined)[];
      if (withinKm) expect(distanceKm).toBeLessThanOrEqual(Number(withinKm));
      else expect(Math.abs(Number(shownKm) - distanceKm)).toBeLessThanOrEqual(Number(plusMinus ?? 0.5));
    }
    expect(listed.length).toBeGreaterThan(60);
    expect(await query(page)).toBe('?place=-77.85,166.67');
    // For readers who do not see the map.
    expect(await page.locator('[data-world="drawing"]').getAttribute('aria-label')).toMatch(/78° S.*167° E/);
  });

  test('that cannot be read shows an example, and the list stays', async () => {
    const page = await viewer.open({}, system.addresses.pageUrl, '?place=40.02,-105.27');
    await rows(page).first().waitFor();
    await type(page, '40.02, x');

    const input = panel(page).getByLabel('Latitude, longitude');
    expect(await panel(page).getByRole('alert').textContent()).toContain('for example 40.02, -105.27');
    expect(await input.getAttribute('aria-invalid')).toBe('true');
    expect(await input.inputValue()).toBe('40.02, x');
    expect(await query(page)).toBe('?place=40.02,-105.27');
    expect(await rows(page).count()).toBeGreaterThan(0);
  });

  test('can be cleared', async () => {
    const page = await viewer.open({}, system.addresses.pageUrl, '?place=40.02,-105.27');
    await panel(page).getByRole('button', { name: 'Clear' }).click();

    expect(await query(page)).toBe('');
    expect(await panel(page).locator('table').isVisible()).toBe(false);
    expect(await page.locator('.place-marker').getAttribute('hidden')).toBe('');
  });
});

test('a click on the map asks about a place, and a button chooses it', async () => {
  const page = await viewer.open();
  const box = await page.locator('[data-world="drawing"]').boundingBox();
  if (!box) throw new Error('no map');

  await page.mouse.click(box.x + box.width * 0.75, box.y + box.height * 0.25);
  const card = page.getByRole('dialog', { name: /^45(\.\d+)?° N, \d+(\.\d+)?° E$/ });
  await card.waitFor();
  expect(await query(page)).toBe('');
  await card.getByRole('button', { name: 'Choose this place' }).click();

  const [latitude, longitude] = (await query(page)).replace('?place=', '').split(',').map(Number);
  // Half a pixel, rounded to a tenth of a degree.
  expect(latitude).toBeCloseTo(45, 0);
  expect(longitude).toBeCloseTo(90, 0);
  await page.waitForSelector('.place-marker:not([hidden])', { state: 'attached' });
  await rows(page).first().waitFor();

  // Back undoes the choice.
  await page.goBack();
  expect(await query(page)).toBe('');
  await page.waitForSelector('.place[data-place="none"]');
});

test('passes outside the swath are listed on request, and the countdown stays with the next one in the swath', async () => {
  // With old elements the countdown has no seconds.
  const page = await viewer.newPage();
  await withFreshElements(page);
  await page.goto(`${system.addresses.pageUrl}?place=40.02,-105.27`);
  await rows(page).first().waitFor();
  await untilListed(page);
  const all = panel(page).getByRole('button', { name: /^Show all \d+$/ });
  const before = Number((await all.textContent())?.replace('Show all ', ''));
  await panel(page).getByText('Filters', { exact: true }).click();
  await panel(page).getByLabel('Include passes outside the swath').check();

  expect(Number((await all.textContent())?.replace('Show all ', ''))).toBeGreaterThan(before);
  await all.click();
  const outside = rows(page).and(page.locator('[data-in-swath="false"]'));
  expect(await outside.count()).toBeGreaterThan(0);
  // Some may be in a swath that has no daylight: that depends on the time of day.
  expect(await outside.locator('[data-cell="swath"]').allTextContents()).toContain('outside');
  // In one go: the next one may pass at any moment. Those of the last minute are listed too.
  const { countdown, next } = await page.evaluate(() => {
    const element = document.querySelector<HTMLElement>('.countdown');
    const inSwath = [...document.querySelectorAll<HTMLElement>('tr[data-overpass][data-in-swath="true"]')];
    const first = inSwath.find(({ dataset }) => dataset.time === element?.dataset.time);
    const earlier = inSwath.slice(0, inSwath.indexOf(first as HTMLElement)).map(({ dataset }) => dataset.time ?? '');
    return {
      countdown: element?.textContent ?? '',
      next: { name: first?.querySelector('th')?.textContent, earlier, nowMs: Date.now() },
    };
  });
  expect(countdown).toMatch(new RegExp(`^${next.name} (now|in (\\d d )?\\d\\d:\\d\\d:\\d\\d)$`));
  for (const time of next.earlier) expect(Date.parse(time)).toBeLessThanOrEqual(next.nowMs);
  await page.waitForFunction((text) => document.querySelector('.countdown')?.textContent !== text, countdown);
});

// Only a browser shows this: an import that failed once fails forever at the same address.
test('a search that fails to load is reported, and loads as soon as it is available', async () => {
  const page = await viewer.newPage();
  viewer.expectComplaints(/my-place|ERR_FAILED/);
  await page.route(/my-place/, (route) => route.abort());
  await page.goto(`${system.addresses.pageUrl}?place=40.02,-105.27`);
  await panel(page).getByText('Could not load the overpass search').waitFor();
  expect(await panel(page).locator('table').isVisible()).toBe(false);

  await page.unroute(/my-place/);

  await rows(page).first().waitFor();
  await untilListed(page);
});

test('works in an unknown time zone', async () => {
  const page = await viewer.newPage();
  await page.addInitScript(() => {
    const { resolvedOptions } = Intl.DateTimeFormat.prototype;
    Intl.DateTimeFormat.prototype.resolvedOptions = function () {
      return { ...resolvedOptions.call(this), timeZone: 'Etc/Unknown' };
    };
  });
  await page.goto(`${system.addresses.pageUrl}?place=40.02,-105.27`);
  await untilFilled(page);
  await rows(page).first().waitFor();

  expect(await panel(page).locator('[data-place-part="zone"]').textContent()).toBe('Local (UTC)');
});

test('each satellite has a calendar to subscribe to, and all of them have one together', async () => {
  const page = await viewer.open({}, system.addresses.pageUrl, '?place=40.02,-105.27&sat=25994,28376');
  await rows(page).first().waitFor();
  const links = panel(page).locator('[data-place-part="links"] a[href^="http:"][href*="format=ics"]');
  expect(await names(links)).toEqual(
    ['all satellites', 'Terra', 'Aura'].map((name) => `ics file: overpasses of ${name} as a calendar`),
  );
  const addresses = await links.evaluateAll((anchors) => anchors.map((anchor) => (anchor as HTMLAnchorElement).href));
  const subscriptions = panel(page).locator('[data-place-part="links"] a[href^="webcal:"]');
  expect(
    await subscriptions.evaluateAll((anchors) => anchors.map((anchor) => (anchor as HTMLAnchorElement).href)),
  ).toEqual(
    // A subscription keeps what has passed until its images are there; a file has what comes.
    addresses.map((address) => address.replace('http:', 'webcal:').replace('&format=ics', '&pastDays=2&format=ics')),
  );

  const tables = panel(page).locator('[data-place-part="links"] a[href*="format=csv"]');
  expect(await names(tables)).toEqual(
    ['all satellites', 'Terra', 'Aura'].map((name) => `CSV: overpasses of ${name} as a table`),
  );

  const [all, terra] = await Promise.all(addresses.slice(0, 2).map((address) => fetch(address)));
  expect(all?.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  const together = await all?.text();
  expect(together).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]*BEGIN:VEVENT\r\n/);
  expect(together).toMatch(/SUMMARY:(± \d+ (s|min|h)\\, )?Aura OMI/);
  expect(together).not.toContain('SUMMARY:Aqua');
  // Not the first one: it may leave the calendar between the two requests.
  const uids = ((await terra?.text()) ?? '').match(/^UID:25994-.*(?=\r$)/gm) ?? [];
  expect(together).toContain(uids[1] ?? 'none');
});

test('on a phone the list needs no sideways scrolling', async () => {
  const page = await viewer.open(
    { viewport: { width: 360, height: 740 } },
    system.addresses.pageUrl,
    '?place=40.02,-105.27',
  );
  await rows(page).first().waitFor();

  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBe(360);
  const overlaps = await rows(page).evaluateAll((elements) =>
    elements.filter((element) => {
      const boxes = [...element.children]
        .filter((cell) => cell.checkVisibility())
        .map((cell) => cell.getBoundingClientRect());
      return boxes.some((a) =>
        boxes.some(
          (b) =>
            a !== b && a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1,
        ),
      );
    }),
  );
  expect(overlaps).toEqual([]);
});

test('past days are those of the API', async () => {
  const page = await viewer.open({}, system.addresses.pageUrl, '?place=40.02,-105.27');
  await rows(page).first().waitFor();
  const [answer] = await Promise.all([
    page.waitForResponse(/overpasses\?satellites=.*&until=/),
    panel(page).getByRole('button', { name: 'Show the day before' }).click(),
  ]);
  await panel(page).locator('[data-passed]').first().waitFor();

  const { overpasses } = (await answer.json()) as { overpasses: { time: string; instruments: string[] }[] };
  // One of the last minute is still listed as coming.
  const shown = await rows(page).evaluateAll((elements) =>
    elements.map((element) => (element as HTMLElement).dataset.time),
  );
  // MODIS sees the place at night too; what has passed since the last full hour is not from the API.
  const expected = overpasses.filter(({ instruments }) => instruments.includes('MODIS')).map(({ time }) => time);
  expect(expected.length).toBeGreaterThan(3);
  expect(shown).toEqual(expect.arrayContaining(expected));
});

test('a past overpass is drawn on the map with the elements of then', async () => {
  const page = await viewer.newPage();
  const drawn = Promise.withResolvers<void>();
  // A quarter of a revolution away: what is drawn shows which elements it is from.
  await page.route(/\/elements\?at=/, async (route) => {
    await drawn.promise;
    const response = await route.fetch();
    const answer = (await response.json()) as { satellites: { elements: { omm: { MEAN_ANOMALY: number } } }[] };
    for (const { elements } of answer.satellites) elements.omm.MEAN_ANOMALY = (elements.omm.MEAN_ANOMALY + 90) % 360;
    await route.fulfill({ response, json: answer });
  });
  await page.goto(`${system.addresses.pageUrl}?place=40.02,-105.27`);
  await untilDrawn(page);
  await rows(page).first().waitFor();
  await panel(page).getByRole('button', { name: 'Show the day before' }).click();
  await panel(page).locator('[data-passed]').first().getByRole('button').click();
  const track = page.locator('[data-pass="track"]');
  const withPresentElements = await track.getAttribute('d');
  expect(withPresentElements).toMatch(/^M/);

  drawn.resolve();

  await expect.poll(() => track.getAttribute('d')).not.toBe(withPresentElements);
});

async function overpassesOfMcMurdo(catalogNumber: number) {
  const answer = await system.get(
    `/satellites/${catalogNumber}/overpasses?latitude=-77.85&longitude=166.67&days=5&kind=swath`,
  );
  const { overpasses } = (await answer.json()) as OverpassesAnswer;
  return (overpasses as SwathOverpassAnswer[]).map((overpass) => ({ ...overpass, catalogNumber }));
}
