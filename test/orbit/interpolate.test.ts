// What the interpolation does at ends, holes and seams. test/accuracy measures how exact it is.
import { describe, expect, it } from 'vitest';
import { STEP_MS } from '../../orbit/grid.ts';
import { indexAtOrAfter, interpolate } from '../../orbit/interpolate.ts';
import type { TrackPoint } from '../../orbit/point.ts';
import { groundDistanceM } from '../accuracy/distance.ts';
import { aPoint, aTrack, START_MS } from './tracks.ts';

const HALF = STEP_MS / 2;
const at = (index: number, more = 0) => START_MS + index * STEP_MS + more;

// The same points a quarter of the Earth away: when points of this element set are mixed in, it shows.
const moved = (points: readonly TrackPoint[], elementsEpoch = 'other'): TrackPoint[] =>
  points.map((point) => ({ ...point, longitudeDeg: ((point.longitudeDeg + 270) % 360) - 180, elementsEpoch }));

describe('interpolate', () => {
  const track = aTrack(12);

  it('returns a point of the grid unchanged, without its epoch', () => {
    for (const { elementsEpoch: _, ...point } of track) {
      expect(interpolate(track, point.timeMs)).toEqual(point);
    }
  });

  it('returns a point without neighbours, and nothing around it', () => {
    const lonely = track.slice(3, 4);

    expect(interpolate(lonely, at(3))).toMatchObject({ timeMs: at(3) });
    expect(interpolate(lonely, at(3, 1))).toBeUndefined();
    expect(interpolate(lonely, at(3, -1))).toBeUndefined();
  });

  it('returns nothing before the first point, after the last, and for an empty track', () => {
    expect(interpolate(track, at(0, -1))).toBeUndefined();
    expect(interpolate(track, at(11, 1))).toBeUndefined();
    expect(interpolate([], at(0))).toBeUndefined();
  });

  it('uses two points on each side, and no others', () => {
    const four = interpolate(track.slice(4, 8), at(5, HALF));

    const all = interpolate(track, at(5, HALF));

    expect(all).toEqual(four);
  });

  it('uses the nearest four at the ends', () => {
    expect(interpolate(track, at(0, HALF))).toEqual(interpolate(track.slice(0, 4), at(0, HALF)));
    expect(interpolate(track, at(10, HALF))).toEqual(interpolate(track.slice(-4), at(10, HALF)));
  });

  // Two points give a chord: 0.4 km below the arc in the middle.
  it.each([2, 3])('works with %d points', (count) => {
    const expected = interpolate(track, at(4, HALF));

    const point = interpolate(track.slice(4, 4 + count), at(4, HALF));

    expect(groundDistanceM(point as TrackPoint, expected as TrackPoint)).toBeLessThan(50);
    expect(Math.abs((point?.altitudeKm ?? 0) - (expected?.altitudeKm ?? 0))).toBeLessThan(0.5);
  });

  it('does not bridge a hole, and uses no point beyond it', () => {
    const holed = [...track.slice(0, 5), ...moved(track.slice(6), 'one')];

    expect(interpolate(holed, at(4, 1))).toBeUndefined();
    expect(interpolate(holed, at(5))).toBeUndefined();
    expect(interpolate(holed, at(6, -1))).toBeUndefined();
    expect(interpolate(holed, at(3, HALF))).toEqual(interpolate(track.slice(0, 5), at(3, HALF)));
    expect(interpolate(holed, at(6, HALF))).toEqual(interpolate(moved(track.slice(6), 'one'), at(6, HALF)));
  });
});

