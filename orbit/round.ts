// Rounding to decimals, for whatever is stored, sent or shown.

/** Rounds to a number of decimals. Never returns -0: `+ 0` turns it into 0. JSON writes both as 0, but tests for equality and toFixed tell them apart. */
export function roundTo(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  return Math.round(value * scale) / scale + 0;
}
