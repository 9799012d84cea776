// The error table: one row for each quantity, from the same errors that the tests check.
import { type Errors, summarize } from './measures/measurement.ts';
import { type Quantity, TOLERANCES } from './tolerances.ts';

const HEAD = ['quantity', 'unit', 'samples', 'mean', 'p50', 'p99', 'worst', 'tolerance', 'what limits it'];

/** The table in Markdown. */
export function errorTable(errors: Errors): string {
  const rows = (Object.keys(TOLERANCES) as Quantity[]).map((quantity) => {
    const row = TOLERANCES[quantity];
    const { samples, mean, p50, p99, worst } = summarize(errors[quantity] ?? []);
    const figures = [mean, p50, p99, worst, row.tolerance].map(figure);
    return [row.quantity, row.unit, String(samples), ...figures, row.reason];
  });
  return [HEAD, HEAD.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Two significant digits, which is as exact as errors are. */
function figure(value: number): string {
  if (value === 0) return '0';
  return value >= 0.001 ? String(Number(value.toPrecision(2))) : value.toExponential(1).replace('.0e', 'e');
}
