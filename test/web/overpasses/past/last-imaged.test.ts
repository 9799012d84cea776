// When the place was last imaged by day: which overpass it is, and how it is said.
import { describe, expect, it } from 'vitest';
import { toSgp4Record } from '../../../../orbit/elements.ts';
import type { Instrument } from '../../../../orbit/satellites.ts';
import type { Filters } from '../../../../web/overpasses/filters.ts';
import type { findApproaches, ListedFindings } from '../../../../web/overpasses/overpass-search.ts';
import { createLastSearch, describeLast, imagedRows, lastImaged } from '../../../../web/overpasses/past/last-imaged.ts';
import type { ShownSatellite } from '../../../../web/satellite/shown-satellite.ts';
import { newestOmm } from '../../../accuracy/truth.ts';
import { FakeBrowser } from '../../fake-env.ts';
import { aSatellite } from '../../points.ts';
import { anApproach, anImaging, aRow, NOW } from '../approaches.ts';

const HOUR_MS = 3_600_000;
const BOULDER = { latitudeDeg: 40.02, longitudeDeg: -105.27 };
const images = { url: 'https://images.example.org/?t={date}', daylightOnly: true };
const camera: Instrument = { ...anImaging('Camera').instrument, images };
const sounder = anImaging('Sounder').instrument;
const TERRA = {
  ...aSatellite(1),
  name: 'Terra',
  instruments: [camera, anImaging('Radar').instrument],
  colour: 0,
  track: [],
  record: undefined,
};
const AURA = { ...aSatellite(2), name: 'Aura', instruments: [sounder], colour: 0, track: [], record: undefined };

const ago = (hours: number, instrument = camera, changes = {}) =>
  anApproach(NOW - hours * HOUR_MS, { imaging: [{ instrument, sees: true, atEdge: false }], ...changes });

function last(found: Record<number, ReturnType<typeof ago>[]>, changes: object = {}) {
  const outcomes = new Map(Object.entries(found).map(([number, approaches]) => [Number(number), { approaches }]));
  const none = { outcomes: new Map(), span: undefined };
  const question = { place: BOULDER, satellites: [TERRA, AURA], filters: {}, finder: none, past: none, ...changes };
  return lastImaged(imagedRows(question, outcomes), BOULDER, NOW);
}
const hoursAgo = (row: ReturnType<typeof last>) => row && (NOW - row.timeMs) / HOUR_MS;

describe('the last overpass by day', () => {
  it.each([
    ['the newest one that has passed', 15, { 1: [ago(39), ago(15), ago(-9)] }],
    ['by day, whatever the filter says about light', 39, { 1: [ago(39), ago(15, camera, { day: false })] }],
    ['surely in a swath', 39, { 1: [ago(39), ago(15, camera, { imaging: [], maybe: [anImaging('Camera')] })] }],
    ['one with images, before one without', 39, { 1: [ago(39)], 2: [ago(15, sounder)] }],
    ['one without, where none has images', 15, { 2: [ago(39, sounder), ago(15, sounder)] }],
    ['none', undefined, { 1: [ago(-9)] }],
  ] as const)('is %s', (_, hours, found) => {
    expect(hoursAgo(last(found as never))).toBe(hours);
  });

  it('follows the filters', () => {
    const found = { 1: [ago(39, camera, { distanceKm: 90 }), ago(15, camera, { distanceKm: 110 })] };

    expect(hoursAgo(last(found, { filters: { maxOffNadirKm: 100 } }))).toBe(39);
    expect(last(found, { filters: { instrument: 'Sounder' } })).toBeUndefined();
  });

  it('is none whose track is farther than asked, unless it drifts', () => {
    const found = { 1: [ago(39, camera, { distanceKm: 90 }), ago(15, camera, { distanceKm: 110, driftKm: 20 })] };

    expect(hoursAgo(last(found, { filters: { maxOffNadirKm: 100 } }))).toBe(39);
  });

  it('is the one that is listed, where past days are: by the elements of then', () => {
    const span = { fromMs: NOW - 48 * HOUR_MS, untilMs: NOW - HOUR_MS };
    const outcomes = new Map([[1, { approaches: [ago(15.01)] }]]);

    expect(hoursAgo(last({ 1: [ago(15)] }, { past: { outcomes, span } }))).toBeCloseTo(15.01, 9);
  });
});

