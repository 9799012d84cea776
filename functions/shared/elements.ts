// The element set that each satellite is computed from: the newer one of the last download and the bundled set.
import { epochMs } from '../../orbit/elements.ts';
import type { Omm } from '../../orbit/omm.ts';
import { BUNDLED_ELEMENTS } from './bundled-elements.ts';

/** A set of elements and where it is from. */
export interface HeldElements {
  omm: Omm;
  /** Host that it was downloaded from, or `bundled`. */
  source: string;
  /** When it was downloaded, ISO 8601 with `Z`; null for a bundled set. */
  retrievedAt: string | null;
}

/** Looks up the elements of a satellite; undefined while it waits for its first set. */
export type ElementsOf = (catalogNumber: number) => HeldElements | undefined;

/** Looks up the set that ships with the code. */
export const bundledElementsOf: ElementsOf = (catalogNumber) => {
  const omm = BUNDLED_ELEMENTS.find((set) => set.NORAD_CAT_ID === catalogNumber);
  return omm && { omm, source: 'bundled', retrievedAt: null };
};

/** The newer of two sets. With equal epochs the downloaded one, because it says when it was last confirmed. */
export function newerOf(
  downloaded: HeldElements | undefined,
  bundled: HeldElements | undefined,
): HeldElements | undefined {
  if (!downloaded || !bundled) return downloaded ?? bundled;
  return epochMs(bundled.omm) > epochMs(downloaded.omm) ? bundled : downloaded;
}
