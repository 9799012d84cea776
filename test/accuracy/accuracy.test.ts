// Every quantity within its tolerance. The tolerances and their reasons: tolerances.ts.
import { describe, expect, it } from 'vitest';
import { summarize } from './measurement.ts';
import { measureAll } from './measures.ts';
import { type Quantity, TOLERANCES } from './tolerances.ts';
import { trueCrossings } from './truth.ts';

describe('accuracy', () => {
  const errors = measureAll();

  it.each(Object.keys(TOLERANCES) as Quantity[])('%s', (quantity) => {
    const { samples, tolerance } = TOLERANCES[quantity];

    const summary = summarize(errors[quantity] ?? []);

    expect(summary.samples).toBe(samples);
    expect(summary.worst).toBeLessThanOrEqual(tolerance);
  });

  it('cuts at the antimeridian ten times better than a straight line on the map would', () => {
    const crossings = trueCrossings.flatMap((satellite) => satellite.crossings);
    const straight = crossings.map(({ linearLatitudeDeg, latitudeDeg }) => Math.abs(linearLatitudeDeg - latitudeDeg));

    const { worst } = summarize(errors.antimeridian ?? []);

    expect(worst).toBeLessThan(summarize(straight).worst / 10);
  });
});
