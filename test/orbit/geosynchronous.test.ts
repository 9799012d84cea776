// Satellites that go round the Earth as fast as it turns: always in view, never, or where the swath comes and goes.
import { describe, expect, it } from 'vitest';
import { findApproaches } from '../../orbit/approaches.ts';
import { toSgp4Record } from '../../orbit/elements.ts';
import type { Place } from '../../orbit/geodetic.ts';
import { horizonPasses } from '../../orbit/horizon-passes.ts';
import { subSatellitePoint } from '../../orbit/propagate.ts';
import { DAY_MS } from '../../orbit/time.ts';
import { anInstrument } from '../support/builders.ts';
import { groundDistanceKm } from './brute-force.ts';
import { GOES_18, SIRIUS_1 } from './orbits.ts';

describe('a geostationary satellite', () => {
  const record = toSgp4Record(GOES_18);
  const fromMs = Date.UTC(2024, 6, 2, 20);
  const search = (place: Place, swathKm = 12_000) =>
    findApproaches(record, place, [anInstrument('Camera', swathKm)], fromMs, fromMs + 5 * DAY_MS);
  const HONOLULU = { latitudeDeg: 21.31, longitudeDeg: -157.86 };

  it('never passes over a place in its swath: it is always in view', () => {
    expect(search(HONOLULU)).toEqual({ approaches: [], inView: 'always', inSwath: 'always' });
  });

  it('never passes over a place outside of its swath either', () => {
    expect(search(HONOLULU, 1000)).toEqual({ approaches: [], inView: 'always', inSwath: 'never' });
  });

  it('is never in view of the other side of the Earth', () => {
    expect(search({ latitudeDeg: -1.29, longitudeDeg: 36.82 })).toEqual({ approaches: [], inView: 'never' });
  });

  it('comes and goes at the edge of its swath', () => {
    const point = subSatellitePoint(record, fromMs);
    // 0.04 degrees of inclination move it by 4 km north and south each day.
    const swathKm =
      2 * groundDistanceKm({ latitudeDeg: 40, longitudeDeg: point.longitudeDeg }, { ...point, latitudeDeg: 0 });
    const { approaches, inView, inSwath } = search({ latitudeDeg: 40, longitudeDeg: point.longitudeDeg }, swathKm);

    expect([inView, inSwath]).toEqual(['always', undefined]);
    expect(approaches.length).toBeGreaterThanOrEqual(4);
    expect(approaches.length).toBeLessThanOrEqual(6);
    for (const each of approaches) expect(each.inSwath).toBe(true);
  });
});

it('an inclined geosynchronous satellite that never sets has overpasses where its swath comes and goes', () => {
  const record = toSgp4Record(SIRIUS_1);
  const fromMs = Date.UTC(2014, 2, 31);
  const winnipeg = { latitudeDeg: 49.9, longitudeDeg: -97.1 };

  const { approaches, inView, inSwath } = findApproaches(
    record,
    winnipeg,
    [anInstrument('Camera', 4000)],
    fromMs,
    fromMs + 5 * DAY_MS,
  );
  const { found } = horizonPasses(record, winnipeg, fromMs, fromMs + 5 * DAY_MS);

  expect(inSwath).toBeUndefined();
  expect(inView).toBe(found[0]?.rise || found[0]?.set ? undefined : 'always');
  expect(approaches.length).toBeGreaterThanOrEqual(4);
  expect(approaches.length).toBeLessThanOrEqual(15);
});
