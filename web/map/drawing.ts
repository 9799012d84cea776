// The drawing of the world map: night, swaths, tracks and next orbits. Drawn anew only where something has changed.
import type { Sgp4Record } from '../../orbit/elements.ts';
import { floorToGrid } from '../../orbit/grid.ts';
import { nextOrbit } from '../../orbit/revolution.ts';
import { MINUTE_MS } from '../../orbit/time.ts';
import { COLOURS } from '../base/colours.ts';
import { find, setAttribute, svg } from '../base/dom.ts';
import { trackPath } from '../base/track-path.ts';
import type { ShownSatellite } from '../satellite/shown-satellite.ts';
import { lastHour, type Track } from '../satellite/tracks.ts';
import { nightPath, ribbonPath } from './paths.ts';

/** What a satellite's lines were drawn from. */
interface Source {
  gridMs: number;
  track: Track;
  record: Sgp4Record | undefined;
  swathKm: number;
  colour: number;
}

/** A satellite's lines, and what they were drawn from. */
interface Lines {
  ribbon: SVGElement;
  ahead: SVGElement;
  trail: SVGElement;
  source: Source | undefined;
}

/** Takes the svg element that the markup holds. `draw` says whether it had anything to do. */
export function createWorldDrawing(root: SVGSVGElement): {
  draw(satellites: readonly ShownSatellite[], nowMs: number): boolean;
} {
  const part = (name: string) => find<SVGElement>(root, `[data-world="${name}"]`);
  const night = part('night');
  // In the order in which they lie on each other.
  const layers = { ribbon: part('ribbons'), ahead: part('ahead'), trail: part('trails') };
  const drawn = new Map<number, Lines>();
  let nightMinute = Number.NaN;

  function draw(satellites: readonly ShownSatellite[], nowMs: number): boolean {
    const changes = [
      drawNight(nowMs),
      arrange(satellites),
      ...satellites.map((satellite) => drawLines(satellite, nowMs)),
    ];
    return changes.includes(true);
  }

  // The border of the night moves by a quarter of a degree in a minute: a pixel on a wide screen.
  function drawNight(nowMs: number): boolean {
    const minute = Math.floor(nowMs / MINUTE_MS);
    if (minute === nightMinute) return false;
    nightMinute = minute;
    setAttribute(night, 'd', nightPath(nowMs));
    return true;
  }

  // The same satellites in the same order: otherwise those that are gone go, and the others are put in order.
  function arrange(satellites: readonly ShownSatellite[]): boolean {
    const numbers = satellites.map(({ catalogNumber }) => catalogNumber);
    if (numbers.join() === [...drawn.keys()].join()) return false;
    const before = new Map(drawn);
    drawn.clear();
    for (const number of numbers) drawn.set(number, before.get(number) ?? createLines(number));
    const all = [...drawn.values()];
    for (const name of ['ribbon', 'ahead', 'trail'] as const)
      layers[name].replaceChildren(...all.map((lines) => lines[name]));
    return true;
  }

  function createLines(catalogNumber: number): Lines {
    return {
      ribbon: svg('path', { 'data-ribbon': catalogNumber }),
      ahead: svg('path', { 'data-ahead': catalogNumber }),
      trail: svg('path', { 'data-trail': catalogNumber }),
      source: undefined,
    };
  }

  function drawLines({ catalogNumber, swathKm, track, record, colour }: ShownSatellite, nowMs: number): boolean {
    const lines = drawn.get(catalogNumber);
    const source: Source = { gridMs: floorToGrid(nowMs), track, record, swathKm, colour };
    if (!lines || isSame(lines.source, source)) return false;
    lines.source = source;
    const { ribbon, ahead, trail } = lines;
    for (const line of [ribbon, ahead, trail]) setAttribute(line, 'data-colour', String(colour % COLOURS));
    const hour = lastHour(track, nowMs);
    setAttribute(ribbon, 'd', ribbonPath(hour, swathKm));
    setAttribute(trail, 'd', trackPath(hour));
    setAttribute(ahead, 'd', record ? trackPath(nextOrbit(record, nowMs)) : '');
    return true;
  }

  return { draw };
}

function isSame(a: Source | undefined, b: Source): boolean {
  return a !== undefined && (Object.keys(b) as (keyof Source)[]).every((key) => a[key] === b[key]);
}
