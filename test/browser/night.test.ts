// Night passes of instruments that need daylight: the list and its links show them on request, as the API has them.
import { beforeAll, expect, test } from 'vitest';
import type { SwathOverpassAnswer } from '../../wire/overpasses.ts';
import type { PlaceOverpassesAnswer } from '../../wire/place-overpasses.ts';
import { AQUA, AURA } from '../support/builders.ts';
import { theSystem } from '../support/system.ts';
import { theViewer } from './viewer.ts';

const system = theSystem();
const viewer = theViewer();

beforeAll(() => system.untilWhole());

test('the list and its links follow the choice of light, and equal the API, by the instruments of each satellite', async () => {
  // North enough for Aura's camera to pass each night, by its outer swath alone. In ten days, whenever they begin, there
  // are all the kinds below; in five of some dates, Aqua's radar has none.
  const page = await viewer.open({}, system.addresses.pageUrl, '?place=60,10&days=10');
  const panel = page.locator('.place');
  await panel.locator('tr[data-overpass]').first().waitFor();
  await panel.locator('.remark[hidden]').waitFor({ state: 'attached' });
  await panel.getByRole('button', { name: /^Show all/ }).click();

  await panel.getByText('Filters', { exact: true }).click();
  const lists = [];
  for (const atNight of [false, true]) {
    await panel.getByLabel('Light').selectOption(atNight ? 'any' : '');
    const addresses = await panel
      .locator('[data-place-part="links"] a')
      .evaluateAll((anchors) => anchors.map((anchor) => (anchor as HTMLAnchorElement).href));
    expect(addresses.length).toBe(12);
    expect(addresses.filter((address) => address.includes('&daylight=any'))).toEqual(atNight ? addresses : []);

    const rows = await panel.locator('tr[data-overpass]').evaluateAll((elements) =>
      elements.map((element) => ({
        number: Number((element as HTMLElement).dataset.overpass),
        timeMs: Date.parse((element as HTMLElement).dataset.time ?? ''),
        names: (element.querySelector('[data-cell="swath"]')?.textContent ?? '').replaceAll('edge of ', ''),
        light: element.querySelector('[data-cell="light"]')?.textContent,
      })),
    );
    const question = new URL(addresses.find((address) => address.startsWith('http')) as string);
    question.searchParams.set('format', 'json');
    const answer = await fetch(question);
    const { from, until, overpasses } = (await answer.json()) as PlaceOverpassesAnswer;
    const expected = (overpasses as (SwathOverpassAnswer & { catalogNumber: number })[]).map(
      ({ catalogNumber, instruments, instrumentsMaybe = [], day }) => ({
        number: catalogNumber,
        names: [...instruments, ...instrumentsMaybe.map((name) => `maybe ${name}`)].join(', '),
        light: day ? 'day' : 'night',
      }),
    );
    const listed = rows.filter(({ timeMs }) => timeMs > Date.parse(from) && timeMs <= Date.parse(until));
    expect(listed.map(({ timeMs, ...row }) => row)).toEqual(expected);
    lists.push(expected);
  }

  const [byDay = [], always = []] = lists;
  expect(byDay).toContainEqual({ number: AQUA, names: 'MODIS', light: 'day' });
  expect(byDay).toContainEqual({ number: AURA, names: 'Camera', light: 'day' });
  expect(byDay).not.toContainEqual({ number: AURA, names: 'Camera', light: 'night' });
  expect(always).toContainEqual({ number: AURA, names: 'Camera', light: 'night' });
  expect(always).toContainEqual({ number: AURA, names: 'OMI, Camera', light: 'night' });
  // By the edges of its radar, which looks to the right.
  expect(always.some(({ number, names }) => number === AQUA && names === 'MODIS, SAR')).toBe(true);
});
