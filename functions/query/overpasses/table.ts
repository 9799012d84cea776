// Overpasses as a table (CSV).
import {
  elementsBehind,
  type HorizonPassAnswer,
  type OverpassesAnswer,
  type SwathOverpassAnswer,
} from '../../../wire/overpasses.ts';
import { inOrder, type Listed } from '../../../wire/place-overpasses.ts';
import { type Columns, spreadsheetTime, toCsv } from '../forms/csv.ts';

/**
 * Overpasses of one or more satellites as CSV, in order of time: a line for each, with the elements that it was
 * computed from. A satellite without overpasses has one line at the end, with its elements, which leaves the columns of
 * an overpass empty, because CSV has no comments. The answers are of one kind.
 */
export function overpassesCsv(...answers: readonly OverpassesAnswer[]): string {
  return answers[0]?.kind === 'horizon' ? tableOf(answers, HORIZON_COLUMNS) : tableOf(answers, SWATH_COLUMNS);
}

const SWATH_COLUMNS: Columns<SwathOverpassAnswer> = {
  time: ({ time }) => time,
  timeUtc: ({ time }) => spreadsheetTime(time),
  distanceKm: ({ distanceKm }) => distanceKm,
  side: ({ side }) => side,
  direction: ({ ascending }) => (ascending ? 'ascending' : 'descending'),
  light: ({ day }) => (day ? 'day' : 'night'),
  sunElevationDeg: ({ sunElevationDeg }) => sunElevationDeg,
  instruments: ({ instruments }) => instruments.join('; '),
  inSwathFrom: ({ inSwathFrom }) => inSwathFrom ?? '',
  inSwathFromUtc: ({ inSwathFrom }) => (inSwathFrom ? spreadsheetTime(inSwathFrom) : ''),
  inSwathUntil: ({ inSwathUntil }) => inSwathUntil ?? '',
  inSwathUntilUtc: ({ inSwathUntil }) => (inSwathUntil ? spreadsheetTime(inSwathUntil) : ''),
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

interface Line<Overpass> {
  answer: OverpassesAnswer;
  overpass?: Overpass;
}

function tableOf<Overpass extends SwathOverpassAnswer | HorizonPassAnswer>(
  answers: readonly OverpassesAnswer[],
  columns: Columns<Overpass>,
): string {
  const columnsOrEmpty = Object.entries(columns).map(
    ([column, cellOf]) => [column, ({ overpass }: Line<Overpass>) => (overpass ? cellOf(overpass) : '')] as const,
  );
  const all: Columns<Line<Overpass>> = {
    satellite: ({ answer }) => answer.name,
    catalogNumber: ({ answer }) => answer.catalogNumber,
    instrument: ({ answer }) => answer.instrument,
    ...Object.fromEntries(columnsOrEmpty),
    timingUncertaintySeconds: ({ answer, overpass }) => (overpass ?? answer.elements)?.timingUncertaintySeconds ?? '',
    elementsEpoch: ({ answer, overpass }) => elementsBehind(answer, overpass)?.epoch ?? '',
    elementsAgeDays: ({ answer, overpass }) => elementsBehind(answer, overpass)?.ageDays ?? '',
    elementsState: ({ answer, overpass }) => elementsBehind(answer, overpass)?.state ?? 'waiting',
    elementsUsableUntil: ({ answer }) => answer.elements?.usableUntil ?? '',
    inView: ({ answer }) => answer.inView ?? '',
    ...(answers[0]?.kind === 'swath' && MORE_SWATH_COLUMNS),
    placeLatitudeDeg: ({ answer }) => answer.place.latitudeDeg,
    placeLongitudeDeg: ({ answer }) => answer.place.longitudeDeg,
    ...(answers[0]?.kind === 'swath' && LAST_SWATH_COLUMNS),
  };
  const empty = answers.filter(({ overpasses }) => overpasses.length === 0);
  const lines = inOrder(answers) as Listed<Overpass>[];
  return toCsv(all, [...lines, ...empty.map((answer) => ({ answer }))]);
}

const MORE_SWATH_COLUMNS: Columns<Line<SwathOverpassAnswer | HorizonPassAnswer>> = {
  // One address, or several with spaces between them.
  images: ({ overpass }) => (ofSwath(overpass)?.images ?? []).map(({ url }) => url).join(' '),
  distanceUncertaintyKm: ({ overpass }) => ofSwath(overpass)?.distanceUncertaintyKm ?? '',
  instrumentsAtEdge: ({ overpass }) => (ofSwath(overpass)?.instrumentsAtEdge ?? []).join('; '),
  instrumentsMaybe: ({ overpass }) => (ofSwath(overpass)?.instrumentsMaybe ?? []).join('; '),
  // Of several, when all are there. Times as text sort as times do.
  imagesAvailableFrom: ({ overpass }) =>
    (ofSwath(overpass)?.images ?? [])
      .map(({ availableFrom }) => availableFrom ?? '')
      .sort()
      .at(-1) ?? '',
};

/** The last ones: programs that read by position know those before them. */
const LAST_SWATH_COLUMNS: Columns<Line<SwathOverpassAnswer | HorizonPassAnswer>> = {
  satelliteAzimuthDeg: ({ overpass }) => ofSwath(overpass)?.satelliteAzimuthDeg ?? '',
  satelliteElevationDeg: ({ overpass }) => ofSwath(overpass)?.satelliteElevationDeg ?? '',
  satelliteRangeKm: ({ overpass }) => ofSwath(overpass)?.satelliteRangeKm ?? '',
};

function ofSwath(overpass: SwathOverpassAnswer | HorizonPassAnswer | undefined): SwathOverpassAnswer | undefined {
  return overpass && 'time' in overpass ? overpass : undefined;
}
