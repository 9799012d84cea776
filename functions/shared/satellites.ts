// The satellites that are followed, and the element set that each is computed from.
import { type Sgp4Record, toSgp4Record } from '../../orbit/elements.ts';
import type { Omm } from '../../orbit/omm.ts';
import satellites from '../../satellites.json' with { type: 'json' };
import { BUNDLED_ELEMENTS } from './bundled-elements.ts';

/** An entry of satellites.json. */
export interface Satellite {
  catalogNumber: number;
  name: string;
  instrument: string;
  swathKm: number;
}

/** A set of elements and where it is from. */
export interface HeldElements {
  omm: Omm;
  /** Host that it was downloaded from, or `bundled`. */
  source: string;
  /** When it was downloaded, ISO 8601 with `Z`; null for a bundled set. */
  retrievedAt: string | null;
}

/** Every satellite of satellites.json. */
export const SATELLITES: readonly Satellite[] = satellites;

/** The elements to compute a satellite from; undefined while it waits for its first set. */
export function elementsOf(catalogNumber: number): HeldElements | undefined {
  const omm = BUNDLED_ELEMENTS.find((set) => set.NORAD_CAT_ID === catalogNumber);
  return omm && { omm, source: 'bundled', retrievedAt: null };
}

const records = new WeakMap<Omm, Sgp4Record>();

/** The SGP4 record of a set, made once: a warm function computes from the same sets for hours. */
export function recordOf(omm: Omm): Sgp4Record {
  let record = records.get(omm);
  if (!record) {
    record = toSgp4Record(omm);
    records.set(omm, record);
  }
  return record;
}
