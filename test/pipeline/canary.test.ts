// The canary against the deployed system: it uses what a page uses, in the same way.
import { expect, test } from 'vitest';
import { PARTS, visit } from '../../functions/canary/visit.ts';
import { METRIC } from '../../functions/shared/names.ts';
import { aReport, TERRA } from '../support/builders.ts';
import { theSystem } from '../support/system.ts';

const system = theSystem();

test('every part of a system that works is up', async () => {
  await system.untilWhole();
  await system.deleteNewest(TERRA, 3);
  const report = aReport();

  await visit({
    pageUrl: system.addresses.pageUrl,
    hasSocket: true,
    catalogNumber: TERRA,
    fetch,
    // The frame follows the tick, which comes after the socket is open.
    openSocket: (url, origin) => {
      const socket = new WebSocket(url, { headers: { origin } } as never);
      socket.addEventListener('open', () => void system.tick());
      return socket;
    },
    report,
    nowMs: Date.now,
    frameMs: 60_000,
  });

  expect(report.lines).toMatchObject([{ message: 'canary', details: { down: [] } }]);
  expect(Object.keys(report.lines[0]?.details ?? {})).toEqual([...PARTS, 'down']);
  expect(report.counts).toEqual({ [METRIC.partsDown]: 0 });
});
