// GET /satellites/{catalogNumber}/overpasses: the search, rounded, and its answer in every form.
import { describe, expect, inject, it } from 'vitest';
import { answer } from '../../../../functions/query/dispatch.ts';
import type { Form } from '../../../../functions/query/forms/forms.ts';
import type { Request } from '../../../../functions/query/http/request.ts';
import { toResponse } from '../../../../functions/query/http/response.ts';
import { overpassesCalendar } from '../../../../functions/query/overpasses/calendar.ts';
import { overpassesCsv } from '../../../../functions/query/overpasses/table.ts';
import { elementsAgeDays } from '../../../../orbit/age.ts';
import { cachedRecord } from '../../../../orbit/elements.ts';
import { horizonPasses, type Sighting } from '../../../../orbit/horizon-passes.ts';
import type { Omm } from '../../../../orbit/omm.ts';
import { swathOverpasses } from '../../../../orbit/swath-overpasses.ts';
import { DAY_MS, formatTime } from '../../../../orbit/time.ts';
import { timingUncertaintySeconds } from '../../../../orbit/uncertainty.ts';
import type { HorizonPassAnswer, SightingAnswer, SwathOverpassAnswer } from '../../../../wire/overpasses.ts';
import { agedDays, REPORTED } from '../../../orbit/decays.ts';
import { aReport, aSatellite, decayed, NOW_MS, TERRA } from '../../../support/builders.ts';
import { anHttpEvent } from '../../../support/lambda.ts';
import { createAsk, held } from '../support/ask.ts';
import { BOULDER, overBoulder } from '../support/boulder.ts';

const ask = createAsk(inject('endpoint'));

const FROM_MS = NOW_MS - 7500;
const UNTIL_MS = FROM_MS + 5 * DAY_MS;

const PLACES = [
  BOULDER,
  { latitudeDeg: 90, longitudeDeg: 0 },
  { latitudeDeg: -90, longitudeDeg: 45 },
  { latitudeDeg: -17.5, longitudeDeg: 180 },
];

const uncertaintySeconds = (timeMs: number) =>
  timingUncertaintySeconds(held().omm, elementsAgeDays(held().omm, timeMs));

/**
 * Checks that a value has at most these decimals, and differs from the exact one by at most half a unit of the last.
 */
function expectRounded(value: number, exact: number, decimals: number) {
  expect(Number(value.toFixed(decimals))).toBe(value);
  // A billionth more, because half a unit is not always a double.
  expect(Math.abs(value - exact)).toBeLessThanOrEqual(0.5 / 10 ** decimals + 1e-9);
}

