// GET /overpasses: several satellites in one answer, in every form, each as in its own answer.
import { describe, expect, it } from 'vitest';
import { answer } from '../../../../functions/query/dispatch.ts';
import { contentType, FORMS, type Form } from '../../../../functions/query/forms/forms.ts';
import { parseRequest } from '../../../../functions/query/http/request.ts';
import { toResponse } from '../../../../functions/query/http/response.ts';
import { bundledElementsOf } from '../../../../functions/shared/elements.ts';
import type {
  HorizonPassAnswer,
  OverpassesAnswer,
  SightingAnswer,
  SwathOverpassAnswer,
} from '../../../../wire/overpasses.ts';
import type { PlaceOverpassesAnswer } from '../../../../wire/place-overpasses.ts';
import { validateAnswer } from '../../../contract/schemas.ts';
import { GOES_18 } from '../../../orbit/orbits.ts';
import {
  AQUA,
  AURA,
  anInstrument,
  aReport,
  aSatellite,
  decayed,
  NOW_MS,
  TERRA,
  THREE_SATELLITES,
} from '../../../support/builders.ts';
import { anHttpEvent } from '../../../support/lambda.ts';
import { bodyOf, held } from '../support/ask.ts';

const BOULDER = 'latitude=40.02&longitude=-105.25';
const WAITING = aSatellite({ catalogNumber: 49260, name: 'Landsat 9', instruments: [anInstrument('OLI-2', 185)] });
const FALLEN = aSatellite({ catalogNumber: 31135, name: 'Fallen' });
const BROKEN = aSatellite({ catalogNumber: 40069, name: 'Broken' });
/** Those whose search does not fail. */
const HEALTHY = [...THREE_SATELLITES, WAITING, FALLEN];
const FOLLOWED = [...HEALTHY, BROKEN];

const aParts = (satellites = FOLLOWED) => ({
  satellites,
  elementsOf: (catalogNumber: number) => {
    if (catalogNumber === BROKEN.catalogNumber) throw new TypeError('a bug');
    if (catalogNumber === FALLEN.catalogNumber) return decayed(held());
    return catalogNumber === WAITING.catalogNumber ? undefined : bundledElementsOf(catalogNumber);
  },
  problemOf: () => undefined,
  table: {} as never,
  archive: {} as never,
  report: aReport(),
});

async function ask<Body>(path: string, query: string, parts = aParts(), nowMs = NOW_MS) {
  const got = await answer(parseRequest(anHttpEvent({ path, query })), parts, nowMs);
  const described = path === '/overpasses' ? path : '/satellites/{catalogNumber}/overpasses';
  const type = contentType(FORMS[got.form]);
  const body = bodyOf(got);
  expect(validateAnswer(described, got.status, JSON.parse(JSON.stringify(body)), type)).toEqual([]);
  return { ...got, body: body as Body };
}

const together = <Body>(more = '', parts = aParts()) => ask<Body>('/overpasses', `${BOULDER}${more}`, parts);
const alone = <Body>(catalogNumber: number, more = '') =>
  ask<Body>(`/satellites/${catalogNumber}/overpasses`, `${BOULDER}${more}`);

const eventsIn = (calendar: string) => calendar.match(/BEGIN:VEVENT[\s\S]*?END:VEVENT/g) ?? [];
const startOf = (event: string) => /^DTSTART:(.*)\r$/m.exec(event)?.[1] as string;

