// Names in satellites.json: any script, but nothing that cannot be seen or that turns other text round.
import { expect, it } from 'vitest';
import { mistakeInSatellites } from '../../infra/satellites-mistake.ts';

/** The mistake in a list that has been through JSON. */
function mistakeInName(name: unknown): string | undefined {
  const list = [{ catalogNumber: 25994, name, instrument: 'MODIS', swathKm: 2330 }];
  return mistakeInSatellites(JSON.parse(JSON.stringify(list)), 'satellites.json');
}

it.each([
  'Terra',
  ' Terra ',
  'x'.repeat(100),
  '-',
  '=1+1',
  '地球',
  'أقمار',
  // With zero-width joiners and variation selectors, as emoji and some scripts need them.
  '\u{1f6f0}\ufe0f',
  '\u{1f469}\u200d\u{1f680}',
  'می\u200cخواهم',
  // A mark of direction does not reach beyond itself.
  'Terra\u200e',
])('%j', (text) => {
  expect(mistakeInName(text)).toBeUndefined();
});

it.each([
  ['empty', ''],
  ['spaces', ' \u00a0\u2003\u3000'],
  ['too long', 'x'.repeat(101)],
  ['a number', 5],
  ['a line break', 'Ter\nra'],
  ['separators of lines and paragraphs', 'Ter\u2028ra'],
  ['a paragraph separator', 'Ter\u2029ra'],
  ['half a surrogate pair', 'Terra\ud83d'],
  ['zero-width spaces', '\u200b\u200b'],
  ['a word joiner', '\u2060'],
  ['a byte-order mark', '\ufeff'],
  ['a soft hyphen', '\u00ad'],
  ['marks of direction', '\u200e\u200f\u061c'],
  ['fillers', '\u3164\u115f\uffa0'],
  ['an empty Braille cell', '\u2800'],
  ['variation selectors', '\ufe0f'],
  ['tags', '\u{e0041}'],
  ['a combining mark without a letter', '\u0301'],
  ['a Mongolian vowel separator', '\u180e'],
  ['a right-to-left override', 'Terra\u202eauqA'],
  ['a left-to-right override', '\u202dTerra'],
  ['an embedding', '\u202bTerra\u202c'],
  ['an isolate', '\u2067Terra\u2069'],
  ['an isolate that ends before it begins', 'Terra\u2069'],
])('is not %s', (_, text) => {
  expect(mistakeInName(text)).toBe(
    'satellites.json, entry 1: "name" must be ' +
      '1 to 100 characters, not all invisible, without line breaks, control characters or direction overrides.',
  );
});
