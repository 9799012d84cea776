// What the page lists, against overpasses from an independent program and against the passes over the horizon.
import { describe, expect, it } from 'vitest';
import { type Approach, findApproaches } from '../../orbit/approaches.ts';
import { toSgp4Record } from '../../orbit/elements.ts';
import { horizonPasses } from '../../orbit/horizon-passes.ts';
import { subSatellitePoint } from '../../orbit/propagate.ts';
import { DAY_MS } from '../../orbit/time.ts';
import { recordOf } from '../accuracy/measures/measure-sgp4.ts';
import { newestOmm, type Sgp4Case, sgp4Cases, trueOverpasses, truePlace } from '../accuracy/truth.ts';
import { anInstrument } from '../support/builders.ts';
import { MOLNIYA } from './orbits.ts';

const NOW = Date.UTC(2026, 9, 10, 12, 34, 56);
const BOULDER = { latitudeDeg: 40.02, longitudeDeg: -105.27 };
const SWATH_KM = 2330;
const record = toSgp4Record(newestOmm(25994));

describe('what lies in the swath', () => {
  it.each(trueOverpasses)('is what an independent program finds for $name', (truth) => {
    const { catalogNumber, swathKm, startMs } = truth;
    const endMs = Math.min(truth.endMs, startMs + 5 * DAY_MS);
    const satellite = toSgp4Record(newestOmm(catalogNumber));
    for (const { place, overpasses } of truth.places) {
      const listed = findApproaches(
        satellite,
        truePlace(place),
        [anInstrument('Camera', swathKm)],
        startMs,
        endMs,
      ).approaches;
      const within = listed.filter(({ inSwath }) => inSwath);

      for (const { ms, distanceKm, day, dayAmbiguous } of overpasses.filter(
        ({ ms, margin }) => ms < endMs && !margin,
      )) {
        const same = within.find(({ timeMs }) => Math.abs(timeMs - ms) < 100);
        expect(same?.distanceKm).toBeCloseTo(distanceKm, 1);
        if (!dayAmbiguous) expect(same?.day).toBe(day);
      }
      // And nothing else, except within 5 km of the edge.
      for (const { timeMs, distanceKm } of within.filter(({ distanceKm: km }) => km < swathKm / 2 - 5)) {
        expect([timeMs, distanceKm, overpasses.some(({ ms }) => Math.abs(timeMs - ms) < 100)]).toContain(true);
      }
      for (const { inSwath, distanceKm } of listed) expect(inSwath).toBe(distanceKm <= swathKm / 2);
    }
  });

  it('is listed even beyond the horizon, where the swath is that wide', () => {
    const { approaches } = findApproaches(record, BOULDER, [anInstrument('Camera', 8_000)], NOW, NOW + DAY_MS);

    expect(Math.max(...approaches.map(({ distanceKm }) => distanceKm))).toBeGreaterThan(2_900);
    for (const { inSwath } of approaches) expect(inSwath).toBe(true);
  });
});

describe('the edge of the swath', () => {
  // By hand: the ground turns by 0.465 km/s at the equator, and by the cosine of the latitude less elsewhere. Elements
  // of Terra that are 30.4 days old make it 12.8 s early or late, elements 3.9 days old 0.3 s.
  it.each([
    { latitudeDeg: 0, days: 30.41, seconds: 12.77, driftKm: 5.94 },
    { latitudeDeg: 60, days: 30.4, seconds: 12.76, driftKm: 2.97 },
    { latitudeDeg: 0, days: 3.89, seconds: 0.3, driftKm: 0.14 },
  ])('is $driftKm km wide at $latitudeDeg° for elements $days days old', ({ latitudeDeg, days, seconds, driftKm }) => {
    const atMs = record.epochMs + days * DAY_MS;
    const approachIn = (swathKm: number) => {
      const place = { latitudeDeg, longitudeDeg: 10 };
      const { approaches } = findApproaches(
        record,
        place,
        [anInstrument('Camera', swathKm)],
        atMs - 0.02 * DAY_MS,
        atMs + 0.02 * DAY_MS,
      );
      expect(approaches).toHaveLength(1);
      return approaches[0] as Approach;
    };
    const { distanceKm, uncertaintySeconds } = approachIn(SWATH_KM);
    const atEdge = (insideKm: number) => approachIn(2 * (distanceKm + insideKm)).atEdge;

    expect(uncertaintySeconds).toBeCloseTo(seconds, 1);
    expect(atEdge(0.98 * driftKm - 0.01)).toBe(true);
    expect(atEdge(1.02 * driftKm + 0.01)).toBe(false);
    // Outside the swath, and not at its edge.
    expect(approachIn(2 * (distanceKm - 0.01))).toMatchObject({ inSwath: false, atEdge: false });
  });
});

