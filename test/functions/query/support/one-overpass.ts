// An answer with one overpass, or one pass, whose fields are all different.
import { roundTo } from '../../../../orbit/round.ts';
import { driftKm } from '../../../../orbit/uncertainty.ts';
import type { HorizonPassAnswer, OverpassesAnswer, SwathOverpassAnswer } from '../../../../wire/overpasses.ts';

export const ELEMENTS = {
  epoch: '2026-10-09T22:33:25.053984Z',
  ageDays: 1.5,
  state: 'fresh',
  timingUncertaintySeconds: 0.3,
};

function anAnswer(kind: 'swath' | 'horizon', overpass: SwathOverpassAnswer | HorizonPassAnswer): OverpassesAnswer {
  return {
    catalogNumber: 25994,
    name: 'Terra',
    instrument: 'MODIS',
    swathKm: 2330,
    instruments: ['MODIS', 'MISR'],
    place: { latitudeDeg: -40.02, longitudeDeg: 105.25 },
    kind,
    from: '2026-10-11T12:00:00Z',
    until: '2026-10-16T12:00:00Z',
    elements: ELEMENTS as OverpassesAnswer['elements'],
    overpasses: [overpass] as OverpassesAnswer['overpasses'],
  };
}

const SWATH: Omit<SwathOverpassAnswer, 'distanceUncertaintyKm'> = {
  time: '2026-10-12T03:06:33.598Z',
  distanceKm: 103.423,
  side: 'right',
  ascending: false,
  day: true,
  sunElevationDeg: -0.52,
  satelliteAzimuthDeg: 271.46,
  satelliteElevationDeg: 80.93,
  satelliteRangeKm: 712.3,
  instruments: ['MODIS', 'MISR'],
  timingUncertaintySeconds: 0.4,
  elementsEpoch: '2026-10-09T22:33:25.053984Z',
};
/** By default its distance is as uncertain as its time makes it. */
export function swath(changes: Partial<SwathOverpassAnswer> = {}): OverpassesAnswer {
  const seconds = changes.timingUncertaintySeconds ?? SWATH.timingUncertaintySeconds;
  const uncertain = { distanceUncertaintyKm: roundTo(driftKm(-40.02, seconds), 2) };
  return anAnswer('swath', { ...SWATH, ...uncertain, ...changes });
}

const sighting = (second: string, azimuthDeg: number, elevationDeg: number, rangeKm: number) => ({
  time: `2026-10-12T${second}Z`,
  azimuthDeg,
  elevationDeg,
  rangeKm,
});
const HORIZON: HorizonPassAnswer = {
  rise: sighting('01:25:02.521', 104.65, 0.001, 3100.1),
  culmination: sighting('01:29:53.698', 59.23, 8.589, 2256.4),
  set: sighting('01:34:45.481', 14.05, -0.002, 3111.2),
  timingUncertaintySeconds: 0.4,
  elementsEpoch: '2026-10-09T22:33:25.053984Z',
};
export const horizon = (changes: Partial<HorizonPassAnswer> = {}) => anAnswer('horizon', { ...HORIZON, ...changes });
