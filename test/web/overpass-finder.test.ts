import { beforeEach, describe, expect, it } from 'vitest';
import type { SatelliteAnswer } from '../../orbit/contract.ts';
import { toSgp4Record } from '../../orbit/elements.ts';
import { swathOverpasses } from '../../orbit/overpasses.ts';
import { subSatellitePoint } from '../../orbit/propagate.ts';
import { createFinder, type Finder, RELOAD_MS } from '../../web/overpass-finder.ts';
import * as search from '../../web/overpass-search.ts';
import type { Subject } from '../../web/position.ts';
import { newestOmm } from '../accuracy/truth.ts';
import { FakeBrowser, settle } from './fake-env.ts';
import { aSatellite } from './points.ts';

const NOW = Date.UTC(2026, 9, 10, 12, 34, 56);
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const BOULDER = { latitudeDeg: 40.02, longitudeDeg: -105.27 };
const SWATH_KM = 2330;
const record = toSgp4Record(newestOmm(25994));

describe('the search', () => {
  const found = search.findApproaches(record, BOULDER, SWATH_KM, NOW, NOW + 5 * DAY_MS);
  const inSwath = swathOverpasses(record, BOULDER, NOW, NOW + 5 * DAY_MS, SWATH_KM).found;

  it('says of every overpass in the swath that it is, and of others that they are not', () => {
    expect(found.filter((approach) => approach.inSwath).map(({ distanceKm }) => distanceKm)).toEqual(
      inSwath.map(({ distanceKm }) => expect.closeTo(distanceKm, 2)),
    );
    expect(found.length).toBeGreaterThan(inSwath.length);
    for (const { distanceKm, inSwath: within } of found) expect(within).toBe(distanceKm <= SWATH_KM / 2);
  });

  it('finds what rises over the horizon, and nothing that does not', () => {
    // At 705 km the horizon is 2,870 km away.
    const farthest = Math.max(...found.map(({ distanceKm }) => distanceKm));
    expect(farthest).toBeGreaterThan(2_300);
    expect(farthest).toBeLessThan(2_900);
  });

  it('tells in which direction the ground track passes', () => {
    for (const { timeMs, azimuthDeg } of found) {
      const point = subSatellitePoint(record, timeMs);
      const eastDeg = ((point.longitudeDeg - BOULDER.longitudeDeg + 540) % 360) - 180;
      expect(Math.sign(180 - azimuthDeg)).toBe(Math.sign(eastDeg));
    }
  });

  it('tells how the age of the elements grows into the time', () => {
    for (const { uncertaintySeconds } of found) expect(uncertaintySeconds).toBeGreaterThan(0.1);
    expect(found.at(-1)?.uncertaintySeconds).toBeGreaterThan(found[0]?.uncertaintySeconds ?? Number.NaN);
  });

  it('covers the whole swath of a satellite whose swath reaches over its horizon', () => {
    const wide = search.findApproaches(record, BOULDER, 8_000, NOW, NOW + DAY_MS);
    expect(Math.max(...wide.map(({ distanceKm }) => distanceKm))).toBeGreaterThan(2_900);
    for (const approach of wide) expect(approach.inSwath).toBe(true);
  });
});

describe('the finder', () => {
  let browser: FakeBrowser;
  let finder: Finder;
  let searches: string[];
  let load: () => Promise<typeof search>;
  const subject = (catalogNumber: number, changes: Partial<Subject> = {}): Subject => ({
    satellite: aSatellite(catalogNumber) as unknown as SatelliteAnswer,
    colour: 0,
    track: [],
    record,
    ...changes,
  });

  /** What the page does each second. */
  async function want(place = BOULDER, subjects = [subject(1), subject(2)]) {
    finder.want(place, subjects, browser.nowMs);
    await settle();
    finder.want(place, subjects, browser.nowMs);
    await browser.pass(10);
  }

  beforeEach(() => {
    browser = new FakeBrowser(NOW);
    searches = [];
    load = async () => ({
      ...search,
      findApproaches: (_record, place, _swathKm, fromMs, untilMs) => {
        searches.push(`${place.latitudeDeg} ${new Date(fromMs).toISOString().slice(11, 16)}`);
        expect(untilMs - fromMs).toBe(5 * DAY_MS + HOUR_MS);
        return [];
      },
    });
    finder = createFinder(
      browser.env,
      () => load(),
      () => {},
    );
  });

  it('loads nothing and searches nothing without a place', async () => {
    load = () => Promise.reject(new Error('loaded'));
    finder.want(undefined, [subject(1)], browser.nowMs);
    await settle();

    expect(finder.failure).toBeUndefined();
    expect(searches).toEqual([]);
  });

  it('searches once for each satellite, from the hour, and again at the next', async () => {
    await want();
    await want();
    expect(searches).toEqual(['40.02 12:00', '40.02 12:00']);
    expect([...finder.found.keys()]).toEqual([1, 2]);
    expect(finder.busy).toBe(false);

    await browser.pass(HOUR_MS);
    await want();
    expect(searches.slice(2)).toEqual(['40.02 13:00', '40.02 13:00']);
  });

  it('searches again for another place and for other elements, and for nothing else', async () => {
    await want();
    await want({ ...BOULDER, latitudeDeg: -10 });
    expect(searches.slice(2)).toEqual(['-10 12:00', '-10 12:00']);

    const newer = aSatellite(1, {
      epoch: '2026-10-10T00:00:00Z',
      state: 'fresh',
      source: 'bundled',
      retrievedAt: null,
    });
    const changed = subject(1, { satellite: newer as unknown as SatelliteAnswer });
    await want({ ...BOULDER, latitudeDeg: -10 }, [changed, subject(2)]);
    expect(searches.slice(4)).toEqual(['-10 12:00']);
  });

  it('forgets a search for a place that is no longer wanted', async () => {
    finder.want(BOULDER, [subject(1)], browser.nowMs);
    await settle();
    finder.want(BOULDER, [subject(1)], browser.nowMs);
    finder.want({ ...BOULDER, latitudeDeg: -10 }, [subject(1)], browser.nowMs);
    await browser.pass(10);

    expect(searches).toEqual(['-10 12:00']);
  });

  it('has none for a satellite without usable elements', async () => {
    await want(BOULDER, [subject(1, { record: undefined })]);

    expect(searches).toEqual([]);
    expect(finder.found.get(1)).toEqual([]);
  });

  it('says when the search cannot be loaded, and tries again after a while', async () => {
    const works = load;
    load = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module'));
    await want();
    expect(finder.failure).toBe('The search for overpasses could not be loaded. Trying again in some seconds.');
    load = works;
    await want();
    expect(searches).toEqual([]);

    await browser.pass(RELOAD_MS);
    await want();
    expect(finder.failure).toBeUndefined();
    expect(searches).toHaveLength(2);
  });

  it('says when a search fails, and goes on with the others', async () => {
    load = async () => ({
      ...search,
      findApproaches: (...question) => {
        if (searches.push('') === 1) throw new RangeError('out of reach');
        return search.findApproaches(...question);
      },
    });
    await want();

    expect(finder.failure).toBe('The overpasses of Terra could not be computed.');
    expect([...finder.found.keys()]).toEqual([2]);
  });
});
