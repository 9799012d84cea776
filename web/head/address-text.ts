// What the page does not use of its address, and what could be written instead. Pure.
import { readMoment } from '../base/query.ts';
import { MAX_SCALE, readFrame } from '../base/view.ts';
import { type Choice, readSatellites, withoutMarks } from './choice.ts';

/** What an address says: the reader's choices, and the overpass whose row is open. */
export type Described = keyof Choice | 'pass';

/** What is known about an address. */
export interface AddressFacts {
  query: string;
  /** Those to describe. */
  choices: ReadonlySet<Described>;
  /** The catalog numbers that the page can show; undefined until they are known. */
  listed: readonly number[] | undefined;
  /** Why the place cannot be read, as sentences; undefined when it can, or when that is not known yet. */
  placeFault: string | undefined;
  /** Why the time cannot be shown; undefined when it can, or when that is not known yet. */
  timeFault?: string | undefined;
  /** Why the overpass is not opened; undefined when it is, or when that is not known yet. */
  passFault?: string | undefined;
}

/** Describes the mistakes in an address, each in a line; undefined without any. */
export function describeMistakes(facts: AddressFacts): string | undefined {
  const { query, choices, listed, placeFault, timeFault, passFault } = facts;
  const parameters = new URLSearchParams(query);
  const sentences: string[] = [];
  if (choices.has('satellites')) sentences.push(describeSatellites(parameters, listed).join(' '));
  if (choices.has('place') && placeFault) {
    sentences.push(`The place in the address, ${quoted(parameters.get('place') ?? '')}, is not used. ${placeFault}`);
  }
  if (choices.has('timeMs')) sentences.push(...describeMoment(parameters.get('t') ?? '', timeFault));
  if (choices.has('pass')) sentences.push(...describePass(parameters, passFault));
  for (const [choice, name] of NAMES) if (choices.has(choice)) sentences.push(...describeRepeated(name, parameters));
  if (choices.has('paused')) sentences.push(...describeWord('pause', parameters, ['1', '0']));
  if (choices.has('units')) sentences.push(...describeWord('units', parameters, ['km', 'mi']));
  if (choices.has('frame')) sentences.push(...describeFrame(parameters.get('map') ?? ''));
  return sentences.filter(Boolean).join('\n') || undefined;
}

const NAMES = [
  ['place', 'place'],
  ['timeMs', 't'],
  ['pass', 'pass'],
  ['paused', 'pause'],
  ['units', 'units'],
  ['frame', 'map'],
] as const;

function describeRepeated(name: string, parameters: URLSearchParams): string[] {
  const values = new Set(parameters.getAll(name));
  return values.size > 1 ? [`The address has ${values.size} values of ${name}. Only the first one is used.`] : [];
}

function describeSatellites(parameters: URLSearchParams, listed: readonly number[] | undefined): string[] {
  const { numbers, invalid } = readSatellites(parameters);
  const unlisted = listed ? numbers.filter((number) => !listed.includes(number)) : [];
  const sentences: string[] = [];
  if (unlisted.length > 0) {
    const which =
      unlisted.length === 1 ? `satellite ${unlisted[0]}, which is` : `satellites ${joined(unlisted)}, which are`;
    sentences.push(`The address asks for ${which} not followed here.`);
  }
  if (invalid.length > 0) {
    const kind = invalid.length === 1 ? 'which is not a catalog number' : 'which are not catalog numbers';
    sentences.push(`The address asks for ${joined(invalid.map(quoted))}, ${kind} such as 25994.`);
  }
  if (sentences.length > 0 && unlisted.length === numbers.length) sentences.push('All satellites are shown.');
  return sentences;
}

function describeMoment(text: string, fault: string | undefined): string[] {
  if (fault) return [`The time in the address, ${quoted(text)}, is not shown. ${fault}`];
  if (text === '' || readMoment(text) !== undefined) return [];
  return [`The time in the address, ${quoted(text)}, is not used. Write it in UTC, such as 2026-11-24T10:30Z.`];
}

function describePass(parameters: URLSearchParams, fault: string | undefined): string[] {
  const text = parameters.get('pass') ?? '';
  const why = parameters.get('place')?.trim() ? fault : 'It needs a place.';
  return text.trim() === '' || why === undefined
    ? []
    : [`The overpass in the address, ${quoted(text)}, is not opened. ${why}`];
}

function describeFrame(text: string): string[] {
  if (text === '' || readFrame(text)) return [];
  const how = `latitude, longitude and a magnification of 1 to ${MAX_SCALE}, such as -18.14,178.44,4`;
  return [`The part of the map in the address, ${quoted(text)}, is not used. Write ${how}.`];
}

function describeWord(name: string, parameters: URLSearchParams, known: [string, string]): string[] {
  const word = parameters.get(name) ?? '';
  if (word === '' || known.includes(word)) return [];
  return [`The address has ${name}=${quoted(word)}, which is not used. It can be ${known[0]} or ${known[1]}.`];
}

/** More of them do not read as a sentence. */
const MAX_JOINED = 5;

function joined(values: readonly (string | number)[]): string {
  const shown = values.slice(0, MAX_JOINED);
  const left = values.length - shown.length;
  const all = left > 0 ? [...shown, `${left} more`] : shown;
  return all.length === 1 ? String(all[0]) : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}

const MAX_QUOTED = 40;

function quoted(value: string): string {
  const visible = [...withoutMarks(value)];
  return `"${visible.slice(0, MAX_QUOTED).join('')}${visible.length > MAX_QUOTED ? '…' : ''}"`;
}
