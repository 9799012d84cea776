// The demo in a real browser: the page, live on a recording that repeats.
import { expect, test } from 'vitest';
import { heapBytes, untilFilled, untilIdle } from '../support/page.ts';
import { lastFrame, theDemo } from './the-demo.ts';

const demo = theDemo();

test('the demo is live, with the whole hour in every chart, and says that it is a recording', async () => {
  const page = await demo.open();

  expect(await page.locator('[data-satellite] h2').allTextContents()).toEqual(['Terra', 'Aqua', 'Aura']);
  expect(
    await page.locator('[data-chart]').evaluateAll((charts) => charts.map((chart) => chart.dataset.points)),
  ).toEqual(Array(6).fill('180'));
  expect(await page.locator('[data-part="demo"]').textContent()).toMatch(
    /^Recorded \d+ \w{3} \d{4}, \d\d:\d\d to \d\d:\d\d UTC, in a loop$/,
  );
});

test('where a satellite is unknown, its charts are as faint as its lines on the map', async () => {
  const page = await demo.open();
  const looks = (number: number) =>
    page
      .locator(`[data-trail="${number}"], [data-satellite="${number}"] [data-chart] > .track`)
      .evaluateAll((lines) => lines.map((line) => getComputedStyle(line).opacity));

  expect(await page.locator('[data-satellite="28376"] [data-readout="latitude"] .value').textContent()).toBe('unknown');
  expect(await looks(28376)).toEqual(['0.4', '0.4', '0.4']);
  expect(await looks(25994)).toEqual(['1', '1', '1']);
});

test('where a satellite is unknown, its charts say so in words, and why, and nothing of day and night', async () => {
  const page = await demo.open();
  const column = page.locator('[data-satellite="28376"]');
  const chart = column.locator('[data-chart="track"]');

  expect(await column.locator('[data-part="summary"]').textContent()).toMatch(
    /^180 points\. Between ≈ \d+ km and ≈ \d+ km\. Where it was is unknown: old elements\. Use the arrow keys/,
  );
  expect(await column.locator(':is(.key, .lit)').filter({ visible: true }).count()).toBe(0);
  await chart.press('ArrowLeft');
  expect(await column.locator('[data-part="selected-place"]').textContent()).toBe('position unknown');
  expect(await chart.getAttribute('aria-valuetext')).toMatch(
    /^\d\d:\d\d:\d\d UTC, position unknown, ≈ \d+ km, old elements$/,
  );
});

test('links to the API, which the demo does not have, are hidden', async () => {
  const page = await demo.open();

  const links = page.locator('[data-satellite="25994"] .links a:visible');

  expect(await links.allTextContents()).toEqual(['n2yo', 'API description']);
});

test('the heap does not grow: within 5 MB after ten minutes and ten frames', async () => {
  const page = await demo.open();
  await untilIdle(page);
  const devTools = await page.context().newCDPSession(page);
  // Until the first frame has arrived, and all code has run once.
  await page.clock.runFor(60_000);
  const beforeFrameMs = await lastFrame(page);
  const beforeBytes = await heapBytes(devTools);

  await page.clock.runFor(600_000);

  expect((await lastFrame(page)) - beforeFrameMs).toBe(600_000);
  await untilFilled(page);
  const grownBytes = (await heapBytes(devTools)) - beforeBytes;
  console.log(`The heap: ${beforeBytes} bytes, and ${grownBytes} more after 600 s`);
  expect(Math.abs(grownBytes)).toBeLessThan(5_000_000);
});

test('at the end of the recording, the demo starts over with the whole hour', async () => {
  const page = await demo.open();
  const clock = page.locator('[data-status="clock"]');
  const timeOf = async () => Date.parse((await clock.getAttribute('datetime')) ?? '');
  const note = (await page.locator('[data-part="demo"]').textContent()) ?? '';
  const [, day, begin, end] = /^Recorded (.*), (\S+) to (\S+) UTC/.exec(note) ?? [];
  const [beginMs, endMs] = [Date.parse(`${day}, ${begin} UTC`), Date.parse(`${day}, ${end} UTC`)];
  expect(await timeOf()).toBe(beginMs + 30_000);

  // Skips all but the last two minutes.
  await page.clock.fastForward(endMs - beginMs - 150_000);
  await page.clock.runFor(119_000);
  expect(await timeOf()).toBe(endMs - 1_000);
  await untilFilled(page);
  await page.clock.runFor(2_000);

  expect(await timeOf()).toBe(beginMs + 1_000);
  await untilFilled(page);
});
