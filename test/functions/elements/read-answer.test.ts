// The meaning of each answer of the source.
import { describe, expect, it } from 'vitest';
import { readAnswer } from '../../../functions/elements/read-answer.ts';
import { newestOmm } from '../../accuracy/truth.ts';
import { NOW_MS, TERRA } from '../../support/builders.ts';
import reported from './data/source-answers.json' with { type: 'json' };

const OMM = newestOmm(TERRA);
const AQUA = newestOmm(27424);

/** Reads an answer to the request for Terra. */
const read = (body: unknown, status = 200) =>
  readAnswer(status, typeof body === 'string' ? body : JSON.stringify(body), TERRA, NOW_MS);

const NOT_UPDATED =
  'GP data has not updated since your last successful download of CATNR=25994 at 2026-10-10 06:00:00 UTC.\n' +
  'Data is updated once every 2 hours.';

const HTML = '<!DOCTYPE html>\n<html>\n  <head><title>Down for maintenance</title></head>\n</html>';

describe('a set', () => {
  it('of the requested satellite is accepted', () => {
    expect(read([OMM])).toEqual({ kind: 'set', omm: OMM });
  });

  it('may be spread over lines', () => {
    expect(read(`\r\n${JSON.stringify([OMM], null, 2)}\r\n`)).toEqual({ kind: 'set', omm: OMM });
  });

  it('may have its numbers as strings, as Space-Track does', () => {
    const texts = Object.fromEntries(Object.entries(OMM).map(([keyword, value]) => [keyword, String(value)]));

    expect(read([texts])).toEqual({ kind: 'set', omm: OMM });
  });

  it.each([
    ['with Z', `${OMM.EPOCH}Z`, OMM.EPOCH],
    ['with 3 decimals', '2026-10-09T22:33:25.053', '2026-10-09T22:33:25.053'],
    ['with 3 decimals and Z', '2026-10-09T22:33:25.053Z', '2026-10-09T22:33:25.053'],
  ])('may have an epoch %s', (_, written, kept) => {
    expect(read([{ ...OMM, EPOCH: written }])).toEqual({ kind: 'set', omm: { ...OMM, EPOCH: kept } });
  });

  it.each([100_001, 270_288, 799_500_123])('may be of the catalog number %d', (catalogNumber) => {
    const omm = { ...OMM, NORAD_CAT_ID: catalogNumber };

    expect(readAnswer(200, JSON.stringify([omm]), catalogNumber, NOW_MS)).toEqual({ kind: 'set', omm });
  });

  // SGP4 refuses the first; the second is about 60 km high; the third is at its apogee.
  it.each([
    [{ MEAN_MOTION: 17.5 }, 'SGP4 refuses these elements (satellite has decayed)'],
    [{ MEAN_MOTION: 16.8, ECCENTRICITY: 0.0001 }, 'these elements give no orbit (below 100 km)'],
    [{ MEAN_MOTION: 0.5, ECCENTRICITY: 0.97, MEAN_ANOMALY: 180 }, 'its perigee lies inside the Earth'],
  ])('that gives no orbit at its epoch is refused: %o', (elements, reason) => {
    expect(read([{ ...OMM, ...elements }])).toMatchObject({ kind: 'refused', reason, endsRun: false, unknown: false });
    // An older one in the same answer is used.
    const older = { ...OMM, EPOCH: '2026-10-08T00:00:00.000000' };
    expect(read([{ ...OMM, ...elements }, older])).toEqual({ kind: 'set', omm: older });
  });

  it.each([
    ['first', [0, 1, 2]],
    ['last', [2, 1, 0]],
    ['in the middle', [1, 0, 2]],
  ])('is the newest of several, which is %s', (_, order) => {
    const sets = [
      OMM,
      { ...OMM, EPOCH: '2026-10-08T00:00:00.000000' },
      { ...OMM, EPOCH: '2026-10-09T22:33:25.053983' },
    ];

    expect(read(order.map((index) => sets[index]))).toEqual({ kind: 'set', omm: OMM });
  });

  it('is the newest valid one: newer ones of another satellite, from the future or out of range do not count', () => {
    const newer = '2026-10-10T01:00:00.000000';
    const sets = [
      { ...OMM, EPOCH: newer, INCLINATION: 181 },
      { ...AQUA, EPOCH: newer },
      OMM,
      { ...OMM, EPOCH: '2026-10-20T00:00:00.000000' },
      { ...OMM, EPOCH: newer, EPHEMERIS_TYPE: 4 },
    ];

    expect(read(sets)).toEqual({ kind: 'set', omm: OMM });
  });

  it.each([null, {}, { NORAD_CAT_ID: null, EPOCH: null, OBJECT_NAME: null }, { NORAD_CAT_ID: TERRA, EPOCH: null }])(
    'is found after the placeholder %j',
    (placeholder) => {
      expect(read([placeholder, OMM])).toEqual({ kind: 'set', omm: OMM });
    },
  );

  it('may follow a byte-order mark', () => {
    expect(read(`\ufeff${JSON.stringify([OMM])}`)).toEqual({ kind: 'set', omm: OMM });
  });

  it('is found among sets of other satellites and broken ones', () => {
    expect(read([AQUA, { ...OMM, BSTAR: null }, 'junk', OMM])).toEqual({ kind: 'set', omm: OMM });
  });
});

