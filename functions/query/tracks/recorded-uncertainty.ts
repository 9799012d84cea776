// How early or late the satellite may have been at recorded points: from the sets that they name.
import { elementsAgeDays } from '../../../orbit/age.ts';
import { elementsEpoch } from '../../../orbit/elements.ts';
import type { TrackPoint } from '../../../orbit/point.ts';
import type { Satellite } from '../../../orbit/satellites.ts';
import { parseTime } from '../../../orbit/time.ts';
import { timingUncertaintySeconds } from '../../../orbit/uncertainty.ts';
import type { KnownPoint } from '../../../wire/track.ts';
import { bundledElementsOf, type HeldElements } from '../../shared/elements.ts';
import { setsBetween } from '../../shared/elements-archive.ts';
import { errorText } from '../../shared/log.ts';
import type { AnswerParts } from '../http/answer.ts';

export interface RecordedPoints {
  points: KnownPoint[];
  /** Sets could not be read. Their points are whole otherwise. */
  hasFailed: boolean;
}

/** Adds the uncertainty to recorded points. Those whose set is not known, or cannot be read, have none. */
export async function withUncertainty(
  points: readonly TrackPoint[],
  satellite: Satellite,
  parts: Pick<AnswerParts, 'archive' | 'elementsOf' | 'report'>,
): Promise<RecordedPoints> {
  const { sets, hasFailed } = await setsOf(new Set(points.map((point) => point.elementsEpoch)), satellite, parts);
  const ommOf = new Map(sets.map(({ omm }) => [elementsEpoch(omm), omm]));
  const known = points.map((point): KnownPoint => {
    const omm = ommOf.get(point.elementsEpoch);
    if (!omm) return point;
    return { ...point, uncertaintySeconds: timingUncertaintySeconds(omm, elementsAgeDays(omm, point.timeMs)) };
  });
  return { points: known, hasFailed };
}

/** The sets of these epochs, and perhaps others. Nearly always that is the current one, and the archive is not read. */
async function setsOf(
  epochs: ReadonlySet<string>,
  { catalogNumber }: Satellite,
  { archive, elementsOf, report }: Pick<AnswerParts, 'archive' | 'elementsOf' | 'report'>,
): Promise<{ sets: HeldElements[]; hasFailed: boolean }> {
  const held = [bundledElementsOf(catalogNumber), elementsOf(catalogNumber)].filter((each) => each !== undefined);
  const heldEpochs = held.map(({ omm }) => elementsEpoch(omm));
  const missingMs = [...epochs]
    .filter((epoch) => !heldEpochs.includes(epoch))
    .flatMap((epoch) => parseTime(epoch) ?? []);
  if (missingMs.length === 0) return { sets: held, hasFailed: false };
  try {
    // Epochs have microseconds.
    const archived = await setsBetween(archive, catalogNumber, Math.min(...missingMs), Math.max(...missingMs) + 1);
    return { sets: [...archived, ...held], hasFailed: false };
  } catch (error) {
    report.error('reading archived elements failed', { catalogNumber, reason: errorText(error) });
    return { sets: held, hasFailed: true };
  }
}
