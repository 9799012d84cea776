// The errors of a quantity, in its unit, and the figures that the table shows.
import type { Quantity } from '../tolerances.ts';

/** Errors by quantity, none negative. */
export type Errors = Partial<Record<Quantity, number[]>>;

export interface Summary {
  samples: number;
  mean: number;
  p50: number;
  p99: number;
  worst: number;
}

/** Percentiles are nearest-rank: always one of the errors. */
export function summarize(errors: readonly number[]): Summary {
  const sorted = [...errors].sort((a, b) => a - b);
  const rank = (share: number) => sorted[Math.max(Math.ceil(share * sorted.length) - 1, 0)] ?? Number.NaN;
  return {
    samples: sorted.length,
    mean: sorted.reduce((sum, error) => sum + error, 0) / sorted.length,
    p50: rank(0.5),
    p99: rank(0.99),
    // Not the last of the sorted list, where a NaN may be anywhere; Math.max returns it.
    worst: errors.reduce((worst, error) => Math.max(worst, error), 0),
  };
}
