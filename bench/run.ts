// `npm run bench`: how quick points are computed, and how quick the deployed path is, on a real local AWS. Figures of this machine, to be read as such; no test depends on them.

import { SATELLITES_FILE } from '../infra/satellites.ts';
import { startSystem } from '../local/aws/system.ts';
import { anyPort } from '../local/machine/port.ts';
import { measurePath, TICKS } from './path.ts';
import { measurePropagation, printPropagation } from './propagation.ts';

printPropagation(measurePropagation());

const stepSeconds = new Map<string, number>();
const system = await startSystem({
  port: await anyPort(),
  satellitesFile: SATELLITES_FILE,
  signal: AbortSignal.timeout(180_000),
  onStep: async (name, work) => {
    const startedMs = performance.now();
    const result = await work();
    stepSeconds.set(name, (performance.now() - startedMs) / 1000);
    return result;
  },
});
try {
  console.log('Start of a system, seconds for each step (the first two run side by side):');
  for (const [name, seconds] of stepSeconds) console.log(`${seconds.toFixed(2).padStart(8)}  ${name}`);

  const { propagateMs, fanoutMs, totalMs, invokeMs } = await measurePath(system);
  console.log(`\nFrom a tick to the page, milliseconds over ${TICKS} ticks, each after the newest slots were deleted:`);
  console.log('     min   median    max');
  const line = (name: string, values: number[]) => {
    const sorted = values.toSorted((a, b) => a - b);
    const figures = [sorted[0], median(sorted), sorted.at(-1)].map((value) => (value ?? 0).toFixed(0).padStart(8));
    console.log(`${figures.join('')}  ${name}`);
  };
  line('start of propagate to the answer of PutRecords (its whole invocation, seen from outside)', propagateMs);
  line('start of fanout to the frame on an open socket', fanoutMs);
  line('both together', totalMs);
  console.log(
    `\nRatio of the median to one bare invocation of a function in the same run: ${(median(totalMs) / median(invokeMs)).toFixed(1)}`,
  );
} finally {
  await system.stop();
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}
