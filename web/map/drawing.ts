// The lines of the first view: tracks and next orbits. Only what has changed is redrawn. The rest comes with the layers.
import type { Sgp4Record } from '../../orbit/elements.ts';
import { floorToGrid } from '../../orbit/grid.ts';
import type { SubSatellitePoint } from '../../orbit/point.ts';
import { nextOrbit } from '../../orbit/revolution.ts';
import { COLOURS, SHAPES } from '../base/colours.ts';
import { find, setAttribute, svg } from '../base/dom.ts';
import { isVagueAt } from '../satellite/precision.ts';
import type { ShownSatellite } from '../satellite/shown-satellite.ts';
import { lastHour, type Track } from '../satellite/tracks.ts';
import type { Projection } from './projection.ts';

/** What a satellite's lines are drawn from. */
interface LinesInput {
  gridMs: number;
  track: Track;
  record: Sgp4Record | undefined;
  colour: number;
  projection: Projection;
}

/** The drawn lines of a satellite. */
interface Lines {
  ahead: SVGElement;
  trail: SVGElement;
  /** What they were drawn from; undefined until they are drawn. */
  input: LinesInput | undefined;
  /**
   * The points of next orbits by their times, of `input.record`: a minute later, nearly all are the same. While the
   * reader drags the time to and fro, those of the whole slider.
   */
  points: Map<number, SubSatellitePoint>;
}

/** So many points are kept for all satellites together, beside those that are drawn: two days of three of them. */
const KEPT_POINTS = 30_000;

export interface WorldDrawing {
  /** Returns whether anything has changed. */
  draw(satellites: readonly ShownSatellite[], nowMs: number, projection: Projection): boolean;
  /** Emphasizes the lines of one satellite, or of none. */
  pointOut(catalogNumber: number | undefined): void;
}

/** Draws into the drawing of the markup. */
export function createWorldDrawing(root: HTMLElement): WorldDrawing {
  const part = (name: string) => find<SVGElement>(root, `[data-world="${name}"]`);
  // From the bottom to the top.
  const layers = { ahead: part('ahead'), trail: part('trails') };
  const drawn = new Map<number, Lines>();

  function draw(satellites: readonly ShownSatellite[], nowMs: number, projection: Projection): boolean {
    const changes = [
      updateLayers(satellites),
      ...satellites.map((satellite) => drawLines(satellite, nowMs, projection)),
    ];
    return changes.includes(true);
  }

  /** Removes and adds lines, and puts them in the order of the satellites. Returns whether anything has changed. */
  function updateLayers(satellites: readonly ShownSatellite[]): boolean {
    const numbers = satellites.map(({ catalogNumber }) => catalogNumber);
    if (numbers.join() === [...drawn.keys()].join()) return false;
    const before = new Map(drawn);
    drawn.clear();
    for (const number of numbers) drawn.set(number, before.get(number) ?? createLines(number));
    const all = [...drawn.values()];
    for (const name of ['ahead', 'trail'] as const) layers[name].replaceChildren(...all.map((lines) => lines[name]));
    return true;
  }

  function createLines(catalogNumber: number): Lines {
    return {
      ahead: svg('path', { 'data-ahead': catalogNumber }),
      trail: svg('path', { 'data-trail': catalogNumber }),
      input: undefined,
      points: new Map(),
    };
  }

  function drawLines(satellite: ShownSatellite, nowMs: number, projection: Projection): boolean {
    const { catalogNumber, track, record, colour } = satellite;
    const lines = drawn.get(catalogNumber);
    const input: LinesInput = { gridMs: floorToGrid(nowMs), track, record, colour, projection };
    if (!lines || isSame(lines.input, input)) return false;
    const known = record === lines.input?.record ? lines.points : new Map<number, SubSatellitePoint>();
    const next = record ? nextOrbit(record, nowMs, known) : [];
    lines.points = known.size > KEPT_POINTS / drawn.size ? new Map() : known;
    for (const point of next) lines.points.set(point.timeMs, point);
    lines.input = input;
    const { ahead, trail } = lines;
    const isVague = isVagueAt(satellite, nowMs);
    for (const line of [ahead, trail]) {
      setAttribute(line, 'data-colour', String(colour % COLOURS));
      line.toggleAttribute('data-vague', isVague);
    }
    // Two next orbits that nearly coincide, as Aqua's and Aura's, have different dashes.
    setAttribute(ahead, 'data-dashes', String(colour % SHAPES));
    setAttribute(trail, 'd', projection.toPath(lastHour(track, nowMs)));
    setAttribute(ahead, 'd', projection.toPath(next, Number.POSITIVE_INFINITY));
    return true;
  }

  function pointOut(catalogNumber: number | undefined) {
    root.toggleAttribute('data-pointed', catalogNumber !== undefined && drawn.has(catalogNumber));
    for (const [number, { ahead, trail }] of drawn)
      for (const line of [ahead, trail]) line.toggleAttribute('data-pointed', number === catalogNumber);
  }

  return { draw, pointOut };
}

function isSame(a: LinesInput | undefined, b: LinesInput): boolean {
  return a !== undefined && (Object.keys(b) as (keyof LinesInput)[]).every((key) => a[key] === b[key]);
}
