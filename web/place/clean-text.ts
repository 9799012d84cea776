// Typography to plain signs: after this, ° ' " are the only units,
// N S E W the only words, and a point the only decimal sign. Pure.

// Before the normalization, which would turn º into the letter o, and ˚ and ´ into a space with a mark above it.
const SIGNS: [RegExp, string][] = [
  // Marks of direction, zero-width characters, soft hyphens: invisible, and often copied along.
  [/[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu, ''],
  [/[º˚∘◦⁰ᵒ]|\u030a/g, '°'],
  [/[‘’‚‛′‵´`ʹʻʼˈ]/g, "'"],
  [/[“”„‟″‶ʺ˝〃]/g, '"'],
  [/[‐‑‒–—―−﹣]/g, '-'],
  [/[、،]/g, ','],
  [/٫/g, '.'],
  // The normalization would make 402 of 40².
  [/[¹²³⁴-⁹₀-₉]/g, '^'],
];

// A label stands for its letter in formulas: φ is latitude, λ longitude.
const LATITUDE_LABEL = /["']?(?<![a-z])lat(?:itude)?(?![a-z])["']?\s*[.:=]*\s*/gi;
const LONGITUDE_LABEL = /["']?(?<![a-z])(?:lon(?:g(?:itude)?)?|lng)(?![a-z])["']?\s*[.:=]*\s*/gi;

/** An altitude at the end. */
export const ALTITUDE = /[,;]\s*-?\d+(?:\.\d+)?\s*(?:m|km|ft)\s*$/i;

// Where two angles meet: at a separator, a letter, a sign, a second degree sign, or after decimals of a degree.
const CLEAR_PAIR = /(?:[,;/|NSEWφλ]|\d[°'"]?\s*[+-]\s*[\d.]|°.*°|^[^\d.]*\d*\.\d+°?\s+\d)/;

const WORDS: [RegExp, string][] = [
  [LATITUDE_LABEL, ' φ '],
  [LONGITUDE_LABEL, ' λ '],
  [/([φλ])\s*[:=]/g, '$1'],
  // Of both, before the numbers: in the usual order they say nothing new.
  [/^\s*φ\s*[/,]?\s*λ/, ''],
  [/[()[\]{}<>]/g, ' '],
  // The letter o for the degree sign, where no unit or hemisphere is meant.
  [/(?<=\d)o(?=\s*[\d'"NSEW])/g, '°'],
  [/(?<=\d|\.)\s*deg(?:ree)?s?(?![a-z])\.?/gi, '°'],
  [/(?<=\d|\.)\s*(?:arc)?min(?:ute)?s?(?![a-z])\.?/gi, "'"],
  [/(?<=\d|\.)\s*(?:arc)?sec(?:ond)?s?(?![a-z])\.?/gi, '"'],
  // 40d 26m 46s. Only a small s: a capital one is south.
  [/(\d)\s*[dD]\s*(\d+(?:\.\d+)?)\s*[mM]\s*(\d+(?:\.\d+)?)\s*s(?![a-zA-Z])/g, `$1°$2'$3"`],
  [/(\d)\s*[dD]\s*(\d+(?:\.\d+)?)\s*[mM](?![a-zA-Z])/g, "$1°$2'"],
  [/(\d)\s*[dD](?![a-zA-Z])/g, '$1°'],
  // An altitude after the place. Not in 52 31, 13 m, where it may be the longitude.
  [new RegExp(`(?<=${CLEAR_PAIR.source}.*)${ALTITUDE.source}`, 'i'), ''],
  // 40:26:46
  [/(\d)\s*:\s*(\d+)\s*:\s*(\d)/g, "$1°$2'$3"],
  [/(\d)\s*:\s*(\d)/g, '$1°$2'],
  [/''/g, '"'],
  [/(?<=[NSEW])\.(?!\d)/gi, ''],
  [/^[\s@,;]+|[\s.,;/]+$/g, ''],
  // Of two dashes, the first separates: 40.02 – -105.27.
  [/(?<=[\d.°'"NSEW]) *- *(?=[+-])/gi, ', '],
  [/\s+/g, ' '],
];

const HEMISPHERE = /(?<![a-z])(north|south|east|west)(?![a-z])/gi;

/** A text without typography and invisible characters; full-width characters become usual ones. */
export function withPlainSigns(text: string): string {
  return SIGNS.reduce((rest, [pattern, sign]) => rest.replace(pattern, sign), text)
    .normalize('NFKC')
    .replace(/\p{Nd}/gu, latinDigit)
    .trim();
}

/** The digit of any script: they come in tens, which begin at a code that ends in 0 or 6. */
function latinDigit(digit: string): string {
  const code = digit.codePointAt(0) as number;
  const sixteen = code - (code % 16);
  const value = code - (/\p{Nd}/u.test(String.fromCodePoint(sixteen)) ? sixteen : sixteen + 6);
  // Two rare scripts have theirs elsewhere.
  return value >= 0 && value < 10 ? String(value) : digit;
}

/** A typed place in plain signs. */
export function cleanText(text: string): string {
  const clean = withPlainSigns(text).replace(HEMISPHERE, (word) => word.charAt(0).toUpperCase());
  return withDecimalPoints(
    withJoinedLetters(WORDS.reduce((rest, [pattern, sign]) => rest.replace(pattern, sign), clean)),
  );
}

/** Joins letters that have separators on both sides, as receivers write them: 33.87,S,151.21,E or S,33.87,E,151.21. */
function withJoinedLetters(text: string): string {
  return /^[NSEW]/i.test(text)
    ? text.replace(/(^|[,;]) *([NSEW]) *[,;] *(?=[\d.])/gi, '$1$2')
    : text.replace(/(?<=[\d.°'"]) *[,;] *([NSEW]) *(?=[,;]|$)/gi, '$1');
}

const TIGHT_COMMA = /\d,(?=\d)/g;

/** Turns decimal commas into points where they cannot be separators: 52,52; 13,40 or 52,52 N 13,4 E, but not 40,105. */
function withDecimalPoints(text: string): string {
  // 52,52,13,40 can be read in two ways.
  if (/\d,\d+,\d/.test(text)) return text;
  const commas = text.match(TIGHT_COMMA)?.length ?? 0;
  const parts = text.split(';');
  const isDivided = parts.length === 2 && parts.every((part) => !(/\d,\d/.test(part) && /\d\.\d/.test(part)));
  const isNamed = (text.match(/[NSEWφλ]/gi)?.length ?? 0) >= 2;
  const areDecimal = isDivided || (!/\d\.\d/.test(text) && (commas === 2 || (commas === 1 && isNamed)));
  return areDecimal ? text.replace(/(\d),(?=\d)/g, '$1.') : text;
}
