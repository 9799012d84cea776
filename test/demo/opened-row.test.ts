// A row of the list that is opened and closed: it stays where it is, whatever is above and below it.
import { expect, test } from 'vitest';
import { painted } from '../support/page.ts';
import { theDemo, untilListed } from './the-demo.ts';

const demo = theDemo();

test.each([
  ['in the panel beside the map', 1280, 720],
  ['on the page of a phone', 390, 844],
])('%s, a row that is clicked stays under the pointer', async (_, width, height) => {
  const page = await demo.open('?place=40.02,-105.27', { viewport: { width, height } });
  await untilListed(page);
  const button = page.locator('[data-act="open"]').nth(4);
  await button.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  await painted(page);
  const topOf = () => button.evaluate((element) => Math.round(element.getBoundingClientRect().top));
  const before = await topOf();
  const isOpen = () => button.getAttribute('aria-expanded');

  const tops: [expanded: string | null, top: number][] = [];
  for (let click = 0; click < 3; click++) {
    const box = await button.boundingBox();
    await page.mouse.click((box?.x ?? 0) + 5, (box?.y ?? 0) + 5);
    await painted(page);
    tops.push([await isOpen(), await topOf()]);
  }

  expect(tops).toEqual([
    ['true', before],
    ['false', before],
    ['true', before],
  ]);
});
