// axe-core finds no accessibility problem, with every part of the page open.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { beforeAll, expect, test } from 'vitest';
import { untilDrawn } from '../support/page.ts';
import { theSystem } from '../support/system.ts';
import { theViewer } from './viewer.ts';

const system = theSystem();
const viewer = theViewer();
let axe: string;

beforeAll(async () => {
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
});

test.each([
  ['light', 'a desktop', { width: 1280, height: 900 }],
  ['dark', 'a desktop', { width: 1280, height: 900 }],
  ['light', 'a phone', { width: 360, height: 740 }],
  ['dark', 'a phone', { width: 360, height: 740 }],
] as const)('no violations in %s colours on %s', async (colorScheme, _, viewport) => {
  const page = await viewer.open({ colorScheme, viewport }, system.addresses.pageUrl, '?place=40.02,-105.27');
  for (const summary of await page.locator('summary').all()) await summary.click();
  await page.locator('[data-chart]').first().focus();
  await page.keyboard.press('ArrowLeft');

  // The card of the point in the middle of the map.
  await untilDrawn(page);
  await page.locator('[data-world="map"]').press('Enter');
  await page.getByRole('dialog').waitFor();

  // All rules, not only those of WCAG.
  await page.evaluate(axe);
  const { violations, passes } = await page.evaluate<AxeResults>('axe.run()');

  expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([]);
  // The rules have run, contrast included.
  expect(passes.map(({ id }) => id)).toContain('color-contrast');
});
