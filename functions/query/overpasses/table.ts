// Overpasses as a table (CSV).
import type { HorizonPassAnswer, OverpassesAnswer, SwathOverpassAnswer } from '../../../wire/overpasses.ts';
import { type Columns, spreadsheetTime, toCsv } from '../forms/csv.ts';

/**
 * Overpasses as CSV: a line for each, with the elements that it was computed from. Without overpasses, one line holds
 * the elements and leaves the columns of an overpass empty, because CSV has no comments.
 */
export function overpassesCsv(answer: OverpassesAnswer): string {
  return answer.kind === 'swath'
    ? tableOf(answer, SWATH_COLUMNS, answer.overpasses as SwathOverpassAnswer[])
    : tableOf(answer, HORIZON_COLUMNS, answer.overpasses as HorizonPassAnswer[]);
}

const SWATH_COLUMNS: Columns<SwathOverpassAnswer> = {
  time: ({ time }) => time,
  timeUtc: ({ time }) => spreadsheetTime(time),
  distanceKm: ({ distanceKm }) => distanceKm,
  side: ({ side }) => side,
  direction: ({ ascending }) => (ascending ? 'ascending' : 'descending'),
  light: ({ day }) => (day ? 'day' : 'night'),
  sunElevationDeg: ({ sunElevationDeg }) => sunElevationDeg,
};

const HORIZON_COLUMNS: Columns<HorizonPassAnswer> = {
  rise: ({ rise }) => rise?.time ?? '',
  riseUtc: ({ rise }) => (rise ? spreadsheetTime(rise.time) : ''),
  riseAzimuthDeg: ({ rise }) => rise?.azimuthDeg ?? '',
  culmination: ({ culmination }) => culmination.time,
  culminationUtc: ({ culmination }) => spreadsheetTime(culmination.time),
  culminationAzimuthDeg: ({ culmination }) => culmination.azimuthDeg,
  maximumElevationDeg: ({ culmination }) => culmination.elevationDeg,
  rangeKm: ({ culmination }) => culmination.rangeKm,
  set: ({ set }) => set?.time ?? '',
  setUtc: ({ set }) => (set ? spreadsheetTime(set.time) : ''),
  setAzimuthDeg: ({ set }) => set?.azimuthDeg ?? '',
};

function tableOf<Overpass extends SwathOverpassAnswer | HorizonPassAnswer>(
  { name, catalogNumber, instrument, elements, inView }: OverpassesAnswer,
  columns: Columns<Overpass>,
  overpasses: readonly Overpass[],
): string {
  const columnsOrEmpty = Object.entries(columns).map(
    ([column, cellOf]) => [column, (overpass?: Overpass) => (overpass ? cellOf(overpass) : '')] as const,
  );
  const all: Columns<Overpass | undefined> = {
    satellite: () => name,
    catalogNumber: () => catalogNumber,
    instrument: () => instrument,
    ...Object.fromEntries(columnsOrEmpty),
    timingUncertaintySeconds: (overpass) => (overpass ?? elements)?.timingUncertaintySeconds ?? '',
    elementsEpoch: () => elements?.epoch ?? '',
    elementsAgeDays: () => elements?.ageDays ?? '',
    elementsState: () => elements?.state ?? 'waiting',
    elementsUsableUntil: () => elements?.usableUntil ?? '',
    inView: () => inView ?? '',
  };
  return toCsv(all, overpasses.length > 0 ? overpasses : [undefined]);
}
