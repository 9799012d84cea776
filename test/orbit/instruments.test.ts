// Which instruments see a place: by the edges of their swaths, and by daylight.
import { describe, expect, it, test } from 'vitest';
import { findApproaches } from '../../orbit/approaches.ts';
import { toSgp4Record } from '../../orbit/elements.ts';
import { isInSwath, namesIn, reachKm, seesBy } from '../../orbit/instruments.ts';
import { swathOverpasses } from '../../orbit/swath-overpasses.ts';
import { DAY_MS } from '../../orbit/time.ts';
import { newestOmm } from '../accuracy/truth.ts';
import { anInstrument } from '../support/builders.ts';
import { START_MS } from './tracks.ts';

const RIGHT = { leftKm: -250, rightKm: 500 };
const LEFT = { leftKm: 500, rightKm: -250 };
const UNEVEN = { leftKm: 100, rightKm: 300 };

describe('abeam of a satellite that moves', () => {
  it.each([
    [RIGHT, 249, false],
    [RIGHT, 250, true],
    [RIGHT, 500, true],
    [RIGHT, 501, false],
    [RIGHT, 0, false],
    [RIGHT, -300, false],
    [LEFT, -249, false],
    [LEFT, -250, true],
    [LEFT, -500, true],
    [LEFT, -501, false],
    [LEFT, 300, false],
    [UNEVEN, -100, true],
    [UNEVEN, -101, false],
    [UNEVEN, 0, true],
    [UNEVEN, 300, true],
    [UNEVEN, 301, false],
  ])('%j, %d km to the right: %s', (edges, acrossKm, expected) => {
    expect(isInSwath(edges, { distanceKm: Math.abs(acrossKm), acrossKm, groundSpeedKmPerS: 6.8 })).toBe(expected);
  });
});

it.each([
  [UNEVEN, 200, true],
  [UNEVEN, 201, false],
  [RIGHT, 125, true],
  [RIGHT, 300, false],
])('a satellite that hovers has a disk as wide as its swath: %j, %d km away: %s', (edges, distanceKm, expected) => {
  for (const acrossKm of [-distanceKm, 0, distanceKm])
    expect(isInSwath(edges, { distanceKm, acrossKm, groundSpeedKmPerS: 0.9 })).toBe(expected);
});

it('a search has to look as far as the farther edge', () => {
  expect([RIGHT, LEFT, UNEVEN].map(reachKm)).toEqual([500, 500, 300]);
});

test.each([
  [true, true, true],
  [true, false, false],
  [false, true, true],
  [false, false, true],
])('needs daylight: %s, day: %s, sees: %s', (daylightOnly, day, sees) => {
  expect(seesBy({ daylightOnly }, day)).toBe(sees);
});

describe('overpasses of several instruments', () => {
  const terra = toSgp4Record(newestOmm(25994));
  const place = { latitudeDeg: 40.02, longitudeDeg: -105.25 };
  const instruments = [
    anInstrument('wide', 2330),
    anInstrument('narrow', 400, { daylightOnly: true }),
    anInstrument('right', 0, RIGHT),
    anInstrument('left', 0, LEFT),
  ];
  const { approaches } = findApproaches(terra, place, instruments, START_MS, START_MS + 10 * DAY_MS);

  it('each lists the instruments in whose swath the place lies, and which of them see it', () => {
    const seen = new Set<string>();
    for (const { distanceKm, side, day, imaging, inSwath } of approaches) {
      const expected = [
        ...(distanceKm <= 1165 ? ['wide'] : []),
        ...(distanceKm <= 200 ? [day ? 'narrow' : 'narrow, blind'] : []),
        ...(distanceKm >= 250 && distanceKm <= 500 ? [side] : []),
      ];
      const names = imaging.map(({ instrument, sees }) => (sees ? instrument.name : `${instrument.name}, blind`));
      expect(names).toEqual(expected);
      expect(inSwath).toBe(expected.length > 0);
      for (const name of names) seen.add(name);
    }
    expect([...seen].toSorted()).toEqual(['left', 'narrow', 'narrow, blind', 'right', 'wide']);
  });

  it('a place under the track of a satellite that looks to one side has none', () => {
    const { found } = swathOverpasses(terra, place, START_MS, START_MS + 10 * DAY_MS, [RIGHT]);
    const toTheRight = approaches.filter(({ distanceKm, side }) => side === 'right' && distanceKm >= 250);
    const expected = toTheRight.filter(({ distanceKm }) => distanceKm <= 500);
    const seconds = (all: readonly { timeMs: number }[]) => all.map(({ timeMs }) => Math.round(timeMs / 1000));

    expect(seconds(found)).toEqual(seconds(expected));
    expect(found.length).toBeGreaterThan(0);
    expect(approaches.some(({ distanceKm }) => distanceKm < 250)).toBe(true);
  });

  it('the place is at the edge only where it is so for every instrument that has it', () => {
    for (const { imaging, atEdge } of approaches)
      expect(atEdge).toBe(imaging.length > 0 && imaging.every((each) => each.atEdge));
  });
});

it('an edge is uncertain on the side on which the Earth may move the place out', () => {
  const old = toSgp4Record({ ...newestOmm(25994), EPOCH: '2026-09-10T00:00:00.000000' });
  const place = { latitudeDeg: 0, longitudeDeg: 20 };
  const untilMs = START_MS + 10 * DAY_MS;
  const all = findApproaches(old, place, [anInstrument('any', 2330)], START_MS, untilMs).approaches;
  const one = all.find(({ distanceKm, side, inSwath }) => inSwath && side === 'right' && distanceKm > 100);
  const { timeMs = 0, distanceKm = 0 } = one ?? {};
  const atEdgeOf = (leftKm: number, rightKm: number) => {
    const camera = anInstrument('camera', 0, { leftKm, rightKm });
    return findApproaches(old, place, [camera], timeMs - DAY_MS / 50, timeMs + DAY_MS / 50).approaches.map(
      ({ atEdge }) => atEdge,
    );
  };

  expect(atEdgeOf(-distanceKm + 0.1, distanceKm + 500)).toEqual([true]);
  expect(atEdgeOf(0, distanceKm + 0.1)).toEqual([true]);
  expect(atEdgeOf(-distanceKm + 90, distanceKm + 500)).toEqual([false]);
});

test.each([
  ['MODIS', ['MODIS'], []],
  ['misr, MODIS', ['MODIS', 'MISR'], []],
  ['MODIS,MODIS', ['MODIS'], []],
  ['MODIS,OLI,x', ['MODIS'], ['OLI', 'x']],
  ['OLI-2, left', ['OLI-2, left'], []],
  ['MODIS,OLI-2, left,MISR', ['MODIS', 'MISR', 'OLI-2, left'], []],
  ['OLI-2, right', [], ['OLI-2', 'right']],
  ['', [], ['']],
])('a list of names: %o', (list, names, unknown) => {
  expect(namesIn(list, ['MODIS', 'MISR', 'OLI-2, left'])).toEqual({ names, unknown });
});
