// What a column says about elements and position in each state.
import { describe, expect, it } from 'vitest';
import { toSgp4Record } from '../../../orbit/elements.ts';
import {
  describeAltitude,
  describeAltitudes,
  describeCause,
  describeDays,
  describeElements,
  describeLight,
  describeMotion,
  describeNoCharts,
  describePlace,
  describePosition,
  describePrecision,
  describeRoute,
  describeSolarTime,
  describeSwath,
} from '../../../web/columns/column-text.ts';
import type { ShownSatellite } from '../../../web/satellite/shown-satellite.ts';
import { newestOmm } from '../../accuracy/truth.ts';
import { DEBRIS, agedDays as setAged } from '../../orbit/decays.ts';
import { aSatellite, pointsBetween } from '../points.ts';

const NOW = Date.UTC(2026, 10, 24, 12);
const DAY_MS = 86_400_000;

function withElements(elements: Record<string, unknown> | null, changes: Partial<ShownSatellite> = {}): ShownSatellite {
  return { ...aSatellite(1, elements), colour: 0, track: [], record: undefined, ...changes };
}

const agedDays = (days: number, changes: Record<string, unknown> = {}) => {
  const epoch = new Date(NOW - days * DAY_MS).toISOString();
  const elements = { epoch, state: 'fresh', source: 'celestrak', ...changes };
  return withElements(elements, { record: toSgp4Record({ ...newestOmm(25994), EPOCH: epoch.slice(0, -1) }) });
};

it.each([
  ['MODIS 2,330 km', { name: 'MODIS', leftKm: 1165, rightKm: 1165 }, 'km'],
  ['MISR 360 km by day', { name: 'MISR', leftKm: 180, rightKm: 180, daylightOnly: true }, 'km'],
  ['SAR 250 km to 500 km right of the track', { name: 'SAR', leftKm: -250, rightKm: 500 }, 'km'],
  ['SAR 155 mi to 311 mi left of the track', { name: 'SAR', leftKm: 500, rightKm: -250 }, 'mi'],
  ['Scan 300 km left to 700 km right of the track', { name: 'Scan', leftKm: 300, rightKm: 700 }, 'km'],
  ['Scan 300 km right to 700 km left of the track', { name: 'Scan', leftKm: 700, rightKm: 300 }, 'km'],
  ['SAR 0 km to 500 km right of the track', { name: 'SAR', leftKm: 0, rightKm: 500 }, 'km'],
] as const)('describeSwath: %s', (text, instrument, units) => {
  expect(describeSwath({ daylightOnly: false, ...instrument }, units)).toBe(text);
});

describe('describeElements', () => {
  it.each([
    [1.44, '1.4 days, fresh', undefined],
    // At a time before its epoch.
    [-0.5, 'from 0.5 days later, fresh', undefined],
    [5, '5.0 days, ageing', undefined],
    // How far off it may be is beside the numbers.
    [10.2, '10 days, stale', undefined],
    [46, '46 days, old', undefined],
    [-20, 'from 20 days later, old', undefined],
  ])('%d days old', (days, age, warning) => {
    expect(describeElements(agedDays(days), NOW)).toMatchObject({ age, warning });
  });

  it('bundled', () => {
    expect(describeElements(agedDays(46, { source: 'bundled' }), NOW)).toMatchObject({
      source: 'bundled with Subpoint',
      warning: undefined,
    });
  });

  it.each([
    [new Date(NOW - 5 * 3_600_000).toISOString(), 'celestrak, 5 h ago'],
    [null, 'celestrak'],
    ['yesterday', 'celestrak'],
  ])('downloaded: %s', (retrievedAt, source) => {
    expect(describeElements(agedDays(1, { retrievedAt }), NOW).source).toBe(source);
  });

  it.each([null, { epoch: '2026-11-24T00:00:00Z', state: 'waiting' }])('missing: %j', (elements) => {
    expect(describeElements(withElements(elements), NOW)).toEqual({
      state: 'waiting',
      epochMs: undefined,
      age: '–',
      source: '–',
      warning: 'Waiting for usable elements: no position yet.',
    });
  });

  it.each([
    [0.5, 'fresh', 'Decays around 24 November 2026: no position after 24 Nov 2026, 19:53 UTC.'],
    [7, 'failed', 'Decayed around 18 November 2026: no position.'],
  ])('of a satellite that decays, %d days old, whatever the answer said', (ageDays, state, warning) => {
    const omm = setAged(DEBRIS, ageDays, NOW);

    expect(
      describeElements(
        withElements({ epoch: `${omm.EPOCH}Z`, state: 'fresh', source: 'a', retrievedAt: null, omm }),
        NOW,
      ),
    ).toMatchObject({ state, warning });
  });

  it('unknown to the source, without elements', () => {
    const unknown = withElements(null, { elementsProblem: 'celestrak.org knows no 99998' });

    expect(describeElements(unknown, NOW)).toMatchObject({
      state: 'waiting',
      warning: 'celestrak.org knows no 99998. Without elements there is no position.',
    });
  });

  it.each([
    ['celestrak.org knows no 1', 1, 'celestrak.org knows no 1.'],
    ['celestrak.org knows no 1', 46, 'celestrak.org knows no 1.'],
    ['celestrak.org gave no answer (timeout)', 2.9, undefined],
    ['celestrak.org gave no answer (timeout)', 3.1, 'celestrak.org gave no answer (timeout).'],
    ['celestrak.org sent no usable elements ("a knows no 1")', 1, undefined],
  ])('%s, with elements that are %d days old', (elementsProblem, days, warning) => {
    expect(describeElements({ ...agedDays(days), elementsProblem }, NOW).warning).toBe(warning);
  });

  it('a timeout without elements', () => {
    const waiting = withElements(null, { elementsProblem: 'celestrak.org gave no answer (timeout)' });

    expect(describeElements(waiting, NOW).warning).toBe(
      'celestrak.org gave no answer (timeout). Without elements there is no position.',
    );
  });

  it('refused by SGP4', () => {
    expect(describeElements(agedDays(46, { state: 'failed' }), NOW)).toMatchObject({
      state: 'failed',
      age: '46 days',
      warning: 'SGP4 cannot use these elements: no position.',
    });
  });
});

