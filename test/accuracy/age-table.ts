// What the age of elements costs: older published sets of a satellite against its newest.
import { elementsAgeDays } from '../../orbit/age.ts';
import { epochMs, toSgp4Record } from '../../orbit/elements.ts';
import type { Omm } from '../../orbit/omm.ts';
import { minutesSinceEpoch, propagateTeme } from '../../orbit/propagate.ts';
import { timingUncertaintySeconds } from '../../orbit/uncertainty.ts';
import { distance } from './distance.ts';
import { newestOmm, trueElements } from './truth.ts';

export interface AgeCost {
  satellite: string;
  ageDays: number;
  /** Between the positions of both sets at the epoch of the newest. */
  km: number;
  seconds: number;
  /** The uncertainty that the older set states, seconds. */
  stated: number;
  /** The satellite manoeuvred between the two sets, which no age shows. */
  manoeuvred: boolean;
}

// The speed of all three satellites, at 700 km.
export const KM_PER_S = 7.5;

/** Between 8 and 21 July 2026 Aqua's mean motion fell: its orbit was raised, which drag never does. */
const MANOEUVRES = [{ catalogNumber: 27424, afterMs: Date.UTC(2026, 6, 9), beforeMs: Date.UTC(2026, 6, 21) }];

/** All older sets, by age; those before a manoeuvre last. */
export function measureAge(): AgeCost[] {
  const costs = trueElements
    .filter(({ set }) => set === 'older')
    .map(({ catalogNumber, omm }) => {
      const newest = newestOmm(catalogNumber);
      const km = apartKm(omm, newest);
      const ageDays = elementsAgeDays(omm, epochMs(newest));
      return {
        satellite: omm.OBJECT_NAME.charAt(0) + omm.OBJECT_NAME.slice(1).toLowerCase(),
        ageDays,
        km,
        seconds: km / KM_PER_S,
        stated: timingUncertaintySeconds(omm, ageDays),
        manoeuvred: MANOEUVRES.some(
          (each) =>
            each.catalogNumber === catalogNumber && epochMs(omm) < each.afterMs && epochMs(newest) > each.beforeMs,
        ),
      };
    });
  return costs.toSorted((a, b) => Number(a.manoeuvred) - Number(b.manoeuvred) || a.ageDays - b.ageDays);
}

/** Between the positions of two sets at the epoch of the second. */
export function apartKm(other: Omm, own: Omm): number {
  const [a, b] = [other, own].map((omm) => {
    const record = toSgp4Record(omm);
    const { x, y, z } = propagateTeme(record, minutesSinceEpoch(record, epochMs(own))).positionKm;
    return [x, y, z] as const;
  }) as [readonly [number, number, number], readonly [number, number, number]];
  return distance(a, b);
}

const HEAD = ['satellite', 'age, days', 'km', 'seconds along the track', 'stated uncertainty, s'];

/** The table in Markdown. */
export function ageTable(costs: readonly AgeCost[]): string {
  const rows = costs.map(({ satellite, ageDays, km, seconds, stated, manoeuvred }) => [
    satellite,
    figure(ageDays),
    figure(km),
    `${figure(seconds)}${manoeuvred ? ': with a manoeuvre in between' : ''}`,
    figure(stated),
  ]);
  return [HEAD, HEAD.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Two significant digits, or a whole number: so few sets justify no more. */
export function figure(value: number): string {
  return value < 100 ? String(Number(value.toPrecision(2))) : Math.round(value).toLocaleString('en-GB');
}
