// How far an element set holds: compared with a look each minute, on reported sets and on any orbit.
import fc from 'fast-check';
import { sgp4 } from 'satellite.js';
import { describe, expect, it } from 'vitest';
import { elementsState } from '../../orbit/age.ts';
import { epochMs, type Sgp4Record, toSgp4Record } from '../../orbit/elements.ts';
import { toGeodetic } from '../../orbit/geodetic.ts';
import { outlook } from '../../orbit/outlook.ts';
import { roundPoint } from '../../orbit/point.ts';
import { holdsAt, lastHeldMs, subSatellitePoint, subSatellitePointIfAny } from '../../orbit/propagate.ts';
import { endBefore, newSpan } from '../../orbit/span.ts';
import { parseWirePoint, toWirePoint } from '../../wire/point.ts';
import { agedDays, DEBRIS, REPORTED } from './decays.ts';
import { anyNumber, anyOrbit, GEOSTATIONARY, MOLNIYA } from './orbits.ts';

const DAY_MINUTES = 1440;
const DAY_MS = 86_400_000;
const NOW_MS = Date.UTC(2026, 10, 25, 12);

// Ten metres less than the rule's, because SGP4's velocity, which finds the lowest moment, is not quite the derivative
// of its position.
const LOWEST_KM = 99.99;

/** The first minute at which SGP4 fails or the satellite is below 100 km: what a look each minute finds. */
function firstFaultMinutes({ satrec }: Sgp4Record, untilMinutes: number): number | undefined {
  for (let minutes = 0; minutes <= untilMinutes; minutes++) {
    const state = sgp4(satrec, minutes);
    if (!state || !(toGeodetic(state.position).altitudeKm >= LOWEST_KM)) return minutes;
  }
  return undefined;
}

describe('a set of a satellite that has decayed', () => {
  it.each([
    [0.5, 'fresh'],
    [0.955, 'failed'],
    [0.97, 'failed'],
    [3.1, 'failed'],
    [3.8, 'failed'],
    [6.0, 'failed'],
    [6.1, 'failed'],
    [7, 'failed'],
    [30, 'failed'],
    [50, 'failed'],
    [3000, 'failed'],
  ])('%d days old is %s, although SGP4 accepts it again', (ageDays, state) => {
    expect(elementsState(agedDays(DEBRIS, ageDays, NOW_MS), NOW_MS)).toBe(state);
  });

  it.each(REPORTED.map((omm) => [omm.NORAD_CAT_ID, omm] as const))(
    '%d ends where a look each minute ends it, and never begins again',
    (_, omm) => {
      const record = toSgp4Record(omm);
      const fault = firstFaultMinutes(record, 300 * DAY_MINUTES) as number;
      const startMs = epochMs(omm);

      const lastMs = lastHeldMs(record, startMs + 3000 * DAY_MS);

      expect(lastMs).toBeGreaterThan(startMs);
      // Within a minute; on an orbit that grazes 100 km, up to half a revolution earlier than a look each minute sees
      // it.
      expect(lastMs).toBeLessThanOrEqual(startMs + fault * 60_000);
      expect(lastMs).toBeGreaterThan(startMs + (fault - 100) * 60_000);
      expect(subSatellitePoint(record, lastMs - 1000).altitudeKm).toBeGreaterThanOrEqual(100);
      for (let days = fault / DAY_MINUTES; days < 3000; days = days * 1.07 + 0.01)
        expect(subSatellitePointIfAny(record, startMs + days * DAY_MS), `${days} days`).toBeUndefined();
    },
  );

  it('has the same end for any order of questions', () => {
    const { satrec } = toSgp4Record(DEBRIS);
    const ends = [[7], [0.1, 0.5, 0.9, 7], [3000, 7]].map((days) => {
      const span = newSpan();
      return days.map((each) => endBefore(span, satrec, each * DAY_MINUTES)).at(-1);
    });

    expect(ends[0]?.minutes).toBeCloseTo(0.829 * DAY_MINUTES, 0);
    expect(ends[1]).toEqual(ends[0]);
    expect(ends[2]).toEqual(ends[0]);
  });

  it('ends before its epoch too, where its drag leads beyond any orbit', () => {
    const record = toSgp4Record(DEBRIS);

    expect(holdsAt(record, epochMs(DEBRIS) - DAY_MS)).toBe(true);
    for (const days of [3, 10, 30, 100]) expect(holdsAt(record, epochMs(DEBRIS) - days * DAY_MS)).toBe(false);
  });
});

