// GET /satellites/{catalogNumber}/overpasses: when a satellite passes over a place; GET /overpasses: when several do.
import pMap from 'p-map';
import { namesIn } from '../../../orbit/instruments.ts';
import type { Satellite } from '../../../orbit/satellites.ts';
import { DAY_MS, MINUTE_MS } from '../../../orbit/time.ts';
import type { OverpassesAnswer } from '../../../wire/overpasses.ts';
import { toPlaceOverpassesAnswer } from '../../../wire/place-overpasses.ts';
import { errorText } from '../../shared/log.ts';
import { overpassesFileName, placeOverpassesFileName } from '../forms/file-names.ts';
import { type Answer, type AnswerParts, Problem, QUERIES_IN_FLIGHT } from '../http/answer.ts';
import type {
  AskedOverpasses,
  OverpassesRequest,
  OverpassQuestion,
  PlaceOverpassesRequest,
} from '../http/overpasses-request.ts';
import { type CalendarOptions, overpassesCalendar, placeCalendar } from './calendar.ts';
import { overpassesGeoJson } from './map.ts';
import { instrumentsOf, type Searched, searchOverpasses } from './search.ts';
import { overpassesCsv } from './table.ts';
import { type KnownSets, knownSets, outsideOf, type Window, windowOf } from './window.ts';

/** @throws Problem 400 for a window or an instrument that the satellite does not have */
export async function answerOverpasses(
  { form, question, ...asked }: OverpassesRequest,
  satellite: Satellite,
  parts: AnswerParts,
  nowMs: number,
): Promise<Answer> {
  refuseUnknownInstrument([satellite], question);
  const window = windowOf(question, nowMs);
  const known = await knownSets(satellite, window, parts, nowMs);
  const outside = outsideOf(satellite.name, window, known.range);
  if (outside !== undefined) throw new Problem(400, outside);
  const searched = searchOverpasses(satellite, known, question, window);
  const { answer } = searched;
  const lifetime = known.isSettled ? 'settled' : 'live';
  const head = { status: 200, form, lifetime, fileName: overpassesFileName(answer) } as const;
  const options = calendarOptions(question, asked, window, nowMs);
  if (form === 'csv') return { ...head, body: overpassesCsv(answer) };
  if (form === 'ics') return { ...head, body: overpassesCalendar(answer, options) };
  if (form === 'geojson') return { ...head, body: overpassesGeoJson([searched]) };
  return { ...head, body: answer };
}

// A satellite and day takes up to 20 ms in the worst case, usually 3 (docs/performance.md).
const MAX_SATELLITE_DAYS = 500;

// A function can return 6 MB, in which line breaks and quotes count twice.
const MAX_MEGABYTES = 5;

/**
 * The overpasses of several satellites. One whose search fails is as one whose elements are unusable, and the answer then
 * must not be stored: the next try may succeed.
 * @throws Problem 400 when the answer would take too long or become too large, and as for one satellite; the error of a
 * search when all of them fail
 */
export async function answerPlaceOverpasses(
  { form, question, catalogNumbers: _, ...asked }: PlaceOverpassesRequest,
  satellites: readonly Satellite[],
  parts: AnswerParts,
  nowMs: number,
): Promise<Answer> {
  refuseUnknownInstrument(satellites, question);
  const window = windowOf(question, nowMs);
  refuseLong(satellites, window);
  const searches = await pMap(
    satellites,
    (satellite) => searchAnyway(satellite, question, window, parts, nowMs),
    QUERIES_IN_FLIGHT,
  );
  const failures = searches.flatMap(({ failure }) => failure ?? []);
  if (failures[0] && failures.length === searches.length) throw failures[0].error;
  const answers = searches.map(({ answer }) => answer);
  refuseOutside(answers);
  const whole = toPlaceOverpassesAnswer(answers);
  const body = {
    // As text, so that it is made into JSON once.
    json: () => JSON.stringify(whole),
    csv: () => overpassesCsv(...answers),
    // A calendar of some instruments is of the satellites that have one of them.
    ics: () =>
      placeCalendar(
        answers.filter((_, index) => instrumentsOf(satellites[index] as Satellite, question).length > 0),
        calendarOptions(question, asked, window, nowMs),
      ),
    geojson: () => JSON.stringify(overpassesGeoJson(searches)),
  }[form]();
  refuseLarge(body);
  const isSettled = searches.every((each) => each.isSettled);
  const lifetime = failures.length > 0 ? 'momentary' : isSettled ? 'settled' : 'live';
  return { status: 200, form, body, lifetime, fileName: placeOverpassesFileName(whole) };
}

