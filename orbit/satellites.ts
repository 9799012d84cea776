// The satellites that Subpoint follows, with their instruments: what satellites.json says, completed.

export interface Satellite {
  catalogNumber: number;
  name: string;
  /** At least one. The first one is the main one. */
  instruments: readonly Instrument[];
}

/** An instrument and the strip of ground that it images. */
export interface Instrument {
  name: string;
  /**
   * Distances from the ground track to the left and to the right edge, seen in the direction of flight. A negative one
   * lies on the other side: a radar that looks right has leftKm -250 and rightKm 500. Their sum is above 0.
   */
  leftKm: number;
  rightKm: number;
  /** Whether it images only ground on which the Sun is up. */
  daylightOnly: boolean;
  images?: Images;
  /** Why there are none: a sentence about the instrument, without its name and its full stop. */
  noImages?: string;
}

/** Where images of an overpass are. */
export interface Images {
  /** A web address with placeholders; satellites.schema.json lists them. */
  url: string;
  /** Whether images of overpasses in daylight exist only. */
  daylightOnly: boolean;
  /** How long after an overpass its images are usually there. */
  delayHours?: number;
}

/** Catalog numbers have up to nine digits in an OMM (CCSDS 502.0-B-3), five in a two-line element set. */
const MAX_CATALOG_NUMBER = 999_999_999;

/** Whether a value is a catalog number: an integer of up to nine digits. */
export function isCatalogNumber(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= MAX_CATALOG_NUMBER;
}

/** The content of satellites.json. The list alone, or beside the schema for editors. */
export type SatellitesFile = SatelliteEntry[] | { $schema?: string; satellites: SatelliteEntry[] };

/** A satellite of the file: with `instruments`, or with one `instrument` and its `swathKm`. */
export interface SatelliteEntry {
  catalogNumber: number;
  name: string;
  instrument?: string;
  swathKm?: number;
  instruments?: InstrumentEntry[];
}

/** An instrument of the file: with both edges, or with the width of a swath whose middle is the track. */
export interface InstrumentEntry {
  name: string;
  swathKm?: number;
  leftKm?: number;
  rightKm?: number;
  daylightOnly?: boolean;
  images?: { url: string; daylightOnly?: boolean; delayHours?: number };
  noImages?: string;
}

/** The entries of a file, whichever of the two forms it has. */
export function entriesOf(file: SatellitesFile): SatelliteEntry[] {
  return Array.isArray(file) ? file : file.satellites;
}

/** The satellites of a file that obeys satellites.schema.json. */
export function toSatellites(file: SatellitesFile): Satellite[] {
  return entriesOf(file).map(({ catalogNumber, name, instrument = '', swathKm = 0, instruments }) => ({
    catalogNumber,
    name,
    instruments: (instruments ?? [{ name: instrument, swathKm }]).map(toInstrument),
  }));
}

function toInstrument({ name, swathKm = 0, leftKm, rightKm, ...entry }: InstrumentEntry): Instrument {
  const { daylightOnly, images, noImages } = entry;
  return {
    name,
    leftKm: leftKm ?? swathKm / 2,
    rightKm: rightKm ?? swathKm / 2,
    daylightOnly: daylightOnly ?? false,
    ...(images && { images: { ...images, daylightOnly: images.daylightOnly ?? false } }),
    ...(noImages !== undefined && { noImages }),
  };
}
