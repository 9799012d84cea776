// Requests for overpasses, and the problems of invalid ones.
import { describe, expect, it } from 'vitest';
import { parseRequest } from '../../../../functions/query/http/request.ts';
import { anHttpEvent } from '../../../support/lambda.ts';
import { parse, problemOf, TRACK } from '../support/requests.ts';

describe('overpasses', () => {
  const OVERPASSES = '/satellites/25994/overpasses';
  const boulder = { latitude: '40.02', longitude: '-105.25' };

  it('of a place default to those of the swath in the next five days', () => {
    expect(parse(OVERPASSES, boulder)).toEqual({
      kind: 'overpasses',
      catalogNumber: 25994,
      form: 'json',
      question: { place: { latitudeDeg: 40.02, longitudeDeg: -105.25 }, kind: 'swath', days: 5, atNight: false },
    });
  });

  it.each([
    ['latitude', '90', { place: { latitudeDeg: 90 } }],
    ['latitude', '-90', { place: { latitudeDeg: -90 } }],
    ['latitude', '-0', { place: { latitudeDeg: 0 } }],
    ['longitude', '180', { place: { longitudeDeg: 180 } }],
    ['longitude', '-180', { place: { longitudeDeg: -180 } }],
    ['days', '1', { days: 1 }],
    ['daylight', 'any', { atNight: true }],
    ['daylight', 'true', { atNight: false, byDay: true }],
    ['from', '2026-11-24', { fromMs: Date.UTC(2026, 10, 24) }],
    ['from', '2026-11-24T10:30Z', { fromMs: Date.UTC(2026, 10, 24, 10, 30) }],
    ['from', '2026-11-24T10:30:15.5Z', { fromMs: Date.UTC(2026, 10, 24, 10, 30, 15, 500) }],
    ['until', '2028-02-29', { untilMs: Date.UTC(2028, 1, 29) }],
    ['maxOffNadirKm', '400', { maxOffNadirKm: 400 }],
    ['maxOffNadirKm', '0.5', { maxOffNadirKm: 0.5 }],
    ['maxOffNadirKm', '2e4', { maxOffNadirKm: 20_000 }],
    ['instrument', 'OLI-2, left', { instrument: 'OLI-2, left' }],
    ['days', '10', { days: 10 }],
    ['pastDays', '2', { pastDays: 2, days: 5 }],
    // Ten days in all.
    ['pastDays', '7', { pastDays: 7, days: 3 }],
    ['maybe', 'true', { includeMaybe: true }],
    ['kind', 'horizon', { kind: 'horizon' }],
  ])('%s may be %s', (name, value, question) => {
    expect(parse(OVERPASSES, { ...boulder, [name]: value })).toMatchObject({ question });
  });

  it('may have a name for the place, which is one line', () => {
    expect(parse(OVERPASSES, { ...boulder, name: ' Camp\r\n 2\u202e ' })).toMatchObject({ placeName: 'Camp 2' });
    expect(parse(OVERPASSES, { ...boulder, name: '🏕'.repeat(100) })).toMatchObject({ placeName: '🏕'.repeat(100) });
    expect(parse(OVERPASSES, { ...boulder, name: ' \u202e' })).not.toHaveProperty('placeName');
    expect(parse(OVERPASSES, { ...boulder, maybe: 'false' })).not.toHaveProperty('question.includeMaybe');
  });

  it.each([
    ...['', '90.001', '-91', '1e3', ' 1', '+1', '.5', 'NaN', '1,1'].map((value) => ['latitude', value] as const),
    ...['', '180.1', '-181', '1e3', 'east'].map((value) => ['longitude', value] as const),
    ...['', '0', '11', '2.5', '-1', '1e1', '100'].map((value) => ['days', value] as const),
    ...['', '0', '11', '1.5', '-1'].map((value) => ['pastDays', value] as const),
    ...['', 'Swath', 'ground'].map((value) => ['kind', value] as const),
    ...['', 'Any', 'night', 'false'].map((value) => ['daylight', value] as const),
    ...['', '0', '1441', '-15', '1.5', '15m', '1e1'].map((value) => ['reminder', value] as const),
    ...['', 'True', 'yes', '1'].map((value) => ['maybe', value] as const),
    ...['', 'x'.repeat(101)].map((value) => ['name', value] as const),
    ...['', 'kml', 'ical'].map((value) => ['format', value] as const),
    ...['', '0', '-1', '20001', '1e5', 'far', 'NaN'].map((value) => ['maxOffNadirKm', value] as const),
    ...['', ',', 'MODIS,', 'x'.repeat(101), 'a,'.repeat(50).concat('a')].map((value) => ['instrument', value] as const),
    ...[
      '',
      'now',
      '2026-11-31',
      '2027-02-29',
      '2026-11-24T25:00Z',
      '2026-11-24T10:30',
      '2026-11-24T10:30:00',
      '2026-11-24T11:30+01:00',
      '2026-11-24 10:30Z',
      '2026-11',
      '1795516200000',
    ].flatMap((value) => [['from', value] as const, ['until', value] as const]),
  ])('%s may not be %o', (name, value) => {
    expect(problemOf(() => parse(OVERPASSES, { ...boulder, [name]: value }))).toMatchObject({
      status: 400,
      message: expect.stringMatching(new RegExp(`^${name} must be `)),
    });
  });

  it('have one end: days or until', () => {
    expect(problemOf(() => parse(OVERPASSES, { ...boulder, until: '2026-11-24', days: '2' }))).toMatchObject({
      status: 400,
      message: 'days and until both say where the time ends. Give one of them.',
    });
  });

  it('over the horizon have no distance from the track', () => {
    expect(problemOf(() => parse(OVERPASSES, { ...boulder, kind: 'horizon', maxOffNadirKm: '400' }))).toMatchObject({
      status: 400,
      message: 'maxOffNadirKm is for kind=swath only: passes over the horizon have an elevation instead.',
    });
  });

  it.each([
    ['1', 1],
    ['15', 15],
    ['1440', 1440],
  ])('may have a reminder %s minutes before', (reminder, reminderMinutes) => {
    expect(parse(OVERPASSES, boulder)).toMatchObject({ reminderMinutes: undefined });
    expect(parse(OVERPASSES, { ...boulder, reminder })).toMatchObject({ reminderMinutes });
  });

  const RANGE_90 = 'a decimal number of degrees from -90 to 90, for example latitude=40.02.';
  const RANGE_180 = 'a decimal number of degrees from -180 to 180, for example longitude=-105.27.';

  it.each([
    ['latitude', `latitude is missing. It must be ${RANGE_90}`],
    ['longitude', `longitude is missing. It must be ${RANGE_180}`],
  ])('require a %s', (name, message) => {
    const { [name]: _, ...rest } = boulder as Record<string, string>;

    expect(problemOf(() => parse(OVERPASSES, rest))).toMatchObject({ status: 400, message });
  });

  it.each([
    ['latitude', '1e2', `latitude must be ${RANGE_90}`],
    ['latitude', '1e', `latitude must be ${RANGE_90}`],
    ['latitude', '0x10', `latitude must be ${RANGE_90}`],
    ['latitude', '-Infinity', `latitude must be ${RANGE_90}`],
    ['longitude', '', `longitude must be ${RANGE_180}`],
    ['longitude', '254.75', `longitude must be ${RANGE_180}`],
  ])('describe the format of a %s that is %o', (name, value, message) => {
    expect(problemOf(() => parse(OVERPASSES, { ...boulder, [name]: value }))).toMatchObject({ status: 400, message });
  });

  it.each([
    ['40.123456789012345', 40.123456789012344],
    ['0.11111111111111116', 0.111111111111111],
    ['1e1', 10],
    ['-1.5E-05', -0.000015],
    ['1.17e-38', 0],
    ['-2.2250738585072014e-308', 0],
    [`40.${'0'.repeat(300)}1`, 40],
  ])('accept the number %s', (latitude, latitudeDeg) => {
    expect(parse(OVERPASSES, { ...boulder, latitude })).toMatchObject({ question: { place: { latitudeDeg } } });
  });

  it('of several satellites are those of all, or of the ones that are named', () => {
    const whole = {
      kind: 'placeOverpasses',
      form: 'json',
      question: { place: {}, kind: 'swath', days: 5, atNight: false },
    };

    expect(parse('/overpasses', boulder)).toMatchObject({ ...whole, catalogNumbers: undefined });
    expect(parse('/overpasses/', { ...boulder, satellites: '27424,25994' })).toMatchObject({
      ...whole,
      catalogNumbers: [27424, 25994],
    });
  });

  it.each(['', ',', '25994,', 'Terra', '25994, 27424', '25994;27424', '0', '1e3', '1000000000'])(
    'of satellites %o are refused',
    (satellites) => {
      expect(problemOf(() => parse('/overpasses', { ...boulder, satellites }))).toMatchObject({
        status: 400,
        message:
          'satellites must be catalog numbers with commas between them, for example satellites=25994,27424. Without it, all satellites are meant.',
      });
    },
  );

  it('of several satellites may repeat the parameter, as generated clients do', () => {
    expect(parse('/overpasses', 'latitude=1&longitude=2&satellites=27424&satellites=25994')).toMatchObject({
      catalogNumbers: [27424, 25994],
    });
  });

  it('of a satellite that is named twice are given once', () => {
    expect(parse('/overpasses', { ...boulder, satellites: '25994,27424,25994' })).toMatchObject({
      catalogNumbers: [25994, 27424],
    });
  });

  it('of one satellite have no list of satellites', () => {
    expect(problemOf(() => parse(OVERPASSES, { ...boulder, satellites: '25994' })).message).toBe(
      'Unknown parameter "satellites". Known parameters: latitude, longitude, from, until, days, pastDays, kind, daylight, maxOffNadirKm, instrument, maybe, name, reminder, format.',
    );
  });

  it.each([
    [OVERPASSES, 'text/calendar', 'ics'],
    ['/overpasses', 'application/geo+json', 'geojson'],
    [OVERPASSES, 'text/csv', 'csv'],
    [TRACK, 'text/csv', 'csv'],
    [TRACK, 'application/geo+json', 'geojson'],
  ])('and tracks come in the form that Accept or format names: %s as %s', (path, accept, form) => {
    const query = path === TRACK ? {} : boulder;

    expect(parseRequest(anHttpEvent({ path, query, headers: { accept } }))).toMatchObject({ form });
    expect(parse(path, { ...query, format: form })).toMatchObject({ form });
  });
});
