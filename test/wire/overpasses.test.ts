// What an answer contains, digit by digit: other programs read it.
import { expect, it } from 'vitest';
import { toElementsUsed, toHorizonPassAnswer, toSwathOverpassAnswer } from '../../wire/overpasses.ts';
import { newestOmm } from '../accuracy/truth.ts';
import { anInstrument } from '../support/builders.ts';

const OMM = { ...newestOmm(25994), EPOCH: '2026-10-09T00:00:00.000000' };
const DAY_1_MS = Date.UTC(2026, 9, 10);

it('a swath overpass has milliseconds, metres and hundredths of a degree', () => {
  const overpass = {
    timeMs: DAY_1_MS + 12_345.6789,
    distanceKm: 103.4234567,
    side: 'left',
    ascending: true,
    day: false,
    sunElevationDeg: -30.41678,
    swaths: [0],
  } as const;

  // So far the Earth turns the place in a tenth of a second: 0.0465 km at the equator.
  const equator = { latitudeDeg: 0, longitudeDeg: 0 };
  const instruments = {
    seeing: [anInstrument('MODIS'), anInstrument('AIRS', 2 * 103.46)],
    unseeing: [anInstrument('MISR', 2 * 103.38), anInstrument('MLS', 6)],
  };
  const sighting = { timeMs: DAY_1_MS, azimuthDeg: 90.123456, elevationDeg: 80.98765, rangeKm: 712.3456 };
  expect(toSwathOverpassAnswer(overpass, OMM, equator, sighting, instruments)).toEqual({
    time: '2026-10-10T00:00:12.346Z',
    distanceKm: 103.423,
    side: 'left',
    ascending: true,
    day: false,
    sunElevationDeg: -30.42,
    satelliteAzimuthDeg: 90.12,
    satelliteElevationDeg: 80.99,
    satelliteRangeKm: 712.3,
    instruments: ['MODIS', 'AIRS'],
    timingUncertaintySeconds: 0.1,
    distanceUncertaintyKm: 0.05,
    elementsEpoch: '2026-10-09T00:00:00.000000Z',
    instrumentsAtEdge: ['AIRS'],
    instrumentsMaybe: ['MISR'],
  });
});

it('a horizon pass has thousandths of a degree of elevation and tenths of a km, and null for an unknown rise or set', () => {
  const sighting = {
    timeMs: DAY_1_MS + 9 * 86_400_000,
    azimuthDeg: 12.34567,
    elevationDeg: 45.67891,
    rangeKm: 987.654,
  };

  expect(
    toHorizonPassAnswer({ rise: null, culmination: sighting, set: { ...sighting, elevationDeg: -0 } }, OMM),
  ).toEqual({
    rise: null,
    culmination: { time: '2026-10-19T00:00:00Z', azimuthDeg: 12.35, elevationDeg: 45.679, rangeKm: 987.7 },
    set: { time: '2026-10-19T00:00:00Z', azimuthDeg: 12.35, elevationDeg: 0, rangeKm: 987.7 },
    // Ten days after the epoch.
    timingUncertaintySeconds: 1.4,
    elementsEpoch: '2026-10-09T00:00:00.000000Z',
  });
});

it('the elements have an age in tenths of a day', () => {
  expect(toElementsUsed(OMM, 'fresh', DAY_1_MS + 5_000_000, undefined)).toEqual({
    epoch: '2026-10-09T00:00:00.000000Z',
    ageDays: 1.1,
    state: 'fresh',
    timingUncertaintySeconds: 0.1,
  });
});
