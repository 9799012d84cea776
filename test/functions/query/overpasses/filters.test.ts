// Which overpasses are listed: by day, close to the track, of one instrument; and their links to images.
import { describe, expect, it } from 'vitest';
import { answer } from '../../../../functions/query/dispatch.ts';
import { parseRequest } from '../../../../functions/query/http/request.ts';
import { bundledElementsOf } from '../../../../functions/shared/elements.ts';
import { sunElevationDeg } from '../../../../orbit/sun.ts';
import type { HorizonPassAnswer, OverpassesAnswer, SwathOverpassAnswer } from '../../../../wire/overpasses.ts';
import type { PlaceOverpassesAnswer } from '../../../../wire/place-overpasses.ts';
import { validateAnswer } from '../../../contract/schemas.ts';
import { AQUA, anInstrument, aReport, aSatellite, NOW_MS, TERRA } from '../../../support/builders.ts';
import { anHttpEvent } from '../../../support/lambda.ts';
import { bodyOf } from '../support/ask.ts';

const images = (daylightOnly: boolean) => ({ url: 'https://images.example.org/{date}/{direction}', daylightOnly });
const MODIS = anInstrument('MODIS', 2330, { images: images(true) });
const MISR = anInstrument('MISR', 360, { daylightOnly: true, images: images(false) });
const SATELLITES = [
  aSatellite({ instruments: [MODIS, MISR] }),
  aSatellite({ catalogNumber: AQUA, name: 'Aqua', instruments: [anInstrument('AIRS', 1650)] }),
];

async function ask<Body>(query: string, path = `/satellites/${TERRA}/overpasses`, nowMs = NOW_MS) {
  const parts = {
    satellites: SATELLITES,
    elementsOf: bundledElementsOf,
    problemOf: () => undefined,
    table: {} as never,
    archive: {} as never,
    report: aReport(),
  };
  const request = parseRequest(anHttpEvent({ path, query: `latitude=40.02&longitude=-105.25&days=10${query}` }));
  const got = await answer(request, parts, nowMs);
  const body = bodyOf(got);
  const described = path === '/overpasses' ? path : '/satellites/{catalogNumber}/overpasses';
  if (got.form === 'json') expect(validateAnswer(described, 200, JSON.parse(JSON.stringify(body)))).toEqual([]);
  return body as Body;
}

const swaths = async (query: string, nowMs = NOW_MS) =>
  (await ask<OverpassesAnswer>(query, undefined, nowMs)).overpasses as SwathOverpassAnswer[];