describe('overpasses', () => {
  it.each(PLACES)('of the swath are those that orbit/ finds from the current minute on, rounded: %j', (place) => {
    const answer = overBoulder({ place });
    const { found } = swathOverpasses(cachedRecord(held().omm), place, FROM_MS, UNTIL_MS, 2330);
    const overpasses = answer.overpasses as SwathOverpassAnswer[];

    expect(answer).toMatchObject({ from: formatTime(FROM_MS), until: formatTime(UNTIL_MS) });
    expect(found.length).toBeGreaterThan(5);
    expect(overpasses).toMatchObject(found.map(({ side, ascending, day }) => ({ side, ascending, day })));
    for (const [index, { timeMs, distanceKm, sunElevationDeg }] of found.entries()) {
      const { time, ...overpass } = overpasses[index] as SwathOverpassAnswer;
      expectRounded(Date.parse(time), timeMs, 0);
      expectRounded(overpass.distanceKm, distanceKm, 3);
      expectRounded(overpass.sunElevationDeg, sunElevationDeg, 2);
      expectRounded(overpass.timingUncertaintySeconds, uncertaintySeconds(timeMs), 1);
    }
  });

  it.each(PLACES)('over the horizon are those that orbit/ finds, rounded: %j', (place) => {
    const passes = overBoulder({ place, kind: 'horizon' }).overpasses as HorizonPassAnswer[];
    const { found } = horizonPasses(cachedRecord(held().omm), place, FROM_MS, UNTIL_MS);

    expect(found.length).toBeGreaterThan(10);
    expect(passes).toHaveLength(found.length);
    for (const [index, pass] of found.entries()) {
      const { timingUncertaintySeconds: seconds, ...sightings } = passes[index] as HorizonPassAnswer;
      expectRounded(seconds, uncertaintySeconds(pass.culmination.timeMs), 1);
      for (const moment of ['rise', 'culmination', 'set'] as const) {
        const { timeMs, azimuthDeg, elevationDeg, rangeKm } = pass[moment] as Sighting;
        const { time, ...sighting } = sightings[moment] as SightingAnswer;
        expectRounded(Date.parse(time), timeMs, 0);
        expectRounded(sighting.azimuthDeg, azimuthDeg, 2);
        expectRounded(sighting.elevationDeg, elevationDeg, 3);
        expectRounded(sighting.rangeKm, rangeKm, 1);
      }
    }
  });

  it('report the age of their elements and the uncertainty that follows from it', () => {
    const nowMs = NOW_MS + 20 * DAY_MS;
    const { elements } = overBoulder({ days: 1 }, nowMs);

    expect(elements).toMatchObject({ epoch: '2026-10-09T22:33:25.053984Z', state: 'old' });
    expectRounded(elements?.ageDays as number, elementsAgeDays(held().omm, nowMs - 7500), 1);
    expectRounded(elements?.timingUncertaintySeconds as number, uncertaintySeconds(nowMs - 7500), 1);
    expect(elements?.timingUncertaintySeconds).toBeGreaterThan(5);
  });

  it('get less certain as their elements age', () => {
    const [first, last] = [overBoulder().overpasses.at(0), overBoulder().overpasses.at(-1)];

    expect(last?.timingUncertaintySeconds).toBeGreaterThan(first?.timingUncertaintySeconds as number);
  });

  it.each<[string, Partial<Omm> | undefined]>([
    ['no elements', undefined],
    ['elements without an epoch', { EPOCH: 'yesterday' }],
    ['elements without a mean motion', { MEAN_MOTION: Number.NaN }],
  ])('are not computed for a satellite with %s', (_, changes) => {
    const elements = changes ? { ...held(), omm: { ...held().omm, ...changes } } : null;

    for (const kind of ['swath', 'horizon'] as const) {
      expect(overBoulder({ kind }, NOW_MS, elements)).toMatchObject({ kind, elements: null, overpasses: [] });
    }
  });

  it.each(['swath', 'horizon'] as const)('end where the satellite decays, in every form: %s', (kind) => {
    // 45211 sinks below 100 km 21.93 days after its epoch.
    const starlink = REPORTED.find((omm) => omm.NORAD_CAT_ID === 45211) as Omm;
    const decays = { ...held(), omm: agedDays(starlink, 19.93, NOW_MS) };
    const answer = overBoulder({ kind }, NOW_MS, decays);
    const times = answer.overpasses.map((each) => ('time' in each ? each.time : each.culmination.time));
    const until = answer.elements?.usableUntil as string;

    expect(answer.elements).toMatchObject({ state: 'old', reason: 'decays around 12 October 2026' });
    expect(Date.parse(until)).toBeCloseTo(Date.parse('2026-10-12T11:55:00Z'), -6);
    if (kind === 'horizon') expect(times.length).toBeGreaterThan(3);
    for (const time of times) expect(time < until).toBe(true);
    expect(overpassesCsv(answer)).toMatch(
      new RegExp(
        `,old,${until},${kind === 'swath' ? ',,976\\.3(,[^,]*){3}' : ''},40.02,-105.25${kind === 'swath' ? ',[\\d.]+,[\\d.]+,[\\d.]+' : ''}\r\n$`,
      ),
    );
    expect(overpassesCalendar(answer).replaceAll('\r\n ', '')).toContain(
      `Terra: decays around 12 October 2026. No times can be computed after ${until}.`,
    );
  });

  it.each(['swath', 'horizon'] as const)('are none, and failed, when SGP4 rejects the elements: %s', (kind) => {
    const answer = overBoulder({ kind }, NOW_MS, decayed(held()));

    expect(answer).toMatchObject({ elements: { state: 'failed' }, overpasses: [] });
  });

  it.each([
    ['swath', 90],
    ['swath', -90],
    ['horizon', 90],
    ['horizon', -90],
  ] as const)('come once in each revolution at a pole: %s, latitude %d', (kind, latitudeDeg) => {
    const { overpasses } = overBoulder({ kind, place: { latitudeDeg, longitudeDeg: 0 }, days: 1 });

    // 14.6 revolutions a day; an edge of the window may cut one.
    expect(overpasses.length).toBeGreaterThanOrEqual(14);
    expect(overpasses.length).toBeLessThanOrEqual(16);
  });
});

