// Every quantity within its tolerance. The tolerances and their reasons: tolerances.ts.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ageTable, measureAge } from './age-table.ts';
import { archiveTable, measureArchive } from './archive-table.ts';
import { type Coverage, coverageTable, measureCoverage, readSetPairs } from './coverage-table.ts';
import { measureAll } from './measures/measure-all.ts';
import { summarize } from './measures/measurement.ts';
import { errorTable } from './table.ts';
import { type Quantity, TOLERANCES } from './tolerances.ts';
import { trueCrossings } from './truth.ts';

const DOCUMENT = readFileSync(new URL('../../docs/accuracy.md', import.meta.url), 'utf8');

describe('the age of elements', () => {
  const costs = measureAge();

  it('costs what docs/accuracy.md says, line by line: paste what `npm run accuracy` prints', () => {
    const printed = ageTable(costs);

    expect(printed.split('\n')).toHaveLength(2 + 7);
    expect(DOCUMENT).toContain(`\n\n${printed}\n\n`);
  });

  it.each(costs.filter(({ manoeuvred }) => !manoeuvred))(
    'costs no more than the timing uncertainty: $satellite, $ageDays days',
    ({ seconds, stated }) => {
      expect(seconds).toBeGreaterThan(0);
      expect(stated).toBeGreaterThanOrEqual(seconds);
    },
  );

  it('does not show manoeuvres, of which there is one', () => {
    const manoeuvred = costs.filter((each) => each.manoeuvred);

    expect(manoeuvred).toMatchObject([{ satellite: 'Aqua' }]);
    // More than ten times what the older set of Aqua was off by without one.
    for (const { seconds } of manoeuvred) expect(seconds).toBeGreaterThan(100);
  });
});

describe('past positions from archived sets', () => {
  const gains = measureArchive();
  // Between 8 and 21 July 2026 Aqua raised its orbit (age-table.ts).
  const [aqua, terra] = ['Aqua', 'Terra'].map((name) => gains.filter(({ satellite }) => satellite === name));

  it('are closer to a set that is left out from the nearest of the others than from the newest', () => {
    expect(terra).toHaveLength(3);
    for (const { nearest, newest } of terra ?? []) expect(nearest.km).toBeLessThan(newest.km);
  });

  it('are within the stated uncertainty, but for a manoeuvre in between', () => {
    for (const { nearest, statedKm } of terra ?? []) expect(nearest.km).toBeLessThan(statedKm);
    expect(aqua).toHaveLength(2);
    for (const { nearest, statedKm } of aqua ?? []) expect(nearest.km).toBeGreaterThan(statedKm);
  });

  it('are what docs/accuracy.md says: paste what `npm run accuracy` prints', () => {
    expect(DOCUMENT).toContain(`\n\n${archiveTable(gains)}\n\n`);
  });
});

describe('the stated uncertainty, on a sample of 1,500 pairs of published sets', () => {
  const coverages = measureCoverage(readSetPairs());

  it('holds for 92 to 99 % in every bin, 88 % with manoeuvres, and is at most 8.5 times the actual median', () => {
    expect(coverages).toHaveLength(11);
    expect(coverages.map(({ bin }) => bin)).toEqual(expect.arrayContaining(['3 to 7 days', '300 to 450 km']));
    expect(coverages.filter(isOff)).toEqual([]);
  });

  it('holds for 95 % of all, within 1.5 %', () => {
    expect(coverages[0]).toMatchObject({ bin: 'all', pairs: 1500, satellites: 126 });
    expect(Math.abs((coverages[0]?.covered as number) - 95)).toBeLessThan(1.5);
  });

  it.each([
    ['too narrow', 0.7],
    ['too wide', 1.4],
  ])('would be found %s', (_, factor) => {
    const scaled = measureCoverage(readSetPairs(factor));

    expect(scaled.filter(isOff).length).toBeGreaterThan(1);
    expect(Math.abs((scaled[0]?.covered as number) - 95)).toBeGreaterThan(1.5);
  });

  it('is what docs/accuracy.md says: paste what `npm run accuracy` prints', () => {
    expect(DOCUMENT).toContain(`\n\n${coverageTable(coverages)}\n\n`);
  });

  // Bins of 300 pairs: what holds for 90 % of the whole (docs/accuracy.md) may hold for 88 % of a bin, and its ratio of
  // up to 7.9 may come out as 8.5.
  function isOff({ covered, coveredWithManoeuvres, statedMedian, actualMedian }: Coverage): boolean {
    return !(covered >= 92 && covered <= 99 && coveredWithManoeuvres >= 88 && statedMedian <= 8.5 * actualMedian);
  }
});

describe('accuracy', () => {
  const errors = measureAll();

  it.each(Object.keys(TOLERANCES) as Quantity[])('%s', (quantity) => {
    const { samples, tolerance } = TOLERANCES[quantity];

    const summary = summarize(errors[quantity] ?? []);

    expect(summary.samples).toBe(samples);
    expect(summary.worst).toBeLessThanOrEqual(tolerance);
  });

  it('cuts at the antimeridian ten times as exactly as a straight line on the map would', () => {
    const crossings = trueCrossings.flatMap((satellite) => satellite.crossings);
    const straight = crossings.map(({ linearLatitudeDeg, latitudeDeg }) => Math.abs(linearLatitudeDeg - latitudeDeg));

    const { worst } = summarize(errors.antimeridian ?? []);

    expect(worst).toBeLessThan(summarize(straight).worst / 10);
  });

  it('is what docs/accuracy.md says: paste what `npm run accuracy` prints', () => {
    const printed = rowsOf(errorTable(errors));

    const held = new Map(rowsOf(DOCUMENT).map((row) => [row[0], row]));

    for (const row of printed) {
      const [quantity, unit, samples, ...figures] = row;
      const [, heldUnit, heldSamples, ...heldFigures] = held.get(quantity) ?? [];
      expect([quantity, heldUnit, heldSamples, heldFigures[5]]).toEqual([quantity, unit, samples, figures[5]]);
      const tolerance = Number(figures[4]);
      for (const [index, figure] of figures.slice(0, 5).entries()) {
        // Another processor may round the last bit differently: figures may differ by a fifth.
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
