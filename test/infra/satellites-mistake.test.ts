// A mistake in satellites.json is explained in a sentence that names the entry and the key, and says what is allowed.
import { describe, expect, it } from 'vitest';
import { mistakeInSatellites } from '../../infra/satellites-mistake.ts';
import schema from '../../satellites.schema.json' with { type: 'json' };

const TERRA = { catalogNumber: 25994, name: 'Terra', instrument: 'MODIS', swathKm: 2330 };
const AQUA = { ...TERRA, catalogNumber: 27424, name: 'Aqua' };
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ ...TERRA, catalogNumber: index + 1, name: `Terra ${index}` }));

/** The mistake in a list that has been through JSON. */
function mistake(list: unknown): string | undefined {
  return mistakeInSatellites(JSON.parse(JSON.stringify(list)), 'satellites.json');
}

describe('a valid list', () => {
  it.each([
    ['one satellite', [TERRA]],
    ['100 satellites', many(100)],
    [
      'catalog numbers of one and of nine digits',
      [
        { ...TERRA, catalogNumber: 1 },
        { ...AQUA, catalogNumber: 999_999_999 },
      ],
    ],
    ['two satellites with the same instrument', [TERRA, AQUA]],
    ['a name with letters of any language', [{ ...TERRA, name: 'Térrä 地球 🛰' }]],
    ['a name of 100 characters', [{ ...TERRA, name: 'x'.repeat(100) }]],
    ['a narrow swath', [{ ...TERRA, swathKm: 0.5 }]],
    ['the widest swath', [{ ...TERRA, swathKm: 20_000 }]],
  ])('has %s', (_, list) => {
    expect(mistake(list)).toBeUndefined();
    expect(mistake({ satellites: list })).toBeUndefined();
  });
});

const KEYS = 'catalogNumber, name, instruments, instrument, swathKm';
const TEXT = '1 to 100 characters, not all invisible, without line breaks, control characters or direction overrides';
const SWATH = 'a number of km above 0, at most 20000';
const NUMBER = 'an integer from 1 to 999999999';

describe('a mistake in the list', () => {
  it.each([[[]], [null], ['null'], [25994], [{ satellites: [] }], [{ satellites: {} }]])('%j is no list', (list) => {
    expect(mistake(list)).toBe('satellites.json must be a list of at least one satellite.');
  });

  it('an object without the list', () => {
    expect(mistake({ $schema: './satellites.schema.json' })).toBe(
      'satellites.json: "satellites" is missing. It must be a list of at least one satellite.',
    );
  });

  it('an unknown key beside the list', () => {
    expect(mistake({ satelites: [TERRA] })).toBe(
      'satellites.json: unknown key "satelites". Allowed keys are $schema, satellites.',
    );
  });

  it('a schema that is no address', () => {
    expect(mistake({ $schema: 7, satellites: [TERRA] })).toBe('satellites.json: "$schema" must be a text.');
  });

  it('more than 100 satellites', () => {
    expect(mistake(many(101))).toBe('satellites.json lists 101 satellites. The limit is 100.');
    expect(mistake(Array(900_000).fill(1))).toBe('satellites.json lists 900000 satellites. The limit is 100.');
  });
});

