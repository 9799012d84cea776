// Durations, and UTC times as text: epoch milliseconds inside, ISO 8601 with `Z` outside.

export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** Epoch milliseconds as ISO 8601 with `Z`. Whole seconds have no fraction. */
export function formatTime(timeMs: number): string {
  return new Date(timeMs).toISOString().replace('.000Z', 'Z');
}

const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z$/;

/**
 * Reads a UTC time, ISO 8601 with `Z`, as epoch milliseconds. Finer digits are cut. Returns undefined for anything
 * else: without `Z` it would be local time, and Date.parse turns 31 February into 3 March.
 */
export function parseTime(text: unknown): number | undefined {
  if (typeof text !== 'string' || !TIME.test(text)) return undefined;
  const timeMs = Date.parse(text);
  if (Number.isNaN(timeMs)) return undefined;
  // A day that the month does not have becomes one of the next month: the date written back differs.
  return new Date(timeMs).toISOString().startsWith(text.slice(0, 10)) ? timeMs : undefined;
}

const DAY_OF_YEAR = /^(\d{4})-(\d{3})(?=T)/;

/**
 * A time with its date as year, month and day.
 * CCSDS also allows the day of the year: 2026-329T10:00:00 is 2026-11-25T10:00:00.
 */
export function withCalendarDate(text: string): string {
  const [written, year, day] = DAY_OF_YEAR.exec(text) ?? [];
  if (written === undefined) return text;
  const date = new Date(`${year}-01-01T00:00:00Z`);
  date.setUTCDate(Number(day));
  // Day 000, or one that the year does not have, stays as it is: no time.
  return date.getUTCFullYear() === Number(year) ? date.toISOString().slice(0, 10) + text.slice(written.length) : text;
}
