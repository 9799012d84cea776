// The examples in docs/openapi.yaml are real answers of the function.
import { expect, inject, it } from 'vitest';
import { FORMS } from '../../../functions/query/forms/forms.ts';
import { Problem } from '../../../functions/query/http/answer.ts';
import { parseRequest } from '../../../functions/query/http/request.ts';
import { overpassesCalendar } from '../../../functions/query/overpasses/calendar.ts';
import { overpassesCsv } from '../../../functions/query/overpasses/table.ts';
import type { StoredPoint } from '../../../functions/shared/track-table.ts';
import { cachedRecord, elementsEpoch } from '../../../orbit/elements.ts';
import { lastGridTimes } from '../../../orbit/grid.ts';
import { roundPoint } from '../../../orbit/point.ts';
import { subSatellitePoint } from '../../../orbit/propagate.ts';
import type { OverpassesAnswer } from '../../../wire/overpasses.ts';
import { openapi, toPointer, walk } from '../../contract/documents.ts';
import { GOES_18 } from '../../orbit/orbits.ts';
import { AQUA, AURA, anInstrument, aSatellite, aTrack, TERRA, THREE_SATELLITES } from '../../support/builders.ts';
import { anHttpEvent } from '../../support/lambda.ts';
import { type AskOptions, createAsk, held } from './support/ask.ts';

const ask = createAsk(inject('endpoint'));

const GOES_SWATH = aSatellite({ catalogNumber: 51850, name: 'GOES-18', instruments: [anInstrument('ABI', 12_000)] });

const LANDSAT = aSatellite({ catalogNumber: 49260, name: 'Landsat 9', instruments: [anInstrument('OLI-2', 185)] });

const MISR = anInstrument('MISR', 360, { daylightOnly: true });

/** Terra, and Landsat 9, which waits for elements. */
const OPTIONS: AskOptions = {
  satellites: [aSatellite({ instruments: [anInstrument(), MISR] }), LANDSAT],
  elementsOf: (catalogNumber) =>
    catalogNumber === TERRA
      ? { ...held(), source: 'celestrak.org', retrievedAt: '2026-10-09T23:47:12Z' }
      : catalogNumber === LANDSAT.catalogNumber
        ? undefined
        : held(catalogNumber),
  nowMs: Date.parse('2026-10-10T00:00:05.120Z'),
};

/** Terra, with images of MODIS by day. */
const WITH_IMAGES: AskOptions = {
  ...OPTIONS,
  satellites: [
    aSatellite({
      instruments: [
        anInstrument('MODIS', 2330, {
          images: {
            url: 'https://images.example.org/?v={west},{south},{east},{north}&t={date}&l={direction}',
            daylightOnly: true,
            delayHours: 5,
          },
        }),
        MISR,
      ],
    }),
  ],
};

/** Terra's points, computed as in the feed. */
function pointsUntil(time: string, count: number): StoredPoint[] {
  const { omm } = held();
  return lastGridTimes(count, Date.parse(time)).map((timeMs) => ({
    catalogNumber: TERRA,
    ...roundPoint(subSatellitePoint(cachedRecord(omm), timeMs)),
    elementsEpoch: elementsEpoch(omm),
  }));
}

/** A geostationary satellite, on the day of its elements. */
const GEOSTATIONARY: AskOptions = {
  satellites: [GOES_SWATH],
  elementsOf: () => ({ omm: GOES_18, source: 'celestrak.org', retrievedAt: null }),
  nowMs: Date.parse('2024-07-02T20:00:05Z'),
};

interface Asked {
  path: string;
  points?: StoredPoint[];
  options?: AskOptions;
  /** How many overpasses the example shows. */
  first?: number;
  method?: string;
  accept?: string;
}

