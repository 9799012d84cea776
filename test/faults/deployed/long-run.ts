// The system left alone for a long time, with its own schedule, while the faults repeat: whole at the end, and no process
// grows.
import { setTimeout as wait } from 'node:timers/promises';
import { MINUTE_MS } from '../../../orbit/time.ts';
import { aRandom } from '../../support/random.ts';
import type { Fault } from './fault.ts';
import { MEMORY_HEAD, memoryReport, type Sample, sampleLine } from './memory-report.ts';
import { type Outcome, runFault } from './run-fault.ts';
import type { Stand } from './stand/stand.ts';
import { untilWhole } from './stand/whole.ts';
import { lineOf, TABLE_HEAD } from './table.ts';

export interface LongRunOptions {
  minutes: number;
  /** Of the order of the faults. */
  seed: number;
}

/** @throws Error when something was not whole after a fault or at the end */
export async function runLong(
  stand: Stand,
  faults: readonly Fault[],
  { minutes, seed }: LongRunOptions,
): Promise<void> {
  console.log(`${minutes} minutes with ${stand.audience} viewers, seed ${seed}`);
  await stand.schedule.enable();
  const startedMs = Date.now();
  const endMs = startedMs + minutes * MINUTE_MS;
  const samples: Sample[] = [];
  const sampler = setInterval(() => void sample(), MINUTE_MS);
  const sample = async () => {
    try {
      const memory = await stand.memory();
      const taken = { minute: (Date.now() - startedMs) / MINUTE_MS, memory };
      samples.push(taken);
      console.log(sampleLine(taken));
    } catch (error) {
      // Just killed, or starting.
      console.log(`no memory: ${(error as Error).message}`);
    }
  };
  const outcomes: Outcome[] = [];
  try {
    for (const fault of shuffled(faults, seed)) {
      if (Date.now() >= endMs) break;
      const outcome = await runFault(fault, stand, true);
      outcomes.push(outcome);
      const clock = new Date().toISOString().slice(11, 19);
      console.log(`${clock} ${lineOf({ ...outcome, times: 1 })}`);
    }
    await wait(Math.max(0, endMs - Date.now()), undefined, { signal: stand.signal });
  } finally {
    clearInterval(sampler);
  }
  const end = await untilWhole(stand, Date.now(), true);
  console.log(['', ...TABLE_HEAD].join('\n'));
  for (const { name } of faults) {
    const own = outcomes.filter((outcome) => outcome.name === name);
    if (own.length === 0) continue;
    console.log(
      lineOf({
        name,
        times: own.length,
        hits: own.reduce((sum, { hits }) => sum + hits, 0),
        lost: Math.max(...own.map(({ lost }) => lost)),
        seconds: Math.max(...own.map(({ seconds }) => seconds)),
        ticks: Math.max(...own.map(({ ticks }) => ticks)),
        lacks: own.find(({ lacks }) => lacks)?.lacks,
      }),
    );
  }
  console.log(`At the end: ${end.lost} points lost, ${end.lacks ?? 'everything whole'}.`);
  console.log(['', ...MEMORY_HEAD, ...memoryReport(samples)].join('\n'));
  const failed = outcomes.filter(({ lacks }) => lacks).length + (end.lacks ? 1 : 0);
  if (failed > 0) throw new Error(`${failed} times something was not whole.`);
}

/** The faults again and again, each time in another order that only the seed decides. */
function* shuffled(faults: readonly Fault[], seed: number): Generator<Fault> {
  const random = aRandom(seed);
  for (;;) {
    const left = [...faults];
    while (left.length > 0) yield left.splice(Math.floor(random() * left.length), 1)[0] as Fault;
  }
}
