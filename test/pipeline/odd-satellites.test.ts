// Odd satellites beside Terra, Aqua and Aura on a system of their own: it starts whole, and explains what has no points.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { BUNDLED_ELEMENTS } from '../../functions/shared/bundled-elements.ts';
import type { System } from '../../local/aws/system.ts';
import type { OverpassesAnswer } from '../../wire/overpasses.ts';
import type { SatellitesAnswer } from '../../wire/satellites.ts';
import type { StatusAnswer } from '../../wire/status.ts';
import { validateAnswer } from '../contract/schemas.ts';
import { overlapOf, type TextBox, textBoxes } from '../support/boxes.ts';
import { launchBrowser } from '../support/browser.ts';
import { AQUA, AURA, TERRA } from '../support/builders.ts';
import { deployTestSystem } from '../support/deploy.ts';
import { keepPictures } from '../support/failures.ts';
import { WAIT_LIMIT_MS } from '../support/limits.ts';
import three from '../support/satellites.json' with { type: 'json' };
import { type SourceServer, startSourceServer } from '../support/servers/source-server.ts';
import odd from './data/odd-satellites.json' with { type: 'json' };

const GEOSTATIONARY = 51850;
/** Satellites that have decayed: the second one fell below 100 km some hours ago, although SGP4 still accepts it. */
const DECAYED = [55897, 90104];
/** A number that the source does not know. */
const MISTYPED = 99_998;
const POSITIONED = [TERRA, AQUA, AURA, ...odd.satellites.map(({ satellite }) => satellite.catalogNumber)].filter(
  (number) => !DECAYED.includes(number),
);

let folder: string;
let source: SourceServer;
let system: System | undefined;
let browser: Browser | undefined;

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().replace('Z', '000');

beforeAll(async () => {
  source = await startSourceServer();
  for (const { satellite, omm, ageDays } of odd.satellites)
    source.answers(satellite.catalogNumber, { body: JSON.stringify([{ ...omm, EPOCH: daysAgo(ageDays) }]) });
  for (const omm of BUNDLED_ELEMENTS)
    source.answers(omm.NORAD_CAT_ID, { body: JSON.stringify([{ ...omm, EPOCH: daysAgo(0.2) }]) });
  source.answers(AQUA, { body: '<?xml version="1.0"?><ndm><omm/></ndm>' });
  folder = mkdtempSync(join(tmpdir(), 'subpoint-odd-'));
  const satellitesFile = join(folder, 'satellites.json');
  const mistyped = { catalogNumber: MISTYPED, name: 'Mistyped', instrument: 'none', swathKm: 100 };
  const list = [...three, ...odd.satellites.map(({ satellite }) => satellite), mistyped];
  writeFileSync(satellitesFile, JSON.stringify(list));
  [system, browser] = await Promise.all([
    deployTestSystem({ elementsUrl: source.url, elementsFile: join(folder, 'elements.json'), satellitesFile }),
    launchBrowser(),
  ]);
});

afterEach((test) => keepPictures(test, browser));

afterAll(async () => {
  await browser?.close();
  await system?.stop();
  await source.close();
  rmSync(folder, { recursive: true });
});

async function get<Answer>(path: string): Promise<Answer> {
  const answer = await fetch(`${system?.addresses.apiUrl}${path}`);
  expect(answer.status).toBe(200);
  return (await answer.json()) as Answer;
}

test('the feed is healthy: every satellite that can have points has its hour', async () => {
  const status = await get<StatusAnswer>('/status');

  expect(validateAnswer('/status', 200, status)).toEqual([]);
  const complete = status.satellites.filter(({ missing, aheadSeconds }) => missing === 0 && (aheadSeconds ?? 0) > 0);
  expect(complete.map(({ catalogNumber }) => catalogNumber)).toEqual(POSITIONED);
  expect(status.satellites.filter(({ catalogNumber }) => DECAYED.includes(catalogNumber))).toMatchObject(
    DECAYED.map(() => ({ newest: null, elementsState: 'failed', reason: expect.stringMatching(/^decayed around /) })),
  );
});

test('the list explains the others, and what is wrong with the answers of the source', async () => {
  const answer = await get<SatellitesAnswer>('/satellites');

  expect(validateAnswer('/satellites', 200, answer)).toEqual([]);
  const problems = answer.satellites.flatMap(({ catalogNumber, elementsProblem }) =>
    elementsProblem ? [[catalogNumber, elementsProblem]] : [],
  );
  expect(problems).toEqual([
    [AQUA, '127.0.0.1 sent no usable elements (XML instead of JSON)'],
    [MISTYPED, '127.0.0.1 knows no 99998'],
  ]);
  expect(system?.elementsProblems).toEqual([
    'Aqua: 127.0.0.1 sent no usable elements (XML instead of JSON). Its elements only grow older. ' +
      'Wait for the next one: other sets from 127.0.0.1 are good.',
    'Mistyped: 127.0.0.1 knows no 99998. It has no position. Check its catalog number in the list of satellites.',
  ]);
});

test('a geostationary satellite is always in view below it and never on the other side', async () => {
  const { satellites } = await get<SatellitesAnswer>('/satellites');
  const { latitudeDeg = 0, longitudeDeg = 0 } =
    satellites.find(({ catalogNumber }) => catalogNumber === GEOSTATIONARY)?.latest ?? {};
  const at = (longitude: number, kind: string) =>
    get<OverpassesAnswer>(
      `/satellites/${GEOSTATIONARY}/overpasses?latitude=${latitudeDeg}&longitude=${longitude}&kind=${kind}`,
    );

  for (const kind of ['swath', 'horizon']) {
    expect(await at(longitudeDeg, kind)).toMatchObject({ inView: 'always' });
    expect(await at(longitudeDeg > 0 ? longitudeDeg - 180 : longitudeDeg + 180, kind)).toMatchObject({
      inView: 'never',
      overpasses: [],
    });
  }
});