describe('describeNoCharts', () => {
  const NO_POINTS = 'No charts: no points in the last hour.';
  const decayed = setAged(DEBRIS, 7, NOW);
  const ofDebris = { epoch: `${decayed.EPOCH}Z`, state: 'fresh', source: 'a', retrievedAt: null, omm: decayed };

  it.each<[name: string, satellite: ShownSatellite, text: string | undefined]>([
    ['waiting', withElements(null), NO_POINTS],
    ['decayed', withElements(ofDebris), NO_POINTS],
    ['decayed within the hour', withElements(ofDebris, { track: pointsBetween(NOW - 60_000, NOW) }), undefined],
    ['refused', agedDays(1, { state: 'failed' }), NO_POINTS],
    ['usable', agedDays(1), undefined],
  ])('%s', (_, satellite, text) => {
    expect(describeNoCharts(satellite, NOW)).toBe(text);
  });
});

describe('describePosition', () => {
  const usable = { epoch: '2026-11-24T00:00:00Z', state: 'fresh' };
  const record = toSgp4Record(newestOmm(25994));
  const live = pointsBetween(NOW - DAY_MS / 24, NOW + 180_000);
  const late = pointsBetween(NOW - DAY_MS / 24, NOW - 300_000);

  it.each<[name: string, satellite: ShownSatellite, received: boolean, text: string | undefined]>([
    ['from the feed', withElements(usable, { track: live }), true, undefined],
    ['not received yet', withElements(usable, { record }), false, undefined],
    ['computed', withElements(usable, { track: late, record }), true, 'Computed by this page: the feed is late.'],
    ['last known', withElements(usable, { track: late }), true, 'Last known point: 11:55:00 UTC, 5 min ago.'],
    ['no points', withElements(usable), true, 'No points received yet.'],
    ['no elements', withElements(null), true, undefined],
    ['elements that SGP4 refuses', withElements({ ...usable, state: 'failed' }), true, undefined],
  ])('%s', (_, satellite, received, text) => {
    expect(describePosition(satellite, received, NOW)).toBe(text);
  });
});

describe('describePrecision', () => {
  const precision = { alongTrackKm: 233, latitudeDeg: 2, longitudeDeg: 2, altitudeKm: 1, ageDays: 46.4 };
  const old = { ...precision, isOld: true, isEstimate: true };
  const fresh = { ...precision, alongTrackKm: 0.75, ageDays: 0.4, isOld: false, isEstimate: false };

  it.each([
    [old, 'km', '± 230 km along the track, estimated, old elements'],
    [old, 'mi', '± 140 mi along the track, estimated, old elements'],
    [{ ...old, isEstimate: false }, 'km', '± 230 km along the track, old elements'],
    [{ ...old, ageDays: -46.4 }, 'km', '± 230 km along the track, estimated, later elements'],
    [fresh, 'km', '± 0.8 km along the track'],
    [{ ...fresh, isEstimate: true }, 'km', '± 0.8 km along the track, estimated'],
    [undefined, 'km', ''],
  ] as const)('%j in %s', (value, units, text) => {
    expect(describePrecision(value, units)).toBe(text);
  });
});

