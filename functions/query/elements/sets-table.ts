// Element sets as a table: the columns of CelesTrak's CSV, which programs for satellites read, and where each is from.
import type { Omm } from '../../../orbit/omm.ts';
import type { HeldElements } from '../../shared/elements.ts';
import { type Columns, toCsv } from '../forms/csv.ts';

// In the order in which CelesTrak writes them.
const KEYWORDS = [
  'OBJECT_NAME',
  'OBJECT_ID',
  'EPOCH',
  'MEAN_MOTION',
  'ECCENTRICITY',
  'INCLINATION',
  'RA_OF_ASC_NODE',
  'ARG_OF_PERICENTER',
  'MEAN_ANOMALY',
  'EPHEMERIS_TYPE',
  'CLASSIFICATION_TYPE',
  'NORAD_CAT_ID',
  'ELEMENT_SET_NO',
  'REV_AT_EPOCH',
  'BSTAR',
  'MEAN_MOTION_DOT',
  'MEAN_MOTION_DDOT',
] as const satisfies readonly (keyof Omm)[];

const COLUMNS: Columns<HeldElements> = {
  ...Object.fromEntries(KEYWORDS.map((keyword) => [keyword, ({ omm }: HeldElements) => omm[keyword]])),
  source: ({ source }) => source,
  retrievedAt: ({ retrievedAt }) => retrievedAt ?? '',
};

/** Element sets as CSV: a line for each. */
export function setsCsv(sets: readonly HeldElements[]): string {
  return toCsv(COLUMNS, sets);
}
