// The demo in a real browser: the page, live on its recording, for as long as one likes.
import { expect, test } from 'vitest';
import { heapBytes, untilFilled } from '../support/page.ts';
import { lastFrame, theDemo } from './the-demo.ts';

const demo = theDemo();

test('it is live, with the whole hour in every chart, and says that it is a recording', async () => {
  const page = await demo.open();

  expect(await page.locator('[data-satellite] h2').allTextContents()).toEqual(['Terra', 'Aqua', 'Aura']);
  expect(
    await page.locator('[data-chart]').evaluateAll((charts) => charts.map((chart) => chart.dataset.points)),
  ).toEqual(Array(6).fill('180'));
  expect(await page.locator('[data-part="demo"]').textContent()).toMatch(
    /^A recording, played in a loop: \d+ \w{3} \d{4}, \d\d:\d\d UTC to/,
  );
});

test('the links to an API, which it has none of, are not shown', async () => {
  const page = await demo.open();

  const links = page.locator('[data-satellite="25994"] .links a:visible');

  expect(await links.allTextContents()).toEqual(['n2yo', 'API description']);
});

test('ten minutes and ten frames leave the heap within 5 MB of where it was', async () => {
  const page = await demo.open();
  const devTools = await page.context().newCDPSession(page);
  // The first frame has come, and everything that runs has run.
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

test('at the end of the recording it begins again, with the whole hour', async () => {
  const page = await demo.open();
  const clock = page.locator('[data-status="clock"]');
  const timeOf = async () => Date.parse((await clock.getAttribute('datetime')) ?? '');
  const note = (await page.locator('[data-part="demo"]').textContent()) ?? '';
  const [beginMs = Number.NaN, endMs = Number.NaN] = (note.match(/\d+ \w{3} \d{4}, \d\d:\d\d UTC/g) ?? []).map(
    Date.parse,
  );
  // A second that passed as seconds do: the one that the clock was stopped in may have been rounded up.
  await page.clock.runFor(1_000);
  const beforeMs = await timeOf();
  expect(beforeMs).toBeGreaterThanOrEqual(beginMs);

  await page.clock.runFor(endMs - beforeMs - 1_000);
  expect(await timeOf()).toBe(endMs - 1_000);
  await page.clock.runFor(2_000);

  expect(await timeOf()).toBe(beginMs + 1_000);
  await untilFilled(page);
});
