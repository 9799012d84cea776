// Names of the files that browsers save answers as: which satellite, where and when.
import { floorToGrid } from '../../../orbit/grid.ts';
import type { Satellite } from '../../../orbit/satellites.ts';
import { formatTime } from '../../../orbit/time.ts';
import type { OverpassesAnswer } from '../../../wire/overpasses.ts';

/** As in: Terra-track-2026-10-10T00-01-00Z */
export function trackFileName(satellite: Satellite, untilMs: number): string {
  return `${nameOf(satellite)}-track-${endOf(untilMs)}`;
}

/** As in: Terra-Aqua-tracks-2026-10-10T00-01-00Z, or 5-satellites-tracks-2026-10-10T00-01-00Z */
export function tracksFileName(satellites: readonly Satellite[], untilMs: number): string {
  return `${namesOf(satellites)}-tracks-${endOf(untilMs)}`;
}

/** As in: Terra-elements, or Terra-Aqua-elements-2026-10-08T10-30-00Z */
export function elementsFileName(satellites: readonly Satellite[], atMs?: number): string {
  return [namesOf(satellites), 'elements', ...(atMs === undefined ? [] : [endOf(atMs)])].join('-');
}

function namesOf(satellites: readonly Satellite[]): string {
  return satellites.length > 3 ? `${satellites.length}-satellites` : satellites.map(nameOf).join('-');
}

// Windows allows no colons in file names.
function endOf(untilMs: number): string {
  return formatTime(floorToGrid(untilMs)).replaceAll(':', '-');
}

/** As in: Terra-swath-overpasses-40.02N-105.25W-2026-10-10 */
export function overpassesFileName(answer: OverpassesAnswer): string {
  return `${nameOf(answer)}-${placeOverpassesFileName(answer)}`;
}

/** As in: swath-overpasses-40.02N-105.25W-2026-10-10 */
export function placeOverpassesFileName({
  place,
  kind,
  from,
}: Pick<OverpassesAnswer, 'place' | 'kind' | 'from'>): string {
  const { latitudeDeg, longitudeDeg } = place;
  const where = `${degrees(latitudeDeg, 'N', 'S')}-${degrees(longitudeDeg, 'E', 'W')}`;
  return `${kind}-overpasses-${where}-${from.slice(0, 10)}`;
}

/**
 * The parameters of Content-Disposition (RFC 6266, appendix D) for one of these names with its ending: in ASCII, and
 * as it is (RFC 8187) when that differs. Programs prefer the second one.
 */
export function asFile(name: string): string {
  const ascii = name.replaceAll(/[^ -~]/gu, '_');
  if (ascii === name) return `filename="${name}"`;
  return `filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(name)}`;
}

// Some file systems allow 255 bytes for a name; a letter has at most four.
const MAX_LETTERS = 40;

/** The satellite's name with hyphens for everything but letters and digits; its catalog number when nothing is left. */
function nameOf({ catalogNumber, name }: { catalogNumber: number; name: string }): string {
  const words = name.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return [...words.join('-')].slice(0, MAX_LETTERS).join('') || String(catalogNumber);
}

// Four decimals are 11 m.
function degrees(value: number, positive: string, negative: string): string {
  return `${Number(Math.abs(value).toFixed(4))}${value < 0 ? negative : positive}`;
}
