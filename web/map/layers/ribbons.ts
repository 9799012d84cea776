// The ribbon of each satellite: the swath of its first instrument in the last hour, fainter with age.
import { floorToGrid } from '../../../orbit/grid.ts';
import { mainInstrument } from '../../../orbit/instruments.ts';
import type { SubSatellitePoint } from '../../../orbit/point.ts';
import { HOUR_MS, MINUTE_MS } from '../../../orbit/time.ts';
import { COLOURS } from '../../base/colours.ts';
import { setAttribute, svg } from '../../base/dom.ts';
import type { ShownSatellite } from '../../satellite/shown-satellite.ts';
import { lastHour } from '../../satellite/tracks.ts';
import { type ShapePath, swathPath } from './areas.ts';

/** By the clock: most pieces of an hour are those of the hour before. With longer ones, their borders would be seen. */
const PIECE_MS = 5 * MINUTE_MS;
/** An hour touches as many; of the oldest and the newest it has a part. */
const PIECES = HOUR_MS / PIECE_MS + 1;

interface Ribbon {
  group: SVGElement;
  pieces: Piece[];
  /** What it was drawn from. */
  input: readonly unknown[];
  /** The pieces that were drawn, by their numbers: they are the same when the reader drags the time to and fro. */
  known: Map<number, DrawnPiece>;
}

interface Piece {
  path: SVGElement;
  drawn: DrawnPiece | undefined;
}

interface DrawnPiece {
  input: readonly unknown[];
  path: string;
}

/** So many pieces are kept for all satellites together, beside those that are drawn: two days of three of them. */
const KEPT_PIECES = 1_800;

/** Draws into a group. `draw` returns whether anything has changed. */
export function createRibbons(root: SVGElement, isVagueAt: (satellite: ShownSatellite, nowMs: number) => boolean) {
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
    const instrument = mainInstrument(satellite);
    const { leftKm, rightKm, daylightOnly } = instrument;
    const gridMs = floorToGrid(nowMs);
    const input = [gridMs, track, leftKm, rightKm, daylightOnly, colour, toPath];
    const ribbon = ribbons.get(catalogNumber);
    if (!ribbon || isSame(input, ribbon.input)) return false;
    ribbon.input = input;
    setAttribute(ribbon.group, 'data-colour', String(colour % COLOURS));
    ribbon.group.toggleAttribute('data-vague', isVagueAt(satellite, nowMs));
    const cut = cutByClock(lastHour(track, nowMs));
    const newest = pieceOf(gridMs);
    // Each five minutes of the clock have a path of their own, until an hour later others need it.
    for (const [index, piece] of ribbon.pieces.entries()) {
      const number = newest - ((newest - index) % PIECES);
      piece.path.style.setProperty('--fade', (1 - (newest - number) / PIECES).toFixed(2));
      const known = ribbon.known.get(number);
      const drawn = drawPiece(known, cut.get(number) ?? [], instrument, toPath);
      // Not a part of it, at either end of the hour.
      if (drawn.input.length >= (known?.input.length ?? 0)) ribbon.known.set(number, drawn);
      if (drawn !== piece.drawn) setAttribute(piece.path, 'd', drawn.path);
      piece.drawn = drawn;
    }
    const isOfHour = (number: number) => number > newest - PIECES && number <= newest;
    if (ribbon.known.size > KEPT_PIECES / ribbons.size)
      ribbon.known = new Map([...ribbon.known].filter(([number]) => isOfHour(number)));
    return true;
  }

  /** Emphasizes one ribbon, or none. */
  function pointOut(catalogNumber: number | undefined) {
    for (const [number, { group }] of ribbons) group.toggleAttribute('data-pointed', number === catalogNumber);
  }

  return { draw, pointOut };
}

/** The known piece, if it is the same. */
function drawPiece(
  known: DrawnPiece | undefined,
  points: readonly SubSatellitePoint[],
  instrument: Parameters<typeof swathPath>[1],
  toPath: ShapePath,
): DrawnPiece {
  const { leftKm, rightKm, daylightOnly } = instrument;
  const input = [leftKm, rightKm, daylightOnly, toPath, ...points];
  if (known && isSame(input, known.input)) return known;
  return { input, path: swathPath(points, instrument, toPath) };
}

function createRibbon(catalogNumber: number): Ribbon {
  const group = svg('g', { 'data-swath': catalogNumber });
  const pieces = Array.from({ length: PIECES }, () => ({ path: svg('path', {}), drawn: undefined }));
  group.append(...pieces.map(({ path }) => path));
  return { group, pieces, input: [], known: new Map() };
}

/** The points of a track, by the number of the piece that they are in. Neighbours share a point: no slit between them. */
export function cutByClock(points: readonly SubSatellitePoint[]): Map<number, SubSatellitePoint[]> {
  const pieces = new Map<number, SubSatellitePoint[]>();
  const add = (number: number, point: SubSatellitePoint) => {
    const piece = pieces.get(number);
    if (piece) piece.push(point);
    else pieces.set(number, [point]);
  };
  for (const point of points) {
    add(pieceOf(point.timeMs), point);
    if (point.timeMs % PIECE_MS === 0) add(pieceOf(point.timeMs) + 1, point);
  }
  return pieces;
}

/** The piece that ends with a time, or has it. */
function pieceOf(timeMs: number): number {
  return Math.ceil(timeMs / PIECE_MS);
}

function isSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}