describe('overpasses', () => {
  it('may be those by day, close to the track, or both', async () => {
    const all = await swaths('');

    const byDay = await swaths('&daylight=true');
    const near = await swaths('&maxOffNadirKm=400');
    const both = await swaths('&daylight=true&maxOffNadirKm=400');

    expect(byDay).toEqual(all.filter(({ day }) => day));
    expect(near).toEqual(all.filter(({ distanceKm }) => distanceKm <= 400));
    expect(both).toEqual(near.filter(({ day }) => day));
    expect(all.length).toBeGreaterThan(byDay.length);
    expect(both.length).toBeGreaterThan(0);
    expect(near.length).toBeGreaterThan(both.length);
  });

  it('close to the track have those whose track may be close, for all that is known', async () => {
    // A month later, Terra's bundled set is uncertain by some ten km.
    const nowMs = NOW_MS + 30 * 86_400_000;
    const all = await swaths('', nowMs);
    const { distanceKm, distanceUncertaintyKm: km } = all[0] as SwathOverpassAnswer;

    const justInside = await swaths(`&maxOffNadirKm=${distanceKm - km + 0.01}`, nowMs);
    const justOutside = await swaths(`&maxOffNadirKm=${distanceKm - km - 0.01}`, nowMs);

    expect(km).toBeGreaterThan(1);
    expect(justInside).toContainEqual(all[0]);
    expect(justOutside).not.toContainEqual(all[0]);
  });

  it('over the horizon by day are those that culminate while the Sun is up', async () => {
    const passes = async (query: string) =>
      (await ask<OverpassesAnswer>(`&kind=horizon${query}`)).overpasses as HorizonPassAnswer[];
    const place = { latitudeDeg: 40.02, longitudeDeg: -105.25 };
    const isByDay = ({ culmination: { time } }: HorizonPassAnswer) => sunElevationDeg(place, Date.parse(time)) > 0;

    const [all, byDay] = [await passes(''), await passes('&daylight=true')];

    expect(byDay).toEqual(all.filter(isByDay));
    expect(byDay.length).toBeGreaterThan(5);
    expect(all.length).toBeGreaterThan(byDay.length);
  });

  it.each(['MISR', 'misr'])('may be those of one instrument, as if there was no other: %s', async (name) => {
    const all = await swaths('');

    const answered = await ask<OverpassesAnswer>(`&instrument=${name}`);

    expect(answered).toMatchObject({ instrument: 'MISR', swathKm: 360, instruments: ['MISR'] });
    const times = (overpasses: SwathOverpassAnswer[]) => overpasses.map(({ time }) => time);
    const seen = all.filter(({ instruments }) => instruments.includes('MISR'));
    expect(times(answered.overpasses as SwathOverpassAnswer[])).toEqual(times(seen));
    expect(seen.length).toBeGreaterThan(0);
    for (const { instruments } of answered.overpasses as SwathOverpassAnswer[]) expect(instruments).toEqual(['MISR']);
  });

  it.each(['modis, MISR', 'MISR,MODIS'])('may be those of several instruments: %s', async (names) => {
    const all = await swaths('');

    const answered = await ask<OverpassesAnswer>(`&instrument=${names}`);

    expect(answered).toMatchObject({ instrument: 'MODIS', instruments: ['MODIS', 'MISR'] });
    expect(answered.overpasses).toEqual(all);
  });

  it('may be those of instruments of different satellites, and the calendar names them', async () => {
    const list = 'instrument=MISR&instrument=AIRS';
    const { satellites, overpasses } = await ask<PlaceOverpassesAnswer>(`&${list}`, '/overpasses');
    const calendar = (await ask<string>(`&${list}&format=ics`, '/overpasses')).replaceAll('\r\n ', '');

    expect(satellites.map(({ instruments }) => instruments)).toEqual([['MISR'], ['AIRS']]);
    expect(new Set(overpasses.map((each) => 'instruments' in each && String(each.instruments)))).toEqual(
      new Set(['MISR', 'AIRS']),
    );
    expect(calendar).toContain('\r\nDESCRIPTION:Only overpasses of MISR\\, AIRS.\\nTerra (MISR): Computed from ');
  });

  it('of an instrument that the satellite does not have are refused, with those that it has', async () => {
    await expect(ask('&instrument=AIRS')).rejects.toMatchObject({
      status: 400,
      message: 'Terra has no instrument "AIRS". There are: MODIS, MISR.',
    });
    await expect(ask('&instrument=MODIS,OLI', '/overpasses')).rejects.toMatchObject({
      status: 400,
      message: 'No satellite has an instrument "OLI". There are: MODIS, MISR, AIRS.',
    });
  });

  it.each(['swath', 'horizon'])('of several satellites are none for those without the instrument: %s', async (kind) => {
    const { satellites, overpasses } = await ask<PlaceOverpassesAnswer>(`&instrument=AIRS&kind=${kind}`, '/overpasses');

    expect(satellites).toMatchObject([
      { name: 'Terra', instruments: ['MODIS', 'MISR'], elements: { state: 'fresh' } },
      { name: 'Aqua', instruments: ['AIRS'] },
    ]);
    expect(satellites[0]).not.toHaveProperty('inView');
    expect(satellites[0]).not.toHaveProperty('problem');
    expect(new Set(overpasses.map(({ name }) => name))).toEqual(new Set(['Aqua']));
  });

  it('of one instrument are a calendar of the satellites that have it', async () => {
    const calendar = (await ask<string>('&instrument=AIRS&format=ics', '/overpasses')).replaceAll('\r\n ', '');

    expect(calendar).toContain('\r\nNAME:Aqua over 40.02\\, -105.25\r\n');
    expect(calendar).toContain('\r\nDESCRIPTION:Only overpasses of AIRS.\\nAqua (AIRS): Computed from ');
    expect(calendar).not.toContain('Terra');
  });
});

describe('images', () => {
  it('are those of the instruments that see the place, by day where there are none at night', async () => {
    const overpasses = await swaths('');

    for (const overpass of overpasses) {
      const { day, instruments, time, ascending } = overpass;
      const url = `https://images.example.org/${time.slice(0, 10)}/${ascending ? 'Ascending' : 'Descending'}`;
      const expected = [
        ...(day ? [{ instrument: 'MODIS', url }] : []),
        ...(instruments.includes('MISR') ? [{ instrument: 'MISR', url }] : []),
      ];
      expect(overpass.images ?? []).toEqual(expected);
    }
    expect(new Set(overpasses.map(({ images: links = [] }) => links.length))).toEqual(new Set([0, 1, 2]));
  });

  it('are linked by the event of a calendar, which says which overpasses it has', async () => {
    const calendar = (await ask<string>('&daylight=true&maxOffNadirKm=400&format=ics')).replaceAll('\r\n ', '');
    const [, first = ''] = calendar.split('BEGIN:VEVENT');

    expect(calendar).toContain(
      'DESCRIPTION:Instruments: MODIS\\, MISR.\\nOnly overpasses by day\\, at most 400 km from the track.\\n',
    );
    expect(first).toMatch(/\r\nURL:https:\/\/images\.example\.org\/2026-10-\d\d\/(A|De)scending\r\n/);
    expect(first).toMatch(/\\nImages of MODIS\\, some hours after it: https:\/\/images\.example\.org\/2026/);
    expect(first.split('\\nComputed from')).toHaveLength(2);
  });

  it('are a column of the table', async () => {
    const [names, ...lines] = (await ask<string>('&format=csv')).split('\r\n');

    expect(names).toMatch(
      /,images,distanceUncertaintyKm,instrumentsAtEdge,instrumentsMaybe,imagesAvailableFrom,placeLatitudeDeg,placeLongitudeDeg,satelliteAzimuthDeg,satelliteElevationDeg,satelliteRangeKm$/,
    );
    expect(
      lines.filter((line) => /,https:\/\/images\S+ https:\/\/images\S+,40.02,-105.25,[\d.]+,[\d.]+,[\d.]+$/.test(line))
        .length,
    ).toBeGreaterThan(0);
  });
});
