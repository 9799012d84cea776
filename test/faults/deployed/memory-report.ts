// Whether the memory of processes stays the same, from samples at regular times.
import type { Memory } from './stand/processes.ts';

export interface Sample {
  minute: number;
  memory: readonly Memory[];
}

/** A process that was there for a shorter time has just started or is about to end. */
const FEWEST_SAMPLES = 9;

/** A sample as a line of text. */
export function sampleLine({ minute, memory }: Sample): string {
  const figures = memory.map(({ name, mb }) => `${name} ${mb.toFixed(0)}`);
  return `minute ${minute.toFixed(0).padStart(3)}, memory in MB: ${figures.join(', ')}`;
}

/**
 * For each process the means of the middle and the last third of the time that it was there. One that was started again is
 * another process.
 */
export function memoryReport(samples: readonly Sample[]): string[] {
  const figures = samples.flatMap(({ minute, memory }) => memory.map((each) => ({ minute, ...each })));
  const processes = Map.groupBy(figures, ({ name, pid }) => `${name} ${pid}`);
  return [...processes.values()]
    .filter(({ length }) => length >= FEWEST_SAMPLES)
    .map((own) => {
      const third = Math.floor(own.length / 3);
      const middle = mean(own.slice(third, 2 * third));
      const last = mean(own.slice(2 * third));
      const [{ name = '', minute: from = 0 } = {}] = own;
      const until = own.at(-1)?.minute ?? 0;
      const change = `${last < middle ? '' : '+'}${((last / middle - 1) * 100).toFixed(0)} %`;
      return [
        `| ${name.padEnd(18)} | ${`${from.toFixed(0)} to ${until.toFixed(0)}`.padStart(9)}`,
        `${middle.toFixed(1).padStart(7)} MB | ${last.toFixed(1).padStart(7)} MB | ${change.padStart(6)} |`,
      ].join(' | ');
    });
}

export const MEMORY_HEAD = [
  `| ${'memory of'.padEnd(18)} |   minutes | middle third | last third | change |`,
  `| ${'-'.repeat(18)} | --------: | -----------: | ---------: | -----: |`,
];

function mean(values: readonly Memory[]): number {
  return values.reduce((sum, { mb }) => sum + mb, 0) / values.length;
}
