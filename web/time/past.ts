// The points of the past, from the API: recorded as long as it keeps them, else computed from the elements of then. Few
// questions, about whole hours that every page asks alike, so that caches answer them.
import { HOUR_POINTS, STEP_MS } from '../../orbit/grid.ts';
import type { TrackPoint } from '../../orbit/point.ts';
import { HOUR_MS, SECOND_MS } from '../../orbit/time.ts';
import type { Env } from '../base/env.ts';
import type { Track } from '../satellite/tracks.ts';
import type { Span } from './bounds.ts';
import { hourOf } from './hours.ts';
import { isRefusal } from './refusal.ts';

/** A question to GET /tracks. */
export interface PastQuestion {
  window: { beforeMs: number; points: number };
  /** Undefined for all satellites. */
  catalogNumbers?: readonly number[];
}

export type FetchPast = (
  question: PastQuestion,
) => Promise<{ tracks: ReadonlyMap<number, Track>; failed: readonly number[] }>;

/** For how long the API keeps points. Older ones it computes from the elements of then. */
const KEPT_MS = 25 * HOUR_MS;
/** One answer: six hours of three satellites are 3,240 points, some 60 kB compressed. */
const HOURS_AT_ONCE = 6;
/** More points than this are not in one answer of the API. */
const MAX_POINTS = 18_000;
const AT_ONCE = 2;
const RETRY_MS = 10 * SECOND_MS;

/**
 * The question that brings the points of an hour: six hours of the clock, or those of them that have passed; one hour
 * when there are many satellites. Undefined for an hour that has not passed.
 */
export function questionAbout(hourMs: number, nowMs: number, satellites: number): PastQuestion | undefined {
  const hours = satellites * HOUR_POINTS * HOURS_AT_ONCE <= MAX_POINTS ? HOURS_AT_ONCE : 1;
  const fromMs = Math.floor(hourMs / (hours * HOUR_MS)) * hours * HOUR_MS;
  const beforeMs = Math.min(fromMs + hours * HOUR_MS, Math.floor(nowMs / HOUR_MS) * HOUR_MS);
  if (beforeMs <= hourMs) return undefined;
  return { window: { beforeMs, points: ((beforeMs - fromMs) / HOUR_MS) * HOUR_POINTS } };
}

/** The points of some satellites came, those of others could not be read. */
class PartlyReadError extends Error {
  override name = 'PartlyReadError';
}

export interface PastFailure {
  question: PastQuestion;
  error: unknown;
}

/** A time, all of which is recorded, or none. */
export interface KnownSpan extends Span {
  kind: 'recorded' | 'computed';
}

export interface Past {
  /** What the API has answered about an hour of a satellite; undefined before that. */
  recorded(catalogNumber: number, hourMs: number): Track | undefined;
  /** Asks for the hours that are not there yet, the first ones first. Cheap when all are. */
  want(hoursMs: readonly number[], satellites: { all: number; chosen: readonly number[] }): void;
  readonly isLoading: boolean;
  /** Which times are recorded, and which are computed, as far as the answers and the feed say. */
  known(nowMs: number, feed: ReadonlyMap<number, Track>): KnownSpan[];
  /** The question that failed last; it is asked again as long as its hours are wanted. */
  readonly failure: PastFailure | undefined;
}

/**
 * The runs of a window that are recorded, and those that are not. Recorded is what is so of all satellites that have
 * points in it: of the others, nothing is shown. Between a recorded point and another one, nothing is recorded.
 */
function spansOf({ beforeMs, points }: PastQuestion['window'], tracks: readonly Track[]): KnownSpan[] {
  const recorded = tracks
    .filter((track) => track.length > 0)
    .map((track) => new Set(track.filter(({ computed }) => !computed).map(({ timeMs }) => timeMs)));
  const fromMs = beforeMs - points * STEP_MS;
  const spans: KnownSpan[] = [];
  for (let timeMs = fromMs + STEP_MS; timeMs <= beforeMs; timeMs += STEP_MS) {
    const kind = recorded.every((times) => times.has(timeMs)) ? 'recorded' : 'computed';
    const last = spans.at(-1);
    if (last?.kind !== kind) {
      const edgeMs = kind === 'recorded' ? timeMs : timeMs - STEP_MS;
      if (last) last.untilMs = edgeMs;
      spans.push({ kind, fromMs: last ? edgeMs : fromMs, untilMs: beforeMs });
    }
  }
  return spans;
}

