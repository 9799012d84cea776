// The overpass whose row is open, on the map: one of the past as soon as its elements of then are there.
import type { Place } from '../../orbit/geodetic.ts';
import { mainInstrument } from '../../orbit/instruments.ts';
import { announce } from '../base/announce.ts';
import type { Env } from '../base/env.ts';
import type { ShownPass } from '../satellite/shown-pass.ts';
import type { ShownSatellite } from '../satellite/shown-satellite.ts';
import { endMs, type OverpassRow } from './list.ts';
import type { RecordAt } from './past/past.ts';
import { formatShort, formatUtc } from './table/cells.ts';

export interface PassActions {
  /** Draws an overpass on the map, or removes it. */
  showPass(pass: ShownPass | undefined): void;
  recordAt: RecordAt;
}

export function createDrawnPass(env: Pick<Env, 'nowMs'>, { showPass, recordAt }: PassActions) {
  let drawn: ShownPass | undefined;

  /** Draws the overpass of a row over a place, or removes it. */
  function show(row: OverpassRow | undefined, place: Place | undefined, satellites: readonly ShownSatellite[]) {
    const satellite = satellites.find(({ catalogNumber }) => catalogNumber === row?.catalogNumber);
    if (!row || !place || !satellite?.record) return draw(undefined);
    const { name, colour, record } = satellite;
    const edges = row.seeing[0]?.instrument ?? mainInstrument(satellite);
    const [fromMs, untilMs] = [row.stay?.beginMs ?? row.timeMs, row.stay?.endMs ?? row.timeMs];
    const closest = formatShort(row.timeMs, row.uncertaintySeconds);
    const pass = { name, colour, record, edges, fromMs, untilMs, closestMs: row.timeMs, closest };
    const nowMs = env.nowMs();
    draw(pass);
    if (endMs(row) <= nowMs) void drawAsThen(pass, satellite);
    const time = formatUtc(row.timeMs, nowMs, row.uncertaintySeconds);
    announce(`${name}, ${time} UTC: its swath over the place is on the map.`);
  }

  function draw(pass: ShownPass | undefined) {
    drawn = pass;
    showPass(pass);
  }

  /** Draws a pass of the past with the elements of then. Without them, that with the present ones stays. */
  async function drawAsThen(pass: ShownPass, satellite: ShownSatellite) {
    const record = await recordAt(satellite, pass.closestMs).catch(() => undefined);
    if (record && pass === drawn) draw({ ...pass, record });
  }

  return { show };
}
