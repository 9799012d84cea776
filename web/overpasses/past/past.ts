// The overpasses of past days, which the reader asks for day by day: from the API, which has the element sets of then.
// Where it does not answer, the page computes them with the elements that it has.
import type { Sgp4Record } from '../../../orbit/elements.ts';
import type { Place } from '../../../orbit/geodetic.ts';
import { DAY_MS, formatTime, HOUR_MS, SECOND_MS } from '../../../orbit/time.ts';
import { isObject } from '../../../wire/json.ts';
import type { Env } from '../../base/env.ts';
import type { ShownSatellite } from '../../satellite/shown-satellite.ts';
import {
  beginMs,
  chosenRows,
  endMs,
  KEEP_PASSED_MS,
  type OverpassRow,
  type RowChoice,
  type SearchOutcome,
} from '../list.ts';
import { type ListedApproach, type ListedFindings, outsideOf } from '../overpass-search.ts';
import { type PastAnswer, readPast } from './past-answer.ts';

type Search = typeof import('../overpass-search.ts').findApproaches;

/** What the past is asked of. */
export interface PastQuestion {
  place: Place;
  satellites: readonly ShownSatellite[];
  /** Address of the API; undefined until it is known. */
  apiUrl: string | undefined;
  /** Whether passes outside the swath are wanted, too. The page computes them, by the elements of then. */
  includeOutside: boolean;
}

/** The elements of a satellite at a time of the past, from the API; undefined without usable ones. */
export type RecordAt = (satellite: ShownSatellite, timeMs: number) => Promise<Sgp4Record | undefined>;

export interface Past {
  /** Those found so far, by catalog number. Empty until the reader asks. */
  readonly outcomes: ReadonlyMap<number, ListedFindings>;
  /** From when until when they are shown; undefined when none is. It ends with the last full hour. */
  readonly span: Span | undefined;
  readonly isLoading: boolean;
  /** Why there are no earlier days, or that the page has computed some itself. */
  readonly note: string | undefined;
  /** Adds the day before those that are shown. */
  showDayBefore(nowMs: number): void;
  /** Adds all days from that of a time on. */
  showFrom(timeMs: number, nowMs: number): void;
  hide(): void;
  /** Sets what is asked. Another place or other satellites hide the past; each hour adds what has passed meanwhile. */
  update(question: PastQuestion | undefined, nowMs: number): void;
}

interface Span {
  fromMs: number;
  untilMs: number;
}

/** The API's answer takes at most this long. */
const ANSWER_MS = 20 * SECOND_MS;

const COMPUTED = 'computed from the present elements here: the uncertainty grows with the distance.';

