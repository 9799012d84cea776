import { expect, it } from 'vitest';
import { createHeartbeat } from '../../../web/base/heartbeat.ts';
import { FakeBrowser } from '../fake-env.ts';

const NOW = Date.UTC(2026, 10, 24, 12, 0, 0, 300);

it('beats at once, then at whole steps, until it is stopped', async () => {
  const browser = new FakeBrowser(NOW);
  const beats: number[] = [];
  const heartbeat = createHeartbeat(browser.env, 1000, (nowMs) => beats.push((nowMs - (NOW - 300)) / 1000));

  heartbeat.start();
  await browser.pass(2_000);
  heartbeat.stop();
  await browser.pass(5_000);
  heartbeat.start();
  // Started twice: still one beat a second.
  heartbeat.start();
  await browser.pass(1_000);
  heartbeat.stop();

  expect(beats).toEqual([0, 1, 2, 7, 7, 8]);
});

it('beats four times a second when it is asked to', async () => {
  const browser = new FakeBrowser(NOW);
  const beats: number[] = [];
  const heartbeat = createHeartbeat(browser.env, 250, (nowMs) => beats.push(nowMs - NOW));

  heartbeat.start();
  await browser.pass(1_000);
  heartbeat.stop();

  expect(beats).toEqual([-50, 200, 450, 700, 950]);
});

it('takes a timer that is a little early for the second that is meant', async () => {
  const browser = new FakeBrowser(NOW - 302);
  const beats: number[] = [];
  const heartbeat = createHeartbeat(browser.env, 1000, (nowMs) => beats.push(nowMs));

  heartbeat.start();
  await browser.pass(1_002);
  heartbeat.stop();

  expect(beats).toEqual([NOW - 300, NOW + 700]);
});
