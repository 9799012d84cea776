// Clients that are generated from docs/openapi.yaml read the deployed API, with types and without casts.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { theSystem } from '../support/system.ts';
import { DESCRIPTION, runProgram, TYPESCRIPT_FOLDER, temporaryFolder } from './programs.ts';

const system = theSystem();
const { apiUrl } = system.addresses;

/** What both clients print. */
interface Read {
  satellites: string[];
  latest: string;
  track: [time: string, latitudeDeg: number][];
  tracks: [name: string, points: number][];
  swath: string[];
  horizon: string[];
  together: string[];
  refused: string;
}

const TIME = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)$/;

/** Terra passes over Boulder at least twice a day, and the answers cover five days. */
function expectWhole({ satellites, latest, track, tracks, swath, horizon, together, refused }: Read): void {
  expect(satellites).toEqual(['Terra', 'Aqua', 'Aura']);
  expect(latest).toMatch(TIME);
  expect(track).toHaveLength(3);
  for (const [time, latitudeDeg] of track) {
    expect(time).toMatch(TIME);
    expect(Math.abs(latitudeDeg)).toBeLessThanOrEqual(90);
  }
  expect(tracks).toEqual([
    ['Terra', 3],
    ['Aqua', 3],
  ]);
  expect(swath.length).toBeGreaterThanOrEqual(5);
  expect(horizon.length).toBeGreaterThan(swath.length);
  for (const time of [...swath, ...horizon]) expect(time).toMatch(TIME);
  expect(new Set(together)).toEqual(new Set(['Terra', 'Aqua']));
  expect(refused).toBe('points must be an integer from 1 to 4320.');
}

test('openapi-python-client generates a client without warnings, and its answers have types', async () => {
  await system.untilWhole();
  const folder = temporaryFolder();
  const output = ['--output-path', join(folder, 'subpoint_client'), '--meta', 'none'];

  const generated = await runProgram('openapi-python-client', [
    'generate',
    '--path',
    DESCRIPTION,
    ...output,
    '--fail-on-warning',
  ]);
  expect(generated.output).not.toMatch(/warning/i);
  expect(generated.code, generated.output).toBe(0);

  const script = join(import.meta.dirname, 'python', 'client.py');
  const asked = await runProgram('python', [script, folder, apiUrl]);
  expect(asked.code, asked.output).toBe(0);
  const read = JSON.parse(asked.stdout) as Read & { asked: number; elements: string };
  expectWhole(read);
  expect(read.asked).toBeGreaterThan(5);
  expect(read.elements).toBe('Terra');
});

test('openapi-typescript generates types, and openapi-fetch needs no casts', async () => {
  await system.untilWhole();
  const types = join(TYPESCRIPT_FOLDER, 'generated', 'api.ts');

  const generated = await runProgram('openapi-typescript', [DESCRIPTION, '--output', types]);
  expect(generated.code, generated.output).toBe(0);

  const checked = await runProgram('tsc', ['--project', TYPESCRIPT_FOLDER]);
  expect(checked.output).toBe('');
  expect(checked.code).toBe(0);

  const asked = await runProgram('node', [join(TYPESCRIPT_FOLDER, 'client.ts'), apiUrl]);
  expect(asked.code, asked.output).toBe(0);
  const read = JSON.parse(asked.stdout) as Read & { table: number };
  expectWhole(read);
  // A header, two points, and the end of the last line.
  expect(read.table).toBe(4);
});

test('spectral has nothing to say about the description', async () => {
  const ruleset = join(TYPESCRIPT_FOLDER, 'spectral.yaml');

  const { code, output } = await runProgram('spectral', [
    'lint',
    DESCRIPTION,
    '--ruleset',
    ruleset,
    '--fail-severity',
    'hint',
  ]);

  expect(output).toContain('No results with a severity of');
  expect(code).toBe(0);
});
