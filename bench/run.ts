// `npm run bench`: the speed of the computation, of the deployed path on a local AWS, and of the page; with `scale`, of
// what serves many viewers; with `cost`, of what the bill is computed from; with `page`, of a page that is watched; with
// `questions`, of the dearest questions. No test depends on these figures, which are those of this machine.
import { startEngine } from '../local/aws/engine.ts';
import { runCommand } from '../local/machine/command.ts';
import { anyPort } from '../local/machine/port.ts';
import { makeRunFolder, removeRunFolder } from '../local/machine/run-folder.ts';
import { readArguments } from '../local/setup/arguments.mjs';
import { deployTestSystem } from '../test/support/deploy.ts';
import { writeMeasured } from './cost/write-measured.ts';
import { measurePage } from './page/first-view.ts';
import { measurePages } from './page/run.ts';
import { measurePath, TICKS } from './path.ts';
import { measurePropagation, printPropagation } from './propagation.ts';
import { measureQuestions, questionsReport } from './questions.ts';
import { measureScale } from './scale/run.ts';
import { median } from './statistics.ts';

await runCommand(async (signal) => {
  const { argument, values } = readArguments('bench/run.ts');
  if (argument === 'scale') return measureScale(values.only, signal);
  if (argument === 'cost') return writeMeasured(signal);
  if (argument === 'questions') return printQuestions(signal);
  if (argument === 'page') return measurePages(values.only);
  printPropagation(measurePropagation());

  const stepSeconds = new Map<string, number>();
  const system = await deployTestSystem({
    signal,
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
    printPath(await measurePath(system));
    printPage(await measurePage(system));
  } finally {
    await system.stop();
  }
});

async function printQuestions(signal: AbortSignal): Promise<void> {
  const folder = makeRunFolder();
  const { endpoint, program } = await startEngine(await anyPort(), folder, signal);
  try {
    const figures = await measureQuestions(endpoint, { searched: 50, recorded: 4, listed: 100 });
    console.log(questionsReport(figures).join('\n'));
  } finally {
    await program.stop();
    removeRunFolder(folder);
  }
}

function printPath({ propagateMs, fanoutMs, totalMs, invokeMs }: Awaited<ReturnType<typeof measurePath>>): void {
  console.log(`\nFrom a tick to the page, milliseconds over ${TICKS} ticks, each after the newest slots were deleted:`);
  console.log('     min   median    max');
  const line = (name: string, values: number[]) => {
    const figures = [Math.min(...values), median(values), Math.max(...values)];
    console.log(`${figures.map((value) => value.toFixed(0).padStart(8)).join('')}  ${name}`);
  };
  line('start of propagate to the answer of PutRecords (its whole invocation, seen from outside)', propagateMs);
  line('start of fanout to the frame on an open socket', fanoutMs);
  line('both together', totalMs);
  const ratio = median(totalMs) / median(invokeMs);
  console.log(`Ratio of the median to one bare invocation of a function in the same run: ${ratio.toFixed(1)}`);
}

function printPage({
  firstTrackMs,
  filledMs,
  busyShare,
  heapMegabytes,
}: Awaited<ReturnType<typeof measurePage>>): void {
  console.log('\nThe page in a browser:');
  const line = (name: string, value: number, unit: string, goal: number) => {
    const verdict = value <= goal ? 'met' : 'MISSED';
    console.log(`  ${name}: ${value.toFixed(unit === 'ms' ? 0 : 2)} ${unit} (goal: at most ${goal}): ${verdict}`);
  };
  line('first ground track after navigation', firstTrackMs, 'ms', 1000);
  line('every chart complete', filledMs, 'ms', 5000);
  // A page that stays open all day must not cost a battery.
  line('main thread busy', busyShare * 100, '%', 2);
  console.log(`  heap of its scripts: ${heapMegabytes.toFixed(1)} MB`);
}
