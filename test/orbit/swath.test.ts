// The edges of a swath, measured on the ellipsoid with a library that swath.ts does not use.
import geodesic from 'geographiclib-geodesic';
import { describe, expect, it } from 'vitest';
import type { Place } from '../../orbit/geodetic.ts';
import { swathEdges } from '../../orbit/swath.ts';
import { newestOmm, trueTracks } from '../accuracy/truth.ts';
import { aPoint, aTrack } from './tracks.ts';

const SWATH_KM = 2330;
const SWATH = { leftKm: 1165, rightKm: 1165 };

function wayBetween(from: Place, to: Place) {
  const way = geodesic.Geodesic.WGS84.Inverse(from.latitudeDeg, from.longitudeDeg, to.latitudeDeg, to.longitudeDeg);
  return { km: (way.s12 ?? Number.NaN) / 1000, azimuthDeg: way.azi1 ?? Number.NaN };
}

// From one azimuth to another, clockwise, in [-180, 180).
const turnDeg = (from: number, to: number) => ((to - from + 540) % 360) - 180;

describe('swathEdges', () => {
  it('lies to the left and right of the motion, in the order of the points', () => {
    const { left, right } = swathEdges([aPoint(0, 0, -1), aPoint(1, 0, 0), aPoint(2, 0, 1)], {
      leftKm: 1000,
      rightKm: 1000,
    });

    expect(left.map(({ longitudeDeg }) => Math.round(longitudeDeg))).toEqual([-9, -9, -9]);
    expect(right.map(({ longitudeDeg }) => Math.round(longitudeDeg))).toEqual([9, 9, 9]);
    expect(left[0]?.latitudeDeg).toBeLessThan(left[2]?.latitudeDeg ?? 0);
  });

  it('is empty without points, for one point, and for a satellite that does not move over the ground', () => {
    const nothing = { left: [], right: [] };

    expect(swathEdges([], SWATH)).toEqual(nothing);
    expect(swathEdges([aPoint(0, 10, 20)], SWATH)).toEqual(nothing);
    expect(swathEdges([aPoint(0, 10, 20), aPoint(1, 10, 20)], SWATH)).toEqual(nothing);
  });

  it('has no width for a swath of 0 km', () => {
    const { left, right } = swathEdges([aPoint(0, 10, 20), aPoint(1, 11, 21)], { leftKm: 0, rightKm: 0 });

    for (const edge of [left, right]) {
      expect(edge[0]?.longitudeDeg).toBeCloseTo(10, 9);
      expect(edge[1]?.latitudeDeg).toBeCloseTo(21, 9);
    }
  });

  it('gives numbers for a track over a pole, and along the antimeridian', () => {
    for (const track of [
      [aPoint(0, 30, 89), aPoint(1, 30, 90), aPoint(2, -150, 89)],
      [aPoint(0, 180, 10), aPoint(1, -180, 11), aPoint(2, 180, 12)],
    ]) {
      const { left, right } = swathEdges(track, SWATH);

      expect([left.length, right.length]).toEqual([3, 3]);
      for (const edge of [...left, ...right]) expect(wayBetween(edge, track[1] as Place).km).toBeGreaterThan(1150);
    }
  });

  // In a day it comes close to a pole 29 times and crosses the antimeridian 15 times.
  it.each(trueTracks)(
    '$name: half a swath from the track, perpendicular to it, on both sides, all day',
    ({ catalogNumber }) => {
      const track = aTrack(4320, { omm: newestOmm(catalogNumber) });

      const { left, right } = swathEdges(track, SWATH);

      expect([left.length, right.length]).toEqual([track.length, track.length]);
      for (const [index, point] of track.entries()) {
        // Both of the two points around it, or one at an end.
        const [before, after] = [track[index - 1] ?? point, track[index + 1] ?? point];
        const flight = wayBetween(before, after);
        const course = before === point ? flight.azimuthDeg : wayBetween(point, after).azimuthDeg;
        for (const [edge, squareDeg] of [
          [left[index] as Place, -90],
          [right[index] as Place, 90],
        ] as const) {
          const way = wayBetween(point, edge);
          expect(Math.abs(way.km / (SWATH_KM / 2) - 1)).toBeLessThan(0.006);
          if (after !== point) expect(Math.abs(turnDeg(course, way.azimuthDeg) - squareDeg)).toBeLessThan(0.5);
        }
      }
    },
  );

  // A radar that looks to the right, one that looks to the left, and a scanner that sees farther to the left.
  it.each([
    { leftKm: -250, rightKm: 500 },
    { leftKm: 500, rightKm: -250 },
    { leftKm: 900, rightKm: 300 },
  ])('has the edges of an instrument: $leftKm km to the left, $rightKm km to the right', ({ leftKm, rightKm }) => {
    const track = aTrack(181);

    const { left, right } = swathEdges(track, { leftKm, rightKm });

    for (const [index, point] of track.entries()) {
      const course = wayBetween(track[index - 1] ?? point, track[index + 1] ?? point).azimuthDeg;
      const leftwardKm = (edge: Place | undefined) => {
        const { km, azimuthDeg } = wayBetween(point, edge as Place);
        return turnDeg(course, azimuthDeg) < 0 ? km : -km;
      };
      expect(Math.abs(leftwardKm(left[index]) / leftKm - 1)).toBeLessThan(0.006);
      expect(Math.abs(leftwardKm(right[index]) / -rightKm - 1)).toBeLessThan(0.006);
    }
  });

  it('is not closer than half a swath to any other part of an hour', () => {
    const track = aTrack(181);

    const { left, right } = swathEdges(track, SWATH);

    // Without the ends, beyond which the track would go on.
    for (const edge of [...left.slice(20, -20), ...right.slice(20, -20)].filter((_, index) => index % 7 === 0)) {
      const nearestKm = Math.min(...track.map((point) => wayBetween(point, edge).km));
      expect(Math.abs(nearestKm / (SWATH_KM / 2) - 1)).toBeLessThan(0.01);
    }
  });
});
