// The list of the page and the answer of the API have the same overpasses and stays, by the same instruments; the
// page has also those of which it is uncertain.
import { describe, expect, it } from 'vitest';
import { toSgp4Record } from '../../../orbit/elements.ts';
import type { Omm } from '../../../orbit/omm.ts';
import { roundTo } from '../../../orbit/round.ts';
import type { Instrument } from '../../../orbit/satellites.ts';
import { DAY_MS } from '../../../orbit/time.ts';
import type { Filters } from '../../../web/overpasses/filters.ts';
import { beginMs, type OverpassRow, overpassRows, upcomingInSwath } from '../../../web/overpasses/list.ts';
import { findApproaches } from '../../../web/overpasses/overpass-search.ts';
import { formatImaging } from '../../../web/overpasses/table/cells.ts';
import type { ShownSatellite } from '../../../web/satellite/shown-satellite.ts';
import type { SwathOverpassAnswer } from '../../../wire/overpasses.ts';
import { newestOmm } from '../../accuracy/truth.ts';
import { searchNow } from '../../functions/query/support/search-now.ts';
import { GOES_18, SIRIUS_1 } from '../../orbit/orbits.ts';
import { aSatellite } from '../points.ts';

const imager = (name: string, leftKm: number, rightKm: number, daylightOnly = false): Instrument => ({
  name,
  leftKm,
  rightKm,
  daylightOnly,
});
const SCANNER = imager('scanner', 1165, 1165);
const CAMERA = imager('camera', 400, 400, true);
const RIGHT_RADAR = imager('right radar', -250, 500);
const LEFT_RADAR = imager('left radar', 500, -250);

const TERRA = newestOmm(25994);
const BOULDER = { latitudeDeg: 40.02, longitudeDeg: -105.27 };
/** In October, the Sun still rises there for some hours. */
const LONGYEARBYEN = { latitudeDeg: 78.22, longitudeDeg: 15.65 };

describe.each([
  ['a camera that needs daylight', TERRA, [CAMERA], BOULDER],
  ['a radar that looks right', TERRA, [RIGHT_RADAR], BOULDER],
  ['a radar that looks left', TERRA, [LEFT_RADAR], LONGYEARBYEN],
  ['four instruments', TERRA, [SCANNER, CAMERA, RIGHT_RADAR, LEFT_RADAR], LONGYEARBYEN],
  ['one that moves slowly', SIRIUS_1, [imager('beam', 2500, 2500), CAMERA], BOULDER],
  ['a geostationary one', GOES_18, [imager('disk', 6000, 6000, true)], BOULDER],
] as const)('%s', (_, omm: Omm, instruments, place) => {
  const record = toSgp4Record(omm);
  const fromMs = Math.ceil(record.epochMs / DAY_MS) * DAY_MS;
  const satellite = { catalogNumber: 1, name: 'Satellite', instruments };
  const held = { omm, source: 'test', retrievedAt: null };

  it.each([false, true])('at night: %s', (atNight) => {
    const filters: Filters = atNight ? { daylight: 'any' } : {};
    const question = { place, kind: 'swath', days: 5, atNight } as Parameters<typeof searchNow>[2];
    const { overpasses } = searchNow(satellite, held, question, fromMs).answer;
    const expected = inRows(overpasses as SwathOverpassAnswer[]);

    const shown: ShownSatellite = {
      ...aSatellite(1),
      instruments,
      colour: 0,
      track: [],
      record,
    };
    const outcomes = new Map([[1, findApproaches(record, place, instruments, fromMs, fromMs + 5 * DAY_MS)]]);
    const rows = overpassRows([shown], outcomes, { includeOutside: false, ...filters }, fromMs);
    const listed = rows
      .filter(({ isPerhaps }) => !isPerhaps)
      .map((row) => ({
        timeMs: Math.round(row.timeMs),
        ...(row.stay && { fromMs: roundOrNull(row.stay.beginMs), untilMs: roundOrNull(row.stay.endMs) }),
        names: formatImaging({ ...row, maybe: [] })
          .replaceAll('edge of ', '')
          .split(', '),
      }));

    expect(listed).toEqual(expected);
    if (omm !== GOES_18) expect(listed.length).toBeGreaterThan(1);
    if (omm === SIRIUS_1) expect(listed.some(({ fromMs, untilMs }) => fromMs && untilMs)).toBe(true);
    const next = upcomingInSwath([shown], outcomes, filters, fromMs)?.next;
    const times = expected.map((each) => each.fromMs ?? each.timeMs).filter((timeMs) => timeMs > fromMs);
    expect(next && Math.round(beginMs(next))).toBe(times[0]);
  });
});

