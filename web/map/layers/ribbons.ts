// The ribbon of each satellite: the swath of its first instrument in the last hour, fainter with age.
import { floorToGrid } from '../../../orbit/grid.ts';
import { mainInstrument } from '../../../orbit/instruments.ts';
import type { SubSatellitePoint } from '../../../orbit/point.ts';
import { MINUTE_MS } from '../../../orbit/time.ts';
import { COLOURS } from '../../base/colours.ts';
import { setAttribute, svg } from '../../base/dom.ts';
import type { ShownSatellite } from '../../satellite/shown-satellite.ts';
import { lastHour } from '../../satellite/tracks.ts';
import { type ShapePath, swathPath } from './areas.ts';

/** Of the hour, the newest first. With fewer, their borders would look like something. */
const PIECES = 12;
const PIECE_MS = 5 * MINUTE_MS;

interface Ribbon {
  group: SVGElement;
  pieces: SVGElement[];
  /** What it was drawn from. */
  input: readonly unknown[];
}

/** Draws into a group. `draw` returns whether anything has changed. */
export function createRibbons(root: SVGElement) {
  const ribbons = new Map<number, Ribbon>();

  function draw(satellites: readonly ShownSatellite[], nowMs: number, toPath: ShapePath): boolean {
    const before = [...ribbons.keys()].join();
    const numbers = satellites.map(({ catalogNumber }) => catalogNumber);
    if (before !== numbers.join()) {
      const kept = new Map(ribbons);
      ribbons.clear();
      for (const number of numbers) ribbons.set(number, kept.get(number) ?? createRibbon(number));
      root.replaceChildren(...[...ribbons.values()].map(({ group }) => group));
    }
    const changes = satellites.map((satellite) => drawRibbon(satellite, nowMs, toPath));
    return before !== numbers.join() || changes.includes(true);
  }

  function drawRibbon(satellite: ShownSatellite, nowMs: number, toPath: ShapePath): boolean {
    const { catalogNumber, track, colour } = satellite;
    // An answer of the API that changes nothing else has other objects.
    const { leftKm, rightKm, daylightOnly } = mainInstrument(satellite);
    const gridMs = floorToGrid(nowMs);
    const input = [gridMs, track, leftKm, rightKm, daylightOnly, colour, toPath];
    const ribbon = ribbons.get(catalogNumber);
    if (!ribbon || input.every((value, index) => value === ribbon.input[index])) return false;
    ribbon.input = input;
    setAttribute(ribbon.group, 'data-colour', String(colour % COLOURS));
    const pieces = cutByAge(lastHour(track, nowMs), gridMs);
    for (const [age, path] of ribbon.pieces.entries())
      setAttribute(path, 'd', swathPath(pieces[age] ?? [], { leftKm, rightKm, daylightOnly }, toPath));
    return true;
  }

  /** Emphasizes one ribbon, or none. */
  function pointOut(catalogNumber: number | undefined) {
    for (const [number, { group }] of ribbons) group.toggleAttribute('data-pointed', number === catalogNumber);
  }

  return { draw, pointOut };
}

function createRibbon(catalogNumber: number): Ribbon {
  const group = svg('g', { 'data-swath': catalogNumber });
  const pieces = Array.from({ length: PIECES }, (_, age) => {
    const piece = svg('path', {});
    piece.style.setProperty('--fade', String(1 - age / PIECES));
    return piece;
  });
  group.append(...pieces);
  return { group, pieces, input: [] };
}

/** The points of a track by age, newest first. Neighbours share a point, so that no slit is between them. */
export function cutByAge(points: readonly SubSatellitePoint[], gridMs: number): SubSatellitePoint[][] {
  return Array.from({ length: PIECES }, (_, age) => {
    const newestMs = gridMs - age * PIECE_MS;
    return points.filter(({ timeMs }) => timeMs <= newestMs && timeMs >= newestMs - PIECE_MS);
  });
}
