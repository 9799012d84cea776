// Records a running system as far back as its points have no gap, and says when that is too little.
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { record, recordingText } from '../../../local/demo/recording.ts';
import { anyPort } from '../../../local/machine/port.ts';
import { LEAD_MS, lastGridTimes, STEP_MS } from '../../../orbit/grid.ts';
import { formatTime } from '../../../orbit/time.ts';
import { preparePlayback } from '../../../web/demo/recording.ts';

const NOW = Date.UTC(2026, 10, 24, 12, 0, 7);
// 75 minutes and two hours, with a point every 20 s.
const LEAST_POINTS = 225;
const MOST_POINTS = 360;

let server: Server;
let apiUrl: string;
/** Points of the system by catalog number: how many of the newest grid times, and which of them are missing. */
let held: Map<number, { points: number; gaps: number[] }>;
/** Catalog numbers of satellites that have decayed. */
let ended: Set<number>;

beforeEach(async () => {
  ended = new Set();
  held = new Map([
    [25994, { points: LEAST_POINTS, gaps: [] }],
    [27424, { points: LEAST_POINTS + 5, gaps: [] }],
  ]);
  server = createServer((request, response) => {
    const answer = answerTo(new URL(request.url ?? '', 'http://127.0.0.1'));
    response.writeHead(answer ? 200 : 404).end(JSON.stringify(answer));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
});

afterEach(async () => {
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
});

function answerTo({ pathname, searchParams }: URL): unknown {
  if (pathname === '/api/satellites')
    return {
      satellites: [...held.keys()].map((catalogNumber) => ({
        catalogNumber,
        name: `S ${catalogNumber}`,
        elements: ended.has(catalogNumber) ? { state: 'failed' } : { state: 'fresh' },
      })),
    };
  const catalogNumber = Number(/^\/api\/satellites\/(\d+)\/track$/.exec(pathname)?.[1]);
  const track = held.get(catalogNumber);
  if (!track) return undefined;
  const asked = Number(searchParams.get('points'));
  const slots = lastGridTimes(Math.min(asked, track.points), NOW);
  const points = slots.filter((_, index) => !track.gaps.includes(slots.length - 1 - index)).map(wirePoint);
  const ahead = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((step) => wirePoint((slots.at(-1) ?? 0) + step * STEP_MS));
  const epochs = [{ from: points[0]?.time, elementsEpoch: '2026-10-09T22:33:25.053984Z' }];
  return {
    catalogNumber,
    name: `S ${catalogNumber}`,
    count: points.length,
    complete: points.length === asked,
    points,
    ahead,
    epochs,
  };
}

function wirePoint(timeMs: number) {
  return { time: formatTime(timeMs), latitudeDeg: 10, longitudeDeg: 20, altitudeKm: 700 };
}

test('holds what the API answers for all satellites, and the demo can play it', async () => {
  const recording = await record(apiUrl, NOW);

  expect(recording).toEqual({
    recordedAt: '2026-11-24T12:00:07.000Z',
    satellites: answerTo(new URL(`${apiUrl}/satellites`)),
    tracks: [...held.keys()].map((number) =>
      answerTo(new URL(`${apiUrl}/satellites/${number}/track?points=${LEAST_POINTS}`)),
    ),
  });
  const { beginMs, endMs } = preparePlayback(recording);
  // The demo's hours are whole minutes, so up to a minute is lost at both ends.
  expect(endMs - beginMs).toBeGreaterThan((75 - 60 - 2) * 60_000);
  expect(endMs).toBeLessThanOrEqual(NOW + LEAD_MS);
});

test('reaches back to the newest gap of any satellite', async () => {
  held.set(25994, { points: MOST_POINTS, gaps: [LEAST_POINTS + 2, LEAST_POINTS + 40] });
  held.set(27424, { points: MOST_POINTS, gaps: [] });

  const { tracks } = await record(apiUrl, NOW);

  expect(tracks.map(({ count, complete }) => ({ count, complete }))).toEqual(
    Array(2).fill({ count: LEAST_POINTS + 2, complete: true }),
  );
});

test('is never longer than two hours', async () => {
  for (const number of held.keys()) held.set(number, { points: 4320, gaps: [] });

  expect((await record(apiUrl, NOW)).tracks.map(({ count }) => count)).toEqual([MOST_POINTS, MOST_POINTS]);
});

test.each([
  ['a system that has not run for long', LEAST_POINTS - 1, [], 'holds 74 minutes without a gap', 'in 1 minute.'],
  ['a gap', MOST_POINTS, [180], 'holds 60 minutes without a gap', 'in 15 minutes.'],
  ['no point', 0, [], 'holds 0 minutes without a gap', 'in 75 minutes.'],
])('with too few points, because of %s, says how long to wait', async (_, points, gaps, holds, wait) => {
  held.set(27424, { points, gaps });

  const message = await record(apiUrl, NOW).then(String, (error: Error) => error.message);

  expect(message).toContain(holds);
  expect(message).toContain(`record again ${wait}`);
});

test('names satellites that have no position, instead of advice to wait for them', async () => {
  held.set(27424, { points: 0, gaps: [] });
  ended.add(27424);

  await expect(record(apiUrl, NOW)).rejects.toThrow(
    'S 27424 has no points, because its elements are missing or have ended. A recording needs points of every satellite. ' +
      'Leave it out of the list of satellites and start again: npm start -- --satellites FILE.',
  );
  ended.add(25994);
  await expect(record(apiUrl, NOW)).rejects.toThrow('S 25994 and S 27424 have no points, because their elements are');
});

test('names a satellite whose newest points are missing', async () => {
  held.set(27424, { points: MOST_POINTS, gaps: [0] });

  await expect(record(apiUrl, NOW)).rejects.toThrow('The newest points of S 27424 are missing');
});

test.each([
  ['where nothing answers', async () => `http://127.0.0.1:${await anyPort()}`, 'Nothing answers at'],
  ['where something else answers', async () => apiUrl.replace('/api', ''), 'answers with HTTP status 404'],
])('an address %s', async (_, address, words) => {
  const message = await record(await address(), NOW).then(String, (error: Error) => error.message);

  expect(message).toContain(words);
  expect(message).toContain('npm start');
});

test('the text is the same recording, with one point on each line', async () => {
  const recording = await record(apiUrl, NOW);

  const text = recordingText(recording);

  expect(JSON.parse(text)).toEqual(recording);
  expect(text.split('\n').filter((line) => line.startsWith('{"time":'))).toHaveLength(2 * (LEAST_POINTS + 9));
});
