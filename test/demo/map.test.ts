import { expect, test } from 'vitest';
import { query, untilScale } from '../support/page.ts';
import { pointOn, theDemo, withSevenSatellites } from './the-demo.ts';

const demo = theDemo();

test.each([
  ['four times a second', 'no-preference', 4],
  ['once a second for readers who prefer reduced motion', 'reduce', 1],
] as const)(
  'a marker moves %s, and the drawing under it, in its layer, stays until the next point',
  async (_, reducedMotion, moves) => {
    const { page } = await demo.openMap('', { reducedMotion });
    await page.clock.runFor(1_000);
    const seen = await page.evaluateHandle(() => {
      const counts = { moves: 0, redrawn: 0, layers: 0 };
      const marker = document.querySelector('[data-marker="25994"]') as HTMLElement;
      new MutationObserver(() => counts.moves++).observe(marker, { attributeFilter: ['style'] });
      const drawing = document.querySelector('[data-world="drawing"]') as SVGSVGElement;
      new MutationObserver(() => counts.redrawn++).observe(drawing, {
        attributes: true,
        subtree: true,
        childList: true,
      });
      const map = document.querySelector('[data-world="map"]') as HTMLElement;
      new MutationObserver(() => counts.layers++).observe(map, { attributeFilter: ['data-time-moves'] });
      return counts;
    });

    await page.clock.runFor(3_000);
    expect(await seen.jsonValue()).toEqual({ moves: 3 * moves, redrawn: 0, layers: 0 });
    await page.clock.runFor(10_000);
    expect((await seen.jsonValue()).redrawn).toBeGreaterThan(0);
  },
);

test('a view is chosen by its button and in the address, and shows the satellites that are there', async () => {
  const { page } = await demo.openMap();

  await page.getByRole('button', { name: 'North', exact: true }).click();
  expect(await query(page)).toBe('?view=north');
  expect(await page.getByRole('button', { name: 'North', exact: true }).getAttribute('aria-pressed')).toBe('true');
  const land = () => page.locator('path.land').first().getAttribute('d');
  expect((await land())?.length).toBeGreaterThan(10_000);

  await page.getByRole('button', { name: 'World', exact: true }).click();
  expect(await query(page)).toBe('');
  expect(await land()).toBe('');

  const { page: other } = await demo.openMap('?view=south');
  expect(await other.getByRole('button', { name: 'South', exact: true }).getAttribute('aria-pressed')).toBe('true');
  // Aqua is at 62° S, Aura near the North Pole.
  expect(await other.locator('[data-marker="27424"]').getAttribute('hidden')).toBeNull();
  expect(await other.locator('[data-marker="28376"]').getAttribute('hidden')).toBe('');
});

test('a satellite that is switched off does not make the others step back, while the pointer stays', async () => {
  const { page } = await demo.openMap();
  const button = page.getByRole('button', { name: 'Terra', exact: true });

  await button.hover();
  expect(await page.locator('[data-trail="25994"][data-pointed]').count()).toBe(1);
  await button.click();
  await page.locator('[data-marker="25994"]').waitFor({ state: 'detached' });
  expect(await page.locator('.world-map [data-pointed], .map[data-pointed]').count()).toBe(0);

  await button.click();
  expect(await page.locator('[data-trail="25994"][data-pointed]').count()).toBe(1);
});

test('of seven satellites, the key names the next orbit only while one is drawn, and nothing of it moves', async () => {
  const { page } = await demo.openMap('', { beforeLoad: withSevenSatellites });
  const key = () =>
    page.locator('.legend > span').evaluateAll((entries) =>
      entries
        .filter((entry) => entry.checkVisibility({ visibilityProperty: true }))
        .map((entry) => [entry.textContent, Math.round(entry.getBoundingClientRect().left)] as const)
        .sort(([, a], [, b]) => a - b),
    );
  const drawn = () => page.locator('[data-ahead]').filter({ visible: true }).count();

  const before = await key();
  expect(await drawn()).toBe(0);
  expect(before.map(([text]) => text)).toEqual(['track of the last hour', 'swath, last hour', 'night']);

  await page.getByRole('button', { name: 'Terra', exact: true }).hover();
  expect(await drawn()).toBe(1);
  expect(await key()).toEqual([...before, ['next orbit', expect.any(Number)]]);
});

