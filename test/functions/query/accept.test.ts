// What a client takes, read from its headers.
import { expect, it } from 'vitest';
import { acceptsGzip, preferredType } from '../../../functions/query/accept.ts';

it.each([
  [undefined, false],
  ['', false],
  ['gzip', true],
  ['GZip', true],
  ['deflate, gzip;q=1.0, *;q=0.5', true],
  ['br, gzip ; q=0.001', true],
  ['gzip;q=0', false],
  ['gzip; Q=0.0', false],
  ['*', true],
  ['*;q=0', false],
  ['gzip;q=0, *', false],
  ['*;q=0, gzip', true],
  ['identity;q=1, *;q=0', false],
  ['identity', false],
  ['br, deflate', false],
  // No weight: named, and so taken.
  ['gzip;q=high', true],
  [',', false],
])('Accept-Encoding %o: gzip %o', (acceptEncoding, expected) => {
  expect(acceptsGzip(acceptEncoding)).toBe(expected);
});

it.each([
  [undefined, true],
  [' ', true],
  [' , ,', true],
  // An old way to say anything.
  ['*', true],
  ['application/json', true],
  ['Application/JSON; charset=utf-8', true],
  ['application/*', true],
  ['*/*', true],
  // What a browser sends for an address that is typed in.
  ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', true],
  ['text/csv', false],
  ['application/geo+json', false],
  ['application/json;q=0, */*', false],
  ['text/csv, application/json;q=0.1', true],
])('Accept %o: JSON %o', (accept, expected) => {
  expect(preferredType(accept, ['application/json']) !== undefined).toBe(expected);
});

it.each([
  [undefined, 'application/json'],
  ['*/*', 'application/json'],
  ['text/calendar', 'text/calendar'],
  ['text/*', 'text/csv'],
  ['application/json;q=0.5, text/csv', 'text/csv'],
  ['text/calendar;q=0.9, text/csv;q=0.9', 'text/csv'],
  ['text/csv;q=0, text/*', 'text/calendar'],
  ['application/json;q=0, */*;q=0.1', 'text/csv'],
  ['image/png', undefined],
  // What is no weight is none: the form is named.
  ['text/csv;q=high', 'text/csv'],
  ['text/csv, application/json;q=x', 'application/json'],
  ['application/json;q=', 'application/json'],
  ['text/csv;q=1.5, application/json', 'application/json'],
  ['text/csv;q=-1, application/json;q=0.5', 'text/csv'],
  ['application/json;profile="a,b";q=0.2, text/csv;q=0.1', 'application/json'],
  ['application/json;profile="a,b";q=0.1, text/csv;q=0.2', 'text/csv'],
  [',text/calendar,', 'text/calendar'],
])('Accept %o prefers %o', (accept, expected) => {
  expect(preferredType(accept, ['application/json', 'text/csv', 'text/calendar'])).toBe(expected);
});
