// Text as the search compares it: small letters without accents, Cyrillic and Greek in Latin letters. Pure.

/** What the decomposition of Unicode leaves as it is. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
  ə: 'e',
  // Arabic letters that people write in one of several ways.
  ى: 'ي',
  ی: 'ي',
  ک: 'ك',
  ة: 'ه',
};

const CYRILLIC = 'абвгдезийклмнопрстуфыэьъіїєґўјљњћђџ';
const CYRILLIC_LATIN = 'a b v g d e z i i k l m n o p r s t u f y e   i i e g u j l n c d d'.split(' ');
const GREEK = 'αβγδεζηικλμνξοπρστυφωςθχψ';
const GREEK_LATIN = 'a v g d e z i i k l m n x o p r s t y f o s th ch ps'.split(' ');
const SIBILANTS = { ж: 'zh', х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'shch', ю: 'yu', я: 'ya', ё: 'e' };

const FOLDED = new Map<string, string>([
  ...Object.entries(LETTERS),
  ...Object.entries(SIBILANTS),
  ...[...CYRILLIC].map((letter, index): [string, string] => [letter, CYRILLIC_LATIN[index] ?? '']),
  ...[...GREEK].map((letter, index): [string, string] => [letter, GREEK_LATIN[index] ?? '']),
]);

const PLAIN = /^[a-z ]*$/;

/**
 * Folds a text: "São  Paulo" and "SAO PAULO" both become "sao paulo", "Zürich" "zurich", "Москва" "moskva". Apostrophes
 * go; hyphens and other signs become spaces.
 */
export function foldText(text: string): string {
  const small = text.toLowerCase();
  if (PLAIN.test(small)) return small.replace(/ +/g, ' ').trim();
  const letters = small
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}'’‘ʻʼ`´]/gu, '')
    .replace(/[^a-z ]/gu, (letter) => FOLDED.get(letter) ?? letter);
  return letters.replace(/[^\p{L}\p{Nd}]+/gu, ' ').trim();
}
