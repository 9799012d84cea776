// Until when a set can be used, and the sentence that says why not longer.
import { describe, expect, it } from 'vitest';
import { outlook } from '../../orbit/outlook.ts';
import { formatTime } from '../../orbit/time.ts';
import { newestOmm } from '../accuracy/truth.ts';
import { agedDays, DEBRIS, REPORTED } from './decays.ts';

const NOW_MS = Date.UTC(2026, 10, 25, 12);
const reported = (catalogNumber: number) => REPORTED.find((omm) => omm.NORAD_CAT_ID === catalogNumber) as typeof DEBRIS;

describe('outlook', () => {
  it.each([
    ['announces a decay', 0, 'decays around 26 November 2026', '2026-11-26T07:53'],
    ['announces it to the last', 0.828, 'decays around 25 November 2026', '2026-11-25T12:01'],
    ['reports it', 0.83, 'decayed around 25 November 2026', '2026-11-25T11:58'],
    ['reports it when SGP4 accepts the set again', 7, 'decayed around 19 November 2026', '2026-11-19T07:53'],
    ['reports it after years', 3000, 'decayed around 9 September 2018', '2018-09-09T07:53'],
  ])('%s', (_, ageDays, reason, until) => {
    const end = outlook(agedDays(DEBRIS, ageDays, NOW_MS), NOW_MS);

    expect(end?.reason).toBe(reason);
    expect(formatTime(end?.usableUntilMs as number)).toContain(until);
  });

  it('names only the month of a decay that was predicted months before', () => {
    expect(outlook(agedDays(reported(45110), 300, NOW_MS), NOW_MS)?.reason).toBe('decayed around August 2026');
  });

  it('does not call it a decay when the drag term has the wrong sign', () => {
    expect(outlook(agedDays(reported(41923), 10, NOW_MS), NOW_MS)?.reason).toBe(
      "outside of SGP4's model since 18 November 2026",
    );
  });

  it('looks ten days ahead, and says nothing of later', () => {
    // 45211 ends after 21.93 days.
    expect(outlook(agedDays(reported(45211), 11.9, NOW_MS), NOW_MS)).toBeUndefined();
    expect(outlook(agedDays(reported(45211), 12, NOW_MS), NOW_MS)?.reason).toBe('decays around 5 December 2026');
    expect(outlook(newestOmm(25994), NOW_MS)).toBeUndefined();
  });

  it('names the fault of a set that gives no orbit at its epoch, or not yet', () => {
    expect(outlook({ ...DEBRIS, MEAN_MOTION: 17.5 }, NOW_MS)).toEqual({
      usableUntilMs: undefined,
      reason: 'SGP4 refuses these elements (satellite has decayed)',
    });
    expect(outlook(agedDays(DEBRIS, -3, NOW_MS), NOW_MS)).toEqual({
      usableUntilMs: undefined,
      reason: 'these elements cannot be used before 27 November 2026',
    });
  });

  it("does not blame SGP4 for the project's own limit", () => {
    // An orbit below 100 km, above the ground.
    const low = { ...newestOmm(25994), MEAN_MOTION: 16.8, ECCENTRICITY: 0.0001 };

    expect(outlook(low, NOW_MS)?.reason).toBe('these elements give no orbit (below 100 km)');
  });
});