it('with old elements, what is maybe in a swath, and where to look', () => {
  const omm: Omm = TERRA;
  const record = toSgp4Record(omm);
  const instruments = [SCANNER, CAMERA, RIGHT_RADAR];
  // Some minutes early or late.
  const fromMs = Math.ceil(record.epochMs / DAY_MS) * DAY_MS + 200 * DAY_MS;
  const satellite = { catalogNumber: 1, name: 'Satellite', instruments };
  const question = { place: BOULDER, kind: 'swath', days: 5, atNight: false, includeMaybe: true } as const;
  const held = { omm, source: 'test', retrievedAt: null };
  const { overpasses } = searchNow(satellite, held, question, fromMs).answer;

  const shown: ShownSatellite = { ...aSatellite(1), instruments, colour: 0, track: [], record };
  const outcomes = new Map([[1, findApproaches(record, BOULDER, instruments, fromMs, fromMs + 5 * DAY_MS)]]);
  const rows = overpassRows([shown], outcomes, { includeOutside: false }, fromMs);
  const namesOf = (some: OverpassRow['seeing']) => some.map(({ instrument }) => instrument.name);
  const listed = rows.map((row) => ({
    instruments: namesOf(row.seeing),
    instrumentsAtEdge: namesOf(row.seeing.filter(({ atEdge }) => atEdge)),
    instrumentsMaybe: namesOf(row.maybe),
    // What decides about edges, as the API writes it.
    distanceUncertaintyKm: row.driftKm,
    sunElevationDeg: roundTo(row.sunElevationDeg, 2),
    satelliteAzimuthDeg: roundTo(row.azimuthDeg, 2),
    satelliteElevationDeg: roundTo(row.elevationDeg, 2),
    satelliteRangeKm: roundTo(row.rangeKm, 1),
  }));

  const answered = overpasses as SwathOverpassAnswer[];
  expect(answered.map((each) => ({ instrumentsAtEdge: [], instrumentsMaybe: [], ...each }))).toMatchObject(listed);
  for (const [index, { time }] of answered.entries())
    expect(Math.abs(Date.parse(time) - (rows[index]?.timeMs ?? 0))).toBeLessThan(2);
  const perhaps = answered.filter((each) => each.instruments.length === 0);
  expect(perhaps.length).toBeGreaterThan(0);
  expect(rows.filter(({ isPerhaps }) => isPerhaps)).toHaveLength(perhaps.length);
  // The same without them, as by default.
  const sure = searchNow(satellite, held, { ...question, includeMaybe: false }, fromMs).answer;
  const untimed = (some: readonly unknown[]) => some.map((each) => ({ ...(each as SwathOverpassAnswer), time: '' }));
  expect(untimed(sure.overpasses)).toEqual(untimed(answered.filter((each) => each.instruments.length > 0)));
  const withoutMaybe = overpassRows([shown], outcomes, { includeOutside: false, maybe: 'false' }, fromMs);
  expect(withoutMaybe).toHaveLength(sure.overpasses.length);
});

const parseOrNull = (time: string | null) => (time === null ? null : Date.parse(time));
const roundOrNull = (timeMs: number | null) => (timeMs === null ? null : Math.round(timeMs));

interface Row {
  timeMs: number;
  fromMs?: number | null;
  untilMs?: number | null;
  names: string[];
}

/** The answer as the page lists it: a row for each overpass, and one for all those of a stay, with the closest. */
function inRows(overpasses: readonly SwathOverpassAnswer[]): Row[] {
  const rows: (Row & { distanceKm: number })[] = [];
  for (const { time, distanceKm, inSwathFrom, inSwathUntil, instruments } of overpasses) {
    const isStay = inSwathFrom !== undefined && inSwathUntil !== undefined;
    const stay = isStay && { fromMs: parseOrNull(inSwathFrom), untilMs: parseOrNull(inSwathUntil) };
    const same = stay && rows.find(({ fromMs, untilMs }) => fromMs === stay.fromMs && untilMs === stay.untilMs);
    const timeMs = Date.parse(time);
    if (!same) rows.push({ timeMs, distanceKm, ...stay, names: [...instruments] });
    else same.names.push(...instruments.filter((name) => !same.names.includes(name)));
    if (same && distanceKm < same.distanceKm) Object.assign(same, { timeMs, distanceKm });
  }
  return rows.map(({ distanceKm: _, ...row }) => row);
}
