// `npm run faults`: makes one fault after the other on a deployed local system, and prints how it recovered.
import { once } from 'node:events';
import { runCommand } from '../../../local/machine/command.ts';
import { UserError } from '../../../local/machine/errors.mjs';
import { readArguments } from '../../../local/setup/arguments.mjs';
import { FAULTS } from './catalogue.ts';
import type { Fault } from './fault.ts';
import { runLong } from './long-run.ts';
import { runFault } from './run-fault.ts';
import { installMicroburst } from './stand/install.ts';
import { type Stand, startStand } from './stand/stand.ts';
import { lineOf, TABLE_HEAD } from './table.ts';

const VIEWERS = 20;
const PAGES = 1;

await runCommand(async (signal) => {
  const { values } = readArguments('test/faults/deployed/run.ts');
  await installMicroburst();
  const viewers = Number(values.viewers ?? VIEWERS);
  const parts = (values.only ?? '').toLowerCase().split(',');
  const faults = FAULTS.filter(({ name }) => parts.some((part) => name.toLowerCase().includes(part)));
  if (faults.length === 0) throw new UserError(`No fault is called '${values.only}'.`);
  const stand = await startStand({ viewers, pages: PAGES, signal });
  if (signal.aborted) return stand.stop();
  const work =
    values.minutes === undefined
      ? runAll(stand, faults)
      : runLong(stand, faults, { minutes: Number(values.minutes), seed: Number(values.seed ?? Date.now() % 100_000) });
  try {
    // Whatever a fault waits for ends when the system does.
    await Promise.race([work, once(signal, 'abort')]);
  } finally {
    await stand.stop();
    await work.catch(() => {});
  }
});

/** Makes each fault once. */
async function runAll(stand: Stand, faults: readonly Fault[]): Promise<void> {
  console.log(TABLE_HEAD.join('\n'));
  let failed = 0;
  for (const fault of faults) {
    const outcome = await runFault(fault, stand, false);
    console.log(lineOf({ ...outcome, times: 1 }));
    if (outcome.lacks) failed++;
  }
  if (failed > 0) throw new UserError(`${failed} of ${faults.length} faults left something behind.`);
}
