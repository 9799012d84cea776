// Ticks of time on the next orbit: a dot every ten minutes, and "+30 min" beside every third.
import type { Sgp4Record } from '../../../orbit/elements.ts';
import { floorToGrid } from '../../../orbit/grid.ts';
import { periodMs } from '../../../orbit/revolution.ts';
import { DAY_MS, MINUTE_MS } from '../../../orbit/time.ts';
import { COLOURS } from '../../base/colours.ts';
import { setAttribute, svg } from '../../base/dom.ts';
import type { ShownSatellite } from '../../satellite/shown-satellite.ts';
import type { Projection } from '../projection.ts';
import type { Note, Notes } from './notes.ts';
import type { Propagate } from './pass.ts';

/** With more satellites than this, only the one that the reader points at has ticks. */
const MOST_SATELLITES = 3;
// A revolution of a low satellite has nine dots. One that takes a day has them each two hours.
const DOTS = 12;
const DOT_STEP_MS = 10 * MINUTE_MS;
const LABEL_EVERY = 3;

interface Ticks {
  path: SVGElement;
  notes: Note[];
  input: readonly unknown[];
}

/** Draws into a group. */
export function createAheadTicks(root: SVGElement, notes: Notes, propagate: Propagate) {
  const drawn = new Map<number, Ticks>();

  function draw(
    satellites: readonly ShownSatellite[],
    nowMs: number,
    projection: Projection,
    pointedOut: number | undefined,
  ) {
    const isWanted = ({ catalogNumber }: ShownSatellite) =>
      pointedOut === undefined ? satellites.length <= MOST_SATELLITES : catalogNumber === pointedOut;
    const wanted = satellites.filter((satellite) => satellite.record && isWanted(satellite));
    for (const [catalogNumber, ticks] of drawn) {
      if (wanted.some((satellite) => satellite.catalogNumber === catalogNumber)) continue;
      ticks.path.remove();
      for (const note of ticks.notes) note.remove();
      drawn.delete(catalogNumber);
    }
    for (const satellite of wanted) drawTicks(satellite, nowMs, projection);
  }

  function drawTicks({ catalogNumber, record, colour }: ShownSatellite, nowMs: number, projection: Projection) {
    const gridMs = floorToGrid(nowMs);
    const input = [record, colour, gridMs, projection];
    const ticks = drawn.get(catalogNumber) ?? createTicks(catalogNumber);
    if (!record || input.every((value, index) => value === ticks.input[index])) return;
    ticks.input = input;
    setAttribute(ticks.path, 'data-colour', String(colour % COLOURS));
    let path = '';
    let shown = 0;
    for (const [index, offsetMs] of tickOffsets(record).entries()) {
      const place = propagate(record, gridMs + offsetMs);
      const point = place && projection.toPoint(place);
      // A line of no length with round ends: its size is in pixels, on a drawing in degrees.
      if (point) path += `M${point.x.toFixed(2)} ${point.y.toFixed(2)}h0`;
      if ((index + 1) % LABEL_EVERY !== 0) continue;
      const note = ticks.notes[shown] ?? notes.create('ahead');
      ticks.notes[shown] = note;
      note.show(place, labelOf(offsetMs), colour);
      shown++;
    }
    for (const note of ticks.notes.slice(shown)) note.hide();
    setAttribute(ticks.path, 'd', path);
  }

  function createTicks(catalogNumber: number): Ticks {
    const ticks: Ticks = { path: svg('path', { 'data-ticks': catalogNumber }), notes: [], input: [] };
    root.append(ticks.path);
    drawn.set(catalogNumber, ticks);
    return ticks;
  }

  return { draw };
}

/** From now, within the next orbit: at most twelve, in steps of ten minutes or a multiple. */
export function tickOffsets(record: Sgp4Record): number[] {
  const orbitMs = Math.min(periodMs(record), DAY_MS);
  const stepMs = DOT_STEP_MS * Math.max(1, Math.ceil(orbitMs / DOT_STEP_MS / DOTS));
  return Array.from({ length: Math.floor(orbitMs / stepMs) }, (_, index) => (index + 1) * stepMs);
}

/** +30 min, +1 h 30 min */
export function labelOf(offsetMs: number): string {
  const minutes = Math.round(offsetMs / MINUTE_MS);
  if (minutes < 100) return `+${minutes} min`;
  const rest = minutes % 60;
  return `+${Math.floor(minutes / 60)} h${rest > 0 ? ` ${rest} min` : ''}`;
}