describe('describeMotion', () => {
  it.each([
    [6.823, true, 'km', { speed: '6.82 km/s over ground', direction: 'ascending' }],
    [6.823, false, 'mi', { speed: '4.24 mi/s over ground', direction: 'descending' }],
    [0.05, false, 'km', { speed: '0.05 km/s over ground', direction: 'descending' }],
    // Geostationary.
    [0.0003, false, 'km', { speed: 'hardly moves over ground', direction: '' }],
    [0, false, 'mi', { speed: 'hardly moves over ground', direction: '' }],
  ] as const)('%d km/s, ascending: %s, in %s', (groundSpeedKmPerS, ascending, units, text) => {
    expect(describeMotion({ groundSpeedKmPerS, ascending }, units)).toEqual(text);
  });

  it('does not say where it flies when that is uncertain', () => {
    const { direction } = describeMotion({ groundSpeedKmPerS: 6.8, ascending: true }, 'km', false);

    expect(direction).toBe('direction unknown');
  });
});

it.each([
  [true, 400, 'old elements'],
  [true, -400, 'later elements'],
  [false, 1, ''],
])('describeCause: old %s, %d days', (isOld, ageDays, text) => {
  expect(describeCause({ isOld, ageDays })).toBe(text);
});

it.each([
  [0.004, 0.005, '81.25° N, 12.50° W'],
  [5, 29, '≈ 81° N, ≈ 10° W'],
  [5, 33, '≈ 81° N, longitude unknown'],
  [31, 204, 'position unknown'],
])('describePlace: a latitude known to %d°, a longitude to %d°', (latitudeDeg, longitudeDeg, text) => {
  expect(describePlace({ latitudeDeg: 81.25, longitudeDeg: -12.5 }, { latitudeDeg, longitudeDeg })).toBe(text);
});

it.each([
  [0, '700.00 km', 'Between 690.00 km and 710.00 km.'],
  [700, '≈ 700 km', 'At most ≈ 700 km.'],
  [720, 'altitude unknown', 'Its altitude was unknown.'],
])('describeAltitude and describeAltitudes: known to %d km', (altitudeKm, altitude, range) => {
  expect(describeAltitude({ altitudeKm: 700 }, { altitudeKm }, 'km')).toBe(altitude);
  expect(describeAltitudes(690, 710, { altitudeKm }, 'km')).toBe(range);
});

it.each([
  ['16.80° S, 160.64° E', '7° N, 155° E', 'From 16.80° S, 160.64° E to 7° N, 155° E.'],
  ['≈ 20° S, ≈ 160° E', undefined, 'From ≈ 20° S, ≈ 160° E to an unknown place: old elements.'],
  [undefined, '7° N, 155° E', 'From an unknown place to 7° N, 155° E: old elements.'],
  [undefined, undefined, 'Where it was is unknown: old elements.'],
])('describeRoute: from %s to %s', (from, to, text) => {
  expect(describeRoute(from, to, 'old elements')).toBe(text);
  expect(describeRoute(from, to, '')).toBe(text.replace(': old elements', ''));
});

it('describeDays says when it was day below', () => {
  const at = (minute: number) => ({ timeMs: Date.UTC(2026, 10, 25, 6, minute) });

  expect(describeDays([])).toBe('Night below.');
  expect(describeDays([[at(5)]])).toBe('Day below 06:05 to 06:05.');
  expect(
    describeDays([
      [at(5), at(6), at(9)],
      [at(55), at(64)],
    ]),
  ).toBe('Day below 06:05 to 06:09, 06:55 to 07:04.');
});

it.each([
  [0, 'local solar time 12:00'],
  [0.25, 'local solar time 12:00'],
  [1.1, 'local solar time ≈ 12:00'],
  [14, 'local solar time ≈ 12:00'],
  // Unknown to an hour and more.
  [15.1, ''],
])('describeSolarTime: no finer than a longitude known to %d°', (uncertaintyDeg, text) => {
  expect(describeSolarTime(0.1, uncertaintyDeg, NOW)).toBe(text);
});

describe('describeLight', () => {
  it.each([
    [true, true, 'sunlit, day below'],
    [true, false, 'sunlit, night below'],
    [false, false, 'in shadow, night below'],
  ])('sunlit %s, day below %s', (sunlit, dayBelow, text) => {
    expect(describeLight({ sunlit, dayBelow })).toBe(text);
  });

  it.each([
    [false, false, 'light unknown'],
    [true, false, 'sunlit, perhaps day below'],
    [false, true, 'perhaps sunlit, night below'],
  ])('certain of the light above: %s, below: %s', (sunlit, dayBelow, text) => {
    expect(describeLight({ sunlit: true, dayBelow: false }, { sunlit, dayBelow })).toBe(text);
  });
});