describe.each(['swath', 'horizon'] as const)('the overpasses of several satellites: %s', (kind) => {
  it('are those of each satellite, in order of time', async () => {
    const { body } = await together<PlaceOverpassesAnswer>(`&kind=${kind}`);
    const overpasses: ({ catalogNumber: number } & (SwathOverpassAnswer | HorizonPassAnswer))[] = body.overpasses;
    const timeOf = (each: SwathOverpassAnswer | HorizonPassAnswer) => ('time' in each ? each.time : each.rise?.time);
    const times = overpasses.map((each) => Date.parse(timeOf(each) as string));

    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(new Set(overpasses.slice(0, 9).map(({ catalogNumber }) => catalogNumber))).toEqual(
      new Set([TERRA, AQUA, AURA]),
    );
    for (const catalogNumber of [TERRA, AQUA, AURA]) {
      const { body: single } = await alone<OverpassesAnswer>(catalogNumber, `&kind=${kind}`);
      const { name, place, from, until } = single;
      expect(body).toMatchObject({ place, kind, from, until });
      expect(overpasses.filter((each) => each.catalogNumber === catalogNumber)).toEqual(
        single.overpasses.map((each) => ({ catalogNumber, name, ...each })),
      );
    }
  });

  it('are one table, with the lines of each satellite', async () => {
    const lines = (await together<string>(`&kind=${kind}&format=csv`)).body.split('\r\n');
    const singles = await Promise.all(
      [TERRA, AQUA, AURA].map((number) => alone<string>(number, `&kind=${kind}&format=csv`)),
    );
    const expected = singles.flatMap(({ body }) => body.split('\r\n').slice(1, -1));

    expect(lines[0]).toBe(singles[0]?.body.split('\r\n')[0]);
    expect(lines.slice(1, -4).toSorted()).toEqual(expected.toSorted());
    expect(lines.slice(-4)).toEqual([
      expect.stringMatching(/^Landsat 9,49260,OLI-2,,.*,waiting,,+40\.02,-105\.25(,,,)?$/),
      expect.stringMatching(/^Fallen,31135,MODIS,,.*,failed,,+40\.02,-105\.25(,,,)?$/),
      expect.stringMatching(/^Broken,40069,MODIS,,.*,waiting,,+40\.02,-105\.25(,,,)?$/),
      '',
    ]);
  });

  it('are one calendar, whose events are those of the single calendars, with their UIDs', async () => {
    const { body } = await together<string>(`&kind=${kind}&format=ics&reminder=15`);
    const singles = await Promise.all(
      [TERRA, AQUA, AURA].map((number) => alone<string>(number, `&kind=${kind}&format=ics&reminder=15`)),
    );
    const events = eventsIn(body);

    expect(events.toSorted()).toEqual(singles.flatMap((single) => eventsIn(single.body)).toSorted());
    expect(events.map(startOf)).toEqual(events.map(startOf).toSorted());
    expect(events.every((event) => event.includes('\r\nTRIGGER:-PT15M\r\n'))).toBe(true);
    expect(new Set(events.map((event) => /^UID:.*$/m.exec(event)?.[0])).size).toBe(events.length);
  });

  it('are one layer: the place, then each overpass below the satellite', async () => {
    interface Layer {
      features: { geometry: { coordinates: [number, number] }; properties: Record<string, unknown> }[];
    }
    const { body } = await together<Layer>(`&kind=${kind}&format=geojson`);
    const { body: json } = await together<PlaceOverpassesAnswer>(`&kind=${kind}`);
    const [place, ...overpasses] = body.features;
    const { place: _, overpasses: listed, ...about } = json;

    expect(place?.geometry.coordinates).toEqual([-105.25, 40.02]);
    expect(place?.properties).toEqual(about);
    expect(overpasses.map(({ properties }) => properties)).toEqual(listed);
    for (const { geometry, properties } of overpasses) {
      const { arcDeg, bearingDeg } = wayOnSphere([-105.25, 40.02], geometry.coordinates);
      if (kind === 'swath') {
        // 111.2 km are a degree; on a sphere, so to a part in a hundred.
        expect(Math.abs((111.2 * arcDeg) / (properties.distanceKm as number) - 1)).toBeLessThan(0.01);
        continue;
      }
      const { azimuthDeg, elevationDeg } = properties.culmination as SightingAnswer;
      // Near the zenith the two directions differ by more.
      if (elevationDeg > 60) continue;
      expect(Math.abs(((bearingDeg - azimuthDeg + 540) % 360) - 180)).toBeLessThan(1);
      expect(arcDeg).toBeGreaterThan(1);
    }
  });
});

