// A page that stays open: its numbers change each second and are right,
// its points arrive as frames, its lines stay on the map.
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Sgp4Record, toSgp4Record } from '../../orbit/elements.ts';
import { interpolate } from '../../orbit/interpolate.ts';
import type { Omm } from '../../orbit/omm.ts';
import type { TrackPoint } from '../../orbit/point.ts';
import { formatAltitude, formatLatitude, formatLongitude, inOneLine } from '../../web/base/format.ts';
import { precisionAt } from '../../web/satellite/precision.ts';
import type { SatellitesAnswer } from '../../wire/satellites.ts';
import type { TrackAnswer } from '../../wire/track.ts';
import { parseTrack } from '../../wire/track.ts';
import { SATELLITES, untilFilled, untilIdle } from '../support/page.ts';
import { theSystem } from '../support/system.ts';
import { withFreshElements } from './fresh-elements.ts';
import { longestSteps, parseLines } from './map-lines.ts';
import { theViewer } from './viewer.ts';

const system = theSystem();
const viewer = theViewer();

beforeAll(() => system.untilWhole());

describe('the readouts equal what orbit interpolates from the points of the API', () => {
  test('and change each second, with fresh elements', async () => {
    const page = await openElsewhere(withFreshElements);

    const seconds = await watchSeconds(page, 4);

    for (const catalogNumber of SATELLITES) {
      const shown = seconds.map(({ readouts }) => readouts[catalogNumber] as Readout);
      await expectInterpolated(catalogNumber, shown, freshRecord);
      for (const { latitude, altitude } of shown) {
        expect(latitude).toMatch(/^\d+\.\d\d°( [NS])?$/);
        expect(altitude).toMatch(/^\d+\.\d\d km$/);
      }
      expect(new Set(shown.map(({ longitude, latitude }) => longitude + latitude)).size).toBe(seconds.length);
    }
  });

  test('as exactly as they are known, with the old elements of this system', async () => {
    const page = await openElsewhere();

    const seconds = await watchSeconds(page, 2);

    for (const catalogNumber of SATELLITES) {
      const shown = seconds.map(({ readouts }) => readouts[catalogNumber] as Readout);
      await expectInterpolated(catalogNumber, shown, (omm) => toSgp4Record(omm));
      const precision = page.locator(`[data-satellite="${catalogNumber}"] [data-part="precision"]`);
      expect(await precision.textContent()).toMatch(/^± [\d.,]+ km along the track, estimated, old elements$/);
      expect(await precision.getAttribute('data-old')).toBe('true');
    }
  });

  const freshRecord = (omm: Omm) => toSgp4Record({ ...omm, EPOCH: new Date().toISOString().slice(0, -1) });

  /** In a time zone with odd minutes and another language: the page shows UTC everywhere. */
  async function openElsewhere(prepare?: (page: Page) => Promise<void>): Promise<Page> {
    const page = await viewer.newPage({ timezoneId: 'Pacific/Chatham', locale: 'de-DE' });
    await prepare?.(page);
    await page.goto(system.addresses.pageUrl);
    await untilFilled(page);
    return page;
  }

  async function expectInterpolated(
    catalogNumber: number,
    shown: readonly Readout[],
    toRecord: (omm: Omm) => Sgp4Record,
  ): Promise<void> {
    const track = await trackOf(catalogNumber);
    const record = toRecord(await ommOf(catalogNumber));
    for (const { time, longitude, latitude, altitude } of shown) {
      const point = interpolate(track, Date.parse(time));
      if (!point) throw new Error(`The API has no points around ${time}`);
      const precision = precisionAt(record, point);
      expect({ longitude, latitude, altitude }).toEqual({
        longitude: inOneLine(formatLongitude(point.longitudeDeg, precision?.longitudeDeg)),
        latitude: inOneLine(formatLatitude(point.latitudeDeg, precision?.latitudeDeg)),
        altitude: inOneLine(formatAltitude(point.altitudeKm, 'km', precision?.altitudeKm)),
      });
    }
  }
});

test('all columns show the second of the clock, and the clock moves forward', async () => {
  const page = await viewer.open({ timezoneId: 'Pacific/Chatham' });

  const seconds = await watchSeconds(page, 3);

  for (const { clock, readouts } of seconds)
    for (const { time } of Object.values(readouts)) expect(time.slice(11, 19)).toBe(clock);
  const clocks = seconds.map(({ clockTime }) => Date.parse(clockTime));
  for (const [index, timeMs] of clocks.entries()) {
    expect(timeMs % 1000).toBe(0);
    expect(timeMs).toBeGreaterThan(clocks[index - 1] ?? 0);
  }
});