describe('what lies outside of the swath', () => {
  const orbits = [
    ['Terra over Colorado', newestOmm(25994), BOULDER],
    // Its height is anything from 500 to 39,800 km: low in the south, where it comes near without being seen.
    ['a Molniya orbit over the Indian Ocean', MOLNIYA, { latitudeDeg: -45, longitudeDeg: 60 }],
  ] as const;

  it.each(orbits)('is above the horizon, and includes everything that rises well above it: %s', (_, omm, place) => {
    const orbit = toSgp4Record(omm);
    const { approaches } = findApproaches(orbit, place, [anInstrument('Camera', 100)], NOW, NOW + 5 * DAY_MS);
    const passes = horizonPasses(orbit, place, NOW, NOW + 5 * DAY_MS).found;

    expect(approaches.filter(({ inSwath }) => !inSwath).length).toBeGreaterThan(3);
    for (const { timeMs } of approaches) {
      // The horizon of a sphere: a minute early or late at its edge.
      const up = passes.some(
        ({ rise, set }) => (rise?.timeMs ?? 0) - 60_000 < timeMs && timeMs < (set?.timeMs ?? Infinity) + 60_000,
      );
      expect([timeMs, up]).toEqual([timeMs, true]);
    }
    if (omm === MOLNIYA) return;
    const high = passes.filter(({ culmination }) => culmination.elevationDeg > 0.4);
    expect(high.length).toBeGreaterThan(10);
    for (const { culmination } of high) {
      const listed = approaches.some(({ timeMs }) => Math.abs(timeMs - culmination.timeMs) < 60_000);
      expect([culmination.elevationDeg, listed]).toEqual([culmination.elevationDeg, true]);
    }
  });
});

it('gives the direction in which the ground track passes', () => {
  const { approaches } = findApproaches(record, BOULDER, [anInstrument('Camera', SWATH_KM)], NOW, NOW + 5 * DAY_MS);

  expect(approaches.length).toBeGreaterThan(10);
  for (const { timeMs, azimuthDeg } of approaches) {
    const point = subSatellitePoint(record, timeMs);
    const eastDeg = ((point.longitudeDeg - BOULDER.longitudeDeg + 540) % 360) - 180;
    expect(Math.sign(180 - azimuthDeg)).toBe(Math.sign(eastDeg));
  }
});

it('becomes less certain as the elements age', () => {
  const { approaches } = findApproaches(record, BOULDER, [anInstrument('Camera', SWATH_KM)], NOW, NOW + 5 * DAY_MS);

  for (const { uncertaintySeconds } of approaches) expect(uncertaintySeconds).toBeGreaterThanOrEqual(0.1);
  expect(approaches.at(-1)?.uncertaintySeconds).toBeGreaterThan(approaches[0]?.uncertaintySeconds ?? Number.NaN);
});

describe('elements that SGP4 refuses', () => {
  it('on the way: the list ends there, and says when', () => {
    // Case 28872 of the verification set: SGP4 follows it for 50 minutes.
    const decays = recordOf(sgp4Cases.find((each) => each.catalogNumber === 28872) as Sgp4Case);
    const fromMs = decays.epochMs;
    const below = subSatellitePoint(decays, fromMs + 10 * 60_000);

    const { approaches, refusedAfterMs } = findApproaches(
      decays,
      below,
      [anInstrument('Camera', 100)],
      fromMs,
      fromMs + DAY_MS,
    );

    expect(approaches).toHaveLength(1);
    expect(refusedAfterMs).toBeGreaterThan(fromMs + 10 * 60_000);
    expect(refusedAfterMs).toBeLessThan(fromMs + 55 * 60_000);
  });

  it('from the beginning: the list is empty, without an error', () => {
    const refused = toSgp4Record({ ...newestOmm(25994), ECCENTRICITY: 1.5 });

    expect(findApproaches(refused, BOULDER, [anInstrument('Camera', SWATH_KM)], NOW, NOW + DAY_MS)).toEqual({
      approaches: [],
      refusedAfterMs: NOW,
    });
  });

  it('nowhere: the list is complete', () => {
    expect(findApproaches(record, BOULDER, [anInstrument('Camera', SWATH_KM)], NOW, NOW + DAY_MS)).not.toHaveProperty(
      'refusedAfterMs',
    );
  });
});

it('includes a satellite that is higher than the apogee of its mean elements', () => {
  // Over Antarctica, Terra is 717 km high: 30 more than at the apogee of its mean elements, since the Earth is flat
  // there. This place is 2,886 km from the ground track. A satellite 687 km high would be below its horizon, which is
  // 2,837 km away.
  const southernmostMs = Date.UTC(2026, 9, 10, 22, 14, 35);
  const place = { latitudeDeg: -55.4, longitudeDeg: 52.86 };

  const { approaches } = findApproaches(
    record,
    place,
    [anInstrument('Camera', 100)],
    southernmostMs,
    southernmostMs + 300_000,
  );

  expect(approaches).toHaveLength(1);
  expect(approaches[0]?.distanceKm).toBeCloseTo(2_886, -1);
});