/** Of several satellites, those without the instrument have no overpasses. It must not be unknown to all of them. */
function refuseUnknownInstrument(satellites: readonly Satellite[], { instrument }: OverpassQuestion): void {
  if (instrument === undefined) return;
  const names = [...new Set(satellites.flatMap(({ instruments }) => instruments.map(({ name }) => name)))];
  const [unknown] = namesIn(instrument, names).unknown;
  if (unknown === undefined) return;
  const whose = satellites.length === 1 ? `${satellites[0]?.name} has no` : 'No satellite has an';
  throw new Problem(400, `${whose} instrument "${unknown}". There are: ${listOf(names)}.`);
}

// Enough to see what they look like.
const MAX_NAMED = 20;

function listOf(names: readonly string[]): string {
  const more = names.length > MAX_NAMED ? ` and ${names.length - MAX_NAMED} more` : '';
  return names.slice(0, MAX_NAMED).join(', ') + more;
}

function refuseLong({ length }: readonly Satellite[], { fromMs, untilMs }: Window): void {
  const days = (untilMs - fromMs) / DAY_MS;
  if (length * days <= MAX_SATELLITE_DAYS) return;
  const most = Math.floor(MAX_SATELLITE_DAYS / length);
  throw new Problem(
    400,
    `${length} satellites for ${Number(days.toFixed(1))} days are too many at once. Ask for up to ${most} days, or name fewer satellites: satellites=25994,27424.`,
  );
}

/** A window in which no satellite is known. If one is, the others say why they have no overpasses. */
function refuseOutside(answers: readonly OverpassesAnswer[]): void {
  if (answers.every(({ outside, elements }) => outside !== undefined && !elements))
    throw new Problem(400, answers[0]?.outside as string);
}

function refuseLarge(text: string): void {
  const megabytes = Buffer.byteLength(text) / 1e6;
  if (megabytes <= MAX_MEGABYTES) return;
  throw new Problem(
    400,
    `The answer would have ${megabytes.toFixed(1)} MB, and at most ${MAX_MEGABYTES} are possible. Ask for fewer days, or name fewer satellites.`,
  );
}

const TOO_LONG = 'This search takes too long. Ask for fewer days, or name fewer satellites: satellites=25994,27424.';

interface SearchedAnyway extends Searched, Pick<KnownSets, 'isSettled'> {
  failure?: { error: unknown };
}

/** An error in one search must not cost the others their answer: that satellite is as one whose elements are unusable. */
async function searchAnyway(
  satellite: Satellite,
  question: OverpassQuestion,
  window: Window,
  parts: AnswerParts,
  nowMs: number,
): Promise<SearchedAnyway> {
  const { catalogNumber } = satellite;
  try {
    const known = await knownSets(satellite, window, parts, nowMs);
    if (parts.isLate?.()) throw new Problem(400, TOO_LONG);
    return { ...searchOverpasses(satellite, known, question, window), isSettled: known.isSettled };
  } catch (error) {
    if (error instanceof Problem) throw error;
    parts.report.error('search for overpasses failed', { catalogNumber, reason: errorText(error) });
    const none = { sets: [], range: undefined };
    return { ...searchOverpasses(satellite, none, question, window), isSettled: false, failure: { error } };
  }
}

/** What a calendar says beside the overpasses. */
function calendarOptions(
  { instrument, byDay, maxOffNadirKm, includeMaybe }: OverpassQuestion,
  { placeName, reminderMinutes }: Pick<AskedOverpasses, 'placeName' | 'reminderMinutes'>,
  { untilMs }: Window,
  nowMs: number,
): CalendarOptions {
  const limits = [
    ...(instrument === undefined ? [] : [`of ${instrument.split(/\s*,\s*/).join(', ')}`]),
    ...(byDay ? ['by day'] : []),
    ...(maxOffNadirKm === undefined ? [] : [`at most ${maxOffNadirKm} km from the track`]),
  ];
  // For a minute the same, and after the window for good.
  const stampMs = Math.min(Math.floor(nowMs / MINUTE_MS) * MINUTE_MS, untilMs);
  const about = [
    ...(limits.length > 0 ? [`Only overpasses ${limits.join(', ')}.`] : []),
    ...(includeMaybe ? ['Maybe: in the swath only if the satellite is early or late.'] : []),
  ];
  return { placeName, reminderMinutes, stampMs, about };
}
