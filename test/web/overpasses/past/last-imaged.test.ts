// When the place was last imaged by day: which overpass it is, and how it is said.
import { describe, expect, it } from 'vitest';
import type { Instrument } from '../../../../orbit/satellites.ts';
import { describeLast, lastImaged } from '../../../../web/overpasses/past/last-imaged.ts';
import { aSatellite } from '../../points.ts';
import { anApproach, anImaging, aRow, NOW } from '../approaches.ts';

const HOUR_MS = 3_600_000;
const BOULDER = { latitudeDeg: 40.02, longitudeDeg: -105.27 };
const images = { url: 'https://images.example.org/?t={date}', daylightOnly: true };
const camera: Instrument = { ...anImaging('Camera').instrument, images };
const sounder = anImaging('Sounder').instrument;
const TERRA = { ...aSatellite(1), name: 'Terra', instruments: [camera], colour: 0, track: [], record: undefined };
const AURA = { ...aSatellite(2), name: 'Aura', instruments: [sounder], colour: 0, track: [], record: undefined };

const ago = (hours: number, instrument = camera, changes = {}) =>
  anApproach(NOW - hours * HOUR_MS, { imaging: [{ instrument, sees: true, atEdge: false }], ...changes });

function last(found: Record<number, ReturnType<typeof ago>[]>, changes: object = {}) {
  const outcomes = new Map(Object.entries(found).map(([number, approaches]) => [Number(number), { approaches }]));
  const none = { outcomes: new Map(), span: undefined };
  const question = { place: BOULDER, satellites: [TERRA, AURA], filters: {}, finder: none, past: none, ...changes };
  return lastImaged(question, outcomes, NOW);
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

  it('is the one that is listed, where past days are: by the elements of then', () => {
    const span = { fromMs: NOW - 48 * HOUR_MS, untilMs: NOW - HOUR_MS };
    const outcomes = new Map([[1, { approaches: [ago(15.01)] }]]);

    expect(hoursAgo(last({ 1: [ago(15)] }, { past: { outcomes, span } }))).toBeCloseTo(15.01, 9);
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
