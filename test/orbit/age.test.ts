// The age of an element set, its state, and an uncertainty that covers what was measured.
import { describe, expect, it, test } from 'vitest';
import {
  ALONG_TRACK_KM_PER_S,
  ageState,
  elementsAgeDays,
  elementsState,
  isUsable,
  timingUncertaintySeconds,
} from '../../orbit/age.ts';
import { ElementsError, type Omm } from '../../orbit/omm.ts';
import { newestOmm } from '../accuracy/truth.ts';

const TERRA: Omm = { ...newestOmm(25994), EPOCH: '2026-10-01T00:00:00.000000' };

test('the age is in days from the epoch', () => {
  expect(elementsAgeDays(TERRA, Date.UTC(2026, 9, 4, 12))).toBe(3.5);
  expect(elementsAgeDays(TERRA, Date.UTC(2026, 8, 30))).toBe(-1);
  expect(elementsAgeDays(TERRA, Date.UTC(2026, 9, 1))).toBe(0);
  expect(() => elementsAgeDays({ ...TERRA, EPOCH: 'junk' }, 0)).toThrow(ElementsError);
});

describe('the state', () => {
  const MILLISECOND = 1 / 86_400_000;
  it.each([
    [-10, 'fresh'],
    [3, 'fresh'],
    [3 + MILLISECOND, 'ageing'],
    [7, 'ageing'],
    [7 + MILLISECOND, 'stale'],
    [14, 'stale'],
    [14 + MILLISECOND, 'old'],
    [1000, 'old'],
  ])('after %d days is %s', (days, state) => {
    expect(ageState(days)).toBe(state);
  });

  const nowMs = Date.UTC(2026, 9, 9);
  it.each([
    ['stale', TERRA],
    ['waiting', undefined],
    ['failed', { ...TERRA, EPOCH: 'junk' }],
    ['failed', { ...TERRA, ECCENTRICITY: 1.5 }],
    ['failed', { ...TERRA, MEAN_MOTION: 17.9, BSTAR: 0.1 }],
  ] as const)('is %s', (state, omm) => {
    expect(elementsState(omm, nowMs)).toBe(state);
  });

  it('says whether positions can be computed', () => {
    expect((['fresh', 'ageing', 'stale', 'old'] as const).every(isUsable)).toBe(true);
    expect((['waiting', 'failed'] as const).some(isUsable)).toBe(false);
  });
});

// Published sets of Terra, Aqua and Aura, propagated to the epoch of the newest of the same satellite: how far apart,
// km.
const MEASURED = [
  { satellite: 'Terra', ageDays: 2.3, km: 0.1 },
  { satellite: 'Terra', ageDays: 5.3, km: 0.4 },
  { satellite: 'Aura', ageDays: 7.5, km: 4.2 },
  { satellite: 'Terra', ageDays: 45, km: 69 },
  { satellite: 'Aqua', ageDays: 75, km: 65 },
  { satellite: 'Terra', ageDays: 93, km: 18 },
];

describe('the timing uncertainty', () => {
  // 7.5 km along the track are one second.
  it.each(MEASURED)('is at least twice what was measured: $satellite, $ageDays days, $km km', ({ ageDays, km }) => {
    expect(timingUncertaintySeconds(ageDays)).toBeGreaterThan((2 * km) / 7.5);
  });

  it.each([
    [0, 0.1],
    [1, 0.12],
    [3, 0.28],
    [-3, 0.28],
    [14, 4.02],
    [100, 200.1],
    // Half a revolution.
    [1000, 2970],
    [100_000, 2970],
  ])('after %d days is %d s', (days, seconds) => {
    expect(timingUncertaintySeconds(days)).toBeCloseTo(seconds, 10);
  });

  it('is in kilometres what a satellite at 700 km flies in that time', () => {
    expect(ALONG_TRACK_KM_PER_S).toBe(7.5);
  });
});