/** Creates the past. `onChange` is called when something of it changes. */
export function createPast(env: Env, findApproaches: Search, recordAt: RecordAt, onChange: () => void): Past {
  let question: PastQuestion | undefined;
  let key = '';
  let outcomes = new Map<number, ListedFindings>();
  /** What has been found. */
  let known: Span | undefined;
  /** Of it, what has no passes outside the swath yet. */
  let withoutOutside: Span[] = [];
  let isLoading = false;
  const notes = new Set<string>();
  /** The hour until which was asked last. A refusal is not asked about again before the next one. */
  let askedUntilMs = 0;

  function hide() {
    outcomes = new Map();
    known = undefined;
    withoutOutside = [];
    notes.clear();
    // An answer that is still on its way is for another question.
    isLoading = false;
    question = question && { ...question };
  }

  function update(next: PastQuestion | undefined, nowMs: number) {
    const { place, satellites = [] } = next ?? {};
    const nextKey = JSON.stringify([place, satellites.map(({ catalogNumber }) => catalogNumber)]);
    if (nextKey !== key) {
      key = nextKey;
      question = next;
      hide();
    } else if (question && next) Object.assign(question, next);
    void addOutside();
    const hourMs = Math.floor(nowMs / HOUR_MS) * HOUR_MS;
    if (!known || known.untilMs >= hourMs || askedUntilMs >= hourMs || isLoading) return;
    askedUntilMs = hourMs;
    void add(known.untilMs, hourMs);
  }

  function showDayBefore(nowMs: number) {
    // At first what has passed of today, too.
    showFrom((known?.fromMs ?? Math.floor(nowMs / DAY_MS) * DAY_MS) - DAY_MS, nowMs);
  }

  function showFrom(timeMs: number, nowMs: number) {
    if (isLoading) return;
    const untilMs = known?.fromMs ?? Math.floor(nowMs / HOUR_MS) * HOUR_MS;
    // In the first hour of a day nothing has passed of it.
    const dayMs = Math.floor(Math.min(timeMs, untilMs - 1) / DAY_MS) * DAY_MS;
    void add(dayMs, untilMs);
  }

  async function add(fromMs: number, untilMs: number) {
    const asked = question;
    if (!asked) return;
    isLoading = true;
    onChange();
    const answer = await ask(asked, fromMs, untilMs);
    if (asked !== question) return;
    isLoading = false;
    if (typeof answer === 'string') notes.add(answer);
    else {
      const { found, unread, problems } = answer ?? { found: new Map(), unread: asked.satellites, problems: [] };
      const computed = compute({ ...asked, satellites: unread }, fromMs, untilMs);
      for (const problem of problems) notes.add(problem);
      if (!answer) notes.add(`Past days are ${COMPUTED}`);
      else for (const satellite of unread) notes.add(noteOn(satellite, computed));
      known = {
        fromMs: Math.min(fromMs, known?.fromMs ?? fromMs),
        untilMs: Math.max(untilMs, known?.untilMs ?? untilMs),
      };
      outcomes = merge(merge(outcomes, found), computed);
      withoutOutside.push({ fromMs, untilMs });
    }
    onChange();
    void addOutside();
  }

  async function addOutside() {
    if (isLoading || !question?.includeOutside) return;
    const [span, ...others] = withoutOutside;
    const asked = question;
    if (!span) return;
    isLoading = true;
    withoutOutside = others;
    const middleMs = (span.fromMs + span.untilMs) / 2;
    const records = await Promise.all(asked.satellites.map((each) => recordAt(each, middleMs).catch(() => undefined)));
    if (asked !== question) return;
    isLoading = false;
    const satellites = asked.satellites.map((each, index) => ({ ...each, record: records[index] ?? each.record }));
    const found = compute({ ...asked, satellites }, span.fromMs, span.untilMs);
    for (const [catalogNumber, approaches] of found)
      found.set(catalogNumber, outsideOf(approaches, outcomes.get(catalogNumber)?.approaches ?? []));
    outcomes = merge(outcomes, found);
    onChange();
    void addOutside();
  }

  /** What the API answers; why it refuses; undefined when it does not answer. */
  async function ask(
    { place, satellites, apiUrl }: PastQuestion,
    fromMs: number,
    untilMs: number,
  ): Promise<PastAnswer | string | undefined> {
    if (apiUrl === undefined) return undefined;
    const at = `latitude=${place.latitudeDeg}&longitude=${place.longitudeDeg}`;
    const numbers = satellites.map(({ catalogNumber }) => catalogNumber);
    const window = `from=${formatTime(fromMs)}&until=${formatTime(untilMs)}`;
    const timeout = new AbortController();
    const cancelTimeout = env.after(ANSWER_MS, () => timeout.abort());
    try {
      const address = `${apiUrl}/overpasses?satellites=${numbers}&${at}&${window}&kind=swath&daylight=any&maybe=true`;
      const response = await env.fetch(address, timeout.signal);
      const answer: unknown = await response.json();
      if (response.status === 400 && isObject(answer) && typeof answer.detail === 'string') return answer.detail;
      return response.ok ? readPast(answer, satellites, untilMs) : undefined;
    } catch {
      // No network, no API, or an answer that is none: the page computes.
      return undefined;
    } finally {
      cancelTimeout();
    }
  }

  function compute({ place, satellites }: PastQuestion, fromMs: number, untilMs: number) {
    const found = new Map<number, ListedApproach[]>();
    for (const { catalogNumber, record, instruments } of satellites) {
      if (!record) continue;
      try {
        found.set(catalogNumber, [...findApproaches(record, place, instruments, fromMs, untilMs).approaches]);
      } catch (error) {
        console.error(error);
      }
    }
    return found;
  }

  return {
    get outcomes() {
      return outcomes;
    },
    get span() {
      return known;
    },
    get isLoading() {
      return isLoading;
    },
    get note() {
      return notes.size > 0 ? [...notes].join(' ') : undefined;
    },
    showDayBefore,
    showFrom,
    hide,
    update,
  };
}

/** The rows of past days, and of the hour that has begun since, which the outcomes of the coming days have. */
export function passedRows(
  { span, outcomes }: Pick<Past, 'span' | 'outcomes'>,
  coming: ReadonlyMap<number, SearchOutcome>,
  satellites: readonly ShownSatellite[],
  choice: RowChoice,
  nowMs: number,
): OverpassRow[] {
  if (!span) return [];
  const recent = chosenRows(satellites, coming, choice).filter((row) => beginMs(row) > span.untilMs);
  const rows = [...chosenRows(satellites, outcomes, choice), ...recent];
  return rows.filter((row) => endMs(row) <= nowMs - KEEP_PASSED_MS);
}

function noteOn({ catalogNumber, name }: ShownSatellite, computed: ReadonlyMap<number, unknown>): string {
  return computed.has(catalogNumber)
    ? `Past days of ${name} are ${COMPUTED}`
    : `Past days of ${name} are missing: the server could not read its elements.`;
}

function merge(
  outcomes: ReadonlyMap<number, ListedFindings>,
  found: ReadonlyMap<number, readonly ListedApproach[]>,
): Map<number, ListedFindings> {
  const merged = new Map(outcomes);
  for (const [catalogNumber, approaches] of found)
    merged.set(catalogNumber, { approaches: [...(merged.get(catalogNumber)?.approaches ?? []), ...approaches] });
  return merged;
}
