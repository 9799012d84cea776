// Overpasses are searched only when needed, and a failure affects no other satellite.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { toSgp4Record } from '../../../orbit/elements.ts';
import { HOUR_MS } from '../../../orbit/time.ts';
import { createFinder, type OverpassFinder } from '../../../web/overpasses/finder.ts';
import type { findApproaches } from '../../../web/overpasses/overpass-search.ts';
import type { ShownSatellite } from '../../../web/satellite/shown-satellite.ts';
import { newestOmm } from '../../accuracy/truth.ts';
import { FakeBrowser } from '../fake-env.ts';
import { aSatellite } from '../points.ts';

const NOW = Date.UTC(2026, 9, 10, 12, 34, 56);
const BOULDER = { latitudeDeg: 40.02, longitudeDeg: -105.27 };
const record = toSgp4Record(newestOmm(25994));

describe('the overpass finder', () => {
  let browser: FakeBrowser;
  let finder: OverpassFinder;
  let searches: string[];
  let search: typeof findApproaches;
  const satellite = (catalogNumber: number, changes: Partial<ShownSatellite> = {}): ShownSatellite => ({
    ...aSatellite(catalogNumber),
    colour: 0,
    track: [],
    record,
    ...changes,
  });

  /** Updates the finder as the page does each second, until it has searched. */
  async function update(place = BOULDER, satellites = [satellite(1), satellite(2)]) {
    finder.update(place, satellites, browser.nowMs);
    await browser.pass(10);
  }

  beforeEach(() => {
    browser = new FakeBrowser(NOW);
    searches = [];
    search = (_record, place, _swathKm, fromMs, untilMs) => {
      const [from, until] = [fromMs, untilMs].map((timeMs) => new Date(timeMs).toISOString().slice(8, 16));
      searches.push(`${place.latitudeDeg}: ${from} - ${until}`);
      return { approaches: [] };
    };
    finder = createFinder(
      browser.env,
      (...question) => search(...question),
      () => {},
    );
  });

  it('searches nothing without a place', async () => {
    finder.update(undefined, [satellite(1)], browser.nowMs);
    await browser.pass(10);

    expect(searches).toEqual([]);
  });

  it('searches once for each satellite and hour: a minute back, and five days and an hour ahead', async () => {
    await update();
    await update();
    expect(searches).toEqual(['40.02: 10T11:59 - 15T13:00', '40.02: 10T11:59 - 15T13:00']);
    expect([...finder.outcomes.keys()]).toEqual([1, 2]);

    await browser.pass(HOUR_MS);
    await update();
    expect(searches.slice(2)).toEqual(['40.02: 10T12:59 - 15T14:00', '40.02: 10T12:59 - 15T14:00']);
  });

  it('searches ten days in two parts, each as long as a search may be', async () => {
    finder.update(BOULDER, [satellite(1)], browser.nowMs, 10);
    await browser.pass(10);

    expect(searches).toEqual(['40.02: 10T11:59 - 15T13:00', '40.02: 15T13:00 - 20T13:00']);
  });

  it('looks back as far from the begin of the hour, up to a minute after it, in two parts, too', async () => {
    finder = createFinder(
      browser.env,
      (...question) => search(...question),
      () => {},
      'backward',
    );
    finder.update(BOULDER, [satellite(1)], browser.nowMs, 10);
    await browser.pass(10);

    expect(searches).toEqual(['40.02: 05T11:00 - 10T12:01', '40.02: 30T11:00 - 05T11:00']);
  });

  it('searches again only when the place or the elements change', async () => {
    await update();
    await update({ ...BOULDER, latitudeDeg: -10 });
    expect(searches.slice(2)).toEqual(['-10: 10T11:59 - 15T13:00', '-10: 10T11:59 - 15T13:00']);

    const newer = aSatellite(1, {
      epoch: '2026-10-10T00:00:00Z',
      state: 'fresh',
      source: 'bundled',
      retrievedAt: null,
    });
    const changed = satellite(1, newer);
    await update({ ...BOULDER, latitudeDeg: -10 }, [changed, satellite(2)]);
    expect(searches.slice(4)).toEqual(['-10: 10T11:59 - 15T13:00']);
  });

  it('drops the searches for a place that has changed meanwhile', async () => {
    finder.update(BOULDER, [satellite(1)], browser.nowMs);
    finder.update(BOULDER, [satellite(1)], browser.nowMs);
    finder.update({ ...BOULDER, latitudeDeg: -10 }, [satellite(1)], browser.nowMs);
    await browser.pass(10);

    expect(searches).toEqual(['-10: 10T11:59 - 15T13:00']);
  });

  it('has no outcome for a satellite without usable elements, which counts as not searched when they come', async () => {
    await update(BOULDER, [satellite(1, { record: undefined })]);
    expect(searches).toEqual([]);
    expect(finder.outcomes.has(1)).toBe(false);

    finder.update(BOULDER, [satellite(1)], browser.nowMs);
    expect(finder.outcomes.has(1)).toBe(false);
    await browser.pass(10);
    expect(finder.outcomes.has(1)).toBe(true);

    finder.update(BOULDER, [satellite(1, { record: undefined })], browser.nowMs);
    expect(finder.outcomes.has(1)).toBe(false);
  });

  it('reports a failed search, continues with the other satellites, and recovers with the next search', async () => {
    const complaints = vi.spyOn(console, 'error').mockReturnValue();
    const found = { approaches: [], refusedAfterMs: NOW };
    search = () => {
      if (searches.push('') === 1) throw new RangeError('out of reach');
      return found;
    };
    await update();
    expect([...finder.outcomes]).toEqual([
      [1, 'failed'],
      [2, found],
    ]);
    expect(complaints).toHaveBeenCalledWith(new RangeError('out of reach'));
    complaints.mockRestore();

    await browser.pass(HOUR_MS);
    await update();
    expect(finder.outcomes.get(1)).toBe(found);
  });

  it('keeps the outcomes while it searches again', async () => {
    await update();
    await browser.pass(HOUR_MS);
    finder.update(BOULDER, [satellite(1), satellite(2)], browser.nowMs);

    expect([...finder.outcomes.keys()]).toEqual([1, 2]);
    expect(searches).toHaveLength(2);
  });

  it('is searching until more days have been searched, too', async () => {
    await update();
    expect(finder.isSearching).toBe(false);

    finder.update(BOULDER, [satellite(1), satellite(2)], browser.nowMs, 10);
    expect(finder.isSearching).toBe(true);
    await browser.pass(10);

    expect(finder.isSearching).toBe(false);
  });

  it('searches each satellite in a task of its own', async () => {
    const counts: number[] = [];
    const { after } = browser.env;
    browser.env.after = (delayMs, callback) =>
      after(delayMs, () => {
        callback();
        counts.push(searches.length);
      });
    const satellites = [satellite(1), satellite(2), satellite(3)];
    finder.update(BOULDER, satellites.slice(0, 2), browser.nowMs);
    // The next second, while tasks are still waiting.
    finder.update(BOULDER, satellites, browser.nowMs);
    await browser.pass(10);

    expect(counts).toEqual([1, 2, 3]);
  });
});
