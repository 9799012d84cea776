// The whole back end stops and returns on the same port with the same ids: a page that stayed open is live again.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { System } from '../../local/aws/system.ts';
import { anyPort } from '../../local/machine/port.ts';
import { TERRA } from '../support/builders.ts';
import { connectTo } from '../support/connect.ts';
import { deployTestSystem } from '../support/deploy.ts';
import { untilFilled } from '../support/page.ts';
import { listenOnLoopback } from '../support/servers/loopback-server.ts';
import { theViewer } from './viewer.ts';

const viewer = theViewer();
let port: number;
let system: System;

beforeAll(async () => {
  port = await anyPort();
  system = await deployTestSystem({ at: { port } });
});

afterAll(() => system?.stop());

test('after the local AWS is killed in the middle of a tick and deployed again, the open page is live with every point', async () => {
  // A browser reports every request and socket without an answer.
  viewer.expectComplaints(/ERR_CONNECTION_REFUSED|failed: GET |WebSocket connection to|40[34]:|status of 40[34]/);
  const { addresses } = system;
  const { pageUrl, apiUrl } = addresses;
  const page = await viewer.newPage({}, pageUrl, apiUrl);
  await page.goto(pageUrl);
  await untilFilled(page);
  const opened = await page.evaluateHandle(() => document);

  // The tick has computed its points and waits for Kinesis.
  const kinesis = createServer();
  const { origin, close } = await listenOnLoopback(kinesis);
  const { deleteNewest, setSchedule, setVariable, tick } = connectTo(system);
  // It would make a tick too, and leave nothing to emit.
  await setSchedule('PropagateScheduleName', 'DISABLED');
  await setVariable('PropagateFunctionName', 'AWS_ENDPOINT_URL_KINESIS', origin);
  await deleteNewest(TERRA, 3);
  const ended = tick().then(
    () => 'done',
    () => 'killed',
  );
  await once(kinesis, 'request');
  system.kill();
  expect(await ended).toBe('killed');
  await close();
  await system.stop();
  await page.waitForSelector('.status[data-state="reconnecting"]');
  // The page still shows and moves what it has.
  expect(await page.locator('[data-position="live"]').count()).toBe(3);
  system = await deployTestSystem({ at: { port } });

  expect(system.addresses).toEqual(addresses);
  await untilFilled(page);
  expect(await page.locator('.status').getAttribute('data-ignored-frames')).toBe('0');
  // After a reload it could not be read.
  expect(await opened.evaluate((own) => own === document)).toBe(true);
});
