// Ticks come at whole steps of UTC until the ticker is stopped.
import { beforeEach, expect, it } from 'vitest';
import { createTicker, tickStepMs } from '../../../web/head/ticker.ts';
import { FakeBrowser } from '../fake-env.ts';

const SECOND = Date.UTC(2026, 10, 24, 12);

let browser: FakeBrowser;
let ticks: number[];

beforeEach(() => {
  browser = new FakeBrowser(SECOND + 300);
  ticks = [];
});

function create(stepMs: () => number) {
  return createTicker(browser.env, stepMs, (timeMs) => ticks.push(timeMs - SECOND));
}

it('ticks at once, then at whole steps, until it is stopped', async () => {
  const ticker = create(() => 1_000);

  ticker.start();
  await browser.pass(2_000);
  ticker.stop();
  await browser.pass(5_000);
  ticker.start();
  // Started twice, it still ticks once a second.
  ticker.start();
  await browser.pass(1_000);
  ticker.stop();

  expect(ticks).toEqual([0, 1_000, 2_000, 7_000, 7_000, 8_000]);
});

it('changes its step when it is started again', async () => {
  let stepMs = tickStepMs(false);
  const ticker = create(() => stepMs);

  ticker.start();
  await browser.pass(700);
  stepMs = tickStepMs(true);
  ticker.start();
  await browser.pass(1_000);
  ticker.stop();

  expect(ticks).toEqual([250, 500, 750, 1_000, 1_000, 2_000]);
});

it('takes a timer that fires a little early for its step', async () => {
  browser.nowMs = SECOND - 2;
  const ticker = create(() => 1_000);

  ticker.start();
  await browser.pass(1_002);
  ticker.stop();

  expect(ticks).toEqual([0, 1_000]);
});

it('ticks four times a second, or once for readers who prefer reduced motion', () => {
  expect(tickStepMs(false)).toBe(250);
  expect(tickStepMs(true)).toBe(1_000);
});
