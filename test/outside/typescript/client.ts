// Asks the API as a program of someone else would: openapi-fetch with the types that openapi-typescript generates.
// No casts: each answer has its type by path, status and media type. Prints what it has read.
import createClient from 'openapi-fetch';
import type { components, paths } from './generated/api.ts';

const [apiUrl = ''] = process.argv.slice(2);
const client = createClient<paths, 'application/json' | 'application/problem+json'>({ baseUrl: apiUrl });
const place = { latitude: 40.02, longitude: -105.25 };

const satellites = await client.GET('/satellites');
const terra = satellites.data?.satellites.find(({ name }) => name === 'Terra');
if (!terra) throw new Error(satellites.error?.detail ?? 'There is no Terra.');
const path = { catalogNumber: terra.catalogNumber };

const track = await client.GET('/satellites/{catalogNumber}/track', { params: { path, query: { points: 3 } } });
if (!track.data) throw new Error(track.error.detail);

const tracks = await client.GET('/tracks', { params: { query: { points: 3, satellites: [25994, 27424] } } });
if (!tracks.data) throw new Error(tracks.error.detail);

const swath = await client.GET('/satellites/{catalogNumber}/overpasses', { params: { path, query: place } });
const horizon = await client.GET('/satellites/{catalogNumber}/overpasses', {
  params: { path, query: { ...place, kind: 'horizon' } },
});
const together = await client.GET('/overpasses', { params: { query: { ...place, satellites: [25994, 27424] } } });
if (!swath.data || !horizon.data || !together.data) throw new Error('An answer about overpasses has no data.');

const table = await client.GET('/satellites/{catalogNumber}/track', {
  params: { path, query: { points: 2, format: 'csv' } },
  parseAs: 'text',
});
const refused = await client.GET('/satellites/{catalogNumber}/track', { params: { path, query: { points: 0 } } });

const timesOf = (passes: components['schemas']['Overpasses']['overpasses']): string[] =>
  passes.map((pass) => ('time' in pass ? pass.time : pass.culmination.time));

const latest: components['schemas']['Point'] | null = terra.latest;
console.log(
  JSON.stringify({
    satellites: satellites.data?.satellites.map(({ name }) => name),
    latest: latest?.time,
    track: track.data.points.map(({ time, latitudeDeg }) => [time, latitudeDeg]),
    tracks: tracks.data.tracks.map(({ name, points }) => [name, points.length]),
    swath: timesOf(swath.data.overpasses),
    horizon: timesOf(horizon.data.overpasses),
    together: together.data.overpasses.map(({ name }) => name),
    table: String(table.data).split('\r\n').length,
    refused: refused.error?.detail,
  }),
);