test('a click opens the card of a point, Escape closes it, and its button chooses the place', async () => {
  const { page, map } = await demo.openMap();
  const card = page.getByRole('dialog');

  await page.mouse.click(...(await pointOn(map, 0.25, 0.25)));
  expect(await card.getByRole('heading').textContent()).toMatch(/^45\.\d° N, (89|90)\.\d° W$/);
  const choose = card.getByRole('button', { name: 'Choose this place' });
  expect(await choose.evaluate((button) => button === document.activeElement)).toBe(true);
  await page.keyboard.press('Escape');
  expect(await card.count()).toBe(0);
  expect(await map.evaluate((element) => element === document.activeElement)).toBe(true);
  expect(await query(page)).toBe('');

  await page.keyboard.press('Enter');
  expect(await card.getByRole('heading').textContent()).toMatch(/^0\.\d° [NS], 0\.\d° [EW]$/);
  await choose.click();
  expect(await query(page)).toMatch(/^\?place=-?0(\.\d)?,-?0(\.\d)?$/);
  expect(await card.count()).toBe(0);
});

test.each([
  ['in the left upper corner', 0.002, 0.004],
  ['in the right lower corner', 0.996, 0.992],
])('the card %s is inside of the map, on each view and magnified', async (_, x, y) => {
  for (const query of ['', '?view=south']) {
    const { page, map } = await demo.openMap(query);
    await page.getByRole('button', { name: 'Zoom in' }).click();
    await untilScale(page, 1.6);
    await page.mouse.click(...(await pointOn(map, x, y)));

    const [outer, inner] = [await map.boundingBox(), await page.getByRole('dialog').boundingBox()];
    if (!outer || !inner) throw new Error('no card');
    expect(inner.x).toBeGreaterThanOrEqual(outer.x);
    expect(inner.y).toBeGreaterThanOrEqual(outer.y);
    expect(inner.x + inner.width).toBeLessThanOrEqual(outer.x + outer.width);
    expect(inner.y + inner.height).toBeLessThanOrEqual(outer.y + outer.height);
  }
});

test('a click on a satellite leads to its column', async () => {
  const { page } = await demo.openMap();
  const marker = await page.locator('[data-marker="27424"]').boundingBox();

  await page.mouse.click(marker?.x ?? 0, marker?.y ?? 0);

  const column = page.locator('[data-satellite="27424"]');
  expect(await column.evaluate((element) => element === document.activeElement)).toBe(true);
  expect(await column.getAttribute('data-opened')).toBe('');
  expect(await page.getByRole('dialog').count()).toBe(0);
});

test('a line under the pointer has a name and a time until the pointer leaves it, and the others step back', async () => {
  const { page, map } = await demo.openMap();
  const at = await page.locator('[data-trail="27424"]').evaluate((path) => {
    const { x, y } = (path as SVGPathElement).getPointAtLength(60);
    return { x: (x + 180) / 360, y: (y + 90) / 180 };
  });

  await page.mouse.move(...(await pointOn(map, at.x, at.y)));

  expect(await page.locator('[data-note="line"]').textContent()).toMatch(/^Aqua \d\d:\d\d, \d+ min ago$/);
  const opacity = (number: number) =>
    page.locator(`[data-trail="${number}"]`).evaluate((path) => getComputedStyle(path).opacity);
  expect([await opacity(25994), await opacity(27424)]).toEqual(['0.3', '1']);

  // A marker has its own name.
  const marker = await page.locator('[data-marker="25994"]').boundingBox();
  await page.mouse.move(marker?.x ?? 0, marker?.y ?? 0);
  expect(await page.locator('[data-note="line"]').isHidden()).toBe(true);
  expect([await opacity(25994), await opacity(27424)]).toEqual(['1', '0.3']);
});
