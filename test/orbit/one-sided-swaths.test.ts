// Swaths beside the track, and instruments that need daylight, against a look every twenty seconds with a heading, an
// across-track distance and a Sun of its own.
import fc from 'fast-check';
import geodesic from 'geographiclib-geodesic';
import { expect, it } from 'vitest';
import { type Approach, findApproaches } from '../../orbit/approaches.ts';
import { type Sgp4Record, toSgp4Record } from '../../orbit/elements.ts';
import type { Place } from '../../orbit/geodetic.ts';
import type { Omm } from '../../orbit/omm.ts';
import { subSatellitePoint } from '../../orbit/propagate.ts';
import { DAY_MS } from '../../orbit/time.ts';
import { anInstrument } from '../support/builders.ts';
import { anyNumber, anyPlace, GEOSTATIONARY, MOLNIYA } from './orbits.ts';
import { START_MS } from './tracks.ts';

const STEP_MS = 20_000;
const UNTIL_MS = START_MS + DAY_MS;
const RUNS = 6;
// So close to an edge, to the horizon of the Sun or to hovering, the rough formulas below do not decide.
const CLOSE_KM = 2;
const CLOSE_DEG = 0.3;
const CLOSE_KM_PER_S = 0.05;

const anyAngles = {
  RA_OF_ASC_NODE: anyNumber(0, 360),
  ARG_OF_PERICENTER: anyNumber(0, 360),
  MEAN_ANOMALY: anyNumber(0, 360),
};
const lowOrbit = (inclination: fc.Arbitrary<number>): fc.Arbitrary<Omm> =>
  fc
    .record({
      ...anyAngles,
      MEAN_MOTION: anyNumber(12, 15.3),
      ECCENTRICITY: anyNumber(0, 0.002),
      INCLINATION: inclination,
    })
    .map((elements) => ({ ...GEOSTATIONARY, ...elements }));

const KINDS: Record<string, fc.Arbitrary<Omm>> = {
  prograde: lowOrbit(anyNumber(5, 85)),
  retrograde: lowOrbit(anyNumber(95, 180)),
  equatorial: lowOrbit(fc.constant(0)),
  'exactly polar': lowOrbit(fc.constant(90)),
  'highly eccentric': fc
    .record({
      ...anyAngles,
      MEAN_MOTION: anyNumber(2, 6),
      ECCENTRICITY: anyNumber(0.3, 0.6),
      INCLINATION: anyNumber(0, 180),
    })
    .map((elements) => ({ ...MOLNIYA, ...elements })),
};

// One side, the other, or both unevenly.
const anyEdges = fc
  .tuple(anyNumber(0, 800), anyNumber(50, 1500), fc.constantFrom('left', 'right', 'both'))
  .map(([nearKm, widthKm, side]) => {
    if (side === 'both') return { leftKm: nearKm + 10, rightKm: widthKm };
    return side === 'right'
      ? { leftKm: -nearKm, rightKm: nearKm + widthKm }
      : { leftKm: nearKm + widthKm, rightKm: -nearKm };
  });

it.each(Object.entries(KINDS))('%s orbits', (_, anyOmm) => {
  const seen = { inside: 0, blind: 0 };
  fc.assert(
    fc.property(anyOmm, anyPlace, anyEdges, (omm, place, edges) => {
      const any = anInstrument('any', 0, edges);
      const byDay = anInstrument('by day', 0, { ...edges, daylightOnly: true });
      const { approaches } = findApproaches(toSgp4Record(omm), place, [any, byDay], START_MS, UNTIL_MS);
      const looks = closestLooks(omm, place);

      for (const look of looks) {
        const margin = marginKm(look, edges);
        if (Math.abs(margin) < CLOSE_KM || Math.abs(look.speedKmPerS - 1) < CLOSE_KM_PER_S) continue;
        const listed = nearest(approaches, look.timeMs);
        expect([look, listed?.inSwath ?? false]).toEqual([look, margin > 0]);
        if (margin < 0) continue;
        seen.inside++;
        if (Math.abs(look.sunDeg) < CLOSE_DEG) continue;
        expect(listed?.imaging.map(({ sees }) => sees)).toEqual([true, look.sunDeg > 0]);
        if (look.sunDeg < 0) seen.blind++;
      }
      for (const { timeMs, inSwath } of approaches) {
        if (inSwath) expect([timeMs, looks.some((look) => isNear(look.timeMs, timeMs))]).toEqual([timeMs, true]);
      }
    }),
    { seed: 2026, numRuns: RUNS, endOnFailure: true },
  );
  expect(seen.inside).toBeGreaterThan(0);
});