describe('interpolate, between two element sets', () => {
  const earlier = aTrack(6);
  const later = moved(aTrack(6, { startMs: at(6) }));
  const track = [...earlier, ...later];

  it('never mixes them, wherever the time', () => {
    // One point of the other set would make it 1,000 km and more.
    for (let timeMs = at(3); timeMs <= at(8); timeMs += 500) {
      const point = interpolate(track, timeMs) as TrackPoint;

      const expected = aTrack(1, { startMs: timeMs }) as [TrackPoint];
      const distances = [expected, moved(expected)].map(([each]) => groundDistanceM(point, each as TrackPoint));
      expect(Math.min(...distances)).toBeLessThan(10);
    }
  });

  it('extrapolates the nearer of two equally long runs', () => {
    const [before] = aTrack(1, { startMs: at(5, 9_000) }) as [TrackPoint];
    const [after] = moved(aTrack(1, { startMs: at(5, 11_000) })) as [TrackPoint];

    expect(groundDistanceM(interpolate(track, at(5, 9_000)) as TrackPoint, before)).toBeLessThan(5);
    expect(groundDistanceM(interpolate(track, at(5, 11_000)) as TrackPoint, after)).toBeLessThan(5);
  });

  // The first point of new elements, or a hole filled with them, is a run of one point, from which nothing can be
  // extrapolated.
  it('extrapolates the longer run where one is too short', () => {
    const oneLater = track.slice(0, 7);
    const oneEarlier = track.slice(5);
    const [before] = aTrack(1, { startMs: at(5, 19_000) }) as [TrackPoint];
    const [after] = moved(aTrack(1, { startMs: at(5, 1_000) })) as [TrackPoint];

    expect(groundDistanceM(interpolate(oneLater, at(5, 19_000)) as TrackPoint, before)).toBeLessThan(10);
    expect(groundDistanceM(interpolate(oneEarlier, at(5, 1_000)) as TrackPoint, after)).toBeLessThan(10);
    expect(interpolate(oneLater, at(6))).toMatchObject({ longitudeDeg: later[0]?.longitudeDeg });
  });

  it('extrapolates a run of four points rather than one of three, even where that is nearer', () => {
    const [after] = moved(aTrack(1, { startMs: at(5, 1_000) })) as [TrackPoint];

    expect(groundDistanceM(interpolate(track.slice(3), at(5, 1_000)) as TrackPoint, after)).toBeLessThan(10);
  });

  it('returns nothing between two runs of one point', () => {
    expect(interpolate(track.slice(5, 7), at(5, HALF))).toBeUndefined();
  });
});

describe('interpolate, at the edges of the map', () => {
  it('crosses the antimeridian the short way', () => {
    // Along the equator, eastward, one degree a step: points at 178.5, 179.5, -179.5, -178.5.
    const track = [178.5, 179.5, -179.5, -178.5].map((longitude, index) => aPoint(index, longitude, 0));

    const near = [9_000, 10_000, 11_000].map((more) => interpolate(track, at(1, more)) as TrackPoint);

    expect(near.map((point) => point.longitudeDeg)).toEqual([
      expect.closeTo(179.95, 6),
      expect.toSatisfy((middle: number) => Math.abs(middle) > 179.999999 && middle < 180),
      expect.closeTo(-179.95, 6),
    ]);
  });

  it('passes over the pole, where longitude jumps by 180 degrees', () => {
    // A great circle of one degree a step over the pole: up along 20 degrees east, down along 160 degrees west.
    const track = [88.5, 89.5, 90.5, 91.5].map((arc, index) =>
      arc < 90 ? aPoint(index, 20, arc) : aPoint(index, -160, 180 - arc),
    );

    const before = interpolate(track, at(1, 8_000));
    const pole = interpolate(track, at(1, 10_000));
    const after = interpolate(track, at(1, 12_000));

    expect(before?.latitudeDeg).toBeCloseTo(89.9, 4);
    expect(before?.longitudeDeg).toBeCloseTo(20, 3);
    expect(pole?.latitudeDeg).toBeCloseTo(90, 4);
    expect(after?.latitudeDeg).toBeCloseTo(89.9, 4);
    expect(after?.longitudeDeg).toBeCloseTo(-160, 3);
  });
});

describe('indexAtOrAfter', () => {
  const track = aTrack(5);

  it.each([
    [at(0, -1), 0],
    [at(0), 0],
    [at(0, 1), 1],
    [at(3), 3],
    [at(4), 4],
    [at(4, 1), 5],
  ])('the index for %d is %d', (timeMs, index) => {
    expect(indexAtOrAfter(track, timeMs)).toBe(index);
  });

  it('is 0 for an empty track', () => {
    expect(indexAtOrAfter([], at(0))).toBe(0);
  });
});
