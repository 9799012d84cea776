// Positions come from the feed while it has points, otherwise from SGP4; the motion agrees with SGP4.
import { describe, expect, it } from 'vitest';
import { toSgp4Record } from '../../../orbit/elements.ts';
import { toEarthFixed } from '../../../orbit/geodetic.ts';
import { STEP_MS } from '../../../orbit/grid.ts';
import { groundMotion } from '../../../orbit/motion.ts';
import { subSatellitePoint } from '../../../orbit/propagate.ts';
import { motionAt, type Position, positionAt } from '../../../web/satellite/position.ts';
import { newestOmm } from '../../accuracy/truth.ts';
import { aPoint, ELEMENTS } from '../points.ts';

const NOW = Date.UTC(2026, 9, 10, 12);
const TERRA_OMM = newestOmm(25994);
const record = toSgp4Record(TERRA_OMM);
/** Points of the feed from two minutes ago until now. */
const track = [-6, -5, -4, -3, -2, -1, 0].map((step) => ({
  ...subSatellitePoint(record, NOW + step * STEP_MS),
  elementsEpoch: ELEMENTS,
}));

describe('the position', () => {
  it('comes from the feed between its points', () => {
    const position = positionAt({ track, record: undefined }, NOW - 10_000);

    expect(position?.source).toBe('feed');
    expect(position?.latitudeDeg).toBeCloseTo(subSatellitePoint(record, NOW - 10_000).latitudeDeg, 6);
  });

  it('is computed by the page after the last point', () => {
    expect(positionAt({ track, record }, NOW + 1_000)).toEqual({
      ...subSatellitePoint(record, NOW + 1_000),
      source: 'page',
    });
  });

  it('is unknown without points and elements, or where SGP4 fails', () => {
    expect(positionAt({ track: [], record: undefined }, NOW)).toBeUndefined();
    const decays = toSgp4Record({ ...TERRA_OMM, BSTAR: 0.9 });
    expect(positionAt({ track: [], record: decays }, NOW + 1e9)).toBeUndefined();
  });
});

describe('the motion', () => {
  it.each([0, 600, 1200, 1800, 2400, 3000, 3600, 4200, 4800, 5400])('agrees with SGP4 after %i s', (seconds) => {
    const timeMs = NOW + seconds * 1000;
    const position = positionAt({ track: [], record }, timeMs);
    if (!position) throw new Error('no position');
    const motion = motionAt({ track: [], record }, position);
    const expected = groundMotion(record, timeMs);

    // The chord of a second differs from SGP4's velocity by 2 cm/s.
    expect(motion?.groundSpeedKmPerS).toBeCloseTo(expected.groundSpeedKmPerS, 3);
    expect(motion?.ascending).toBe(expected.ascending);
    // On a map whose degrees are square, the latitude stretches east.
    const cosine = Math.cos((position.latitudeDeg * Math.PI) / 180);
    const heading = (expected.headingDeg * Math.PI) / 180;
    const onMapDeg = (Math.atan2(Math.sin(heading) / cosine, Math.cos(heading)) * 180) / Math.PI;
    const differenceDeg = (((motion?.mapHeadingDeg ?? Number.NaN) - onMapDeg + 540) % 360) - 180;
    expect(Math.abs(differenceDeg)).toBeLessThan(0.5);
  });

  it('does not include the gap between feed and page', () => {
    const shifted = track.map((point) => ({ ...point, latitudeDeg: point.latitudeDeg + 0.5 }));
    for (const timeMs of [NOW, NOW + 100, NOW + 1_000]) {
      const satellite = { track: shifted, record };
      const position = positionAt(satellite, timeMs);
      const motion = position && motionAt(satellite, position);

      expect(motion?.groundSpeedKmPerS).toBeGreaterThan(6.5);
      expect(motion?.groundSpeedKmPerS).toBeLessThan(7.2);
    }
  });

  it('is measured over one second, half before and half after', () => {
    const track = [0, 0, 3, 3].map((latitudeDeg, index) => aPoint(NOW + index * STEP_MS, { latitudeDeg }));
    const satellite = { track, record: undefined };
    const at = (timeMs: number) => positionAt(satellite, timeMs) as Position;
    const onGround = (timeMs: number) => toEarthFixed({ ...at(timeMs), altitudeKm: 0 });
    const [from, to] = [onGround(NOW + 24_500), onGround(NOW + 25_500)];

    const speed = motionAt(satellite, at(NOW + 25_000))?.groundSpeedKmPerS;

    expect(speed).toBeCloseTo(Math.hypot(to.x - from.x, to.y - from.y, to.z - from.z), 9);
  });

  it('takes the short way across the antimeridian', () => {
    const track = [179.4, 179.8, -179.8, -179.4].map((longitudeDeg, index) =>
      aPoint(NOW + index * STEP_MS, { longitudeDeg }),
    );
    const satellite = { track, record: undefined };
    // Halfway between the second and the third point.
    const position = positionAt(satellite, NOW + 30_000);
    const motion = position && motionAt(satellite, position);

    expect(Math.abs(position?.longitudeDeg ?? 0)).toBeCloseTo(180, 6);
    expect(motion?.mapHeadingDeg).toBeCloseTo(90, 0);
    // 0.4 degrees in 20 s, at 10 degrees north.
    expect(motion?.groundSpeedKmPerS).toBeCloseTo(2.19, 2);
  });

  // At 12:00 UTC the Sun is overhead at 7° S, 3° W. From 700 km it is seen until 26° beyond the edge of the night.
  it.each([
    ['by day', 0, { sunlit: true, dayBelow: true }],
    ['just before sunset', 83, { sunlit: true, dayBelow: true }],
    ['just after sunset', 95, { sunlit: true, dayBelow: false }],
    ['late in the evening', 108, { sunlit: true, dayBelow: false }],
    ['at night', 120, { sunlit: false, dayBelow: false }],
    ['at midnight', 175, { sunlit: false, dayBelow: false }],
  ])('has the light of the satellite and of the ground below: %s', (_, longitudeDeg, light) => {
    const track = [0, 1, 2, 3].map((step) =>
      aPoint(NOW + step * STEP_MS, { latitudeDeg: 0, longitudeDeg: longitudeDeg + step / 10 }),
    );
    const satellite = { track, record: undefined };

    expect(motionAt(satellite, positionAt(satellite, NOW + 30_000) as Position)).toMatchObject(light);
  });
});
