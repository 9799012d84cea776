// Well-known days and places. test/accuracy measures how exact the Sun is.
import { describe, expect, it } from 'vitest';
import { daylightAround, isDay, isSunlit, subSolarPoint, sunElevationDeg, sunPositionKm } from '../../orbit/sun.ts';

// Equinoxes and solstices of 2026 as published by the US Naval Observatory, to the minute.
const MARCH = Date.UTC(2026, 2, 20, 14, 46);
const JUNE = Date.UTC(2026, 5, 21, 8, 25);
const DECEMBER = Date.UTC(2026, 11, 21, 20, 50);

describe('subSolarPoint', () => {
  it.each([
    { when: 'March equinox', timeMs: MARCH, latitudeDeg: 0 },
    { when: 'June solstice', timeMs: JUNE, latitudeDeg: 23.436 },
    { when: 'December solstice', timeMs: DECEMBER, latitudeDeg: -23.436 },
  ])('$when', ({ timeMs, latitudeDeg }) => {
    expect(Math.abs(subSolarPoint(timeMs).latitudeDeg - latitudeDeg)).toBeLessThan(0.01);
  });

  it('moves westward around the Earth once a day, in range', () => {
    for (let hour = 0; hour < 48; hour++) {
      const { longitudeDeg } = subSolarPoint(JUNE + hour * 3_600_000);

      expect(longitudeDeg).toBeGreaterThanOrEqual(-180);
      expect(longitudeDeg).toBeLessThan(180);
      const noon = -15 * (hour + 8 + 25 / 60 - 12);
      // The equation of time: clocks and the Sun differ by 2 minutes in June, half a degree.
      expect(Math.abs(((longitudeDeg - noon + 180 + 720) % 360) - 180)).toBeLessThan(0.6);
    }
  });
});

// Perihelion and aphelion of 2026 as published by the US Naval Observatory: times to the minute, and distances.
it.each([
  { when: 'perihelion', timeMs: Date.UTC(2026, 0, 3, 17, 16), km: 147_099_894 },
  { when: 'aphelion', timeMs: Date.UTC(2026, 6, 6, 17, 31), km: 152_087_774 },
])('sunPositionKm gives the distance at $when', ({ timeMs, km }) => {
  const { x, y, z } = sunPositionKm(timeMs);

  expect(Math.hypot(x, y, z)).toBeCloseTo(km, -5);
});

describe('sunElevationDeg', () => {
  it('is 90 degrees below the Sun, and -90 on the other side of the Earth', () => {
    const { latitudeDeg, longitudeDeg } = subSolarPoint(JUNE);

    expect(sunElevationDeg({ latitudeDeg, longitudeDeg }, JUNE)).toBeGreaterThan(89.99);
    expect(sunElevationDeg({ latitudeDeg: -latitudeDeg, longitudeDeg: longitudeDeg + 180 }, JUNE)).toBeLessThan(-89.99);
  });

  // Exactly there rounding may make a sine larger than 1, whose arcsine is NaN.
  it('is a number exactly there, at any time', () => {
    for (let step = 0; step < 2000; step++) {
      const timeMs = JUNE + step * 4_321_987;
      const { latitudeDeg, longitudeDeg } = subSolarPoint(timeMs);

      expect(sunElevationDeg({ latitudeDeg, longitudeDeg }, timeMs)).toBeGreaterThan(89.99);
      expect(sunElevationDeg({ latitudeDeg: -latitudeDeg, longitudeDeg: longitudeDeg + 180 }, timeMs)).toBeLessThan(
        -89.99,
      );
    }
  });

  it('is the declination at the pole, all day long', () => {
    for (let hour = 0; hour < 24; hour++) {
      const timeMs = JUNE + hour * 3_600_000;

      // The Sun is 4.3 million times as far as the pole is from the centre: parallax 9 arcseconds.
      expect(sunElevationDeg({ latitudeDeg: 90, longitudeDeg: 0 }, timeMs)).toBeCloseTo(23.434, 2);
      expect(isDay({ latitudeDeg: 90, longitudeDeg: 0 }, timeMs)).toBe(true);
      expect(isDay({ latitudeDeg: -90, longitudeDeg: 77 }, timeMs)).toBe(false);
    }
  });
});

it('is day while the centre of the Sun is above the horizon', () => {
  const { latitudeDeg, longitudeDeg } = subSolarPoint(MARCH);

  // On the equator at an equinox, so many degrees east of the place where the Sun is overhead.
  expect(isDay({ latitudeDeg, longitudeDeg: longitudeDeg + 89.9 }, MARCH)).toBe(true);
  expect(isDay({ latitudeDeg, longitudeDeg: longitudeDeg + 90.1 }, MARCH)).toBe(false);
});

it('is day for places within half an hour by the quick way too, but for 0.02 degrees', () => {
  const aroundMs = [MARCH, JUNE, DECEMBER, Date.UTC(2026, 10, 3, 5)];
  const wrong = aroundMs.flatMap((around) => {
    const isDayAt = daylightAround(around);
    const cases = Array.from({ length: 3_000 }, (_, index) => ({
      latitudeDeg: ((index * 37) % 181) - 90,
      // Of a track that goes on beyond 180°.
      longitudeDeg: ((index * 101) % 721) - 360,
      timeMs: around + ((index % 61) - 30) * 60_000,
    }));
    return cases.filter((place) => {
      const elevationDeg = sunElevationDeg(place, place.timeMs);
      return Math.abs(elevationDeg) > 0.02 && isDayAt(place, place.timeMs) !== elevationDeg > 0;
    });
  });

  expect(wrong).toEqual([]);
});

describe('isSunlit', () => {
  // Towards the Sun, which is over the equator, and along the axis, perpendicular to its light.
  const sun = sunPositionKm(MARCH);
  const farKm = Math.hypot(sun.x, sun.y, sun.z);
  const at = (towardsKm: number, upKm: number) => ({
    x: (sun.x / farKm) * towardsKm,
    y: (sun.y / farKm) * towardsKm,
    z: upKm,
  });

  it.each([
    { where: 'between Earth and Sun', towardsKm: 7000, upKm: 0, sunlit: true },
    { where: 'above the terminator', towardsKm: 0, upKm: 7000, sunlit: true },
    { where: 'behind the Earth', towardsKm: -7000, upKm: 0, sunlit: false },
    { where: 'far behind the Earth, in the cone of its shadow', towardsKm: -300_000, upKm: 0, sunlit: false },
    { where: 'behind the Earth, beside its shadow', towardsKm: -3000, upKm: 6400, sunlit: true },
    // The poles are 21 km closer to the centre than the equator.
    { where: 'behind the pole, above 6,357 km', towardsKm: -3000, upKm: 6365, sunlit: true },
    { where: 'behind the pole, below 6,357 km', towardsKm: -3000, upKm: 6350, sunlit: false },
  ])('$where: $sunlit', ({ towardsKm, upKm, sunlit }) => {
    expect(isSunlit(at(towardsKm, upKm), MARCH)).toBe(sunlit);
  });
});
