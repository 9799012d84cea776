// The deployed API keeps its contract: docs/openapi.yaml, and the headers that browsers need.
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { TrackAnswer } from '../../wire/track.ts';
import { validateAnswer } from '../contract/schemas.ts';
import { AURA, TERRA } from '../support/builders.ts';
import { PASSES_OPTIONS_ON } from '../support/endpoint.ts';
import { theSystem } from '../support/system.ts';

const system = theSystem();
const TRACK = `/satellites/${TERRA}/track`;
const NAMES = {
  track: /^attachment; filename="Terra-track-\d{4}-\d\d-\d\dT\d\d-\d\d-[024]0Z\.(csv|geojson)"$/,
  overpasses: /; filename="(Terra-)?swath-overpasses-40\.02N-105\.25W-\d{4}-\d\d-\d\d\.(csv|ics|geojson)"$/,
};
const BOULDER = 'latitude=40.02&longitude=-105.25';
const OVER_BOULDER = `/satellites/${TERRA}/overpasses?${BOULDER}`;

test.for([
  ['/satellites', '/satellites', 200],
  [TRACK, '/satellites/{catalogNumber}/track', 200],
  [`${TRACK}?points=4320`, '/satellites/{catalogNumber}/track', 200],
  ['/tracks', '/tracks', 200],
  ['/tracks?points=4320&satellites=25994,27424,28376,1', '/tracks', 404],
  [`${TRACK}?points=0`, '/satellites/{catalogNumber}/track', 400],
  ['/satellites/5/track', '/satellites/{catalogNumber}/track', 404],
  [OVER_BOULDER, '/satellites/{catalogNumber}/overpasses', 200],
  [`/overpasses?${BOULDER}`, '/overpasses', 200],
  [`/overpasses?${BOULDER}&satellites=5`, '/overpasses', 404],
  [`/overpasses?${BOULDER}&latitude=1`, '/overpasses', 400],
  ['/status', '/status', 200],
] as const)('%s', async ([path, schema, status]) => {
  await system.untilWhole();

  const answer = await system.get(path);

  expect(answer.status).toBe(status);
  expect(validateAnswer(schema, status, await answer.json())).toEqual([]);
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  expect(answer.headers.get('vary')).toBe('Accept, Accept-Encoding');
});

test.for([
  [`${TRACK}?format=csv`, '/satellites/{catalogNumber}/track', 'text/csv; charset=utf-8'],
  [`${TRACK}?format=geojson`, '/satellites/{catalogNumber}/track', 'application/geo+json'],
  [`${TRACK}?format=geojson&swath=true`, '/satellites/{catalogNumber}/track', 'application/geo+json'],
  [`${OVER_BOULDER}&format=csv`, '/satellites/{catalogNumber}/overpasses', 'text/csv; charset=utf-8'],
  [`${OVER_BOULDER}&format=ics`, '/satellites/{catalogNumber}/overpasses', 'text/calendar; charset=utf-8'],
  [`/overpasses?${BOULDER}&satellites=${TERRA},${AURA}&format=geojson`, '/overpasses', 'application/geo+json'],
  [`/overpasses?${BOULDER}&satellites=${TERRA}%2C${AURA}&format=ics`, '/overpasses', 'text/calendar; charset=utf-8'],
] as const)('%s is in its form', async ([path, schema, type]) => {
  await system.untilWhole();

  const answer = await system.get(path);

  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe(type);
  expect(answer.headers.get('content-disposition')).toMatch(NAMES[path.startsWith(TRACK) ? 'track' : 'overpasses']);
  const text = await answer.text();
  const body: unknown = type === 'application/geo+json' ? JSON.parse(text) : text;
  expect(validateAnswer(schema, 200, body, type)).toEqual([]);
});

test('a track is small and compressed, and an unchanged one is not sent again', async () => {
  const answer = await system.get(TRACK, { 'accept-encoding': 'gzip' });
  const body = await answer.text();
  expect(answer.headers.get('content-encoding')).toBe('gzip');
  expect(answer.headers.get('cache-control')).toBe(
    'public, max-age=0, s-maxage=5, stale-while-revalidate=10, stale-if-error=3600',
  );
  expect((JSON.parse(body) as TrackAnswer).count).toBe(180);
  expect(gzipSync(body, { level: 9 }).length).toBeLessThanOrEqual(6000);

  // A track of the past: no new point can arrive between the two requests.
  const settled = `${TRACK}?points=30&before=${new Date(Date.now() - 60_000).toISOString()}`;
  const first = await system.get(settled);
  expect(first.headers.get('cache-control')).toBe('public, max-age=86400');
  const second = await system.get(settled, { 'if-none-match': first.headers.get('etag') as string });
  expect(second.status).toBe(304);
  expect(await second.text()).toBe('');
});

test('an unknown path and a forbidden method get a problem document', async () => {
  const unknown = await system.get('/nothing/here');
  expect(unknown.status).toBe(404);
  expect(unknown.headers.get('content-type')).toBe('application/problem+json');
  expect(await unknown.json()).toMatchObject({ status: 404, detail: expect.stringContaining('/satellites') });

  const posted = await fetch(`${system.addresses.apiUrl}/status`, { method: 'POST', body: '{}' });
  expect(posted.status).toBe(405);
  expect(posted.headers.get('allow')).toBe('GET, HEAD, OPTIONS');
});

test.runIf(PASSES_OPTIONS_ON).for(['/satellites', TRACK, OVER_BOULDER, '/status'])(
  'OPTIONS lets pages elsewhere revalidate %s',
  async (path) => {
    const answer = await fetch(`${system.addresses.apiUrl}${path}`, {
      method: 'OPTIONS',
      headers: { 'access-control-request-method': 'GET', 'access-control-request-headers': 'if-none-match' },
    });

    expect(answer.status).toBe(204);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('access-control-allow-methods')).toBe('GET, HEAD');
    expect(answer.headers.get('access-control-allow-headers')).toBe('If-None-Match');
  },
);

test('HEAD has the length of GET', async () => {
  await system.untilWhole();
  // Not compressed, so that fetch returns the bytes as they were sent.
  const settled = `${TRACK}?points=30&before=${new Date(Date.now() - 60_000).toISOString()}`;
  const headers = { 'accept-encoding': 'identity' };

  const head = await fetch(`${system.addresses.apiUrl}${settled}`, { method: 'HEAD', headers });
  const get = await system.get(settled, headers);

  expect(head.status).toBe(200);
  expect(head.headers.get('etag')).toBe(get.headers.get('etag'));
  expect(head.headers.get('content-length')).toBe(String((await get.arrayBuffer()).byteLength));
});
