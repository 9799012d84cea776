// The two API descriptions as data, and functions to navigate them.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export type Document = { [key: string]: Json };

export const openapi = load('openapi.yaml');
export const asyncapi = load('asyncapi.yaml');

function load(name: string): Document {
  return parse(readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8')) as Document;
}

/** The target of a JSON pointer (`#/components/schemas/Point`); undefined when it has none. */
export function resolvePointer(document: Document, pointer: string): Json | undefined {
  if (!pointer.startsWith('#/')) return undefined;
  let value: Json | undefined = document;
  for (const part of pointer.slice(2).split('/')) {
    // Slashes in keys are escaped (RFC 6901, section 4).
    value = member(value, part.replaceAll('~1', '/').replaceAll('~0', '~'));
  }
  return value;
}

/** A member of a value. A `$ref` is followed. */
export function follow(document: Document, value: Json | undefined, key: string): Json | undefined {
  const found = member(value, key);
  const reference = member(found, '$ref');
  return typeof reference === 'string' ? resolvePointer(document, reference) : found;
}

function member(value: Json | undefined, key: string): Json | undefined {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as { [key: string]: Json })[key]
    : undefined;
}

/** Every object and array in a value with its path, the value itself first. */
export function* walk(value: Json, path: readonly string[] = []): Generator<{ path: readonly string[]; value: Json }> {
  if (typeof value !== 'object' || value === null) return;
  yield { path, value };
  for (const [key, child] of Object.entries(value)) yield* walk(child, [...path, key]);
}

/** The JSON pointer of a path. */
export function toPointer(path: readonly string[]): string {
  return `#${path.map((part) => `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')}`;
}
