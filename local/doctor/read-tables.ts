// Reads what the tables hold of each satellite: its elements, and its points of the last hour.
import { createElementsReader } from '../../functions/shared/elements-reader.ts';
import type { ElementsTable } from '../../functions/shared/elements-table.ts';
import { storedPoints, type TrackTable } from '../../functions/shared/track-table.ts';
import { elementsAgeDays, elementsState, isUsable } from '../../orbit/age.ts';
import { cachedRecord } from '../../orbit/elements.ts';
import { HOUR_POINTS, LEAD_MS, lastGridTimes, missingSlots } from '../../orbit/grid.ts';
import type { Omm } from '../../orbit/omm.ts';
import { holdsAt } from '../../orbit/propagate.ts';
import type { Satellite } from '../../orbit/satellites.ts';
import { attempt, type ElementsFact, type Facts, type TrackFact } from './facts.ts';

/** The facts of both tables. */
export async function readTables(
  elementsTable: ElementsTable,
  trackTable: TrackTable,
  satellites: readonly Satellite[],
  nowMs: number,
): Promise<Pick<Facts, 'elements' | 'track'>> {
  const held = await attempt('The elements table', () =>
    createElementsReader(elementsTable, satellites, { warn: () => undefined })(nowMs),
  );
  const ommOf = (catalogNumber: number) => ('value' in held ? held.value.elementsOf(catalogNumber)?.omm : undefined);
  const elements =
    'error' in held
      ? held
      : {
          value: satellites.map(({ catalogNumber, name }): ElementsFact => {
            const omm = ommOf(catalogNumber);
            const ageDays = omm && elementsAgeDays(omm, nowMs);
            return {
              satellite: name,
              state: elementsState(omm, nowMs),
              ageDays,
              problem: held.value.problemOf(catalogNumber),
            };
          }),
        };
  const track = await attempt('The track table', () =>
    Promise.all(
      satellites.map(({ catalogNumber, name }) =>
        readTrack(trackTable, catalogNumber, name, ommOf(catalogNumber), nowMs),
      ),
    ),
  );
  return { elements, track };
}

async function readTrack(
  table: TrackTable,
  catalogNumber: number,
  satellite: string,
  omm: Omm | undefined,
  nowMs: number,
): Promise<TrackFact> {
  const slots = lastGridTimes(HOUR_POINTS, nowMs);
  const points = await storedPoints(table, catalogNumber, slots[0] as number, nowMs + 2 * LEAD_MS, nowMs);
  const missing = missingSlots(
    slots,
    points.map(({ timeMs }) => timeMs),
  );
  const stored = HOUR_POINTS - missing.length;
  // Slots that the elements do not reach are missing for good.
  const record = omm && isUsable(elementsState(omm, nowMs)) ? cachedRecord(omm) : undefined;
  const expected = record ? stored + missing.filter((timeMs) => holdsAt(record, timeMs)).length : stored;
  return { satellite, stored, expected, newestMs: points.at(-1)?.timeMs };
}
