// The API behind CloudFront's rules: a crowd costs one computation for each question, the way round is closed, and
// while the API fails the last answers remain.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startEdgeCache } from '../../bench/scale/edge-cache.ts';
import type { SatellitesAnswer } from '../../wire/satellites.ts';
import type { TrackAnswer } from '../../wire/track.ts';
import { AQUA, AURA, TERRA } from '../support/builders.ts';
import { theSystem } from '../support/system.ts';

const system = theSystem();
const KEY = 'k3yOfThisTest';
const QUESTIONS = [
  '/satellites',
  '/tracks',
  `/satellites/${TERRA}/track`,
  '/overpasses?latitude=40.02&longitude=-105.25',
];

let edge: Awaited<ReturnType<typeof startEdgeCache>>;
let variable: Awaited<ReturnType<typeof system.setVariable>>;
let offsetMs: number;

beforeEach(async () => {
  await system.untilWhole();
  variable = await system.setVariable('QueryFunctionName', 'ORIGIN_KEYS', KEY);
  offsetMs = 0;
  // It stands still, so that no answer expires on a slow machine.
  const beginMs = Date.now();
  const nowMs = () => beginMs + offsetMs;
  edge = await startEdgeCache({ originUrl: system.addresses.apiUrl, originKey: KEY, nowMs });
});

afterEach(async () => {
  await edge.close();
  await variable.restore();
});

test('ten viewers who open the page within a second cost one computation for each question', async () => {
  const viewers = Array.from({ length: 10 }, () => Promise.all(QUESTIONS.map((path) => fetch(edge.apiUrl + path))));
  const answers = (await Promise.all(viewers)).flat();

  expect(answers.map(({ status }) => status)).toEqual(Array(40).fill(200));
  expect(edge.counts).toEqual({ viewer: 40, origin: 4, hits: 36 });
  // They are compressed once, by the API.
  for (const answer of answers) expect(answer.headers.get('content-encoding')).toBe('gzip');
  const { satellites } = (await (answers[0] as Response).json()) as SatellitesAnswer;
  expect(satellites.map(({ catalogNumber }) => catalogNumber)).toEqual([TERRA, AQUA, AURA]);
});

test('a request that goes round CloudFront is refused, and told where the API is', async () => {
  for (const headers of [{}, { 'x-subpoint-origin-key': 'guess' }]) {
    const direct = await system.get('/satellites', headers);

    expect(direct.status).toBe(403);
    expect(direct.headers.get('content-type')).toBe('application/problem+json');
    expect(direct.headers.get('cache-control')).toBe('no-store');
    expect(await direct.json()).toEqual({
      type: 'about:blank',
      title: 'Forbidden',
      status: 403,
      detail:
        "This address answers CloudFront only. Ask at the page's address, under /api, for example /api/satellites.",
    });
  }
  expect((await fetch(`${edge.apiUrl}/satellites`, { headers: { 'x-subpoint-origin-key': 'guess' } })).status).toBe(
    200,
  );
});

test('while the API fails, viewers get the last answers for an hour, and new ones when it is back', async () => {
  const track = async () => {
    const answer = await fetch(`${edge.apiUrl}/satellites/${TERRA}/track`);
    return {
      status: answer.status,
      age: Number(answer.headers.get('age')),
      body: (await answer.json()) as TrackAnswer,
    };
  };
  const before = await track();
  const table = await system.setVariable('QueryFunctionName', 'TRACK_TABLE', 'no-such-table');
  try {
    offsetMs = 1_800_000;
    const during = await track();
    expect(during).toEqual({ status: 200, age: 1800, body: before.body });
    expect(await (await fetch(`${edge.apiUrl}/status`)).json()).toMatchObject({ status: 500 });
  } finally {
    await table.restore();
  }
  offsetMs += 60_000;
  expect(await track()).toMatchObject({ status: 200, age: 0 });
});
