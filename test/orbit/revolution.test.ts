// How long a revolution takes, how high it reaches, and where the next orbit begins and ends.
import { geoDistance } from 'd3-geo';
import { describe, expect, it, test } from 'vitest';
import { toSgp4Record } from '../../orbit/elements.ts';
import { STEP_MS } from '../../orbit/grid.ts';
import type { SubSatellitePoint } from '../../orbit/point.ts';
import { subSatellitePoint, subSatellitePointIfAny } from '../../orbit/propagate.ts';
import { apogeeKm, nextOrbit, periodMs } from '../../orbit/revolution.ts';
import { newestOmm } from '../accuracy/truth.ts';
import { GEOSTATIONARY, MOLNIYA } from './orbits.ts';
import { START_MS } from './tracks.ts';

const arcDeg = (a: SubSatellitePoint, b: SubSatellitePoint) =>
  (geoDistance([a.longitudeDeg, a.latitudeDeg], [b.longitudeDeg, b.latitudeDeg]) * 180) / Math.PI;

test('Terra takes 98.9 minutes, a geostationary satellite a sidereal day', () => {
  expect(periodMs(toSgp4Record(newestOmm(25994))) / 60_000).toBeCloseTo(98.9, 0);
  expect(periodMs(toSgp4Record(GEOSTATIONARY)) / 60_000).toBeCloseTo(1436, 0);
});

test('the apogee is the altitude of the highest point', () => {
  // Terra, since it left the constellation at 705 km.
  expect(apogeeKm(toSgp4Record(newestOmm(25994)))).toBeCloseTo(688, -1);
  expect(apogeeKm(toSgp4Record(GEOSTATIONARY))).toBeCloseTo(35_786, -1);
  expect(apogeeKm(toSgp4Record(MOLNIYA))).toBeCloseTo(39_300, -3);
  // 18 revolutions a day are an orbit below the ground.
  expect(apogeeKm(toSgp4Record({ ...newestOmm(25994), MEAN_MOTION: 18 }))).toBe(0);
});

describe('nextOrbit', () => {
  it('begins at the grid time before now and ends one revolution after now, a step at most beyond', () => {
    const record = toSgp4Record(newestOmm(25994));
    const nowMs = START_MS + 7_500;

    const points = nextOrbit(record, nowMs);

    expect(points[0]?.timeMs).toBe(START_MS);
    // 14.6 turns a day.
    const revolutionMs = 86_400_000 / newestOmm(25994).MEAN_MOTION;
    const beyondMs = (points.at(-1)?.timeMs ?? 0) - nowMs - revolutionMs;
    expect(beyondMs).toBeGreaterThan(-STEP_MS / 2);
    expect(beyondMs).toBeLessThan(1.5 * STEP_MS);
    expect(points.every(({ timeMs }, index) => timeMs === START_MS + index * STEP_MS)).toBe(true);
    // Back at the latitude where it began, further west by the Earth's turn.
    expect(points.at(-1)?.latitudeDeg).toBeCloseTo(points[0]?.latitudeDeg ?? 0, -0.5);
  });

  it.each([
    ['Terra', newestOmm(25994)],
    ['an eccentric orbit', MOLNIYA],
  ])('of %s is the same with the points of the orbit from a minute ago', (_, omm) => {
    const record = toSgp4Record(omm);
    const before = new Map(nextOrbit(record, START_MS - 60_000).map((point) => [point.timeMs, point]));

    const points = nextOrbit(record, START_MS, before);

    expect(points).toEqual(nextOrbit(record, START_MS));
    // All but those of the last minute are the ones that were known.
    if (omm !== MOLNIYA) expect(points.filter((point) => before.get(point.timeMs) !== point)).toHaveLength(3);
  });

  it('stops at once where SGP4 refuses the elements', () => {
    const decayed = toSgp4Record({ ...newestOmm(25994), MEAN_MOTION: 17.9, BSTAR: 0.1 });

    expect(nextOrbit(decayed, START_MS)).toEqual([]);
  });

  it('of a slow satellite shows a day', () => {
    const points = nextOrbit(toSgp4Record({ ...GEOSTATIONARY, MEAN_MOTION: 0.5 }), START_MS);

    expect(points.at(-1)?.timeMs).toBe(START_MS + 86_400_000);
  });

  it.each([
    ['a geostationary satellite', GEOSTATIONARY, 150],
    ['one in an eccentric orbit', MOLNIYA, 320],
  ])('of %s has few points, and goes where all of them would', (_, omm, most) => {
    const record = toSgp4Record(omm);

    const points = nextOrbit(record, START_MS);

    expect(points.length).toBeLessThan(most);
    for (const [index, point] of points.slice(1).entries()) {
      const previous = points[index] as SubSatellitePoint;
      const middle = subSatellitePoint(record, (previous.timeMs + point.timeMs) / 2);
      const legs = arcDeg(previous, middle) + arcDeg(middle, point);
      // Never farther apart than a low satellite flies in 20 s; and nearly straight in between.
      expect(arcDeg(previous, point)).toBeLessThan(1.51);
      expect(legs - arcDeg(previous, point)).toBeLessThan(0.05);
    }
  });

  it('reaches the last step of 20 s before the elements end: here at a perigee 50 km high', () => {
    const ending = toSgp4Record({ ...MOLNIYA, ECCENTRICITY: 0.758 });

    const points = nextOrbit(ending, START_MS);

    const lastMs = points.at(-1)?.timeMs ?? 0;
    expect(points.length).toBeGreaterThan(1);
    expect(lastMs).toBeLessThan(START_MS + periodMs(ending));
    expect(subSatellitePointIfAny(ending, lastMs + STEP_MS)).toBeUndefined();
  });
});
