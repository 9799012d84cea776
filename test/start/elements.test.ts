// Elements from one `npm start` to the next: a download is kept, and the source does not get the same request again.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { elementsEpoch } from '../../orbit/elements.ts';
import type { Omm } from '../../orbit/omm.ts';
import type { SatellitesAnswer } from '../../wire/satellites.ts';
import { newestOmm } from '../accuracy/truth.ts';
import { AQUA, AURA, TERRA } from '../support/builders.ts';
import { type SourceServer, startSourceServer } from '../support/servers/source-server.ts';
import { expectNothingLeft, npmStart, type Start, type StartOptions } from './npm-start.ts';

/** A day newer than the bundled set. */
const NEWER: Omm = { ...newestOmm(AURA), EPOCH: '2026-07-10T18:53:00.363264' };

let source: SourceServer;
let other: SourceServer;
beforeAll(async () => {
  [source, other] = await Promise.all([startSourceServer(), startSourceServer()]);
});
afterAll(async () => {
  await Promise.all([source.close(), other.close()]);
});

test('keeps a download from one start to the next with the same source', async () => {
  source.answers(AURA, { body: JSON.stringify([NEWER]) });
  const allSatellites = [TERRA, AQUA, AURA];

  const first = await npmStart({ elementsUrl: source.url });
  expect(await auraEpoch(first)).toBe(elementsEpoch(NEWER));
  // The source knows no other satellite.
  expect(first.output()).toContain(
    '\nTerra: 127.0.0.1 knows no 25994. Its elements only grow older. Check its catalog number in the list of satellites.\n',
  );
  expect(first.output()).not.toContain('Aura: ');
  // The log begins before the download.
  await first.says('elements    WARN elements refused catalogNumber=25994');
  expect(requestedFrom(source)).toEqual(allSatellites);
  await stop(first);

  const again: StartOptions = { port: first.port, folder: first.folder };
  const second = await npmStart({ ...again, elementsUrl: source.url });
  expect(await auraEpoch(second)).toBe(elementsEpoch(NEWER));
  expect(requestedFrom(source)).toEqual(allSatellites);
  await stop(second);

  const third = await npmStart({ ...again, elementsUrl: other.url });
  await third.live();
  expect(third.output()).toContain(
    '\nTerra, Aqua and Aura: 127.0.0.1 knows none of the 3 satellites, so the address of the source is probably wrong. ' +
      `Their elements only grow older. Check the address of the source, ${other.url}.\n`,
  );
  expect(requestedFrom(other)).toEqual(allSatellites);
  await stop(third);
});

async function auraEpoch(start: Start): Promise<string | undefined> {
  const { apiUrl } = await start.live();
  const { satellites } = (await (await fetch(`${apiUrl}/satellites`)).json()) as SatellitesAnswer;
  return satellites.find(({ catalogNumber }) => catalogNumber === AURA)?.elements?.epoch;
}

function requestedFrom(server: SourceServer): number[] {
  return server.requests().map(({ catalogNumber }) => catalogNumber);
}

async function stop(start: Start): Promise<void> {
  start.interrupt('SIGINT');
  expect(await start.ended).toBe(130);
  expectNothingLeft(start);
}
