// What a client accepts, from its headers.
import { expect, it } from 'vitest';
import { acceptsGzip, preferredType } from '../../../../functions/query/http/accept.ts';

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
  // An invalid weight counts as none given.
  ['gzip;q=high', true],
  ['gzip;q=', true],
  ['gzip;q=2', true],
  ['gzip;q=-1', false],
  [',, gzip ,', true],
  [',', false],
  ['deflate;x="gzip, gzip"', false],
])('Accept-Encoding %o: gzip %o', (acceptEncoding, expected) => {
  expect(acceptsGzip(acceptEncoding)).toBe(expected);
});

it.each([
  [undefined, true],
  [' ', true],
  ['application/json', true],
  ['Application/JSON; charset=utf-8', true],
  ['application/*', true],
  ['*/*', true],
  // A browser, for an address typed in.
  ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', true],
  ['text/csv', false],
  ['application/geo+json', false],
  ['application/json;q=0, */*', false],
  ['text/csv, application/json;q=0.1', true],
  ['text/csv, application/json;q=x', true],
  ['*', true],
  ['*;q=0', false],
  [', ,', true],
  ['text/csv,,application/json', true],
  ['text/plain;note="a, application/json, b"', false],
  ['text/plain;note="a\\", application/json;q=1, b"', false],
  ['text/plain;note="a;q=0", application/json', true],
  // An unfinished quotation includes the rest.
  ['application/json;note="a, text/csv;q=0', true],
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
  ['text/csv;q=high', 'text/csv'],
  ['text/csv, application/json;q=x', 'application/json'],
  ['text/csv;q=0.9, text/calendar;q=', 'text/calendar'],
  // A weight above 1 is 1. Of equal weights the first wins.
  ['text/calendar;q=7, text/csv', 'text/csv'],
  ['text/csv;q=-0.5, text/calendar;q=0.001', 'text/calendar'],
  ['text/csv;q=0, *', 'application/json'],
  ['*;q=0.5, text/calendar', 'text/calendar'],
  ['*;q=0.1, */*;q=0', undefined],
  ['text/csv;note="a;q=0, b";q=0.2, text/calendar;q=0.1', 'text/csv'],
])('Accept %o prefers %o', (accept, expected) => {
  expect(preferredType(accept, ['application/json', 'text/csv', 'text/calendar'])).toBe(expected);
});