describe('a mistake in an entry', () => {
  it.each([[25994], ['Terra'], [null], [[TERRA]]])('%j is not an object', (entry) => {
    expect(mistake([TERRA, entry])).toBe(`satellites.json, entry 2: it must be an object.`);
  });

  it.each([
    ['catalogNumber', NUMBER],
    ['instrument', TEXT],
    ['swathKm', SWATH],
  ])('%s is missing', (key, mustBe) => {
    expect(mistake([TERRA, { ...AQUA, [key]: undefined }])).toBe(
      `satellites.json, entry 2 (Aqua): "${key}" is missing. It must be ${mustBe}.`,
    );
  });

  it('the name is missing', () => {
    expect(mistake([{ ...TERRA, name: undefined }])).toBe(
      `satellites.json, entry 1: "name" is missing. It must be ${TEXT}.`,
    );
  });

  it.each(['swath', 'Name', 'norad', '', '__proto__', 'toString'])('unknown key "%s"', (key) => {
    const json = JSON.stringify([TERRA, AQUA]).replace('"name":"Aqua"', `"name":"Aqua","${key}":1`);

    expect(mistakeInSatellites(JSON.parse(json), 'satellites.json')).toBe(
      `satellites.json, entry 2 (Aqua): unknown key "${key}". Allowed keys are ${KEYS}.`,
    );
  });

  it.each([
    ['catalogNumber', '27424', NUMBER],
    ['catalogNumber', 0, NUMBER],
    ['catalogNumber', 1_000_000_000, NUMBER],
    ['catalogNumber', null, NUMBER],
    ['instrument', '', TEXT],
    ['instrument', '  ', TEXT],
    ['instrument', 5, TEXT],
    ['instrument', 'x'.repeat(101), TEXT],
    ['instrument', 'MO\rDIS', TEXT],
    ['instrument', '\u0000', TEXT],
    ['swathKm', '2330', SWATH],
    ['swathKm', 0, SWATH],
    ['swathKm', -2330, SWATH],
    ['swathKm', 20_000.1, SWATH],
    ['swathKm', null, SWATH],
  ])('%s is %j', (key, value, mustBe) => {
    expect(mistake([TERRA, { ...AQUA, [key]: value }])).toBe(
      `satellites.json, entry 2 (Aqua): "${key}" must be ${mustBe}.`,
    );
  });

  it.each([
    [''],
    ['  '],
    [5],
    [null],
    [{ toString: 1 }],
    ['x'.repeat(101)],
    ['Ter\nra'],
    ['Ter\rra'],
    ['\tTerra'],
    ['Terra\u007f'],
    ['\u009bTerra'],
    ['\u200b\u2800'],
    ['Terra\u202eauqA'],
  ])('the name is %j', (name) => {
    expect(mistake([{ ...TERRA, name }])).toBe(`satellites.json, entry 1: "name" must be ${TEXT}.`);
  });

  it('a repeated catalog number: the message names both entries', () => {
    expect(mistake([TERRA, AQUA, { ...TERRA, name: 'EOS AM-1' }])).toBe(
      'satellites.json, entry 3 (EOS AM-1): catalog number 25994 is already in entry 1.',
    );
  });

  it.each([
    ['Terra', 'Terra'],
    ['Terra', ' Terra '],
    ['T\u00e9rra', 'Te\u0301rra'],
  ])('a repeated name: %j, %j', (name, again) => {
    expect(mistake([{ ...TERRA, name }, AQUA, { ...TERRA, catalogNumber: 1, name: again }])).toBe(
      `satellites.json, entry 3 (${again}): its name is that of entry 1.`,
    );
  });

  it('no instrument at all', () => {
    expect(mistake([TERRA, { catalogNumber: 27424, name: 'Aqua' }])).toBe(
      'satellites.json, entry 2 (Aqua): "instruments" is missing. It must be a list of 1 to 20 instruments.',
    );
  });
});

