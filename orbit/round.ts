// Rounding to decimals, for whatever is stored, sent or shown.

/** Rounds to a number of decimals. `+ 0` turns -0 into 0, as JSON writes it; toFixed would write a minus. */
export function roundTo(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  return Math.round(value * scale) / scale + 0;
}
