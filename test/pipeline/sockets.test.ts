// Connections of the deployed system: stored, and deleted when gone, but not too soon.
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { openConnections, readCount, rememberConnection } from '../../functions/shared/connections-table.ts';
import { parseFrame } from '../../wire/frame.ts';
import { TERRA } from '../support/builders.ts';
import { openSocket, until } from '../support/connect.ts';
import { theSystem } from '../support/system.ts';

const system = theSystem();

const connectionIds = async () =>
  (await openConnections(system.connectionsTable, Date.now())).map(({ connectionId }) => connectionId);

test('a connection is stored while its socket is open', async () => {
  const before = await connectionIds();

  const socket = await system.openSocket();
  const added = (await connectionIds()).filter((id) => !before.includes(id));
  expect(added).toHaveLength(1);

  await socket.close();
  await until(async () => !(await connectionIds()).includes(added[0] as string));
});

test('what a client sends changes nothing and gets no answer, and the socket still gets its frame', async () => {
  const before = await connectionIds();
  const socket = await system.openSocket();
  const isOurs = async () => (await connectionIds()).filter((id) => !before.includes(id));
  expect(await isOurs()).toHaveLength(1);

  // The last two are the names of routes that run code. The local gateway lets a message choose them.
  for (const text of ['hello', 'x'.repeat(100_000), '{"action":"$connect"}', '{"action":"$disconnect"}']) {
    socket.send(text);
  }
  await system.deleteNewest(TERRA, 3);
  await system.tick();

  // The first message that arrives: an answer would have come before it.
  const { frame } = await socket.next(() => true);
  expect(frame.type).toBe('points');
  expect(await isOurs()).toHaveLength(1);
  await socket.close();
  await system.untilWhole();
});

test('a gone connection is deleted, one that is not open yet stays, and an open one gets its frame', async () => {
  // The service knows neither id and answers 410 for both. They differ only in the age of the row.
  const gone = { connectionId: 'GoneLongAgo=', connectedAtMs: Date.now() - 3_600_000 };
  // Young for the whole test, however slow.
  const overtaken = { connectionId: 'NotYetThere=', connectedAtMs: Date.now() + 600_000 };
  await rememberConnection(system.connectionsTable, gone);
  await rememberConnection(system.connectionsTable, overtaken);
  const socket = await system.openSocket();
  await system.deleteNewest(TERRA, 3);

  await system.tick();

  const { frame } = await socket.next(({ satellites }) =>
    satellites.some(({ catalogNumber }) => catalogNumber === TERRA),
  );
  expect(frame.type).toBe('points');
  await until(async () => !(await connectionIds()).includes(gone.connectionId));
  expect(await connectionIds()).toContain(overtaken.connectionId);
  await socket.close();
  await system.untilWhole();
});

test('a large audience is served by workers', async () => {
  // From the first viewer on, and fanout itself reaches no socket.
  const reach = await system.setVariable('FanoutFunctionName', 'SOCKET_CALLBACK_URL', 'http://127.0.0.1:9');
  const from = await system.setVariable('FanoutFunctionName', 'WORKERS_FROM', '0');
  try {
    const sockets = await Promise.all(Array.from({ length: 5 }, () => system.openSocket()));
    await system.deleteNewest(TERRA, 3);

    await system.tick();

    for (const socket of sockets) {
      const { frame } = await socket.next(({ satellites }) =>
        satellites.some(({ catalogNumber }) => catalogNumber === TERRA),
      );
      expect(frame.type).toBe('points');
    }
    for (const socket of sockets) await socket.close();
  } finally {
    await from.restore();
    await reach.restore();
  }
  await system.untilWhole();
});

test('a socket that asks for compact frames gets them, and they say the same', async () => {
  const [usual, compact] = await Promise.all([
    system.openSocket(),
    openSocket(`${system.addresses.socketUrl}?form=compact`),
  ]);
  await system.deleteNewest(TERRA, 3);

  await system.tick();

  const hasTerra = ({ satellites }: { satellites: { catalogNumber: number }[] }) =>
    satellites.some(({ catalogNumber }) => catalogNumber === TERRA);
  let [{ frame: long }, { frame: short }] = [await usual.next(hasTerra), await compact.next(hasTerra)];
  // One of them may have got a frame before the other was open.
  while (long.sentAt !== short.sentAt)
    if (long.sentAt < short.sentAt) long = (await usual.next(hasTerra)).frame;
    else short = (await compact.next(hasTerra)).frame;
  expect([long, short].map(({ type }) => type as string)).toEqual(['points', 'compact']);
  expect(parseFrame(JSON.stringify(short))).toEqual(parseFrame(JSON.stringify(long)));
  await Promise.all([usual.close(), compact.close()]);
  await system.untilWhole();
});

test('above the ceiling a socket is refused and not stored; those that are open stay', async () => {
  const { socketUrl } = system.addresses;
  // What other tests have opened is there too, and goes when it likes.
  const own = await Promise.all(Array.from({ length: 3 }, () => system.openSocket()));
  await system.deleteNewest(TERRA, 3);
  await system.tick();
  await until(async () => (await readCount(system.connectionsTable)).connections >= 3);
  const setting = await system.setVariable('ConnectionsFunctionName', 'MAX_VIEWERS', '3');
  try {
    const before = await connectionIds();

    // The function answers 503. The local AWS makes 403 of every refusal.
    expect(await statusOfUpgrade(socketUrl, {})).toBe(403);

    expect((await connectionIds()).filter((id) => !before.includes(id))).toEqual([]);
    expect(own.map((socket) => socket.isOpen())).toEqual([true, true, true]);
  } finally {
    await setting.restore();
  }
  await Promise.all(own.map((socket) => socket.close()));
  await system.untilWhole();
});

test('with a list of origins, only pages of these origins can open a socket; others get 403 and are not stored', async () => {
  const { socketUrl } = system.addresses;
  const setting = await system.setVariable('ConnectionsFunctionName', 'ALLOWED_ORIGINS', 'https://a.example');
  try {
    // Rows of earlier sockets may still go; only new ones count.
    const before = await connectionIds();
    const added = async () => (await connectionIds()).filter((id) => !before.includes(id));

    expect(await statusOfUpgrade(socketUrl, { origin: 'https://evil.example' })).toBe(403);
    expect(await statusOfUpgrade(socketUrl, {})).toBe(403);
    expect(await added()).toEqual([]);

    const socket = await openSocket(socketUrl, { origin: 'https://a.example' });
    expect(await added()).toHaveLength(1);
    await socket.close();
  } finally {
    await setting.restore();
  }
  await (await system.openSocket()).close();
});

/** The answer to a request to open a socket: WebSocket itself would report only that it failed. */
async function statusOfUpgrade(socketUrl: string, headers: Record<string, string>): Promise<number | undefined> {
  const request = get(socketUrl.replace(/^ws/, 'http'), {
    headers: {
      ...headers,
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==', // of RFC 6455, section 1.2
    },
  });
  const opened = once(request, 'upgrade').then(([response, socket]) => {
    socket.destroy();
    return response as IncomingMessage;
  });
  const refused = once(request, 'response').then(([response]) => response as IncomingMessage);
  const response = await Promise.race([opened, refused]);
  response.resume();
  return response.statusCode;
}
