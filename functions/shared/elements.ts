// The element set that each satellite is computed from: the newest of what was downloaded and what the code brings along.
import { epochMs, type Sgp4Record, toSgp4Record } from '../../orbit/elements.ts';
import type { Omm } from '../../orbit/omm.ts';
import type { Satellite } from '../../orbit/satellites.ts';
import { BUNDLED_ELEMENTS } from './bundled-elements.ts';
import { type ElementsTable, readRows } from './elements-table.ts';

/** A set of elements and where it is from. */
export interface HeldElements {
  omm: Omm;
  /** Host that it was downloaded from, or `bundled`. */
  source: string;
  /** When it was downloaded, ISO 8601 with `Z`; null for a bundled set. */
  retrievedAt: string | null;
}

/** The elements to compute a satellite from; undefined while it waits for its first set. */
export type ElementsOf = (catalogNumber: number) => HeldElements | undefined;

/** The sets that the code brings along. */
export const bundledElementsOf: ElementsOf = (catalogNumber) => {
  const omm = BUNDLED_ELEMENTS.find((set) => set.NORAD_CAT_ID === catalogNumber);
  return omm && { omm, source: 'bundled', retrievedAt: null };
};

/** The newer of two sets; of two with the same epoch the downloaded one, which tells when it was confirmed. */
export function newerOf(
  downloaded: HeldElements | undefined,
  bundled: HeldElements | undefined,
): HeldElements | undefined {
  if (!downloaded || !bundled) return downloaded ?? bundled;
  return epochMs(bundled.omm) > epochMs(downloaded.omm) ? bundled : downloaded;
}

// Sets change a few times a day; two minutes of a container's memory save almost every read, and new ones still apply at the second tick.
const CACHED_MS = 120_000;

/**
 * A reader of the current elements of all satellites, which asks the table again when what it has is two minutes old.
 * What the SDK throws goes through: computing from the bundled sets because a read failed would make the satellites jump.
 */
export function createElementsReader(table: ElementsTable, satellites: readonly Satellite[]) {
  let cached: { elementsOf: ElementsOf; readAtMs: number } | undefined;
  return async (nowMs: number): Promise<ElementsOf> => {
    if (!cached || nowMs - cached.readAtMs >= CACHED_MS || nowMs < cached.readAtMs) {
      const rows = await readRows(
        table,
        satellites.map(({ catalogNumber }) => catalogNumber),
      );
      const current = new Map(
        satellites.map(({ catalogNumber }) => [
          catalogNumber,
          newerOf(rows.get(catalogNumber)?.current, bundledElementsOf(catalogNumber)),
        ]),
      );
      cached = { elementsOf: (catalogNumber) => current.get(catalogNumber), readAtMs: nowMs };
    }
    return cached.elementsOf;
  };
}

const records = new Map<number, { omm: Omm; record: Sgp4Record }>();

/** The SGP4 record of a set, made once for as long as the satellite has that set: a warm function computes from it for hours. */
export function recordOf(omm: Omm): Sgp4Record {
  const known = records.get(omm.NORAD_CAT_ID);
  if (known?.omm === omm) return known.record;
  const record = toSgp4Record(omm);
  records.set(omm.NORAD_CAT_ID, { omm, record });
  return record;
}
