// axe-core finds no accessibility problem, with every part of the page open, and targets are as large as they must be.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { openEverything } from '../support/everything.ts';
import { untilDrawn } from '../support/page.ts';
import { theSystem } from '../support/system.ts';
import { theViewer } from './viewer.ts';

declare global {
  interface Window {
    axe: { run(options: RunOptions): Promise<AxeResults> };
  }
}

const system = theSystem();
const viewer = theViewer();
let axe: string;

beforeAll(async () => {
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
});

const PLACE = '?place=40.02,-105.27';
const DESKTOP = { viewport: { width: 1280, height: 900 } };
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

test.each([
  ['light colours on a desktop', { ...DESKTOP, colorScheme: 'light' }, 24],
  ['dark colours on a desktop', { ...DESKTOP, colorScheme: 'dark' }, 24],
  ['dark colours on a phone', { ...PHONE, colorScheme: 'dark' }, 44],
  ['forced colours on a desktop', { ...DESKTOP, forcedColors: 'active' }, 24],
] as const)('no violations in %s', async (_, options, leastPx) => {
  const page = await viewer.open(options, system.addresses.pageUrl, PLACE);
  await openEverything(page);

  expect(await violations(page)).toEqual([]);
  expect(await smallTargets(page, leastPx)).toEqual([]);
});

test.each([
  ['class mode', 'mode=class', '[data-mode="class"] .time-slider'],
  ['a frame of another page', 'embed=1', '.marker .name:visible'],
])('no violations in %s', async (_, query, selector) => {
  const page = await viewer.newPage(DESKTOP);
  await page.goto(`${system.addresses.pageUrl}?${query}`);
  await page.locator(selector).first().waitFor();
  await untilDrawn(page);

  expect(await violations(page)).toEqual([]);
  expect(await smallTargets(page, 24)).toEqual([]);
});

/** By all rules, not only those of WCAG. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const { violations, passes } = await page.evaluate(() =>
    // Off by default, as all of WCAG 2.2.
    window.axe.run({ rules: { 'target-size': { enabled: true } } }),
  );
  // The rules have run, contrast included.
  expect(passes.map(({ id }) => id)).toEqual(expect.arrayContaining(['color-contrast', 'target-size']));
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

/** What can be pressed and is smaller, except links in a sentence. axe-core accepts small ones with room around them. */
function smallTargets(page: Page, leastPx: number): Promise<string[]> {
  return page.evaluate((least) => {
    const targets = document.querySelectorAll<HTMLElement>(
      'a[href], button, summary, input, select, [tabindex="0"], [role="option"]',
    );
    return [...targets].flatMap((element) => {
      const isInSentence =
        getComputedStyle(element).display === 'inline' &&
        [...(element.parentElement?.childNodes ?? [])].some(
          ({ nodeType, textContent }) => nodeType === 3 && textContent?.trim(),
        );
      if (!element.checkVisibility({ visibilityProperty: true }) || isInSentence) return [];
      // Its label is pressed, too.
      const target = element.matches('[type="checkbox"]') ? (element.closest('label') ?? element) : element;
      const { width, height } = target.getBoundingClientRect();
      if (Math.min(width, height) >= least - 0.1) return [];
      const name = element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 40);
      return [`${element.tagName} ${name}: ${width.toFixed(1)} × ${height.toFixed(1)} px`];
    });
  }, leastPx);
}