type Position = [longitudeDeg: number, latitudeDeg: number];

/** Length and first direction of the shortest way. */
function wayOnSphere([lonA, latA]: Position, [lonB, latB]: Position) {
  const rad = Math.PI / 180;
  const [a, b, turn] = [latA * rad, latB * rad, (lonB - lonA) * rad];
  const north = Math.cos(a) * Math.sin(b) - Math.sin(a) * Math.cos(b) * Math.cos(turn);
  const east = Math.sin(turn) * Math.cos(b);
  const along = Math.sin(a) * Math.sin(b) + Math.cos(a) * Math.cos(b) * Math.cos(turn);
  return { arcDeg: Math.atan2(Math.hypot(north, east), along) / rad, bearingDeg: Math.atan2(east, north) / rad };
}

describe('a satellite without usable elements', () => {
  it('is explained, and does not stop the others', async () => {
    const parts = aParts();
    const { body } = await together<PlaceOverpassesAnswer>('', parts);
    const problemOf = (catalogNumber: number) =>
      body.satellites.find((each) => each.catalogNumber === catalogNumber)?.problem;

    expect(body.satellites.map(({ name }) => name)).toEqual(['Terra', 'Aqua', 'Aura', 'Landsat 9', 'Fallen', 'Broken']);
    expect(problemOf(TERRA)).toBeUndefined();
    expect(problemOf(49260)).toBe('Landsat 9 waits for orbital elements that can be used: no times can be computed.');
    expect(problemOf(31135)).toMatch(/^Fallen: SGP4 refuses these elements.* No times can be computed\.$/);
    expect(problemOf(40069)).toMatch(/^Broken waits for/);
    expect(parts.report.lines).toEqual([
      {
        level: 'error',
        message: 'search for overpasses failed',
        details: { catalogNumber: 40069, reason: 'TypeError: a bug' },
      },
    ]);
  });

  it('ends a search that takes too long, and says what to ask for', async () => {
    let looks = 0;
    const parts = { ...aParts(HEALTHY), isLate: () => ++looks > 2 };

    await expect(ask('/overpasses', BOULDER, parts)).rejects.toMatchObject({
      status: 400,
      message: 'This search takes too long. Ask for fewer days, or name fewer satellites: satellites=25994,27424.',
    });
    expect(parts.report.lines).toEqual([]);
  });

  it('is in an answer that no cache keeps when its search failed: the next one may succeed', async () => {
    expect((await together('')).lifetime).toBe('momentary');
    expect((await together('', aParts(HEALTHY))).lifetime).toBe('live');
    await expect(together('', aParts([BROKEN]))).rejects.toThrow('a bug');
  });

  it('is explained in the description of the calendar', async () => {
    const calendar = (await together<string>('&satellites=25994,49260&format=ics')).body.replaceAll('\r\n ', '');

    expect(calendar).toContain('\r\nNAME:Terra\\, Landsat 9 over 40.02\\, -105.25\r\n');
    expect(calendar).toMatch(/\r\nDESCRIPTION:Terra \(MODIS\): Computed from elements of .*\\nLandsat 9 \(OLI-2\): /);
    expect((await together<string>('&format=ics')).body).toContain('\r\nNAME:6 satellites over 40.02\\, -105.25\r\n');
  });

  it('leaves a valid calendar and a layer with the place when it is the only one', async () => {
    expect((await together<string>('&satellites=49260&format=ics')).body).toContain('BEGIN:VTIMEZONE');
    expect((await together<{ features: unknown[] }>('&satellites=49260&format=geojson')).body.features).toHaveLength(1);
  });
});