describe('instruments', () => {
  const SAR = { name: 'SAR', leftKm: -250, rightKm: 500 };
  const EDGE = 'a number of km from -10000 to 10000';
  const URL = 'https://images.example.org/?v={west},{south},{east},{north}&t={date}#[a]';
  const RULE =
    'must be an https address without spaces. Allowed placeholders are {west}, {south}, {east}, {north}, {date}, {time}, {timeOfDay}, {direction}, {latitude} and {longitude}';
  const entry = (...instruments: unknown[]) => ({ catalogNumber: 25994, name: 'Terra', instruments });
  const inEntry = (...instruments: unknown[]) => mistake([AQUA, entry(...instruments)]);

  it.each([
    [{ name: 'MODIS', swathKm: 2330 }],
    [SAR],
    [{ ...SAR, leftKm: 500, rightKm: -250 }],
    [{ ...SAR, leftKm: 0, rightKm: 10_000 }],
    [{ ...SAR, daylightOnly: true }],
    [{ ...SAR, images: { url: URL } }],
    [
      {
        ...SAR,
        images: {
          url: 'https://a.org:8443/{time}/{timeOfDay}/{direction}/{latitude}/{longitude}',
          daylightOnly: false,
        },
      },
    ],
  ])('%j is valid', (instrument) => {
    expect(inEntry(instrument)).toBeUndefined();
    expect(inEntry({ name: 'Main', swathKm: 1 }, instrument)).toBeUndefined();
  });

  it.each([
    [{ swathKm: 5 }, `instrument 2: "name" is missing. It must be ${TEXT}`],
    [5, 'instrument 2: it must be an object'],
    [{ name: 'SAR' }, `instrument 2 (SAR): "swathKm" is missing. It must be ${SWATH}`],
    [{ name: 'SAR', leftKm: 5 }, `instrument 2 (SAR): "rightKm" is missing. It must be ${EDGE}`],
    [{ name: 'SAR', rightKm: 5 }, `instrument 2 (SAR): "leftKm" is missing. It must be ${EDGE}`],
    [{ ...SAR, swathKm: 5 }, 'instrument 2 (SAR): "swathKm" is not allowed beside "leftKm" and "rightKm"'],
    [{ ...SAR, leftKm: '5' }, `instrument 2 (SAR): "leftKm" must be ${EDGE}`],
    [{ ...SAR, rightKm: 10_001 }, `instrument 2 (SAR): "rightKm" must be ${EDGE}`],
    [
      { ...SAR, leftKm: -500 },
      'instrument 2 (SAR): "leftKm" and "rightKm" together must be above 0: that is the width of the swath',
    ],
    [{ ...SAR, daylightOnly: 'yes' }, 'instrument 2 (SAR): "daylightOnly" must be true or false'],
    [
      { ...SAR, daylight: true },
      'instrument 2 (SAR): unknown key "daylight". Allowed keys are name, swathKm, leftKm, rightKm, daylightOnly, images, noImages',
    ],
    [{ ...SAR, images: URL }, 'instrument 2 (SAR): "images" must be an object'],
    [{ ...SAR, images: {} }, `instrument 2 (SAR): "images.url" is missing. It ${RULE}`],
    [
      { ...SAR, images: { url: URL, day: true } },
      'instrument 2 (SAR): unknown key "images.day". Allowed keys are url, daylightOnly, delayHours',
    ],
    [{ ...SAR, name: 'MODIS' }, 'instrument 2 (MODIS): its name is that of instrument 1'],
  ])('%j', (instrument, message) => {
    expect(inEntry({ name: 'MODIS', swathKm: 2330 }, instrument)).toBe(`satellites.json, entry 2 (Terra), ${message}.`);
  });

  it.each([
    'http://images.example.org/',
    'https://images.example.org',
    'https://images.example.org/{lat}',
    'https://images.example.org/{west',
    'https://{west}.example.org/',
    'https://user@example.org/',
    'https://images.example.org/a b',
    'javascript:alert(1)',
    '',
    5,
  ])('the address of images is %j', (url) => {
    expect(inEntry({ ...SAR, images: { url } })).toBe(
      `satellites.json, entry 2 (Terra), instrument 1 (SAR): "images.url" ${RULE}.`,
    );
  });

  it.each([[[]], [Array.from({ length: 21 }, (_, index) => ({ name: String(index), swathKm: 1 }))], ['MODIS'], [null]])(
    'the list is %j',
    (instruments) => {
      expect(mistake([{ catalogNumber: 1, name: 'Terra', instruments }])).toBe(
        'satellites.json, entry 1 (Terra): "instruments" must be a list of 1 to 20 instruments.',
      );
    },
  );

  it.each(['instrument', 'swathKm'] as const)('%s beside the list', (key) => {
    expect(mistake([{ ...entry(SAR), [key]: TERRA[key] }])).toBe(
      `satellites.json, entry 1 (Terra): "${key}" is not allowed beside "instruments".`,
    );
  });
});

it('the first entry with a mistake is reported, in the object form too', () => {
  const satellites = [TERRA, { ...AQUA, swathKm: 0 }, { ...TERRA, name: '' }];

  expect(mistake({ satellites })).toBe(`satellites.json, entry 2 (Aqua): "swathKm" must be ${SWATH}.`);
});

it('editors name a misspelt key: VS Code shows errorMessage in its place, where an object has one', () => {
  const closed: Record<string, unknown>[] = [];
  JSON.stringify(schema, (_, node) => {
    if (node?.additionalProperties === false) closed.push(node);
    return node;
  });

  expect(closed).toHaveLength(4);
  for (const node of closed) expect(node).not.toHaveProperty('errorMessage');
});
