// The page with the keyboard: the stops, keys and announcements of docs/keyboard.md.
import { readFile } from 'node:fs/promises';
import type { CDPSession, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { query, untilIdle } from '../support/page.ts';
import { theDemo, untilListed } from './the-demo.ts';

const demo = theDemo();

/** A line of the document. */
interface Stop {
  name: string;
  keys: readonly string[];
  announced: readonly string[];
}

/** From one stop of the document to the next there are fewer stops than this. */
const MOST_STOPS = 30;

test('the walk that is written down reaches each stop, and its keys announce what they do', async () => {
  const page = await demo.open('?place=40.02,-105.27&name=Boulder', { permissions: ['clipboard-write'] });
  await untilIdle(page);
  await untilListed(page);
  const devTools = await page.context().newCDPSession(page);

  const walked: string[] = [];
  for (const { name, keys, announced } of await documentedStops()) {
    await walkTo(name);
    const spoken = [await heard()];
    for (const key of keys) {
      await page.keyboard.press(key);
      await page.clock.runFor(1_000);
      spoken.push(await heard());
    }
    await expect
      .poll(async () => {
        await page.clock.runFor(500);
        spoken.push(await heard());
        const missing = announced.filter((words) => !spoken.some((each) => each.includes(words)));
        return missing.length > 0 ? { at: name, missing, spoken: [...new Set(spoken)] } : 'all was announced';
      })
      .toBe('all was announced');
  }
  expect(walked.filter((stop) => !/"[^"]+"/.test(stop))).toEqual([]);

  async function walkTo(name: string) {
    for (let count = 0; count < MOST_STOPS; count++) {
      await page.keyboard.press('Tab');
      walked.push(await focused(devTools));
      if (walked.at(-1)?.startsWith(name)) return;
    }
    throw new Error(`${name} does not come after\n${walked.join('\n')}`);
  }

  async function heard() {
    return `${await focused(devTools)} ${await said(page)}`;
  }
});

// In the words of this document, where the browser has its own.
const ROLES: Record<string, string> = { DisclosureTriangle: 'disclosure', combobox: 'combo box', Date: 'date' };
const STATES: Record<string, string> = {
  'expanded true': 'expanded',
  'expanded false': 'collapsed',
  'pressed true': 'pressed',
  'pressed false': 'not pressed',
};

/** The stop that has the focus, as in: button "World", pressed. */
async function focused(devTools: CDPSession): Promise<string> {
  const { result } = await devTools.send('Runtime.evaluate', { expression: 'document.activeElement' });
  const { nodes } = await devTools.send('Accessibility.getPartialAXTree', {
    objectId: result.objectId ?? '',
    fetchRelatives: false,
  });
  const [node] = nodes;
  const states = (node?.properties ?? []).flatMap(({ name, value: { value } }) => STATES[`${name} ${value}`] ?? []);
  return [`${ROLES[node?.role?.value] ?? node?.role?.value} "${node?.name?.value}"`, ...states].join(', ');
}

/** What is spoken when it changes. */
function said(page: Page): Promise<string> {
  return page.evaluate(() => {
    const regions = [...document.querySelectorAll('[aria-live], [role="status"], [role="alert"], [role="dialog"]')];
    const words = regions.filter((each) => each.checkVisibility()).map((each) => each.textContent);
    return [document.activeElement?.getAttribute('aria-valuetext'), ...words].join(' ');
  });
}

/** The table: a role with a name in backquotes, keys in backquotes, announcements in quotes. */
async function documentedStops(): Promise<Stop[]> {
  const text = await readFile(new URL('../../docs/keyboard.md', import.meta.url), 'utf8');
  return [...text.matchAll(/^\| `([^`]+)` \| ([^|]*) \| (.*) \|$/gm)].map(
    ([, name = '', keys = '', announced = '']) => ({
      name,
      keys: [...keys.matchAll(/`([^`]+)`/g)].map(([, key = '']) => key),
      announced: keys ? [...announced.matchAll(/"([^"]+)"/g)].map(([, words = '']) => words) : [],
    }),
  );
}

test('a key of the time, and right after it Play or Back: the key does not come back', async () => {
  const page = await demo.open();
  await untilIdle(page);
  const slider = page.getByRole('slider', { name: 'Time shown' });
  await slider.press('PageDown');
  await page.keyboard.press(' ');
  await page.clock.runFor(1_000);
  await page.getByRole('button', { name: 'Stop' }).click();
  await slider.press('PageDown');
  await page.goBack();
  await page.clock.runFor(1_000);

  expect(await query(page)).not.toContain('t=');
  expect(await page.locator('[data-satellite]').first().getAttribute('data-position')).toBe('live');
});
