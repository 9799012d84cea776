// A page that is kept open all day must not cost a battery.
import type { CDPSession } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { theSystem } from '../support/system.ts';
import { theViewer } from './viewer.ts';

const system = theSystem();
const viewer = theViewer();

beforeAll(() => system.untilWhole());

const WINDOW_S = 10;
const WINDOWS = 3;
const TIMEOUT_MS = 60_000;
const MOST = 0.02;

// In time of the thread itself, so that other programs on the machine do not count. Over several steps of the grid.
test('the main thread is busy for less than 2 percent of the time while somebody watches', {
  timeout: TIMEOUT_MS,
}, async () => {
  const page = await viewer.open();
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });

  const start = await measure(devtools);
  const shares: number[] = [];
  let before = start;
  for (let count = 0; count < WINDOWS; count++) {
    const fromMs = await page.evaluate(() => Date.now());
    await page.waitForFunction((untilMs) => Date.now() >= untilMs, fromMs + WINDOW_S * 1000, {
      polling: 1000,
      timeout: TIMEOUT_MS,
    });
    const after = await measure(devtools);
    shares.push(share(before, after));
    before = after;
  }

  const mean = share(start, before);
  console.log(
    `Main thread busy: ${(mean * 100).toFixed(2)} % over ${WINDOW_S * WINDOWS} s, windows ${shares.map((share) => (share * 100).toFixed(2))}`,
  );
  expect(Math.min(...shares)).toBeGreaterThan(0);
  expect(mean).toBeLessThan(MOST);
});

async function measure(devtools: CDPSession) {
  const { metrics } = await devtools.send('Performance.getMetrics');
  const busyS = metrics.find(({ name }) => name === 'TaskDuration')?.value;
  if (busyS === undefined) throw new Error('Chromium does not tell TaskDuration');
  return { atS: performance.now() / 1000, busyS };
}

type Measure = Awaited<ReturnType<typeof measure>>;

function share(from: Measure, to: Measure): number {
  return (to.busyS - from.busyS) / (to.atS - from.atS);
}