const FORMS = ['json', 'csv', 'ics', 'geojson'] as const;

const requestIn = (form: Form, catalogNumber = TERRA): Request => ({
  kind: 'overpasses',
  catalogNumber,
  form,
  question: { place: BOULDER, kind: 'swath', days: 1, atNight: false },
  reminderMinutes: undefined,
});

describe('an answer', () => {
  it('comes in the requested form', async () => {
    const bodies = await Promise.all(FORMS.map((form) => ask(requestIn(form), [])));

    expect(bodies).toMatchObject([
      { status: 200, form: 'json', lifetime: 'live', body: { overpasses: [{}, {}] } },
      { status: 200, form: 'csv', lifetime: 'live', body: expect.stringMatching(/^satellite,.*\r\nTerra,/) },
      { status: 200, form: 'ics', lifetime: 'live', body: expect.stringMatching(/^BEGIN:VCALENDAR\r\n/) },
      { status: 200, form: 'geojson', lifetime: 'live', body: { features: [{}, {}, {}] } },
    ]);
  });

  it('has a name with the satellite, the place and the date', async () => {
    const { fileName } = await ask(requestIn('csv'), []);

    expect(fileName).toBe('Terra-swath-overpasses-40.02N-105.25W-2026-10-10');
  });

  it('has reminders as a calendar', async () => {
    const { body } = await ask<string>({ ...requestIn('ics'), reminderMinutes: 15 } as Request, []);

    expect(body.match(/^TRIGGER:.*$/gm)).toEqual(['TRIGGER:-PT15M', 'TRIGGER:-PT15M']);
  });

  it('is a problem for a satellite that is not followed', async () => {
    await expect(ask(requestIn('json', 25544), [])).rejects.toMatchObject({
      status: 404,
      message: 'Satellite 25544 is not followed here. /satellites lists those that are.',
    });
  });

  /** The response to a client that has the answer with this ETag. */
  async function responseAt(nowMs: number, form: Form, ifNoneMatch?: string) {
    const parts = {
      satellites: [aSatellite()],
      elementsOf: () => held(),
      problemOf: () => undefined,
      table: {} as never,
      archive: {} as never,
      report: aReport(),
    };
    const event = anHttpEvent({ headers: ifNoneMatch ? { 'if-none-match': ifNoneMatch } : {} });
    return toResponse(event, await answer(requestIn(form), parts, nowMs));
  }

  it.each(FORMS)('keeps its ETag for a minute, in which a repeated request gets 304: %s', async (form) => {
    const etag = String((await responseAt(FROM_MS, form)).headers?.etag);

    const repeated = await responseAt(FROM_MS + 59_999, form, etag);

    expect(repeated).toMatchObject({
      statusCode: 304,
      headers: { etag, 'cache-control': expect.stringContaining('s-maxage=5') },
    });
    expect(repeated.body).toBeUndefined();
  });

  it.each(['json', 'ics'] as const)(
    'has another ETag in the next minute, because it starts later: %s',
    async (form) => {
      const etag = String((await responseAt(FROM_MS, form)).headers?.etag);

      const next = await responseAt(FROM_MS + 60_000, form, etag);

      expect(next).toMatchObject({ statusCode: 200, headers: { etag: expect.not.stringMatching(etag) } });
    },
  );

  it('keeps its ETag as a table, which has no start time, until a value changes', async () => {
    const etag = String((await responseAt(FROM_MS, 'csv')).headers?.etag);

    expect((await responseAt(FROM_MS + 60_000, 'csv', etag)).statusCode).toBe(304);
    // Some have passed since yesterday, others come.
    expect((await responseAt(FROM_MS + 24 * 60 * 60_000, 'csv', etag)).statusCode).toBe(200);
  });

  it('has another ETag in each form', async () => {
    const etags = await Promise.all(FORMS.map(async (form) => (await responseAt(FROM_MS, form)).headers?.etag));

    expect(new Set(etags).size).toBe(4);
  });
});
