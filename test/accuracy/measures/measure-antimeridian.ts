// Where a cut track meets the edge of the map, against the exact crossing.
import { toMapLines } from '../../../orbit/map-lines.ts';
import { trueCrossings } from '../truth.ts';
import type { Errors } from './measurement.ts';

export function measureAntimeridian(): Errors {
  const crossings = trueCrossings.flatMap((satellite) => satellite.crossings);
  return {
    antimeridian: crossings.map(({ before, after, latitudeDeg }) => {
      const lines = toMapLines([before, after].map(({ ms, ...place }) => ({ timeMs: ms, altitudeKm: 700, ...place })));
      return Math.abs((lines[0]?.at(-1)?.latitudeDeg ?? Number.NaN) - latitudeDeg);
    }),
  };
}
