// What the bill is computed from can be measured; the figures of this tiny run mean nothing.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { sizeOfItem } from '../../bench/cost/item-size.ts';
import { measureCost } from '../../bench/cost/measure.ts';
import { MEASURED } from '../../bench/cost/measured.ts';

test('every function is measured on a local AWS, in the form of measured.json', async () => {
  const scratch = mkdtempSync(join(tmpdir(), 'subpoint-cost-'));
  const environment = { ...process.env };
  try {
    const measured = await measureCost(inject('endpoint'), scratch, { rounds: 1, runs: 1, posts: 20 });

    expect(shapeOf(measured)).toEqual(shapeOf(MEASURED));
    expect(measured.satellites).toBe(3);
    for (const { cpuMs } of Object.values(measured.functions)) expect(cpuMs).toBeGreaterThan(0);
    // Each of these is far from its neighbours: a list, an hour of three satellites, a frame of four minutes.
    const { satellites, tracks, frame } = measured.answerBytes;
    expect(tracks).toBeGreaterThan(5 * satellites);
    expect(frame).toBeLessThan(satellites * 2);
    expect(measured.rowBytes.track).toBeGreaterThan(100);
    expect(measured.rowBytes.track).toBeLessThan(200);
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
    Object.assign(process.env, environment);
    rmSync(scratch, { recursive: true });
  }
});

test.each([
  [{}, 0],
  [{ name: 'Zk3x' }, 8],
  [{ n: 25_994 }, 1 + 4],
  [{ n: -126.189068 }, 1 + 7],
  [{ unit: '°' }, 6],
])('the size of an item as DynamoDB bills it: %j', (item, bytes) => {
  expect(sizeOfItem(item)).toBe(bytes);
});

/** The same keys, with the type of each value in its place. */
function shapeOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, shapeOf(each)]));
}
