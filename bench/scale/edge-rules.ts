// For how long CloudFront keeps an answer, and when it sends one that is too old. Sources: edge-cache.ts.
import type { IncomingHttpHeaders } from 'node:http';

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export interface Stored {
  answer: Answer;
  storedMs: number;
  freshUntilMs: number;
  /** Until then a stale answer is sent at once, while the API is asked. */
  usableUntilMs: number;
  /** Until then a stale answer is better than an error. */
  betterThanErrorUntilMs: number;
  /** After an error the API is not asked before. */
  nextTryMs: number;
}

/** Settings of the distribution. */
export interface Lifetimes {
  /** Maximum TTL of the cache policy. */
  maxTtlSeconds?: number;
  /** For how long 5xx are repeated at least (error caching minimum TTL). */
  errorTtlSeconds?: number;
}

// As infra/page sets them.
export const MAX_TTL_SECONDS = 86_400;
export const ERROR_TTL_SECONDS = 2;
// CloudFront's default for all other errors.
const DEFAULT_ERROR_TTL_SECONDS = 10;

/** What the cache sends without waiting; `isFinal` is false when it asks the API at the same time. */
export function findStored(stored: Stored | undefined, nowMs: number): { answer?: Answer; isFinal: boolean } {
  if (!stored) return { isFinal: false };
  const { answer, storedMs, freshUntilMs, usableUntilMs, betterThanErrorUntilMs, nextTryMs } = stored;
  const headers = { ...answer.headers, age: String(Math.floor((nowMs - storedMs) / 1000)) };
  const aged = { ...answer, headers };
  if (nowMs < freshUntilMs) return { answer: aged, isFinal: true };
  if (nowMs < nextTryMs && nowMs < betterThanErrorUntilMs) return { answer: aged, isFinal: true };
  if (nowMs < usableUntilMs) return { answer: aged, isFinal: false };
  return { isFinal: false };
}

/** An answer as it is kept; undefined when it must not be. */
export function keep(answer: Answer, nowMs: number, lifetimes: Lifetimes): Stored | undefined {
  const { maxTtlSeconds = MAX_TTL_SECONDS, errorTtlSeconds = ERROR_TTL_SECONDS } = lifetimes;
  const directives = directivesOf(answer.headers['cache-control']);
  const seconds = (name: string) => (directives.has(name) ? Number(directives.get(name)) : undefined);
  const isForbidden = ['no-store', 'no-cache', 'private'].some((name) => directives.has(name));
  const stated = isForbidden ? 0 : (seconds('s-maxage') ?? seconds('max-age') ?? 0);
  const least = leastSeconds(answer.status, errorTtlSeconds);
  const ttl = Math.max(Math.min(stated, maxTtlSeconds), least);
  if (ttl === 0) return undefined;
  const until = (stale: number) => nowMs + Math.max(ttl, Math.min(ttl + stale, maxTtlSeconds)) * 1000;
  return {
    answer,
    storedMs: nowMs,
    freshUntilMs: until(0),
    usableUntilMs: until(seconds('stale-while-revalidate') ?? 0),
    // Without the directive, a stale answer is sent for as long as it is there. An error is not kept for that.
    betterThanErrorUntilMs: answer.status === 200 ? until(seconds('stale-if-error') ?? maxTtlSeconds) : 0,
    nextTryMs: 0,
  };
}

/** What is kept after the API was asked again. */
export function refresh(old: Stored, answer: Answer, nowMs: number, lifetimes: Lifetimes): Stored | undefined {
  if (answer.status >= 500 && nowMs < old.betterThanErrorUntilMs) {
    const nextTryMs = nowMs + (lifetimes.errorTtlSeconds ?? ERROR_TTL_SECONDS) * 1000;
    const headers = { ...old.answer.headers, age: String(Math.floor((nowMs - old.storedMs) / 1000)) };
    return { ...old, answer: { ...old.answer, headers }, nextTryMs };
  }
  if (answer.status !== 304) return keep(answer, nowMs, lifetimes);
  const { age: _, ...before } = old.answer.headers;
  return keep({ ...old.answer, headers: { ...before, ...answer.headers } }, nowMs, lifetimes);
}

/** Errors that are repeated whatever their Cache-Control says. Others, such as 400, only if it says so. */
function leastSeconds(status: number, errorTtlSeconds: number): number {
  if ([500, 501, 502, 503, 504].includes(status)) return errorTtlSeconds;
  return [404, 405, 414].includes(status) ? DEFAULT_ERROR_TTL_SECONDS : 0;
}

function directivesOf(cacheControl = ''): Map<string, string> {
  const directives = cacheControl.split(',').map((directive) => directive.trim().toLowerCase().split('='));
  return new Map(directives.map(([name = '', value = '']) => [name, value]));
}
