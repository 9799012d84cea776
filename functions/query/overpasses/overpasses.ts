// GET /satellites/{catalogNumber}/overpasses: when a satellite passes over a place; GET /overpasses: when several do.
import type { Satellite } from '../../../orbit/satellites.ts';
import { toPlaceOverpassesAnswer } from '../../../wire/place-overpasses.ts';
import { errorText } from '../../shared/log.ts';
import { overpassesFileName, placeOverpassesFileName } from '../forms/file-names.ts';
import { type Answer, type AnswerParts, Problem } from '../http/answer.ts';
import type { OverpassesRequest, OverpassQuestion, PlaceOverpassesRequest } from '../http/request.ts';
import { overpassesCalendar, placeCalendar } from './calendar.ts';
import { overpassesGeoJson } from './map.ts';
import { type Searched, searchOverpasses } from './search.ts';
import { overpassesCsv } from './table.ts';

export function answerOverpasses(
  { form, question, reminderMinutes }: OverpassesRequest,
  satellite: Satellite,
  { elementsOf }: AnswerParts,
  nowMs: number,
): Answer {
  const searched = searchOverpasses(satellite, elementsOf(satellite.catalogNumber), question, nowMs);
  const { answer } = searched;
  const head = { status: 200, form, lifetime: 'live', fileName: overpassesFileName(answer) } as const;
  if (form === 'csv') return { ...head, body: overpassesCsv(answer) };
  if (form === 'ics') return { ...head, body: overpassesCalendar(answer, reminderMinutes) };
  if (form === 'geojson') return { ...head, body: overpassesGeoJson([searched]) };
  return { ...head, body: answer };
}

// A satellite and day takes up to 10 ms, on the processor share of the function twice that: 10 s of its 20.
const MAX_SATELLITE_DAYS = 500;

// A function can return 6 MB, in which line breaks and quotes count twice.
const MAX_MEGABYTES = 5;

/** @throws Problem 400 when the answer would take too long or become too large */
export function answerPlaceOverpasses(
  { form, question, reminderMinutes }: PlaceOverpassesRequest,
  satellites: readonly Satellite[],
  parts: AnswerParts,
  nowMs: number,
): Answer {
  const { days } = question;
  if (satellites.length * days > MAX_SATELLITE_DAYS) {
    const most = Math.floor(MAX_SATELLITE_DAYS / satellites.length);
    throw new Problem(
      400,
      `${satellites.length} satellites for ${days} days are too many at once. Ask for up to ${most} days, or name fewer satellites: satellites=25994,27424.`,
    );
  }
  const searches = satellites.map((satellite) => searchAnyway(satellite, question, parts, nowMs));
  const answers = searches.map(({ answer }) => answer);
  const whole = toPlaceOverpassesAnswer(answers);
  const body = {
    // As text, so that it is made into JSON once.
    json: () => JSON.stringify(whole),
    csv: () => overpassesCsv(...answers),
    ics: () => placeCalendar(answers, reminderMinutes),
    geojson: () => JSON.stringify(overpassesGeoJson(searches)),
  }[form]();
  refuseLarge(body);
  return { status: 200, form, body, lifetime: 'live', fileName: placeOverpassesFileName(whole) };
}

function refuseLarge(text: string): void {
  const megabytes = Buffer.byteLength(text) / 1e6;
  if (megabytes <= MAX_MEGABYTES) return;
  throw new Problem(
    400,
    `The answer would have ${megabytes.toFixed(1)} MB, and at most ${MAX_MEGABYTES} are possible. Ask for fewer days, or name fewer satellites.`,
  );
}

/** An error in one search must not cost the others their answer: that satellite is as one whose elements are unusable. */
function searchAnyway(
  satellite: Satellite,
  question: OverpassQuestion,
  { elementsOf, report }: AnswerParts,
  nowMs: number,
): Searched {
  const { catalogNumber } = satellite;
  try {
    return searchOverpasses(satellite, elementsOf(catalogNumber), question, nowMs);
  } catch (error) {
    report.error('search for overpasses failed', { catalogNumber, reason: errorText(error) });
    return searchOverpasses(satellite, undefined, question, nowMs);
  }
}
