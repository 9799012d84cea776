// One answer of each kind, typed by wire/: a field that is added there has to be added here, and then fails
// against the descriptions until it is added to them too. Numbers computed for 10 October 2026.

import type { PointsFrame } from '../../wire/frame.ts';
import type { OverpassesAnswer } from '../../wire/overpasses.ts';
import { toPlaceOverpassesAnswer } from '../../wire/place-overpasses.ts';
import type { SatellitesAnswer } from '../../wire/satellites.ts';
import type { StatusAnswer } from '../../wire/status.ts';
import type { TrackAnswer } from '../../wire/track.ts';
import { newestOmm } from '../accuracy/truth.ts';

const EPOCH = '2026-10-09T22:33:25.053984Z';
const POINT = { time: '2026-10-10T00:00:00Z', latitudeDeg: 76.950024, longitudeDeg: -87.413817, altitudeKm: 702.847 };
const NEXT = { time: '2026-10-10T00:00:20Z', latitudeDeg: 77.890443, longitudeDeg: -91.01235, altitudeKm: 702.925 };

export const satellitesAnswer = (): SatellitesAnswer => ({
  satellites: [
    {
      catalogNumber: 25994,
      name: 'Terra',
      internationalDesignator: '1999-068A',
      instrument: 'MODIS',
      swathKm: 2330,
      instruments: [
        {
          name: 'MODIS',
          leftKm: 1165,
          rightKm: 1165,
          daylightOnly: false,
          images: { url: 'https://images.example.org/?v={west},{south},{east},{north}&t={date}', daylightOnly: true },
        },
        { name: 'SAR', leftKm: -250, rightKm: 500, daylightOnly: false },
      ],
      elements: {
        epoch: EPOCH,
        ageDays: 0.1,
        state: 'fresh',
        source: 'bundled',
        retrievedAt: null,
        omm: newestOmm(25994),
        uncertaintySeconds: 0.1,
        uncertaintyKm: 0.8,
      },
      latest: { ...POINT },
    },
    {
      catalogNumber: 799_500_123,
      name: 'Some cubesat',
      internationalDesignator: null,
      instrument: 'Camera',
      swathKm: 12.5,
      instruments: [{ name: 'Camera', leftKm: 6.25, rightKm: 6.25, daylightOnly: true }],
      elements: null,
      latest: null,
    },
  ],
});

export const trackAnswer = (): TrackAnswer => ({
  catalogNumber: 25994,
  name: 'Terra',
  stepSeconds: 20,
  count: 1,
  complete: true,
  points: [{ ...POINT }],
  ahead: [{ ...NEXT }],
  recorded: false,
  epochs: [{ from: POINT.time, elementsEpoch: EPOCH, recorded: false, timingUncertaintySeconds: 0.1 }],
});

export const overpassesAnswer = (): OverpassesAnswer => ({
  catalogNumber: 25994,
  name: 'Terra',
  instrument: 'MODIS',
  swathKm: 2330,
  instruments: ['MODIS', 'MISR'],
  place: { latitudeDeg: 40.02, longitudeDeg: -105.25 },
  kind: 'swath',
  from: '2026-10-10T00:00:00Z',
  until: '2026-10-11T00:00:00Z',
  elements: { epoch: EPOCH, ageDays: 0.1, state: 'fresh', timingUncertaintySeconds: 0.1 },
  overpasses: [
    {
      time: '2026-10-10T03:06:33.598Z',
      distanceKm: 103.423,
      side: 'left',
      ascending: true,
      day: false,
      sunElevationDeg: -30.42,
      satelliteAzimuthDeg: 271.46,
      satelliteElevationDeg: 80.93,
      satelliteRangeKm: 712.3,
      instruments: ['MODIS'],
      timingUncertaintySeconds: 0.1,
      distanceUncertaintyKm: 0.04,
      elementsEpoch: EPOCH,
    },
  ],
});

export const placeOverpassesAnswer = () =>
  toPlaceOverpassesAnswer([
    overpassesAnswer(),
    { ...overpassesAnswer(), catalogNumber: 49260, name: 'Landsat 9', elements: null, overpasses: [] },
  ]);

export const statusAnswer = (): StatusAnswer => ({
  now: '2026-10-10T00:00:05.12Z',
  satellites: [
    { catalogNumber: 25994, newest: NEXT.time, aheadSeconds: 15, missing: 0, elementsState: 'fresh' },
    { catalogNumber: 49260, newest: null, aheadSeconds: null, missing: 180, elementsState: 'waiting' },
  ],
});

export const pointsFrame = (): PointsFrame => ({
  type: 'points',
  sentAt: '2026-10-10T00:00:03.417Z',
  satellites: [{ catalogNumber: 25994, elementsEpoch: EPOCH, points: [{ ...POINT }, { ...NEXT }] }],
});

export const problemAnswer = (status: number) => ({
  type: 'about:blank',
  title: 'Bad Request',
  status,
  detail: 'points must be an integer from 1 to 4320.',
});
