// Past days: asked of the API day by day, or computed where it does not answer.
import { beforeEach, describe, expect, it } from 'vitest';
import { toSgp4Record } from '../../../../orbit/elements.ts';
import { createPast, type Past, type PastQuestion } from '../../../../web/overpasses/past/past.ts';
import type { ShownSatellite } from '../../../../web/satellite/shown-satellite.ts';
import { newestOmm } from '../../../accuracy/truth.ts';
import { FakeBrowser, settle } from '../../fake-env.ts';
import { aSatellite } from '../../points.ts';
import { anApproach } from '../approaches.ts';

const NOW = Date.UTC(2026, 9, 10, 12, 34, 56);
const BOULDER = { latitudeDeg: 40.02, longitudeDeg: -105.27 };
const TERRA: ShownSatellite = {
  ...aSatellite(25994),
  instruments: [
    { name: 'MODIS', leftKm: 1165, rightKm: 1165, daylightOnly: false },
    { name: 'MISR', leftKm: 180, rightKm: 180, daylightOnly: true },
  ],
  colour: 0,
  track: [],
  record: toSgp4Record(newestOmm(25994)),
};
const OVERPASS = {
  catalogNumber: 25994,
  name: 'Terra',
  time: '2026-10-09T17:41:02.5Z',
  distanceKm: 103.4,
  side: 'left',
  ascending: false,
  day: false,
  sunElevationDeg: -30,
  instruments: ['MODIS', 'MISR'],
  timingUncertaintySeconds: 0.1,
  distanceUncertaintyKm: 0.04,
  satelliteAzimuthDeg: 271.5,
  satelliteElevationDeg: 80.9,
  satelliteRangeKm: 712.3,
};

/** What the API says of a satellite whose elements it could read. */
const READ = { catalogNumber: 25994, name: 'Terra', elements: { epoch: '2026-10-09T00:00:00Z', state: 'fresh' } };

