// The page's address keeps the choices; links lead to a satellite's data.
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { TERRA } from '../support/builders.ts';
import { query } from '../support/page.ts';
import { theSystem } from '../support/system.ts';
import { theViewer } from './viewer.ts';

const system = theSystem();
const viewer = theViewer();

beforeAll(() => system.untilWhole());

const column = (page: Page, catalogNumber = TERRA) => page.locator(`[data-satellite="${catalogNumber}"]`);
const names = (page: Page) => page.locator('[data-satellite] h2').allTextContents();

describe('the address', () => {
  test('keeps the choices, and a page opens with them', async () => {
    const page = await viewer.open();
    await page.getByRole('button', { name: 'Aura' }).click();
    await page.getByRole('button', { name: 'mi', exact: true }).click();
    await page.getByRole('button', { name: 'Pause' }).click();
    expect(await query(page)).toBe('?sat=25994,27424&pause=1&units=mi');
    expect(await names(page)).toEqual(['Terra', 'Aqua']);
    expect(await column(page).locator('[data-readout="altitude"] .unit').textContent()).toBe('mi');

    const other = await viewer.newPage();
    await other.goto(system.addresses.pageUrl + (await query(page)));
    await other.waitForFunction(() => document.querySelectorAll('[data-points="180"]').length === 4);

    expect(await names(other)).toEqual(['Terra', 'Aqua']);
    expect(await query(other)).toBe('?sat=25994,27424&pause=1&units=mi');
    expect(await column(other).locator('[data-readout="altitude"] .unit').textContent()).toBe('mi');
    const altitude = (await column(other).locator('[data-readout="altitude"] .value').textContent()) ?? '';
    // With old elements it is about a whole number.
    expect(Number(altitude.replace('≈ ', ''))).toBeLessThan(460);
  });

  test('is empty when every choice is the default', async () => {
    const page = await viewer.open({}, system.addresses.pageUrl, '?sat=25994,27424,28376&units=km&place=95,0');

    await page.getByRole('button', { name: 'Terra' }).click();
    await page.getByRole('button', { name: 'Terra' }).click();

    expect(await query(page)).toBe('');
    expect(await names(page)).toEqual(['Terra', 'Aqua', 'Aura']);
  });

  test('never leads to a page without satellites', async () => {
    const page = await viewer.open({}, system.addresses.pageUrl, '?sat=99999');
    expect(await names(page)).toEqual(['Terra', 'Aqua', 'Aura']);

    for (const name of ['Terra', 'Aqua', 'Aura']) await page.getByRole('button', { name }).click();

    // The last one stays, and says why.
    expect(await names(page)).toEqual(['Aura']);
  });
});

test('each satellite links to its data, and the API describes itself', async () => {
  const page = await viewer.open();
  const track = `${system.addresses.apiUrl}/satellites/${TERRA}/track`;

  const links = await column(page)
    .locator('.links a')
    .evaluateAll((anchors) => anchors.map((anchor) => [anchor.textContent, (anchor as HTMLAnchorElement).href]));

  expect(links.slice(0, 4)).toEqual([
    ['CSV', `${track}?format=csv`],
    ['JSON', track],
    ['GeoJSON', `${track}?format=geojson`],
    ['n2yo', 'https://www.n2yo.com/satellite/?s=25994'],
  ]);
  const [name, address] = links[4] as [string, string];
  expect(name).toBe('API description');
  const description = await (await fetch(address)).text();
  expect(description).toContain('<title>Subpoint HTTP API</title>');
  const [, source = ''] = /href="(assets\/openapi-[^"]+)"/.exec(description) ?? [];
  expect(await (await fetch(new URL(source, address))).text()).toMatch(/^openapi: 3\.1/m);
});