test('new points arrive as a frame, without a reload or a request to the API', async () => {
  const page = await viewer.open();
  await untilIdle(page);
  const status = page.locator('.status');
  const before = await status.getAttribute('data-last-frame');
  const states = await page.evaluateHandle(() => {
    const seen: unknown[] = [];
    const element = document.querySelector<HTMLElement>('.status');
    new MutationObserver(() => seen.push(element?.dataset.state)).observe(element as HTMLElement, {
      attributeFilter: ['data-state'],
    });
    return seen;
  });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  for (const catalogNumber of SATELLITES) await system.deleteNewest(catalogNumber, 3);

  await system.tick();
  await page.waitForFunction(
    (time) => document.querySelector<HTMLElement>('.status')?.dataset.lastFrame !== time,
    before,
  );

  expect(Date.parse((await status.getAttribute('data-last-frame')) ?? '')).toBeGreaterThan(Date.parse(before || '0'));
  expect(await page.locator('[data-status="frame"]').textContent()).toBe('');
  expect(await status.getAttribute('data-ignored-frames')).toBe('0');
  // Empty when the page was live all the time. After a reload it could not be read.
  expect(await states.jsonValue()).toEqual([]);
  expect(asked).toEqual([]);
  await system.untilWhole();
});

test('a reloaded page is live again', async () => {
  const page = await viewer.open();
  // A reload would abort what still loads.
  await untilIdle(page);

  await page.reload();

  await untilFilled(page);
});

test('no ground track jumps across a map', async () => {
  const page = await viewer.open();

  for (const catalogNumber of SATELLITES) {
    for (const selector of [`[data-trail="${catalogNumber}"]`, `[data-ahead="${catalogNumber}"]`]) {
      const lines = parseLines((await page.locator(selector).getAttribute('d')) ?? '');

      // A line that is cut at the antimeridian has two more points, on the edges.
      expect(lines.flat().length).toBeGreaterThanOrEqual(180);
      // In 20 s such a satellite moves by 1.3° of arc:
      // 9° of longitude at 82° of latitude, where it is closest to a pole.
      const { x, y } = longestSteps(lines);
      expect(x).toBeLessThan(10);
      expect(y).toBeLessThan(1.4);
      for (const [x, y] of lines.flat()) {
        expect(Math.abs(x)).toBeLessThanOrEqual(180);
        expect(Math.abs(y)).toBeLessThanOrEqual(90);
      }
    }
    // The chart has no edge that could cut its track. It is in pixels, at most 1.5 for a degree.
    const chart = page.locator(`[data-satellite="${catalogNumber}"] [data-chart="track"]`);
    const track = parseLines((await chart.locator('path.track').getAttribute('d')) ?? '');
    const [, , width = 0, height = 0] = (await chart.getAttribute('viewBox'))?.split(' ').map(Number) ?? [];
    expect(track).toHaveLength(1);
    expect(track.flat().length).toBeGreaterThanOrEqual(180);
    expect(longestSteps(track).x).toBeLessThan(15);
    for (const [x, y] of track.flat()) {
      expect(x).toBeGreaterThan(30);
      expect(x).toBeLessThan(width);
      expect(y).toBeGreaterThan(0);
      expect(y).toBeLessThan(height);
    }
  }
});

interface Readout {
  time: string;
  longitude: string;
  latitude: string;
  altitude: string;
}

interface Second {
  clock: string;
  clockTime: string;
  readouts: Record<number, Readout>;
}

/** What the page shows in each of the next seconds. */
async function watchSeconds(page: Page, count: number): Promise<Second[]> {
  const seconds = await page.evaluateHandle(() => {
    const seen: Second[] = [];
    const clock = document.querySelector('[data-status="clock"]') as HTMLTimeElement;
    const text = (root: Element, name: string) =>
      root.querySelector(`[data-readout="${name}"]`)?.textContent?.trim() ?? '';
    // Called after the script that wrote them all, so these were on the page together.
    new MutationObserver(() => {
      const columns = [...document.querySelectorAll<HTMLElement>('[data-satellite]')];
      const readouts = columns.map((column) => [
        column.dataset.satellite,
        {
          time: column.dataset.time,
          longitude: text(column, 'longitude'),
          latitude: text(column, 'latitude'),
          altitude: text(column, 'altitude'),
        },
      ]);
      seen.push({
        clock: clock.textContent ?? '',
        clockTime: clock.dateTime,
        readouts: Object.fromEntries(readouts),
      });
    }).observe(clock, { attributeFilter: ['datetime'] });
    return seen;
  });
  await page.waitForFunction(([seen, wanted]) => seen.length >= wanted, [seconds, count] as const);
  return (await seconds.jsonValue()).slice(0, count);
}

async function trackOf(catalogNumber: number): Promise<TrackPoint[]> {
  const answer = await system.get(`/satellites/${catalogNumber}/track`);
  return parseTrack((await answer.json()) as TrackAnswer);
}

async function ommOf(catalogNumber: number): Promise<Omm> {
  const { satellites } = (await (await system.get('/satellites')).json()) as SatellitesAnswer;
  const elements = satellites.find((satellite) => satellite.catalogNumber === catalogNumber)?.elements;
  if (!elements) throw new Error('no elements');
  return elements.omm;
}
