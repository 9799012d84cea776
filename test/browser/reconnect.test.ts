// A broken connection: the page reports it, reconnects by itself, and has its whole hour again.
import {
  ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openConnections } from '../../functions/shared/connections-table.ts';
import { localClientConfig } from '../../local/aws/client-config.ts';
import { TERRA } from '../support/builders.ts';
import { untilFilled, untilIdle } from '../support/page.ts';
import { theSystem } from '../support/system.ts';
import { theViewer } from './viewer.ts';

const system = theSystem();
const viewer = theViewer();

const connectionIds = async () =>
  (await openConnections(system.connectionsTable, Date.now())).map(({ connectionId }) => connectionId);

test('a socket that the service closes is reopened, and no point is missing afterwards', async () => {
  const others = await connectionIds();
  const page = await viewer.open();
  const own = (await connectionIds()).filter((id) => !others.includes(id));
  expect(own).toHaveLength(1);

  const shown = await watchFor(page, 'reconnecting');
  await hangUp(own[0] as string);

  // The page still shows and moves what it has.
  expect(await shown()).toEqual({ text: expect.stringMatching(/^Reconnecting( in \d s)?$/), liveColumns: 3 });
  await untilFilled(page);
});

test('invalid messages are counted and ignored, and the next frame is used', async () => {
  const others = await connectionIds();
  const page = await viewer.open();
  const [own] = (await connectionIds()).filter((id) => !others.includes(id));
  const messages = ['{"type":"points"', '[]', '{"type":"points","satellites":7}', frameWithBadPoint()];

  for (const message of messages) await post(own as string, message);
  await page.waitForSelector(`.status[data-ignored-frames="${messages.length}"]`);

  expect(await page.locator('[data-status="ignored"]').textContent()).toContain(
    'Ignored 4 messages of the feed that could not be read.',
  );
  await untilFilled(page);
  const before = await page.locator('.status').getAttribute('data-last-frame');
  await system.deleteNewest(TERRA, 3);
  await system.tick();
  await page.waitForFunction(
    (time) => document.querySelector<HTMLElement>('.status')?.dataset.lastFrame !== time,
    before,
  );
  await untilFilled(page);
  await system.untilWhole();
});

/** A frame whose only point is invalid. */
function frameWithBadPoint(): string {
  const points = [{ time: new Date().toISOString(), latitudeDeg: 'north', longitudeDeg: 0, altitudeKm: 700 }];
  const satellites = [{ catalogNumber: TERRA, elementsEpoch: '2026-10-09T22:33:25Z', points }];
  return JSON.stringify({ type: 'points', sentAt: new Date().toISOString(), satellites });
}

test('a lost network is reported, and the page is live as soon as it returns', async () => {
  const page = await viewer.open();
  await untilIdle(page);

  const shown = await watchFor(page, 'offline');
  await page.context().setOffline(true);
  expect(await shown()).toEqual({ text: 'Offline', liveColumns: 3 });
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.url().endsWith('/frame/compact')),
    page.context().setOffline(false),
  ]);

  expect(answer.status()).toBe(200);
  await untilFilled(page);
});

/** From now on: what the page shows when its connection reaches a state, however short that is. */
async function watchFor(page: Page, state: string) {
  const seen = await page.evaluateHandle((wanted) => {
    const status = document.querySelector<HTMLElement>('.status');
    const shown: { text: string; liveColumns: number }[] = [];
    // Called after the script that wrote all of it.
    new MutationObserver(() => {
      const text = status?.querySelector('[data-status="connection"]')?.textContent ?? '';
      const liveColumns = document.querySelectorAll('[data-position="live"]').length;
      if (status?.dataset.state === wanted) shown.push({ text, liveColumns });
    }).observe(status as HTMLElement, { attributeFilter: ['data-state'] });
    return shown;
  }, state);
  return async () => {
    await page.waitForFunction((shown) => shown.length > 0, seen);
    return (await seen.jsonValue())[0];
  };
}

/** Closes a connection on the side of the service. */
async function hangUp(connectionId: string): Promise<void> {
  await theService().send(new DeleteConnectionCommand({ ConnectionId: connectionId }));
}

/** Sends a message over a connection, like fanout. */
async function post(connectionId: string, message: string): Promise<void> {
  await theService().send(new PostToConnectionCommand({ ConnectionId: connectionId, Data: message }));
}

function theService() {
  const { endpointUrl, socketUrl } = system.addresses;
  return new ApiGatewayManagementApiClient({
    ...localClientConfig(endpointUrl),
    endpoint: socketUrl.replace('ws', 'http'),
  });
}
