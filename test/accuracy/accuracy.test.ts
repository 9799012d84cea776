// Every quantity within its tolerance. The tolerances and their reasons: tolerances.ts.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { summarize } from './measurement.ts';
import { measureAll } from './measures.ts';
import { errorTable } from './table.ts';
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

  it('is what docs/accuracy.md says: paste what `npm run accuracy` prints', () => {
    const text = readFileSync(new URL('../../docs/accuracy.md', import.meta.url), 'utf8');
    const printed = rowsOf(errorTable(errors));

    const held = new Map(rowsOf(text).map((row) => [row[0], row]));

    for (const row of printed) {
      const [quantity, unit, samples, ...figures] = row;
      const [, heldUnit, heldSamples, ...heldFigures] = held.get(quantity) ?? [];
      expect([quantity, heldUnit, heldSamples, heldFigures[5]]).toEqual([quantity, unit, samples, figures[5]]);
      const tolerance = Number(figures[4]);
      for (const [index, figure] of figures.slice(0, 5).entries()) {
        // Another processor may round the last bit otherwise: figures may differ by a fifth, not by more.
        const most = 0.2 * Number(figure) + 1e-6 * tolerance;
        expect(Math.abs(Number(heldFigures[index]) - Number(figure))).toBeLessThanOrEqual(most);
      }
    }
  });
});

function rowsOf(markdown: string): string[][] {
  const lines = markdown.split('\n').filter((line) => line.startsWith('| '));
  return lines.map((line) => line.slice(2, -2).split(' | ')).filter(([, , samples]) => Number(samples) > 0);
}
