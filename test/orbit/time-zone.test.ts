// Positions do not depend on the time zone of the machine that computes them.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newestOmm } from '../accuracy/truth.ts';
import { TERRA } from '../support/builders.ts';

// A program of its own: this one has read its time zone already.
const PROGRAM = `
  import { toSgp4Record } from './orbit/elements.ts';
  import { subSatellitePoint } from './orbit/propagate.ts';
  import { formatTime, parseTime } from './orbit/time.ts';
  const timeMs = parseTime('2026-10-10T12:00:00Z');
  const { latitudeDeg, longitudeDeg } = subSatellitePoint(toSgp4Record(${JSON.stringify(newestOmm(TERRA))}), timeMs);
  console.log(formatTime(timeMs), latitudeDeg.toFixed(4), longitudeDeg.toFixed(4), new Date(timeMs).getHours());
`;

// In summer: four hours behind, five and a half ahead, and none.
test.for([
  ['America/New_York', 8],
  ['Asia/Kolkata', 17],
  ['UTC', 12],
] as const)('a position is the same in every time zone: %s', ([TZ, hour]) => {
  const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', PROGRAM], {
    cwd: join(import.meta.dirname, '..', '..'),
    env: { ...process.env, TZ },
    encoding: 'utf8',
  });

  expect(printed).toBe(`2026-10-10T12:00:00Z -8.1766 -51.8465 ${hour}\n`);
});
