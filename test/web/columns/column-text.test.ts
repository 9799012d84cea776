import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../orbit/time.ts';
import { describeElements } from '../../../web/columns/column-text.ts';
import type { SatelliteAnswer } from '../../../wire/satellites.ts';
import { aSatellite } from '../points.ts';

const NOW = Date.UTC(2026, 10, 24, 12);

describe('elements', () => {
  const withAge = (days: number, state = 'fresh') =>
    aSatellite(1, { epoch: new Date(NOW - days * DAY_MS).toISOString(), state }) as unknown as SatelliteAnswer;

  it.each([
    [1.44, '1.4 days, fresh', undefined],
    [5, '5.0 days, ageing', undefined],
    [10.2, '10 days', 'Stale elements: ± 2.2 s, some 16 km along the track, and far more after a manoeuvre.'],
    [46, '46 days', 'Old elements: ± 42 s, some 320 km along the track, and far more after a manoeuvre.'],
    [-0.5, '0.0 days, fresh', undefined],
  ])('of %d days are told with what that means', (days, age, warning) => {
    expect(describeElements(withAge(days), NOW)).toMatchObject({ age, warning });
  });

  it('that are missing, or that SGP4 refuses, are told', () => {
    expect(describeElements(aSatellite(1, null) as unknown as SatelliteAnswer, NOW)).toMatchObject({
      state: 'waiting',
      epochMs: undefined,
      warning: 'Waiting for a usable element set: no position yet.',
    });
    expect(describeElements(withAge(46, 'failed'), NOW)).toMatchObject({
      state: 'failed',
      age: '46 days',
      warning: 'SGP4 cannot use the element set: no position.',
    });
  });
});
