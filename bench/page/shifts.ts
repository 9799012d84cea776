// Whether the page moves while it is watched: the cumulative layout shift of Web Vitals, in real time, on five screens at
// once. test/demo/calm.test.ts has the same on a clock that runs ahead, and more states of the page.
import type { Browser } from 'playwright-core';
import { untilFilled } from '../../test/support/page.ts';
import { observeShifts, SCREENS, type Shift, shiftsOf } from '../../test/support/shifts.ts';

const GOAL = 0.02;

type TimedShift = Pick<Shift, 'timeMs' | 'value'>;

export interface Shifts {
  seconds: number;
  /** By the width of the screen. */
  screens: { width: number; shifts: TimedShift[] }[];
}

/** Watches the page from its first paint on. */
export async function measureShifts(browser: Browser, url: string, { seconds }: { seconds: number }): Promise<Shifts> {
  const watch = async ([width, height]: readonly [number, number]) => {
    const page = await browser.newPage({ viewport: { width, height } });
    await page.addInitScript(observeShifts);
    await page.goto(url);
    await untilFilled(page);
    await page.waitForFunction((endMs) => performance.now() >= endMs, seconds * 1000, { polling: 1000, timeout: 0 });
    const shifts = await shiftsOf(page);
    await page.close();
    return { width, shifts };
  };
  return { seconds, screens: await Promise.all(SCREENS.map(watch)) };
}

/**
 * The cumulative layout shift as https://web.dev/articles/cls defines it: the largest sum of a window of at most five
 * seconds, in which shifts are less than a second apart.
 */
export function cumulativeShift(shifts: readonly TimedShift[]): number {
  let most = 0;
  let sum = 0;
  let beganMs = Number.NEGATIVE_INFINITY;
  let lastMs = Number.NEGATIVE_INFINITY;
  for (const { timeMs, value } of shifts) {
    if (timeMs - lastMs >= 1000 || timeMs - beganMs >= 5000) {
      sum = 0;
      beganMs = timeMs;
    }
    sum += value;
    lastMs = timeMs;
    most = Math.max(most, sum);
  }
  return most;
}

/** The measurement as text, with its goal. */
export function shiftsReport({ seconds, screens }: Shifts): string[] {
  return [
    `Cumulative layout shift in ${seconds} s of watching (goal: at most ${GOAL.toFixed(2)}):`,
    ...screens.map(({ width, shifts }) => {
      const value = cumulativeShift(shifts);
      const all = shifts.reduce((sum, shift) => sum + shift.value, 0);
      return `  ${String(width).padStart(4)} px: ${value.toFixed(4)}: ${value <= GOAL ? 'met' : 'MISSED'}; all shifts together ${all.toFixed(4)}`;
    }),
  ];
}
