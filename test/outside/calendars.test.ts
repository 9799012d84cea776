// icalendar reads fifty calendars of the deployed API: both kinds, one satellite and all, any place, with reminders.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { AQUA, AURA, TERRA } from '../support/builders.ts';
import { theSystem } from '../support/system.ts';
import { runProgram } from './programs.ts';

const system = theSystem();

// Poles, the antimeridian, the equator, numbers with many decimals and with an exponent.
const PLACES = [
  [40.02, -105.25],
  [90, 0],
  [-90, 123.4],
  [0, 180],
  [-16.5, -180],
  [0.0000001, -0.0000001],
  [51.47792812345679, -0.001545123456789],
  [78.2232, 15.6267],
  [-54.8019, -68.303],
  [1.3521, 103.8198],
] as const;
const OF = [TERRA, AQUA, AURA].map((catalogNumber) => `/satellites/${catalogNumber}/overpasses`);
const KINDS = [
  { kind: 'swath', of: [...OF.slice(0, 1), '/overpasses'] },
  { kind: 'horizon', of: [...OF.slice(1), '/overpasses'] },
];

const CALENDARS = PLACES.flatMap(([latitude, longitude], index) =>
  KINDS.flatMap(({ kind, of }) =>
    of.map((path) => ({
      path: `${path}?latitude=${latitude}&longitude=${longitude}&kind=${kind}&days=2`,
      // With and without: no two neighbours are equal.
      reminder: [undefined, 1, 15, 1440][(index + of.length) % 4],
    })),
  ),
);

test('icalendar reads fifty calendars, with the times and reminders that they should have', async () => {
  await system.untilWhole();
  const asked = CALENDARS.map(({ path, reminder }) => ({ path, reminder: reminder ?? 0 }));
  const script = join(import.meta.dirname, 'python', 'calendars.py');

  const { code, output, stdout } = await runProgram('python', [script, system.addresses.apiUrl], JSON.stringify(asked));

  expect(code, output).toBe(0);
  const read = JSON.parse(stdout) as { path: string; events: number }[];
  expect(read).toHaveLength(50);
  // Two days hold an overpass of every kind at nearly every place.
  expect(read.filter(({ events }) => events > 0).length).toBeGreaterThanOrEqual(45);
});