test('the page shows 180 points of each satellite that has them, and a sentence for each other one', async () => {
  const page = await (browser as Browser).newPage({ viewport: { width: 1440, height: 1000 } });
  page.setDefaultTimeout(WAIT_LIMIT_MS);
  await page.goto(system?.addresses.pageUrl as string);

  const column = (number: number) => page.locator(`[data-satellite="${number}"]`);
  for (const number of POSITIONED) await column(number).locator('[data-points="180"]').first().waitFor();
  const explained = async (number: number) => column(number).locator('[data-part="warning"]').textContent();
  for (const number of DECAYED)
    expect(await explained(number)).toMatch(/^Decayed around \d+ \w+ \d{4}: no position\.$/);
  for (const number of [...DECAYED, MISTYPED]) {
    await column(number).getByText('No charts: no points in the last hour.', { exact: true }).waitFor();
    expect(await column(number).locator('svg[data-chart]:visible, .points:visible').count()).toBe(0);
  }
  expect(
    await column(POSITIONED[0] as number)
      .locator('svg[data-chart]:visible')
      .count(),
  ).toBe(2);
  expect(await explained(MISTYPED)).toBe('127.0.0.1 knows no 99998. Without elements there is no position.');
  expect(await explained(AQUA)).toContain('127.0.0.1 sent no usable elements (XML instead of JSON).');
  expect(await column(GEOSTATIONARY).locator('.motion').textContent()).toMatch(
    /hardly moves over ground *(sunlit|in shadow), /,
  );
  // Names are text, whatever is in them.
  expect(await column(799_501_234).textContent()).toContain('=HYPERLINK("http://x","y")');
  expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
});

test('names on a full map do not cover each other, and one that is left out appears when the reader points at its satellite', async () => {
  const page = await (browser as Browser).newPage({ viewport: { width: 390, height: 844 } });
  page.setDefaultTimeout(WAIT_LIMIT_MS);
  await page.goto(system?.addresses.pageUrl as string);
  await page
    .locator('.marker')
    .nth(POSITIONED.length - 1)
    .waitFor({ state: 'attached' });
  // No room for all of them, wherever the satellites are.
  await page.addStyleTag({ content: '.markers .label { font-size: 40px !important }' });
  await page.locator('.marker[data-unnamed]').nth(5).waitFor({ state: 'attached' });

  const boxes = await textBoxes(page.locator('.marker:not([hidden], [data-unnamed]) .label'));
  const areaOf = ({ left, top, right, bottom }: TextBox) => (right - left) * (bottom - top);
  const covered = boxes.flatMap((a, index) =>
    boxes.slice(index + 1).map((b) => {
      const { width, height } = overlapOf(a, b);
      return (Math.max(0, width) * Math.max(0, height)) / Math.min(areaOf(a), areaOf(b));
    }),
  );
  expect(covered.length).toBeGreaterThan(0);
  expect(Math.max(...covered)).toBeLessThan(0.2);

  const label = page.locator('.marker[data-unnamed] .label').last();
  const number = await label.locator('..').getAttribute('data-marker');
  const marker = page.locator(`[data-marker="${number}"]`);
  expect(await marker.locator('.label').isVisible()).toBe(false);
  await page.locator(`[data-satellite="${number}"] a`).first().focus();
  expect(await marker.locator('.label').isVisible()).toBe(true);
  await page.locator('h1').hover();
  await page.locator(`[data-marker="${number}"]:not([data-pointed])`).waitFor({ state: 'attached' });

  // On the map, the mouse points at the nearest marker.
  const { x = 0, y = 0 } = (await marker.locator('svg').boundingBox()) ?? {};
  await page.mouse.move(x + 12, y + 12);
  await page.locator('.marker[data-pointed]').waitFor({ state: 'attached' });
});

test('with many satellites, their calendars and tables are in a list that the reader opens', async () => {
  const page = await (browser as Browser).newPage({ viewport: { width: 390, height: 844 } });
  page.setDefaultTimeout(WAIT_LIMIT_MS);
  await page.goto(`${system?.addresses.pageUrl}?place=40.02,-105.27`);
  const links = page.locator('[data-place-part="links"]');
  await links.locator('summary').waitFor();
  expect(await links.locator('a:visible').allTextContents()).toEqual(['subscribe', 'ics file', 'CSV']);

  await links.locator('summary').click();
  const terra = links.locator('li').first();
  expect(await terra.locator('span').textContent()).toBe('Terra');
  expect(await terra.locator('a').allTextContents()).toEqual(['subscribe', 'ics file', 'CSV']);
  expect(await links.locator('li').count()).toBe(odd.satellites.length + 4);
  const calendar = await fetch((await terra.locator('a').nth(1).getAttribute('href')) ?? '');
  expect(await calendar.text()).toContain('SUMMARY:Terra');
  expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
  // It stays open for another place.
  await page.getByRole('combobox', { name: 'Place' }).fill('1, 2');
  await page.keyboard.press('Enter');
  await links.locator('a[href*="latitude=1&"]').first().waitFor();
  expect(await terra.isVisible()).toBe(true);
});
