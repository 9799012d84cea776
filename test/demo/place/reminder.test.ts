// The reminder of my place on the demo: before an overpass, after a sleep, in a hidden tab, without notifications.
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { interpolate } from '../../../orbit/interpolate.ts';
import { RECORDING_FILE } from '../../../web/build/build-page.ts';
import { preparePlayback, type Recording } from '../../../web/demo/recording.ts';
import { spoken } from '../../support/page.ts';
import { theDemo } from '../the-demo.ts';

const demo = theDemo();
const playback = preparePlayback(JSON.parse(readFileSync(RECORDING_FILE, 'utf8')) as Recording);
const MINUTE_MS = 60_000;

const PLACE = '?place=40.02,-105.27&name=Boulder';

test('a reminder comes before the overpass as a notification, as a line, in the title and spoken', async () => {
  const page = await demo.openListed(PLACE);
  await page.evaluate(() => {
    class FakeNotification {
      static permission = 'granted';
      static requestPermission = async () => 'granted';
      constructor(title: string, { body }: { body: string }) {
        document.documentElement.dataset.notified = `${title} | ${body}`;
      }
    }
    Object.assign(window, { Notification: FakeNotification });
  });
  const remind = page.getByRole('button', { name: 'Remind me' });
  await remind.click();
  await page.getByLabel('How long before each overpass').selectOption('60 min before');
  await page
    .locator('[data-place-part="remind-help"]')
    .getByText('Only while this page is open, paused or not;')
    .waitFor();
  expect(await remind.getAttribute('aria-pressed')).toBe('true');

  // The recording is an hour long, so the page's own time does not reach the overpass: its timer does.
  await page.clock.fastForward(4 * 3_600_000);

  await page.waitForFunction(() => document.documentElement.dataset.notified);
  expect(await page.locator('html').getAttribute('data-notified')).toMatch(/ \| Boulder, /);
  expect(await page.title()).toMatch(/^Aqua .* – Subpoint$/);
  expect(await page.locator('[data-place-part="due"]').textContent()).toMatch(/^Aqua /);
  expect((await spoken(page)).at(-1)).toMatch(/^Aqua /);
});

test('a reminder that became due while the computer slept comes when it wakes', async () => {
  // Aqua is above this place 25 minutes after the demo begins: within the hour, after which the page searches again.
  const { latitudeDeg, longitudeDeg } =
    interpolate(playback.points.get(27424) ?? [], playback.beginMs + 25 * MINUTE_MS) ?? {};
  const page = await demo.openListed(`?place=${latitudeDeg?.toFixed(2)},${longitudeDeg?.toFixed(2)}`);
  expect(await page.locator('.countdown').textContent()).toMatch(/^Aqua in /);
  const title = await page.title();
  await page.getByRole('button', { name: 'Remind me' }).click();
  await page.clock.runFor(2_000);
  const due = page.locator('[data-place-part="due"]');
  expect(await due.isVisible()).toBe(false);

  // Timers are suspended meanwhile.
  await page.clock.setSystemTime((await page.evaluate(() => Date.now())) + 20 * MINUTE_MS);
  await page.clock.runFor(2_000);

  expect((await due.textContent())?.replaceAll('\u00a0', ' ')).toMatch(/^Aqua in \d min/);
  expect(await page.title()).toMatch(/^Aqua in \d min ± \d+ s – Subpoint$/);

  // A hidden tab has no updates that could take it back.
  await hide(page);
  await page.clock.fastForward(10 * MINUTE_MS);

  expect(await page.title()).toBe(title);
  expect(await due.isVisible()).toBe(false);
});

/** Hides the tab, as far as the page knows. */
async function hide(page: Page) {
  await page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
}

test('while reminders are on, a hidden tab searches again each hour: the list has an end', async () => {
  const page = await demo.openListed(PLACE);
  const shownTime = () => page.locator('[data-status="clock"]').getAttribute('datetime');
  await page.getByRole('button', { name: 'Remind me' }).click();
  await hide(page);
  const hiddenAt = await shownTime();
  await page.clock.fastForward(59 * MINUTE_MS);
  expect(await shownTime()).toBe(hiddenAt);

  await page.clock.fastForward(2 * MINUTE_MS);

  expect(await shownTime()).not.toBe(hiddenAt);
});

test('a reminder without notifications says what it does instead', async () => {
  const page = await demo.openListed(PLACE);
  await page.evaluate(() => {
    Object.assign(window, { Notification: { permission: 'denied', requestPermission: async () => 'denied' } });
  });
  await page.getByRole('button', { name: 'Remind me' }).click();

  const help = page.locator('[data-place-part="remind-help"]');
  await help.getByText('Without notifications: a line here, and the title.').waitFor();
});
