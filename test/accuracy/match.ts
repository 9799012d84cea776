// Pairs what a search found with what was expected.

/** Passes and overpasses of a place are at least an hour apart; two within a minute are the same. */
const SAME_MS = 60_000;

export interface Matched<Found, True> {
  pairs: [found: Found, expected: True][];
  /** Expected and not found. */
  missed: True[];
  /** Found and not expected, or found twice. */
  invented: Found[];
}

/** Pairs each found item with the expected one closest in time, within a minute, each at most once. */
export function match<Found, True>(
  found: readonly Found[],
  expected: readonly True[],
  foundMs: (each: Found) => number,
  expectedMs: (each: True) => number,
): Matched<Found, True> {
  const open = new Set(expected);
  const pairs: [Found, True][] = [];
  const invented: Found[] = [];
  for (const each of found) {
    const apartMs = (candidate: True) => Math.abs(expectedMs(candidate) - foundMs(each));
    const [closest] = [...open].toSorted((a, b) => apartMs(a) - apartMs(b));
    if (closest !== undefined && apartMs(closest) < SAME_MS) {
      open.delete(closest);
      pairs.push([each, closest]);
    } else invented.push(each);
  }
  return { pairs, missed: [...open], invented };
}

/** Errors of a yes or no: `right` zeros, then `wrong` ones. */
export function wrongs(right: number, wrong: number): number[] {
  return [...new Array<number>(right).fill(0), ...new Array<number>(wrong).fill(1)];
}
