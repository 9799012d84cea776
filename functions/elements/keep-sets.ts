// Archives the sets of a satellite after each answer of the source.
import type { HeldElements } from '../shared/elements.ts';
import { archiveSet, type ElementsArchive } from '../shared/elements-archive.ts';
import { errorText, type Report } from '../shared/log.ts';

/** Archives these sets of a satellite, if they are not yet archived. Never throws. */
export type KeepSets = (catalogNumber: number, sets: readonly (HeldElements | undefined)[]) => Promise<void>;

/**
 * Makes what archives in one run. An archive that cannot be written must not keep new elements from the feed, so the
 * first failure is reported and ends the archiving of this run. The elements table holds the newest two sets: the next
 * answer, six hours later, writes what is missing.
 */
export function createKeepSets(archive: ElementsArchive, report: Pick<Report, 'warn'>): KeepSets {
  let works = true;
  return async (catalogNumber, sets) => {
    if (!works) return;
    try {
      for (const set of sets) if (set) await archiveSet(archive, set);
    } catch (error) {
      works = false;
      report.warn('sets not archived; the next answer of the source repeats it', {
        catalogNumber,
        reason: errorText(error),
      });
    }
  };
}