describe('the search for it', () => {
  const terra = { ...TERRA, record: toSgp4Record(newestOmm(25994)) };
  const aura = { ...AURA, record: toSgp4Record(newestOmm(28376)) };

  /** Asks about what can be found, until there is an answer. */
  function asking(found: { terra: ListedFindings; aura?: ListedFindings }) {
    const browser = new FakeBrowser(NOW);
    const search: typeof findApproaches = (record, _place, _instruments, fromMs, untilMs) => {
      const { approaches, ...whole } = (record === terra.record ? found.terra : found.aura) ?? { approaches: [] };
      return { ...whole, approaches: approaches.filter(({ timeMs }) => timeMs > fromMs && timeMs <= untilMs) };
    };
    const { answer } = createLastSearch(browser.env, search, () => {});
    const outcomes = new Map([1, 2].map((number) => [number, { approaches: [] }]));
    return async (filters: Filters = {}, satellites: readonly ShownSatellite[] = [terra, aura]) => {
      const past = { outcomes: new Map(), span: undefined };
      const question = { place: BOULDER, satellites, filters, finder: { outcomes }, past };
      // Two days, then ten.
      for (let times = 0; times < 2; times++) if (answer(question, NOW) === undefined) await browser.pass(10);
      const said = answer(question, NOW);
      return typeof said === 'object' ? `${said.name}, ${hoursAgo(said)} h` : said;
    };
  }

  it('looks ten days back for images, whatever was asked before', async () => {
    const found = {
      terra: { approaches: [ago(9 * 24), ago(4 * 24, anImaging('Radar').instrument)] },
      aura: { approaches: [ago(15, sounder)] },
    };
    const fresh = asking(found);
    const later = asking(found);

    expect(await fresh()).toBe('Terra, 216 h');
    expect(await later({ instrument: 'Sounder' })).toBe('Aura, 15 h');
    expect(await later({ instrument: 'Radar' })).toBe('Terra, 96 h');
    expect(await later()).toBe('Terra, 216 h');
  });

  const none = { approaches: [] };
  const always = { ...none, inView: 'always', inSwath: 'always' } as const;
  const refused = { ...none, refusedAfterMs: NOW - 3 * 24 * HOUR_MS };
  it.each([
    ['not in the last ten days.', none, {}],
    ['not in the last ten days, with these filters.', none, { instrument: 'Camera' }],
    ['not in the last ten days, as far as known.', refused, {}],
    ['not known, without usable elements.', refused, { instrument: 'Camera' }],
    ['always in the swath of Terra.', always, {}],
  ] as const)('says why there is none: %s', async (why, found, filters) => {
    expect(await asking({ terra: found })(filters)).toBe(why);
  });
});

it.each([
  ['Terra, today 06:35 UTC, track 412 km W, Camera', { seeing: [anImaging('Camera')] }],
  ['Terra, today 06:35 UTC, track 412 km W', { seeing: [{ ...anImaging('Camera'), instrument: camera }] }],
  [
    'Terra, today ≈ 06:40 UTC ± 18 min, track within 1,000 km, Camera',
    { seeing: [anImaging('Camera')], uncertaintySeconds: 1080, driftKm: 500 },
  ],
])('%s', (text, changes) => {
  const said = describeLast(aRow(Date.UTC(2026, 10, 25, 6, 35, 12), changes), 'km', NOW);

  // Distances and uncertainties are not broken.
  expect(said.replaceAll('\u00a0', ' ')).toBe(text);
});

it.each([
  ['today 23:59 UTC', 20, 15, 0.3],
  ['today 23:58 UTC', 80, 75, 0.3],
  ['today 00:00 UTC', 20, -15, 0.3],
  ['today ≈ 23:50 UTC', 240, 15, 1080],
])('is never in the future: %s', (time, secondsBefore, nowBefore, uncertaintySeconds) => {
  const midnight = Date.UTC(2026, 10, 26);
  const row = aRow(midnight - secondsBefore * 1000, { uncertaintySeconds });

  expect(describeLast(row, 'km', midnight - nowBefore * 1000)).toContain(`Terra, ${time}`);
});
