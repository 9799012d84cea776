// The drawing of the world map: night, swaths, tracks and next orbits. Only what has changed is redrawn.
import type { Sgp4Record } from '../../orbit/elements.ts';
import { floorToGrid } from '../../orbit/grid.ts';
import { mainInstrument } from '../../orbit/instruments.ts';
import { nextOrbit } from '../../orbit/revolution.ts';
import { MINUTE_MS } from '../../orbit/time.ts';
import { COLOURS } from '../base/colours.ts';
import { find, setAttribute, svg } from '../base/dom.ts';
import { trackPath } from '../base/track-path.ts';
import type { ShownSatellite } from '../satellite/shown-satellite.ts';
import { lastHour, type Track } from '../satellite/tracks.ts';
import { nightPath, swathPath } from './paths.ts';

/** What a satellite's lines are drawn from. */
interface LinesInput {
  gridMs: number;
  track: Track;
  record: Sgp4Record | undefined;
  leftKm: number;
  rightKm: number;
  daylightOnly: boolean;
  colour: number;
}

/** The drawn lines of a satellite. */
interface Lines {
  swath: SVGElement;
  ahead: SVGElement;
  trail: SVGElement;
  /** What they were drawn from; undefined until they are drawn. */
  input: LinesInput | undefined;
}

/** Draws into the SVG element of the markup. `draw` returns whether anything has changed. */
export function createWorldDrawing(root: SVGSVGElement): {
  draw(satellites: readonly ShownSatellite[], nowMs: number): boolean;
} {
  const part = (name: string) => find<SVGElement>(root, `[data-world="${name}"]`);
  const night = part('night');
  // From the bottom to the top.
  const layers = { swath: part('swaths'), ahead: part('ahead'), trail: part('trails') };
  const drawn = new Map<number, Lines>();
  let nightMinute = Number.NaN;

  function draw(satellites: readonly ShownSatellite[], nowMs: number): boolean {
    const changes = [
      drawNight(nowMs),
      updateLayers(satellites),
      ...satellites.map((satellite) => drawLines(satellite, nowMs)),
    ];
    return changes.includes(true);
  }

  // In a minute, the edge of the night moves by a quarter of a degree: a pixel on a wide screen.
  function drawNight(nowMs: number): boolean {
    const minute = Math.floor(nowMs / MINUTE_MS);
    if (minute === nightMinute) return false;
    nightMinute = minute;
    setAttribute(night, 'd', nightPath(nowMs));
    return true;
  }

  /** Removes and adds lines, and puts them in the order of the satellites. Returns whether anything has changed. */
  function updateLayers(satellites: readonly ShownSatellite[]): boolean {
    const numbers = satellites.map(({ catalogNumber }) => catalogNumber);
    if (numbers.join() === [...drawn.keys()].join()) return false;
    const before = new Map(drawn);
    drawn.clear();
    for (const number of numbers) drawn.set(number, before.get(number) ?? createLines(number));
    const all = [...drawn.values()];
    for (const name of ['swath', 'ahead', 'trail'] as const)
      layers[name].replaceChildren(...all.map((lines) => lines[name]));
    return true;
  }

  function createLines(catalogNumber: number): Lines {
    return {
      swath: svg('path', { 'data-swath': catalogNumber }),
      ahead: svg('path', { 'data-ahead': catalogNumber }),
      trail: svg('path', { 'data-trail': catalogNumber }),
      input: undefined,
    };
  }

  function drawLines(satellite: ShownSatellite, nowMs: number): boolean {
    const { catalogNumber, track, record, colour } = satellite;
    // The main one. An answer of the API that changes nothing else has other objects.
    const { leftKm, rightKm, daylightOnly } = mainInstrument(satellite);
    const lines = drawn.get(catalogNumber);
    const input: LinesInput = { gridMs: floorToGrid(nowMs), track, record, leftKm, rightKm, daylightOnly, colour };
    if (!lines || isSame(lines.input, input)) return false;
    lines.input = input;
    const { swath, ahead, trail } = lines;
    for (const line of [swath, ahead, trail]) setAttribute(line, 'data-colour', String(colour % COLOURS));
    const hour = lastHour(track, nowMs);
    setAttribute(swath, 'd', swathPath(hour, { leftKm, rightKm, daylightOnly }));
    setAttribute(trail, 'd', trackPath(hour));
    setAttribute(ahead, 'd', record ? trackPath(nextOrbit(record, nowMs), Number.POSITIVE_INFINITY) : '');
    return true;
  }

  return { draw };
}

function isSame(a: LinesInput | undefined, b: LinesInput): boolean {
  return a !== undefined && (Object.keys(b) as (keyof LinesInput)[]).every((key) => a[key] === b[key]);
}