describe('unchanged', () => {
  it.each([403, 200])('is the answer with %d when our copy is current', (status) => {
    expect(read(NOT_UPDATED, status)).toEqual({ kind: 'unchanged' });
  });

  it.each([
    'GP data has not been updated since your last successful download',
    `<html><body><p>${NOT_UPDATED}</p></body></html>`,
    NOT_UPDATED.toUpperCase(),
  ])('has other wordings: %s', (text) => {
    expect(read(text, 403)).toEqual({ kind: 'unchanged' });
  });

  it.each([404, 429, 500, 503])('is not accepted with %d', (status) => {
    expect(read(NOT_UPDATED, status)).toMatchObject({ kind: 'refused' });
  });
});

describe('refused because the source is in trouble or wants us to stop: the run ends', () => {
  it.each([
    [403, 'Forbidden: your address has been blocked', '403: Forbidden: your address has been blocked'],
    [401, '', '401'],
    [429, 'Too Many Requests', '429: Too Many Requests'],
    [500, 'Internal Server Error', '500: Internal Server Error'],
    [502, HTML, '502: Down for maintenance'],
    [503, 'Service Unavailable', '503: Service Unavailable'],
    [204, '', '204'],
    // A redirect without an address, or one that was not to be followed.
    [301, 'Moved Permanently', '301: Moved Permanently'],
    // A set does not count with the status of an error.
    [500, JSON.stringify([OMM]), expect.stringMatching(/^500: \[\{"OBJECT_NAME":"TERRA"/)],
  ])('%d %s', (status, body, reason) => {
    expect(read(body, status)).toEqual({ kind: 'refused', reason, endsRun: true, unknown: false });
  });
});

describe('refused for this satellite only', () => {
  it.each<[name: string, status: number, body: unknown, reason: unknown]>([
    ['an empty answer', 200, '', 'an empty answer'],
    ['HTML', 200, HTML, 'a web page instead of JSON'],
    [
      'truncated JSON',
      200,
      JSON.stringify([OMM]).slice(0, -20),
      expect.stringMatching(/^not JSON: \[\{"OBJECT_NAME":"TERRA"/),
    ],
    [
      'a set that is not in an array',
      200,
      OMM,
      expect.stringMatching(/^not an array of element sets: \{"OBJECT_NAME":"TERRA".{98}$/),
    ],
    ['null', 200, null, 'not an array of element sets: null'],
    [
      'an error as JSON',
      200,
      { error: 'rate limit for you' },
      'not an array of element sets: {"error":"rate limit for you"}',
    ],
    [
      'an error as JSON with tags',
      200,
      '\ufeff{"error":\n "<b class=\'x\'>rate</b> < 5"}',
      'not an array of element sets: {"error": " rate < 5"}',
    ],
    ['an array of something else', 200, ['TERRA'], 'not element sets: ["TERRA"]'],
    [
      'an error in an array',
      200,
      [{ error: 'rate limit exceeded' }],
      'not element sets: [{"error":"rate limit exceeded"}]',
    ],
    ['an empty object', 200, [{}], 'not element sets: [{}]'],
    ['an array in an array', 200, [[], null], 'not element sets: [[],null]'],
    ['another satellite', 200, [AQUA], 'a set of another satellite: 27424'],
    ['a missing field', 200, [{ ...OMM, INCLINATION: undefined }], 'INCLINATION is missing or not a number'],
    ['a field that is not finite', 200, [{ ...OMM, BSTAR: Number.NaN }], 'BSTAR is missing or not a number'],
    ['an eccentricity of 1', 200, [{ ...OMM, ECCENTRICITY: 1 }], 'ECCENTRICITY is out of range: 1'],
    ['a mean motion of 0', 200, [{ ...OMM, MEAN_MOTION: 0 }], 'MEAN_MOTION is out of range: 0'],
    ['a mean motion below 0', 200, [{ ...OMM, MEAN_MOTION: -1 }], 'MEAN_MOTION is out of range: -1'],
    [
      'an epoch in the future',
      200,
      [{ ...OMM, EPOCH: '2026-10-11T00:00:00.000000' }],
      'EPOCH is in the future: 2026-10-11T00:00:00.000000',
    ],
    [
      'an invalid epoch',
      200,
      [{ ...OMM, EPOCH: '2026-02-30T00:00:00' }],
      'EPOCH is not a UTC time: 2026-02-30T00:00:00',
    ],
    ['SGP4-XP', 200, [{ ...OMM, EPHEMERIS_TYPE: 4 }], 'EPHEMERIS_TYPE must be 0 (SGP4), not 4'],
  ])('%s', (_, status, body, reason) => {
    expect(read(body, status)).toEqual({ kind: 'refused', reason, endsRun: false, unknown: false });
  });

  it('names what is wrong with the set of this satellite, not with the first one', () => {
    expect(read([null, { ...AQUA, BSTAR: null }, { ...OMM, INCLINATION: 181 }])).toMatchObject({
      reason: 'INCLINATION is out of range: 181',
    });
    expect(read([null, AQUA])).toMatchObject({ reason: 'a set of another satellite: 27424', unknown: false });
  });

  it.each<[form: string, text: string]>([
    [
      'XML',
      '<?xml version="1.0" encoding="UTF-8"?>\n<ndm xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><omm/></ndm>',
    ],
    ['XML', '\ufeff<?xml version="1.0"?>\n<!-- GP --><ndm:omm id="CCSDS_OMM_VERS" version="2.0"></ndm:omm>'],
    ['XML', '<omm id="CCSDS_OMM_VERS" version="3.0"><header/></omm>'],
    ['KVN', 'CCSDS_OMM_VERS = 2.0\nCREATION_DATE = 2026-10-09T12:00:00\nOBJECT_NAME = TERRA\n'],
    ['KVN', '\r\nCOMMENT GP data = as published\r\nCCSDS_OMM_VERS        = 3.0\r\n'],
    ['CSV', 'OBJECT_NAME,OBJECT_ID,EPOCH,MEAN_MOTION\r\nTERRA,1999-068A,2026-10-09T22:33:25.053984,14.61172684\r\n'],
    ['CSV', '\ufeff"object_name";"epoch";"mean_motion"\n"TERRA";"2026-10-09T22:33:25.053984";14.6\n'],
    ['CSV', 'Epoch, Norad_Cat_Id\n2026-10-09T22:33:25.053984, 25994\n'],
    ['CSV', 'NAME|NORAD_CAT_ID\r\nTERRA|25994\r\n'],
    ['a web page', '\n<!-- mirror --><html lang="en"><title>EPOCH, in CSV</title></html>'],
    ['a web page', '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN"><html/>'],
    [
      'a two-line element set',
      'TERRA\r\n1 25994U 99068A   26282.93987331  .00000272  00000+0  64302-4 0  9995\r\n' +
        '2 25994  97.9326 327.8638 0001614 190.9180 292.5402 14.61172684426367\r\n',
    ],
  ])('%s: %j', (form, text) => {
    expect(read(text)).toEqual({ kind: 'refused', reason: `${form} instead of JSON`, endsRun: false, unknown: false });
  });

  it.each(['COMMENT ', '<a> ', 'A,', '1 ', '<', '\n<', '<html <', ', '].map((part) => part.repeat(50_000)))(
    'a long text that is none of these forms is refused at once',
    (text) => {
      expect(read(text)).toMatchObject({ reason: expect.stringMatching(/^not JSON: |^a web page/) });
    },
  );

  it('a long run of spaces in XML takes no longer', () => {
    // A pattern that tries each pair of spaces would take an hour.
    const text = `<?xml version="1.0"?>${' '.repeat(500_000)}x`;

    expect(read(text)).toMatchObject({ reason: 'XML instead of JSON' });
  });
});

describe('refused, since the source does not know the satellite', () => {
  it.each<[name: string, status: number, body: unknown, reason: string]>([
    ['404', 404, 'No GP data found', '404: the source does not know this satellite'],
    ['no data', 200, 'No GP data found', 'the source has no data for this satellite'],
    ['no data, in a page', 200, '<p>no gp data found</p>', 'the source has no data for this satellite'],
    ['an empty array', 200, [], 'an empty array'],
    ['placeholders', 200, [null, { NORAD_CAT_ID: null, EPOCH: null }], 'only placeholders without values'],
  ])('%s', (_, status, body, reason) => {
    expect(read(body, status)).toEqual({ kind: 'refused', reason, endsRun: false, unknown: true });
  });
});

describe('what users of other trackers report', () => {
  const EPOCHS: Record<string, string> = {
    'the set of 08:00 today': '2026-11-25T08:00:00.000000',
    'taken: 25 November 2026, 10:00:00.123456': '2026-11-25T10:00:00.123456',
  };

  it.each(reported.cases)('$name', ({ sets, right, prefix = '' }) => {
    const body = prefix + JSON.stringify(sets.map((changes) => ({ ...reported.base, ...changes })));

    const answer = readAnswer(200, body, 25544, Date.parse('2026-11-25T12:00:00Z'));

    const EPOCH = EPOCHS[right] ?? '2026-11-25T08:00:00.000000';
    expect(answer).toMatchObject({ kind: 'set', omm: { NORAD_CAT_ID: 25544, EPOCH, BSTAR: 0.000182 } });
  });
});

it('the reason has no mark that could reorder the sentence around it', () => {
  expect(read('\u202enwod\u0007 \ud83d', 500)).toMatchObject({ reason: '500: nwod \ufffd' });
});

it('the reason quotes 120 characters of the answer', () => {
  expect(read('x'.repeat(1000), 500)).toMatchObject({ reason: `500: ${'x'.repeat(120)}` });
});

it.each<[name: string, status: number, body: unknown]>([
  ['a long page', 500, `<html>\n${'<p>sorry</p>\n'.repeat(10_000)}</html>`],
  ['a long page under 200', 200, `<html>\n${'<p>sorry</p>\n'.repeat(10_000)}</html>`],
  ['a long epoch', 200, [{ ...OMM, EPOCH: '9'.repeat(100_000) }]],
  ['a long type', 200, [{ ...OMM, EPHEMERIS_TYPE: 'X'.repeat(100_000) }]],
])('the reason for refusing %s is one short line', (_, status, body) => {
  const { reason } = read(body, status) as { reason: string };

  expect(reason.length).toBeLessThanOrEqual(200);
  expect(reason).not.toContain('\n');
});
