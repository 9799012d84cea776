// `npm run bench -- scale`: one measurement after the other, or the one of a name.
import { startEngine } from '../../local/aws/engine.ts';
import { anyPort } from '../../local/machine/port.ts';
import { makeRunFolder, removeRunFolder } from '../../local/machine/run-folder.ts';
import type { SCALE_MEASUREMENTS } from '../../local/setup/commands.mjs';
import { crowdReport, measureCrowd } from './crowd.ts';
import { growthReport, measureGrowth } from './growth.ts';
import { measurePosting, postingReport } from './posting.ts';

type Name = (typeof SCALE_MEASUREMENTS)[number];

/** Each returns its report. */
const MEASUREMENTS: Readonly<Record<Name, (signal: AbortSignal) => Promise<string[]>>> = {
  posting: async () => postingReport(await measurePosting({ posts: 1500, runs: 5 })),
  growth: (signal) => onEngine(signal, async (endpoint) => growthReport(await measureGrowth(endpoint, { runs: 5 }))),
  frame: (signal) =>
    onEngine(signal, async (endpoint) => crowdReport(await measureCrowd(endpoint, { viewers: 100_000, minutes: 5 }))),
};

/** Prints the reports of all measurements, or of one. */
export async function measureScale(only: string | undefined, signal: AbortSignal): Promise<void> {
  for (const [name, measure] of Object.entries(MEASUREMENTS)) {
    if (only !== undefined && only !== name) continue;
    console.log(`${(await measure(signal)).join('\n')}\n`);
  }
}

/** Runs a measurement on an empty local AWS. */
async function onEngine(signal: AbortSignal, measure: (endpoint: string) => Promise<string[]>): Promise<string[]> {
  const folder = makeRunFolder();
  const { endpoint, program } = await startEngine(await anyPort(), folder, signal);
  try {
    return await measure(endpoint);
  } finally {
    await program.stop();
    removeRunFolder(folder);
  }
}
