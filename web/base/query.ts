// An address: its query as the page writes it, moments in it, and whom it reaches. Pure.
import { formatTime, parseTime } from '../../orbit/time.ts';

/** With its question mark; empty without parameters. */
export function formatQuery(parameters: URLSearchParams): string {
  // A comma and a colon need no escape in a query (RFC 3986, section 3.4), and read better without one.
  const text = parameters.toString().replaceAll('%2C', ',').replaceAll('%3A', ':');
  return text && `?${text}`;
}

/** Reads a moment as the page writes it, 2026-11-24T10:30Z, or with seconds; undefined for anything else. */
export function readMoment(text: string): number | undefined {
  return parseTime(text.replace(/T\d\d:\d\d(?=Z$)/, '$&:00'));
}

/** Writes a moment, seconds only if there are any: 2026-11-24T10:30Z. */
export function writeMoment(timeMs: number): string {
  return formatTime(timeMs).replace(/:00Z$/, 'Z');
}

/** Whether an address leads to this machine alone: 127.0.0.1, localhost. Other devices cannot open it. */
export function isOfThisMachine(address: string): boolean {
  return /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(address).hostname);
}
