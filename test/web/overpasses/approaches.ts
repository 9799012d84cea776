// Approaches as the search returns them, for the rows of the list and their text.
import type { Imaging } from '../../../orbit/approaches.ts';
import type { Instrument } from '../../../orbit/satellites.ts';
import type { OverpassRow } from '../../../web/overpasses/list.ts';
import type { ListedApproach } from '../../../web/overpasses/overpass-search.ts';

export const NOW = Date.UTC(2026, 10, 25, 21, 40);

const anInstrument = (name: string): Instrument => ({ name, leftKm: 1165, rightKm: 1165, daylightOnly: false });

export function anImaging(name: string, changes: Partial<Imaging> = {}): Imaging {
  return { instrument: anInstrument(name), sees: true, atEdge: false, ...changes };
}

export function anApproach(timeMs: number, changes: Partial<ListedApproach> = {}): ListedApproach {
  const track = { distanceKm: 412.4, azimuthDeg: 270, side: 'left', ascending: true, day: true } as const;
  const sky = { elevationDeg: 57.1, rangeKm: 833, sunElevationDeg: 30.4 };
  const swath = {
    imaging: [anImaging('Camera')],
    maybe: [],
    inSwath: true,
    uncertaintySeconds: 0.3,
    driftKm: 0.1,
    atEdge: false,
  };
  return { timeMs, ...track, ...sky, ...swath, ...changes };
}

/** An overpass in the list. */
export function aRow(timeMs: number, changes: Partial<OverpassRow> = {}): OverpassRow {
  return {
    ...anApproach(timeMs),
    catalogNumber: 1,
    name: 'Terra',
    colour: 0,
    seeing: [],
    isPerhaps: false,
    ...changes,
  };
}