describe('past overpasses', () => {
  let browser: FakeBrowser;
  let past: Past;
  let computed: string[];
  let recordsAt: string[];
  const question: PastQuestion = {
    place: BOULDER,
    satellites: [TERRA],
    apiUrl: 'https://api.example',
    includeOutside: false,
  };
  const windows = () => browser.requested.map((url) => [.../(?:from|until)=[^&]*/g[Symbol.matchAll](url)].join(' '));
  const at = (timeMs: number) => new Date(timeMs).toISOString().slice(5, 16);

  beforeEach(() => {
    browser = new FakeBrowser(NOW);
    computed = [];
    recordsAt = [];
    past = createPast(
      browser.env,
      (_record, _place, _instruments, fromMs, untilMs) => {
        computed.push(`${at(fromMs)} to ${at(untilMs)}`);
        return { approaches: [anApproach(fromMs + 1), anApproach(fromMs + 7_200_000)] };
      },
      async (satellite, timeMs) => {
        recordsAt.push(at(timeMs));
        return satellite.record;
      },
      () => {},
    );
    past.update(question, NOW);
  });

  /** Answers every request, whatever its query. */
  function answerAll(answer: unknown) {
    browser.answers.set('maybe=true', answer);
  }

  it('are not asked before the reader asks', async () => {
    await browser.pass(7_200_000);
    expect(browser.requested).toEqual([]);
    expect(past.span).toBeUndefined();
  });

  it('are those of today and yesterday, then of a day more each time', async () => {
    answerAll({ satellites: [READ], overpasses: [OVERPASS] });
    past.showDayBefore(NOW);
    expect(past.isLoading).toBe(true);
    past.showDayBefore(NOW);
    await settle();
    past.showDayBefore(NOW);
    await settle();

    expect(windows()).toEqual([
      'from=2026-10-09T00:00:00Z until=2026-10-10T12:00:00Z',
      'from=2026-10-08T00:00:00Z until=2026-10-09T00:00:00Z',
    ]);
    expect(browser.requested[0]).toBe(
      'https://api.example/overpasses?satellites=25994&latitude=40.02&longitude=-105.27&from=2026-10-09T00:00:00Z&until=2026-10-10T12:00:00Z&kind=swath&daylight=any&maybe=true',
    );
    expect(past.span).toEqual({ fromMs: Date.UTC(2026, 9, 8), untilMs: Date.UTC(2026, 9, 10, 12) });
    expect(past.note).toBeUndefined();
    expect(computed).toEqual([]);
  });

  it.each([
    ['2026-10-03T18:20:00Z', NOW, 'from=2026-10-03T00:00:00Z until=2026-10-10T12:00:00Z'],
    // In the first hour of a day, nothing has passed of it.
    ['2026-10-10T00:05:00Z', Date.UTC(2026, 9, 10, 0, 20), 'from=2026-10-09T00:00:00Z until=2026-10-10T00:00:00Z'],
  ])('are those from the day of %s on, at once', async (time, nowMs, window) => {
    past.showFrom(Date.parse(time), nowMs);
    await settle();

    expect(windows()).toEqual([window]);
  });

  it('are read as the page finds overpasses itself, by the instruments and their need of daylight', async () => {
    answerAll({ satellites: [READ], overpasses: [OVERPASS, { ...OVERPASS, catalogNumber: 1 }] });
    past.showDayBefore(NOW);
    await settle();

    const [approach, ...others] = past.outcomes.get(25994)?.approaches ?? [];
    expect(others).toEqual([]);
    expect(approach).toMatchObject({ timeMs: Date.UTC(2026, 9, 9, 17, 41, 2, 500), distanceKm: 103.4, inSwath: true });
    expect(approach?.imaging.map(({ instrument, sees }) => [instrument.name, sees])).toEqual([
      ['MODIS', true],
      ['MISR', false],
    ]);
    expect([...past.outcomes.keys()]).toEqual([25994]);
    // From the API alone, whose elements are those of then.
    const sky = { azimuthDeg: 271.5, elevationDeg: 80.9, rangeKm: 712.3, sunElevationDeg: -30 };
    expect(approach).toMatchObject({ ...sky, driftKm: 0.04, uncertaintySeconds: 0.1, maybe: [], atEdge: false });
  });

  it('have the uncertainty of the API, and its instruments at an edge and maybe', async () => {
    const uncertain = { distanceUncertaintyKm: 99, instrumentsAtEdge: ['MODIS'], timingUncertaintySeconds: 33 };
    const maybe = { ...OVERPASS, ...uncertain, instruments: [], instrumentsMaybe: ['MISR'], day: true };
    answerAll({ satellites: [READ], overpasses: [{ ...OVERPASS, ...uncertain, instruments: ['MODIS'] }, maybe] });
    past.showDayBefore(NOW);
    await settle();

    const [seen, perhaps] = past.outcomes.get(25994)?.approaches ?? [];
    expect(seen).toMatchObject({ driftKm: 99, uncertaintySeconds: 33, inSwath: true, atEdge: true, maybe: [] });
    expect(perhaps).toMatchObject({ inSwath: false, imaging: [], maybe: [{ sees: true, atEdge: true }] });
  });

  it.each<[string, unknown]>([
    ['no network', new TypeError('Failed to fetch')],
    ['no such question, as in the demo', 404],
    ['not the expected answer', { titel: '' }],
    ['a time that cannot be read', { satellites: [READ], overpasses: [{ ...OVERPASS, time: 'soon' }] }],
  ])('are computed where the API does not answer: %s', async (_, answer) => {
    answerAll(answer);
    past.showDayBefore(NOW);
    await settle();

    expect(computed).toEqual(['10-09T00:00 to 10-10T12:00']);
    expect(past.outcomes.get(25994)?.approaches).toHaveLength(2);
    expect(past.note).toMatch(/^Past days are computed from the present elements/);
  });

  it.each<[string, unknown]>([
    ['no elements', { ...READ, elements: null, problem: 'Terra waits for orbital elements.' }],
    ['another satellite', { ...READ, catalogNumber: 1 }],
  ])('of a satellite are computed where the API has none of it: %s', async (_, satellite) => {
    answerAll({ satellites: [satellite], overpasses: [] });
    past.showDayBefore(NOW);
    await settle();

    expect(computed).toEqual(['10-09T00:00 to 10-10T12:00']);
    expect(past.outcomes.get(25994)?.approaches).toHaveLength(2);
    expect(past.note).toMatch(/^Past days of Terra are computed from the present elements here/);
  });

  it('that nobody can find are said to be missing', async () => {
    past.update({ ...question, satellites: [{ ...TERRA, record: undefined }] }, NOW);
    answerAll({ satellites: [{ ...READ, elements: null }], overpasses: [] });
    past.showDayBefore(NOW);
    await settle();

    expect(past.note).toBe('Past days of Terra are missing: the server could not read its elements.');
  });

  it.each<[string, string | undefined, object]>([
    ['in these days is said', 'Terra: not usable before 2026-10-09.', { reason: 'not usable before 2026-10-09' }],
    ['later is not', undefined, { reason: 'decay', usableUntil: '2026-10-12T00:00:00Z' }],
  ])('an end of the elements %s', async (_, note, end: { reason?: string }) => {
    const problem = `Terra: ${end.reason}.`;
    answerAll({ satellites: [{ ...READ, elements: { ...READ.elements, ...end }, problem }], overpasses: [] });
    past.showDayBefore(NOW);
    await settle();

    expect(past.note).toBe(note);
    expect(computed).toEqual([]);
  });

  it('have the passes outside the swath on request, by the elements of then, each pass once', async () => {
    answerAll({ satellites: [READ], overpasses: [{ ...OVERPASS, time: '2026-10-09T00:00:30Z' }] });
    past.showDayBefore(NOW);
    await settle();
    const approaches = () => past.outcomes.get(25994)?.approaches ?? [];
    const passes = () => approaches().map(({ timeMs, inSwath }) => `${at(timeMs)} ${inSwath}`);
    expect(passes()).toEqual(['10-09T00:00 true']);
    expect(recordsAt).toEqual([]);

    past.update({ ...question, includeOutside: true }, NOW);
    await settle();
    past.update({ ...question, includeOutside: true }, NOW);
    await settle();

    expect(passes()).toEqual(['10-09T00:00 true', '10-09T02:00 false']);
    expect(recordsAt).toEqual(['10-09T18:00']);
  });

  it('end where the API says that no element set is known', async () => {
    answerAll({ satellites: [READ], overpasses: [OVERPASS] });
    past.showDayBefore(NOW);
    await settle();
    browser.env.fetch = async () => new Response('{"detail":"Terra is known from 2026-10-09 on."}', { status: 400 });
    past.showDayBefore(NOW);
    await settle();

    expect(past.note).toBe('Terra is known from 2026-10-09 on.');
    expect(past.span?.fromMs).toBe(Date.UTC(2026, 9, 9));
    expect(computed).toEqual([]);
  });

  it('grow by each hour that passes while they are shown', async () => {
    answerAll({ satellites: [READ], overpasses: [] });
    past.showDayBefore(NOW);
    await settle();
    past.update(question, NOW + 1_503_999);
    past.update(question, NOW + 1_504_000);
    await settle();

    expect(windows().slice(1)).toEqual(['from=2026-10-10T12:00:00Z until=2026-10-10T13:00:00Z']);
  });

  it('are not asked for each second while the API refuses them', async () => {
    answerAll({ satellites: [READ], overpasses: [] });
    past.showDayBefore(NOW);
    await settle();
    let refusals = 0;
    browser.env.fetch = async () => {
      refusals++;
      return new Response('{"detail":"Terra is not followed."}', { status: 400 });
    };
    for (const afterMs of [1_504_000, 1_505_000, 1_506_000]) {
      past.update(question, NOW + afterMs);
      await settle();
    }

    expect(refusals).toBe(1);
    expect(past.note).toBe('Terra is not followed.');
  });

  it('are hidden for another place, and an answer that comes late is dropped', async () => {
    answerAll({ satellites: [READ], overpasses: [OVERPASS] });
    past.showDayBefore(NOW);
    past.update({ ...question, place: { ...BOULDER, latitudeDeg: 1 } }, NOW);
    await settle();

    expect(past.isLoading).toBe(false);
    expect(past.outcomes.size).toBe(0);
    expect(past.span).toBeUndefined();
  });
});
