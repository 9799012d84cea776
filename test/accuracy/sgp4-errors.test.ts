// The cases of the verification set one by one: SGP4 refuses those that it should, when it should.
import { describe, expect, it } from 'vitest';
import { propagateTeme, Sgp4Error } from '../../orbit/propagate.ts';
import { recordOf } from './measures/measure-sgp4.ts';
import { sgp4Cases } from './truth.ts';

describe('SGP4 verification set', () => {
  it('has 33 cases, 7 of which end in an error', () => {
    expect(sgp4Cases).toHaveLength(33);
    expect(sgp4Cases.filter((each) => each.expectedError)).toHaveLength(7);
  });

  it.each(sgp4Cases)('$catalogNumber from minute $startMinutes: $expectedError', (each) => {
    const { startMinutes, stopMinutes, stepMinutes } = each;
    const record = recordOf(each);

    const found = firstError(record, startMinutes, stopMinutes, stepMinutes);

    expect(found).toEqual(each.expectedError);
  });

  it('explains the error', () => {
    const decayed = sgp4Cases.find((each) => each.catalogNumber === 28872);
    const record = recordOf(decayed as (typeof sgp4Cases)[number]);

    const act = () => propagateTeme(record, 55);

    expect(act).toThrow('SGP4 error 6, 55 minutes after the epoch: satellite has decayed');
  });

  // Deep-space SGP4 integrates from the epoch. If its state were kept, a point would depend on earlier calls.
  it('gives the same state after any other calls', () => {
    const molniya = sgp4Cases.find((each) => each.catalogNumber === 8195) as (typeof sgp4Cases)[number];
    const fresh = propagateTeme(recordOf(molniya), 1440);
    const used = recordOf(molniya);
    for (const minutes of [2880, 0, -720, 600]) propagateTeme(used, minutes);

    const again = propagateTeme(used, 1440);

    expect(again).toEqual(fresh);
  });
});

// The first minute of start + k * step at which SGP4 refuses the case; null when it never does.
function firstError(record: ReturnType<typeof recordOf>, start: number, stop: number, step: number) {
  for (let minutes = start; minutes <= stop; minutes += step) {
    try {
      propagateTeme(record, minutes);
    } catch (error) {
      if (!(error instanceof Sgp4Error)) throw error;
      return { code: error.code, minutes };
    }
  }
  return null;
}