const TRACK = '/satellites/25994/track';
const PAST = `${TRACK}?points=3&before=2026-10-10T00:01:00Z`;
const PAST_TRACKS = '/tracks?satellites=25994,49260&points=1&before=2026-10-10T00:01:00Z';
const FRAME_POINTS = pointsUntil('2026-10-10T00:03:00Z', 2);
const WAITING_TRACK = '/satellites/49260/track';
const BOULDER = 'latitude=40.02&longitude=-105.25&days=1';
const OVERPASSES = `/satellites/25994/overpasses?${BOULDER}`;
const WAITING = `/satellites/49260/overpasses?${BOULDER}`;
const TOGETHER = `/overpasses?satellites=25994,49260&${BOULDER}`;
const OVER_HONOLULU = 'latitude=21.31&longitude=-157.86&days=1';
const HONOLULU = `/satellites/51850/overpasses?${OVER_HONOLULU}`;
const BEFORE_POINTS = pointsUntil('2026-10-10T00:01:00Z', 3);
const SECONDS_LATER: AskOptions = { nowMs: Date.parse('2026-10-10T00:01:05Z') };

/** By the last parts of the example's pointer: path or response, media type, name. */
const ASKED: Record<string, Asked> = {
  '/satellites json followed': { path: '/satellites', points: pointsUntil('2026-10-10T00:00:00Z', 1) },
  'track json past': { path: PAST, points: BEFORE_POINTS },
  'track json live': {
    path: `${TRACK}?points=2`,
    points: pointsUntil('2026-10-10T00:03:00Z', 20),
    options: SECONDS_LATER,
  },
  'track json empty': { path: WAITING_TRACK },
  'track csv past': { path: `${PAST}&format=csv`, points: BEFORE_POINTS },
  'track csv empty': { path: `${WAITING_TRACK}?format=csv` },
  'track geojson past': { path: `${PAST}&format=geojson`, points: BEFORE_POINTS },
  'track geojson swath': { path: `${PAST}&format=geojson&swath=true`, points: BEFORE_POINTS },
  'track geojson empty': { path: `${WAITING_TRACK}?format=geojson` },
  '/tracks json past': { path: PAST_TRACKS, points: BEFORE_POINTS },
  '/tracks csv past': { path: `${PAST_TRACKS}&format=csv`, points: BEFORE_POINTS },
  '/tracks geojson past': { path: `${PAST_TRACKS}&format=geojson`, points: BEFORE_POINTS },
  'elements json at': { path: '/satellites/25994/elements?at=2026-10-08T10:30Z' },
  'elements json list': { path: '/satellites/25994/elements' },
  'elements csv list': { path: '/satellites/25994/elements?format=csv' },
  '/elements json at': { path: '/elements?at=2026-10-08T10:30Z' },
  '/elements csv at': { path: '/elements?at=2026-10-08T10:30Z&format=csv' },
  '/frame json points': { path: '/frame', points: FRAME_POINTS },
  '/frame/compact json compact': { path: '/frame/compact', points: FRAME_POINTS },
  'overpasses json swath': { path: OVERPASSES },
  'overpasses json horizon': { path: `${OVERPASSES}&kind=horizon`, first: 1 },
  'overpasses json past': {
    path: '/satellites/25994/overpasses?latitude=40.02&longitude=-105.25&from=2026-10-08&until=2026-10-10&daylight=true&maxOffNadirKm=400&instrument=MODIS',
    options: WITH_IMAGES,
  },
  'overpasses json waiting': { path: WAITING },
  'overpasses json always': { path: `${HONOLULU}&kind=horizon`, options: GEOSTATIONARY },
  'overpasses csv swath': { path: `${OVERPASSES}&format=csv` },
  'overpasses csv horizon': { path: `${OVERPASSES}&kind=horizon&format=csv`, first: 1 },
  'overpasses csv waiting': { path: `${WAITING}&format=csv` },
  'overpasses csv always': { path: `${HONOLULU}&format=csv`, options: GEOSTATIONARY },
  'overpasses ics swath': { path: `${OVERPASSES}&format=ics`, first: 1 },
  'overpasses ics reminder': { path: `${OVERPASSES}&format=ics&reminder=15`, first: 1 },
  'overpasses ics horizon': { path: `${OVERPASSES}&kind=horizon&format=ics`, first: 1 },
  'overpasses ics always': { path: `${HONOLULU}&format=ics`, options: GEOSTATIONARY },
  'overpasses ics waiting': { path: `${WAITING}&format=ics` },
  'overpasses geojson swath': { path: `${OVERPASSES}&format=geojson` },
  '/overpasses json swath': { path: TOGETHER },
  '/overpasses csv swath': { path: `${TOGETHER}&format=csv` },
  '/overpasses ics swath': { path: `${TOGETHER}&format=ics&reminder=15` },
  '/overpasses geojson horizon': {
    path: `/overpasses?${OVER_HONOLULU}&kind=horizon&format=geojson`,
    options: GEOSTATIONARY,
  },
  '/status json well': {
    path: '/status',
    options: { satellites: THREE_SATELLITES },
    points: [TERRA, AQUA, AURA].flatMap((catalogNumber) =>
      aTrack(200, Date.parse('2026-10-10T00:03:00Z'), { catalogNumber }),
    ),
  },
  '/status json behind': { path: '/status', points: aTrack(200, Date.parse('2026-10-09T23:58:20Z')) },
  'BadRequest points': { path: `${TRACK}?points=4321` },
  'BadRequest before': { path: `${TRACK}?before=2026-01-01` },
  'BadRequest window': { path: `${OVERPASSES}&from=2026-08-01` },
  'BadRequest instrument': { path: `${OVERPASSES}&instrument=OLI` },
  'NotFound satellite': { path: '/satellites/25544/track' },
  'MethodNotAllowed post': { path: '/status', method: 'POST' },
  'NotAcceptable xml': { path: '/satellites', accept: 'text/xml' },
  'NotAcceptable overpasses': { path: OVERPASSES, accept: 'text/xml' },
};

