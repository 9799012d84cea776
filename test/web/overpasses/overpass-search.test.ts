// The search of the page for stays: also for the one that lasts now, when its closest approaches have passed.
import { expect, it } from 'vitest';
import { toSgp4Record } from '../../../orbit/elements.ts';
import type { Instrument } from '../../../orbit/satellites.ts';
import { sunElevationDeg } from '../../../orbit/sun.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../orbit/time.ts';
import { findApproaches } from '../../../web/overpasses/overpass-search.ts';
import { newestOmm } from '../../accuracy/truth.ts';
import { SIRIUS_1 } from '../../orbit/orbits.ts';

const BOULDER = { latitudeDeg: 40.02, longitudeDeg: -105.27 };
const BEAM: Instrument = { name: 'beam', leftKm: 2500, rightKm: 2500, daylightOnly: false };

it('of a satellite that hardly moves', () => {
  const record = toSgp4Record(SIRIUS_1);
  const fromMs = record.epochMs;
  const { approaches } = findApproaches(record, BOULDER, [BEAM], fromMs, fromMs + 2 * DAY_MS);
  const stay = approaches.find((approach) => (approach.stay?.beginMs ?? 0) > fromMs)?.stay;
  const [beginMs, endMs] = [stay?.beginMs as number, stay?.endMs as number];
  expect((endMs - beginMs) / HOUR_MS).toBeGreaterThan(2);

  const startMs = endMs - MINUTE_MS;
  const [first] = findApproaches(record, BOULDER, [BEAM], startMs, startMs + HOUR_MS).approaches;
  expect(first?.timeMs).toBeLessThan(startMs);
  expect(first?.stay?.beginMs).toBeCloseTo(beginMs, 0);
  expect(first?.stay?.endMs).toBeCloseTo(endMs, 0);
});

it('names the light of all of a stay: by the elevation of the Sun, every minute', () => {
  const record = toSgp4Record(SIRIUS_1);
  const { approaches } = findApproaches(record, BOULDER, [BEAM], record.epochMs, record.epochMs + 5 * DAY_MS);
  const stays = approaches.filter(({ stay }) => stay?.beginMs && stay.endMs);
  for (const { stay, stayLight } of stays) {
    const [beginMs, endMs] = [stay?.beginMs as number, stay?.endMs as number];
    const minutes = Array.from(
      { length: Math.floor((endMs - beginMs) / MINUTE_MS) },
      (_, n) => beginMs + n * MINUTE_MS,
    );
    const lights = minutes.map((timeMs) => (sunElevationDeg(BOULDER, timeMs) > 0 ? 'day' : 'night'));
    const changes = lights.filter((light, index) => light !== lights[index - 1]);

    expect(stayLight).toBe(changes.join(', then '));
  }
  expect(stays.some(({ stayLight }) => stayLight?.includes('then'))).toBe(true);
});

it('of a satellite that flies past: none', () => {
  const record = toSgp4Record(newestOmm(25994));
  const { approaches } = findApproaches(record, BOULDER, [BEAM], record.epochMs, record.epochMs + DAY_MS);

  expect(approaches.some(({ inSwath }) => inSwath)).toBe(true);
  expect(approaches.filter(({ stay }) => stay)).toEqual([]);
});