describe('a set of a satellite that stays up', () => {
  it.each([
    ['geostationary', GEOSTATIONARY],
    ['half a day', { ...MOLNIYA, ECCENTRICITY: 0.7 }],
    ['like Terra', { ...GEOSTATIONARY, MEAN_MOTION: 14.57, INCLINATION: 98.2, BSTAR: 6e-5 }],
  ])('holds for years before and after its epoch, for little work: %s', (_, omm) => {
    const record = toSgp4Record(omm);

    for (const days of [-138, 138, -1000, 1000]) expect(holdsAt(record, epochMs(omm) + days * DAY_MS)).toBe(true);
    expect(record.span.after.effort).toBeLessThan(3000);
  });

  it('rejects what drag of the wrong sign does: an orbit that grows for ever', () => {
    const grows = { ...GEOSTATIONARY, MEAN_MOTION: 15.2, INCLINATION: 51, BSTAR: -0.001 };
    const record = toSgp4Record(grows);
    const apogeeKm = record.satrec.alta * 6378;

    expect(holdsAt(record, epochMs(grows) + 3 * DAY_MS)).toBe(true);
    for (let days = 0; days < 3000; days = days * 1.1 + 1) {
      const point = subSatellitePointIfAny(record, epochMs(grows) + days * DAY_MS);
      if (point) expect(point.altitudeKm).toBeLessThan(apogeeKm + 750);
    }
    expect(holdsAt(record, epochMs(grows) + 3000 * DAY_MS)).toBe(false);
  });
});

describe('a set of a satellite far out, which the Moon moves', () => {
  // As high as the Moon; each leaves what its elements allow, some for hours only, and SGP4 accepts it again.
  it.each([
    [
      'once in twenty days',
      { MEAN_MOTION: 0.05, ECCENTRICITY: 0.5045, INCLINATION: 96.1 },
      [255.394, 165.0197, 88.156],
    ],
    ['nearly an escape', { MEAN_MOTION: 0.0344, ECCENTRICITY: 0.9623, INCLINATION: 0.99 }, [10, 300, 200]],
  ])('is failed with its reason from its first position that is not an orbit: %s', (_, elements, angles) => {
    const [ARG_OF_PERICENTER, MEAN_ANOMALY, RA_OF_ASC_NODE] = angles as [number, number, number];
    const omm = { ...GEOSTATIONARY, ...elements, ARG_OF_PERICENTER, MEAN_ANOMALY, RA_OF_ASC_NODE };
    const record = toSgp4Record(omm);
    let hasEnded = false;
    for (let minutes = 0; minutes < 250 * DAY_MINUTES; minutes += 60) {
      const timeMs = record.epochMs + minutes * 60_000;
      const isFailed = elementsState(record.omm, timeMs) === 'failed';
      if (hasEnded) expect([minutes, isFailed]).toEqual([minutes, true]);
      hasEnded = isFailed;
      if (minutes % DAY_MINUTES > 0) continue;
      const end = outlook(record.omm, timeMs);
      expect(isFailed).toBe(!!end && (end.usableUntilMs === undefined || end.usableUntilMs < timeMs));
    }
    expect(hasEnded).toBe(true);
  });
});

describe('any orbit at any age', () => {
  const anySet = fc.record({
    omm: anyOrbit,
    drag: fc.oneof(fc.constant(0), anyNumber(0, 1e-3), anyNumber(-0.1, 0.1), anyNumber(-10, 10)),
    ageDays: fc.oneof(anyNumber(0, 10), anyNumber(-30, 200), anyNumber(0, 4000)),
  });

  it('gives points that every reader accepts, and none after the first time without', () => {
    let [points, ended] = [0, 0];
    fc.assert(
      fc.property(anySet, ({ omm, drag, ageDays }) => {
        const record = toSgp4Record({ ...omm, BSTAR: drag });
        const timeMs = Math.floor((epochMs(omm) + ageDays * DAY_MS) / 20_000) * 20_000;
        const point = subSatellitePointIfAny(record, timeMs);
        if (point) {
          points++;
          const written = JSON.parse(JSON.stringify(toWirePoint(roundPoint(point))));
          expect(parseWirePoint(written)).toEqual(roundPoint(point));
        } else {
          ended++;
          for (const later of [1, 10, 100, 1000]) {
            const further = timeMs + Math.sign(timeMs - epochMs(omm)) * later * DAY_MS;
            expect(subSatellitePointIfAny(record, further)).toBeUndefined();
          }
        }
      }),
      { seed: 14, numRuns: 400, endOnFailure: true },
    );
    expect(points).toBeGreaterThan(100);
    expect(ended).toBeGreaterThan(50);
  });

  it('ends where a look each minute ends it', () => {
    let compared = 0;
    fc.assert(
      fc.property(anyOrbit, anyNumber(0, 0.02), (omm, drag) => {
        const record = toSgp4Record({ ...omm, BSTAR: drag });
        const fault = firstFaultMinutes(record, 5 * DAY_MINUTES);
        const lastMinutes = (lastHeldMs(record, epochMs(omm) + 5 * DAY_MS) - epochMs(omm)) / 60_000;
        if (fault === undefined) return;
        compared++;
        expect(lastMinutes).toBeLessThanOrEqual(fault);
        // A pass below 100 km of less than a minute is seen by the span only.
        if (lastMinutes < fault - 1.1) {
          const after = toGeodetic(
            (sgp4(record.satrec, lastMinutes + 0.1) as NonNullable<ReturnType<typeof sgp4>>).position,
          );
          expect(after.altitudeKm).toBeLessThan(101);
        }
      }),
      { seed: 15, numRuns: 60, endOnFailure: true },
    );
    expect(compared).toBeGreaterThan(5);
  });
});
