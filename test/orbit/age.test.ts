import { describe, expect, it } from 'vitest';
import { ALONG_TRACK_KM_PER_S, timingUncertaintySeconds } from '../../orbit/age.ts';

// Published sets of Terra, Aqua and Aura, propagated to the epoch of the newest of the same satellite: how far apart, km.
const MEASURED = [
  { satellite: 'Terra', ageDays: 2.3, km: 0.1 },
  { satellite: 'Terra', ageDays: 5.3, km: 0.4 },
  { satellite: 'Aura', ageDays: 7.5, km: 4.2 },
  { satellite: 'Terra', ageDays: 45, km: 69 },
  { satellite: 'Aqua', ageDays: 75, km: 65 },
  { satellite: 'Terra', ageDays: 93, km: 18 },
];

describe('timingUncertaintySeconds', () => {
  it.each(MEASURED)('is at least twice what was measured: $satellite, $ageDays days, $km km', ({ ageDays, km }) => {
    expect(timingUncertaintySeconds(ageDays)).toBeGreaterThan((2 * km) / ALONG_TRACK_KM_PER_S);
  });

  it('never shrinks with age, and is the same before the epoch', () => {
    let before = 0;
    for (let ageDays = 0; ageDays < 1000; ageDays += 0.25) {
      const seconds = timingUncertaintySeconds(ageDays);

      expect(seconds).toBeGreaterThanOrEqual(before);
      expect(timingUncertaintySeconds(-ageDays)).toBe(seconds);
      before = seconds;
    }
  });

  it('says a fraction of a second for a fresh set, seconds for a stale one, and never more than half a revolution', () => {
    expect(timingUncertaintySeconds(0)).toBeGreaterThan(0);
    expect(timingUncertaintySeconds(3)).toBeLessThan(0.5);
    expect(timingUncertaintySeconds(14)).toBeLessThan(5);
    expect(timingUncertaintySeconds(100_000)).toBeLessThan(3000);
  });
});
