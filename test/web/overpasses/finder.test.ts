import { beforeEach, describe, expect, it, vi } from 'vitest';
import { toSgp4Record } from '../../../orbit/elements.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../orbit/time.ts';
import { createFinder, type Finder, RELOAD_MS } from '../../../web/overpasses/finder.ts';
import * as search from '../../../web/overpasses/overpass-search.ts';
import type { ShownSatellite } from '../../../web/satellite/shown-satellite.ts';
import type { SatelliteAnswer } from '../../../wire/satellites.ts';
import { newestOmm } from '../../accuracy/truth.ts';
import { FakeBrowser, settle } from '../fake-env.ts';
import { aSatellite } from '../points.ts';

const NOW = Date.UTC(2026, 9, 10, 12, 34, 56);
const BOULDER = { latitudeDeg: 40.02, longitudeDeg: -105.27 };
const record = toSgp4Record(newestOmm(25994));

describe('the finder', () => {
  let browser: FakeBrowser;
  let finder: Finder;
  let searches: string[];
  let load: () => Promise<typeof search>;
  const satellite = (catalogNumber: number, changes: Partial<ShownSatellite> = {}): ShownSatellite => ({
    ...(aSatellite(catalogNumber) as unknown as SatelliteAnswer),
    colour: 0,
    track: [],
    record,
    ...changes,
  });

  /** What the page does each second. */
  async function want(place = BOULDER, satellites = [satellite(1), satellite(2)]) {
    finder.want(place, satellites, browser.nowMs);
    await settle();
    finder.want(place, satellites, browser.nowMs);
    await browser.pass(10);
  }

  beforeEach(() => {
    browser = new FakeBrowser(NOW);
    searches = [];
    load = async () => ({
      ...search,
      findApproaches: (_record, place, _swathKm, fromMs, untilMs) => {
        searches.push(`${place.latitudeDeg} ${new Date(fromMs + MINUTE_MS).toISOString().slice(11, 16)}`);
        // What has just passed stays in the list for a minute; what comes within five days is in it for the whole hour.
        expect(untilMs - fromMs).toBe(MINUTE_MS + 5 * DAY_MS + HOUR_MS);
        return { approaches: [] };
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
    finder.want(undefined, [satellite(1)], browser.nowMs);
    await settle();

    expect(finder.unloadable).toBe(false);
    expect(searches).toEqual([]);
  });

  it('searches once for each satellite, from the hour, and again at the next', async () => {
    await want();
    await want();
    expect(searches).toEqual(['40.02 12:00', '40.02 12:00']);
    expect([...finder.found.keys()]).toEqual([1, 2]);

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
    const changed = satellite(1, newer as unknown as SatelliteAnswer);
    await want({ ...BOULDER, latitudeDeg: -10 }, [changed, satellite(2)]);
    expect(searches.slice(4)).toEqual(['-10 12:00']);
  });

  it('forgets a search for a place that is no longer wanted', async () => {
    finder.want(BOULDER, [satellite(1)], browser.nowMs);
    await settle();
    finder.want(BOULDER, [satellite(1)], browser.nowMs);
    finder.want({ ...BOULDER, latitudeDeg: -10 }, [satellite(1)], browser.nowMs);
    await browser.pass(10);

    expect(searches).toEqual(['-10 12:00']);
  });

  it('has none for a satellite without usable elements', async () => {
    await want(BOULDER, [satellite(1, { record: undefined })]);

    expect(searches).toEqual([]);
    expect(finder.found.get(1)).toEqual({ approaches: [] });
  });

  it('says when the search cannot be loaded, and tries again after a while', async () => {
    const works = load;
    load = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module'));
    await want();
    expect(finder.unloadable).toBe(true);
    load = works;
    await want();
    expect(searches).toEqual([]);

    await browser.pass(RELOAD_MS);
    await want();
    expect(finder.unloadable).toBe(false);
    expect(searches).toHaveLength(2);
  });

  it('says when a search fails, goes on with the others, and forgets it when the next one works', async () => {
    const complaints = vi.spyOn(console, 'error').mockReturnValue();
    const found = { approaches: [], refusedAfterMs: NOW };
    load = async () => ({
      ...search,
      findApproaches: () => {
        if (searches.push('') === 1) throw new RangeError('out of reach');
        return found;
      },
    });
    await want();
    expect([...finder.found]).toEqual([
      [1, 'failed'],
      [2, found],
    ]);
    expect(complaints).toHaveBeenCalledWith(new RangeError('out of reach'));
    complaints.mockRestore();

    await browser.pass(HOUR_MS);
    await want();
    expect(finder.found.get(1)).toBe(found);
  });

  it('keeps what it found while it searches again', async () => {
    await want();
    await browser.pass(HOUR_MS);
    finder.want(BOULDER, [satellite(1), satellite(2)], browser.nowMs);

    expect([...finder.found.keys()]).toEqual([1, 2]);
    expect(searches).toHaveLength(2);
  });

  it('searches one satellite a task', async () => {
    finder.want(BOULDER, [satellite(1)], browser.nowMs);
    await settle();
    let tasks = 0;
    const { after } = browser.env;
    browser.env.after = (delayMs, callback) =>
      after(delayMs, () => {
        tasks++;
        const before = searches.length;
        callback();
        expect(searches.length - before).toBe(1);
      });
    finder.want(BOULDER, [satellite(1), satellite(2), satellite(3)], browser.nowMs);
    await browser.pass(10);

    expect(tasks).toBe(3);
  });
});
