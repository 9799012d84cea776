// A visit of a page that works, and of one in which each part in turn does not.
import { expect, test } from 'vitest';
import { PARTS } from '../../../functions/canary/visit.ts';
import { METRIC } from '../../../functions/shared/names.ts';
import { toCompactFrame } from '../../../wire/frame.ts';
import { AQUA, aTrack, NOW_MS, TERRA } from '../../support/builders.ts';
import { AHEAD_MS, aVisit, frameText, message, PAGE, type SocketScript, track } from './a-visit.ts';

test('all parts work: none is down, and the line has the time of each', async () => {
  const { report, down, opened, closed } = await aVisit();

  expect(down).toEqual([]);
  expect(report.counts).toEqual({ [METRIC.partsDown]: 0 });
  const took = Object.fromEntries(PARTS.map((part) => [part, 0]));
  expect(report.lines).toEqual([{ level: 'info', message: 'canary', details: { ...took, down: [] } }]);
  expect(opened).toEqual(['wss://socket.example/live?form=compact from https://page.example']);
  expect(closed).toHaveLength(1);
});

test('without sockets it asks for the frame, as a page does', async () => {
  const { down, opened } = await aVisit({}, undefined, false);

  expect([down, opened]).toEqual([[], []]);
  const { down: broken } = await aVisit({ [`${PAGE}api/frame/compact`]: 503 }, undefined, false);
  expect(broken).toMatchObject([{ part: 'frame' }, { part: 'track' }, { part: 'overpasses' }]);
});

test('a satellite that has decayed within the hour is not asked for', async () => {
  const whole = toCompactFrame(
    [...aTrack(3, NOW_MS - 60_000, { catalogNumber: TERRA }), ...aTrack(3, AHEAD_MS, { catalogNumber: AQUA })],
    NOW_MS,
  );
  const { down } = await aVisit({ [`${PAGE}api/frame/compact`]: whole }, undefined, false);

  expect(down).toEqual([]);
});

const ofAqua = (rest: string) => `${PAGE}api/satellites/${AQUA}/${rest}`;

test.each<[string, Record<string, unknown>, string]>([
  ['page', { [PAGE]: 403 }, `403: ${PAGE}`],
  ['page', { [PAGE]: '<html>Access denied' }, `${PAGE} is not the page: it names no script`],
  ['page', { [`${PAGE}assets/main-1.js`]: 404 }, `404: ${PAGE}assets/main-1.js`],
  ['page', { [PAGE]: new TypeError('fetch failed') }, 'TypeError: fetch failed'],
  ['config', { [`${PAGE}config.json`]: '<html>' }, 'AnswerError: apiUrl or socketUrl is missing'],
  ['track', { [ofAqua('track?points=3')]: 502 }, `502: ${ofAqua('track?points=3')}`],
  [
    'track',
    { [ofAqua('track?points=3')]: track(NOW_MS) },
    `the newest point is of the past: ${ofAqua('track?points=3')}`,
  ],
  [
    'overpasses',
    { [ofAqua('overpasses?latitude=0&longitude=0&days=1')]: { message: 'Too Many Requests' } },
    `no list of overpasses: ${ofAqua('overpasses?latitude=0&longitude=0&days=1')}`,
  ],
])('%s is down: %j', async (part, answers, reason) => {
  const { down, report } = await aVisit(answers);

  expect(down).toEqual([{ part, reason }]);
  expect(report.counts).toEqual({ [METRIC.partsDown]: 1 });
});

test.each<[string, SocketScript]>([
  ['the socket was refused: wss://socket.example/live', (socket) => socket.dispatchEvent(closing(1006))],
  ['no socket at wss://socket.example/live', (socket) => socket.dispatchEvent(new Event('error'))],
  ['no frame within 0.03 s', (socket) => socket.dispatchEvent(new Event('open'))],
  ['the frame is not JSON', (socket) => socket.dispatchEvent(message('Internal server error'))],
  ['the frame has only points of the past', (socket) => socket.dispatchEvent(message(frameText(NOW_MS)))],
])('frame is down: %s', async (reason, play) => {
  const { down } = await aVisit(OF_TERRA, play);

  expect(down).toEqual([{ part: 'frame', reason }]);
});

const closing = (code: number) => Object.assign(new Event('close'), { code });

/** Without a frame the first satellite of the list is asked for. */
const OF_TERRA = {
  [`${PAGE}api/satellites/${TERRA}/track?points=3`]: track(AHEAD_MS),
  [`${PAGE}api/satellites/${TERRA}/overpasses?latitude=0&longitude=0&days=1`]: { overpasses: [] },
};