/** Makes an empty past. `onChange` is called after each answer. */
export function createPast(env: Pick<Env, 'nowMs' | 'after'>, fetchPast: FetchPast, onChange: () => void): Past {
  const hours = new Map<string, Track>();
  const answered = new Set<string>();
  const running = new Set<string>();
  /** Of each window that was asked about, as the last answer said. */
  const answers = new Map<string, KnownSpan[]>();
  let failure: PastFailure | undefined;
  let isWaiting = false;
  let wanted: (() => void) | undefined;

  function want(hoursMs: readonly number[], { all, chosen }: { all: number; chosen: readonly number[] }) {
    wanted = () => want(hoursMs, { all, chosen });
    if (isWaiting) return;
    // Of many satellites only those on the page; of a few all, so that every page asks the same.
    const isForAll = all * HOUR_POINTS * HOURS_AT_ONCE <= MAX_POINTS;
    for (const hourMs of hoursMs) {
      const question = questionAbout(hourMs, env.nowMs(), isForAll ? all : chosen.length);
      if (question) ask(isForAll ? question : { ...question, catalogNumbers: chosen });
    }
  }

  function ask(question: PastQuestion) {
    const key = JSON.stringify(question);
    if (answered.has(key) || running.has(key) || running.size >= AT_ONCE) return;
    running.add(key);
    fetchPast(question).then(
      ({ tracks, failed }) => {
        running.delete(key);
        for (const [catalogNumber, track] of tracks) keep(catalogNumber, track);
        note(question.window, [...tracks.values()]);
        if (failed.length > 0) fail(question, new PartlyReadError());
        else settle(key);
      },
      (error: unknown) => {
        running.delete(key);
        // Nothing is known of that time: the points would be refused each time.
        if (isRefusal(error)) settle(key);
        else fail(question, error);
      },
    );
  }

  function settle(key: string) {
    answered.add(key);
    failure = undefined;
    onChange();
    // What did not fit beside this one.
    wanted?.();
  }

  function fail(question: PastQuestion, error: unknown) {
    failure = { question, error };
    isWaiting = true;
    env.after(RETRY_MS, () => {
      isWaiting = false;
      wanted?.();
    });
    onChange();
  }

  function keep(catalogNumber: number, track: Track) {
    const byHour = new Map<number, TrackPoint[]>();
    for (const point of track) {
      const hourMs = hourOf(point.timeMs);
      const points = byHour.get(hourMs);
      if (points) points.push(point);
      else byHour.set(hourMs, [point]);
    }
    for (const [hourMs, points] of byHour) hours.set(`${catalogNumber} ${hourMs}`, points);
  }

  function note(window: PastQuestion['window'], tracks: readonly Track[]) {
    // Nothing is known of that time, or nothing could be read.
    if (tracks.some((track) => track.length > 0)) answers.set(JSON.stringify(window), spansOf(window, tracks));
  }

  function known(nowMs: number, feed: ReadonlyMap<number, Track>): KnownSpan[] {
    const keptMs = nowMs - KEPT_MS;
    const spans = [...answers.values()].flat().map((span) => ({ ...span, fromMs: Math.max(span.fromMs, keptMs) }));
    const fedFromMs = Math.min(nowMs, ...[...feed.values()].flatMap((track) => track[0]?.timeMs ?? []));
    const all: KnownSpan[] = [
      { kind: 'computed', fromMs: Number.NEGATIVE_INFINITY, untilMs: keptMs },
      ...spans,
      { kind: 'recorded', fromMs: fedFromMs, untilMs: nowMs },
      { kind: 'computed', fromMs: nowMs, untilMs: Number.POSITIVE_INFINITY },
    ];
    return all.filter(({ fromMs, untilMs }) => untilMs > fromMs);
  }

  return {
    known,
    recorded: (catalogNumber, hourMs) => hours.get(`${catalogNumber} ${hourMs}`),
    want,
    get isLoading() {
      return running.size > 0;
    },
    get failure() {
      return failure;
    },
  };
}
