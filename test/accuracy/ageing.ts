// What the age of elements costs: older published sets of a satellite, propagated to the epoch of its newest one. No error of this project's:
// it is what any program that takes these elements gets.
import { ALONG_TRACK_KM_PER_S } from '../../orbit/age.ts';
import { elementsAgeDays, epochMs, toSgp4Record } from '../../orbit/elements.ts';
import { minutesSinceEpoch, propagateTeme } from '../../orbit/propagate.ts';
import { newestOmm, trueElements } from './truth.ts';

const NAMES: Record<number, string> = { 25994: 'Terra', 27424: 'Aqua', 28376: 'Aura' };

/** An old set against the newest of the same satellite, at the epoch of the newest. */
export interface Aged {
  name: string;
  ageDays: number;
  distanceKm: number;
  /** The distance as time along the track. */
  seconds: number;
}

/** Every old set of the truth data, by age. */
export function measureAgeing(): Aged[] {
  return trueElements
    .filter(({ set }) => set === 'older')
    .map(({ catalogNumber, omm }) => {
      const newest = newestOmm(catalogNumber);
      const timeMs = epochMs(newest);
      const [a, b] = [omm, newest].map((each) => {
        const record = toSgp4Record(each);
        return propagateTeme(record, minutesSinceEpoch(record, timeMs)).positionKm;
      }) as [Point, Point];
      const distanceKm = Math.hypot(a.x - b.x, a.y - b.y, a.z - b.z);
      return {
        name: NAMES[catalogNumber] ?? String(catalogNumber),
        ageDays: elementsAgeDays(omm, timeMs),
        distanceKm,
        seconds: distanceKm / ALONG_TRACK_KM_PER_S,
      };
    })
    .toSorted((x, y) => x.ageDays - y.ageDays);
}

type Point = { x: number; y: number; z: number };

const HEAD = ['satellite', 'age, days', 'km', 'seconds along the track'];

/** The table in Markdown. */
export function ageingTable(aged: readonly Aged[]): string {
  const rows = aged.map(({ name, ageDays, distanceKm, seconds }) => [
    name,
    ageDays.toFixed(1),
    twoDigits(distanceKm),
    twoDigits(seconds),
  ]);
  return [HEAD, HEAD.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function twoDigits(value: number): string {
  return Number(value.toPrecision(2)).toLocaleString('en-GB', { maximumFractionDigits: 3 });
}