/** The examples by the names above. handler.test.ts checks the one of status 500. */
const EXAMPLES = new Map(
  [...walk(openapi)].flatMap(({ path, value }) => {
    if (path.at(-2) !== 'examples' || !path.includes('content') || path.includes('ServerError')) return [];
    const type = path.at(-3) as string;
    const form = Object.entries(FORMS).find(([, { mediaType }]) => mediaType === type)?.[0];
    const of = path[0] === 'components' ? path[2] : (path[1] as string).replace('/satellites/{catalogNumber}/', '');
    const name = [of, ...(form ? [form] : []), path.at(-1)].join(' ');
    return [[name, { where: toPointer(path), value: (value as { value: unknown }).value }]];
  }),
);

/** The body of an answer or of a problem. */
async function answerTo({ path, method = 'GET', accept, points = [], options, first }: Asked): Promise<unknown> {
  const { pathname, searchParams } = new URL(path, 'http://localhost');
  const headers: Record<string, string> = accept ? { accept } : {};
  try {
    const request = parseRequest(
      anHttpEvent({ path: pathname, method, query: Object.fromEntries(searchParams), headers }),
    );
    const { body } = await ask<unknown>(request, points, { ...OPTIONS, ...options });
    if (request.kind !== 'overpasses' || first === undefined) return body;
    const { body: all } = await ask<OverpassesAnswer>({ ...request, form: 'json' }, points, OPTIONS);
    const shortened = { ...all, overpasses: all.overpasses.slice(0, first) } as OverpassesAnswer;
    if (request.form === 'csv') return overpassesCsv(shortened);
    return request.form === 'ics'
      ? overpassesCalendar(shortened, { reminderMinutes: request.reminderMinutes })
      : shortened;
  } catch (error) {
    if (error instanceof Problem) return error.body;
    throw error;
  }
}

it('every example is tested', () => {
  expect([...EXAMPLES.keys()].toSorted()).toEqual(Object.keys(ASKED).toSorted());
});

it.each(Object.entries(ASKED))('%s', async (name, asked) => {
  const example = EXAMPLES.get(name);

  expect(JSON.parse(JSON.stringify(await answerTo(asked))), example?.where).toEqual(example?.value);
});