const isNear = (aMs: number, bMs: number) => Math.abs(aMs - bMs) < 2 * STEP_MS;
const nearest = (approaches: readonly Approach[], timeMs: number) =>
  approaches.find((each) => isNear(each.timeMs, timeMs));

interface Look {
  timeMs: number;
  distanceKm: number;
  acrossKm: number;
  aheadKm: number;
  speedKmPerS: number;
  sunDeg: number;
}

/** How far inside the swath, km; negative outside. */
function marginKm({ acrossKm, distanceKm, speedKmPerS }: Look, edges: { leftKm: number; rightKm: number }): number {
  if (speedKmPerS < 1) return (edges.leftKm + edges.rightKm) / 2 - distanceKm;
  return Math.min(edges.rightKm - acrossKm, acrossKm + edges.leftKm);
}

/** Where the place turns from ahead to behind. */
function closestLooks(omm: Omm, place: Place): Look[] {
  const found: Look[] = [];
  const record = toSgp4Record(omm);
  let earlier = lookAt(record, place, START_MS);
  for (let timeMs = START_MS + STEP_MS; timeMs <= UNTIL_MS; timeMs += STEP_MS) {
    const later = lookAt(record, place, timeMs);
    if (earlier.aheadKm > 0 && later.aheadKm <= 0) {
      let [first, last] = [earlier.timeMs, later.timeMs];
      for (let step = 0; step < 12; step++) {
        const middle = (first + last) / 2;
        if (lookAt(record, place, middle).aheadKm > 0) first = middle;
        else last = middle;
      }
      found.push(lookAt(record, place, (first + last) / 2));
    }
    earlier = later;
  }
  return found;
}

/** By the way to the place, and by the way that the sub-satellite point takes in a second. */
function lookAt(record: Sgp4Record, place: Place, timeMs: number): Look {
  const from = subSatellitePoint(record, timeMs);
  const toPlace = wayTo(from, place);
  const onward = wayTo(from, subSatellitePoint(record, timeMs + 1000));
  const turn = ((toPlace.azimuthDeg - onward.azimuthDeg) * Math.PI) / 180;
  return {
    timeMs,
    distanceKm: toPlace.km,
    acrossKm: toPlace.km * Math.sin(turn),
    aheadKm: toPlace.km * Math.cos(turn),
    speedKmPerS: onward.km,
    sunDeg: sunDeg(place, timeMs),
  };
}

function wayTo(from: Place, to: Place): { km: number; azimuthDeg: number } {
  const way = geodesic.Geodesic.WGS84.Inverse(from.latitudeDeg, from.longitudeDeg, to.latitudeDeg, to.longitudeDeg);
  return { km: (way.s12 ?? Number.NaN) / 1000, azimuthDeg: way.azi1 ?? Number.NaN };
}

/** Elevation of the Sun by Spencer's series for declination and equation of time (1971), good to some 0.05 degrees. */
function sunDeg({ latitudeDeg, longitudeDeg }: Place, timeMs: number): number {
  const yearMs = Date.UTC(new Date(timeMs).getUTCFullYear(), 0, 1);
  const g = (2 * Math.PI * (timeMs - yearMs - DAY_MS / 2)) / (365 * DAY_MS);
  const declination =
    0.006918 -
    0.399912 * Math.cos(g) +
    0.070257 * Math.sin(g) -
    0.006758 * Math.cos(2 * g) +
    0.000907 * Math.sin(2 * g) -
    0.002697 * Math.cos(3 * g) +
    0.00148 * Math.sin(3 * g);
  const equation =
    0.000075 +
    0.001868 * Math.cos(g) -
    0.032077 * Math.sin(g) -
    0.014615 * Math.cos(2 * g) -
    0.040849 * Math.sin(2 * g);
  const hourAngle = 2 * Math.PI * ((timeMs % DAY_MS) / DAY_MS - 0.5) + (longitudeDeg * Math.PI) / 180 + equation;
  const latitude = (latitudeDeg * Math.PI) / 180;
  const sine =
    Math.sin(latitude) * Math.sin(declination) + Math.cos(latitude) * Math.cos(declination) * Math.cos(hourAngle);
  return (Math.asin(sine) * 180) / Math.PI;
}