it('a satellite that is always in view has the UID of its own calendar', async () => {
  const goes = aSatellite({ catalogNumber: 51850, name: 'GOES-18', instruments: [anInstrument('ABI', 12_000)] });
  const parts = { ...aParts([goes]), elementsOf: () => ({ omm: GOES_18, source: 'celestrak.org', retrievedAt: null }) };
  const nowMs = Date.parse('2024-07-02T20:00:05Z');
  const query = 'latitude=21.31&longitude=-157.86&format=ics';
  const all = await ask<string>('/overpasses', query, parts, nowMs);
  const single = await ask<string>('/satellites/51850/overpasses', query, parts, nowMs);

  expect(eventsIn(all.body)).toHaveLength(1);
  expect(eventsIn(all.body)).toEqual(eventsIn(single.body));
});

describe('the satellites', () => {
  it('may be named, and come in the order of the list', async () => {
    const { body } = await together<PlaceOverpassesAnswer>(`&satellites=${AURA},${TERRA}`);

    expect(body.satellites.map(({ catalogNumber }) => catalogNumber)).toEqual([TERRA, AURA]);
  });

  it.each([
    ['25994,25544', 'Satellite 25544 is not followed here. /satellites lists those that are.'],
    ['1,25994,2', 'Satellites 1, 2 are not followed here. /satellites lists those that are.'],
  ])('that are not followed are refused by their numbers: %s', async (satellites, message) => {
    await expect(together(`&satellites=${satellites}`)).rejects.toMatchObject({ status: 404, message });
  });
});

describe('an answer is bounded', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) => aSatellite({ catalogNumber: index + 1, name: `No. ${index + 1}` }));

  it('in its work', async () => {
    const parts = { ...aParts(many(100)), elementsOf: () => undefined };

    expect((await together<PlaceOverpassesAnswer>('', parts)).body.satellites).toHaveLength(100);
    await expect(together('&days=6', parts)).rejects.toMatchObject({
      status: 400,
      message:
        '100 satellites for 6 days are too many at once. Ask for up to 5 days, or name fewer satellites: satellites=25994,27424.',
    });
  });

  it('in its size', async () => {
    const satellites = many(30).map((each) => ({ ...each, name: '日'.repeat(95) + each.catalogNumber }));
    const parts = { ...aParts(satellites), elementsOf: () => held() };
    // In view from the pole in each of 14.6 revolutions a day.
    const query = 'latitude=90&longitude=0&kind=horizon&days=10&format=ics';

    await expect(ask('/overpasses', query, parts)).rejects.toMatchObject({
      status: 400,
      message: expect.stringMatching(
        /^The answer would have [5-9]\.\d MB, and at most 5 are possible\. Ask for fewer days, or name fewer satellites\.$/,
      ),
    });
  });
});

describe('a response', () => {
  async function respond(form: Form, nowMs: number, ifNoneMatch?: string) {
    const headers: Record<string, string> = ifNoneMatch ? { 'if-none-match': ifNoneMatch } : {};
    const event = anHttpEvent({ path: '/overpasses', query: `${BOULDER}&format=${form}`, headers });
    return toResponse(event, await answer(parseRequest(event), aParts(HEALTHY), nowMs));
  }

  it.each(['json', 'csv', 'ics', 'geojson'] as const)('keeps its ETag for a minute: %s', async (form) => {
    const first = await respond(form, NOW_MS);
    const etag = String(first.headers?.etag);

    expect(first).toMatchObject({
      statusCode: 200,
      headers: { 'cache-control': expect.stringContaining('s-maxage=5') },
    });
    expect(await respond(form, NOW_MS + 50_000, etag)).toMatchObject({ statusCode: 304 });
  });

  it.each([
    ['csv', 'attachment'],
    ['ics', 'inline'],
    ['geojson', 'attachment'],
  ] as const)('has a name with place and date: %s', async (form, disposition) => {
    expect((await respond(form, NOW_MS)).headers).toMatchObject({
      'content-disposition': `${disposition}; filename="swath-overpasses-40.02N-105.25W-2026-10-10.${form}"`,
    });
  });
});
