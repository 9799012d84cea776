// What the archive of element sets gains: each published set in turn is left out, and its own position at its epoch is
// compared with those from the nearest of the others, as the API computes the past, and from the newest alone.
import { elementsAgeDays } from '../../orbit/age.ts';
import { epochMs } from '../../orbit/elements.ts';
import { nearestSet } from '../../orbit/nearest-set.ts';
import type { Omm } from '../../orbit/omm.ts';
import { timingUncertaintySeconds } from '../../orbit/uncertainty.ts';
import { apartKm, figure, KM_PER_S } from './age-table.ts';
import { newestOmm, trueElements } from './truth.ts';

interface FromSet {
  /** From its epoch to that of the set that was left out. */
  days: number;
  km: number;
}

export interface ArchiveGain {
  satellite: string;
  /** Day of the set that was left out. */
  day: string;
  nearest: FromSet;
  newest: FromSet;
  /** The uncertainty that the answer from the nearest set states, km. */
  statedKm: number;
}

/** Every published set of which another one than the newest is the nearest. */
export function measureArchive(): ArchiveGain[] {
  return trueElements
    .filter(({ set }) => set === 'older')
    .flatMap(({ catalogNumber, omm }) => {
      const newest = newestOmm(catalogNumber);
      const others = trueElements.filter((each) => each.catalogNumber === catalogNumber && each.omm !== omm);
      const nearest = nearestSet(others, epochMs(omm))?.omm;
      if (!nearest || nearest.EPOCH === newest.EPOCH) return [];
      const from = (set: Omm): FromSet => ({ days: elementsAgeDays(set, epochMs(omm)), km: apartKm(set, omm) });
      return [
        {
          satellite: omm.OBJECT_NAME.charAt(0) + omm.OBJECT_NAME.slice(1).toLowerCase(),
          day: omm.EPOCH.slice(0, 10),
          nearest: from(nearest),
          newest: from(newest),
          statedKm: timingUncertaintySeconds(nearest, elementsAgeDays(nearest, epochMs(omm))) * KM_PER_S,
        },
      ];
    })
    .toSorted((a, b) => Math.abs(a.nearest.days) - Math.abs(b.nearest.days));
}

const HEAD = ['satellite', 'at the epoch of', 'nearest set: days', 'km', 'stated, km', 'newest set: days', 'km'];

/** The table in Markdown. */
export function archiveTable(gains: readonly ArchiveGain[]): string {
  const rows = gains.map(({ satellite, day, nearest, newest, statedKm }) => [
    satellite,
    day,
    figure(nearest.days),
    figure(nearest.km),
    figure(statedKm),
    figure(newest.days),
    figure(newest.km),
  ]);
  return [HEAD, HEAD.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
