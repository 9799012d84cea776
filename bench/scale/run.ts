// `npm run bench -- scale`: one measurement after the other, or the one of a name.
import { startEngine } from '../../local/aws/engine.ts';
import type { System } from '../../local/aws/system.ts';
import { anyPort } from '../../local/machine/port.ts';
import { makeRunFolder, removeRunFolder } from '../../local/machine/run-folder.ts';
import type { SCALE_MEASUREMENTS } from '../../local/setup/commands.mjs';
import { deployTestSystem } from '../../test/support/deploy.ts';
import { measureAudience } from './audience/measure.ts';
import { audienceReport } from './audience/report.ts';
import { WEATHERS } from './audience/weathers.ts';
import { crowdReport, measureCrowd } from './crowd.ts';
import { floodReport, measureFlood } from './flood.ts';
import { growthReport, measureGrowth } from './growth.ts';
import { holdingReport, measureHolding } from './holding.ts';
import { measurePosting, postingReport } from './posting.ts';
import { measureSockets, socketsReport } from './sockets.ts';

/** So many times slower is the clock of the largest audience: with room for what else this machine does. */
const SLOWER = 5;

type Name = (typeof SCALE_MEASUREMENTS)[number];

/** Each returns its report. */
const MEASUREMENTS: Readonly<Record<Name, (signal: AbortSignal) => Promise<string[]>>> = {
  posting: async () => postingReport(await measurePosting({ posts: 1500, runs: 5 })),
  growth: (signal) => onEngine(signal, async (endpoint) => growthReport(await measureGrowth(endpoint, { runs: 5 }))),
  audience: (signal) =>
    onEngine(signal, async (endpoint, folder) =>
      audienceReport(await measureAudience(endpoint, folder, { viewers: 100_000, factor: SLOWER, weathers: WEATHERS })),
    ),
  frame: (signal) =>
    onEngine(signal, async (endpoint) => crowdReport(await measureCrowd(endpoint, { viewers: 100_000, minutes: 5 }))),
  sockets: (signal) =>
    onSystem(signal, async (system) => socketsReport(await measureSockets(system, { viewers: 1000, runs: 5 }))),
  viewers: (signal) =>
    onSystem(signal, async (system) => holdingReport(await measureHolding(system, { viewers: 2000, minutes: 2 }))),
  flood: (signal) =>
    onSystem(signal, async (system) =>
      floodReport(await measureFlood(system, { perSecond: 1000, seconds: 60, viewers: 100 })),
    ),
};

/** Runs a measurement on a deployed system. */
async function onSystem(signal: AbortSignal, measure: (system: System) => Promise<string[]>): Promise<string[]> {
  const system = await deployTestSystem({ signal });
  try {
    return await measure(system);
  } finally {
    await system.stop();
  }
}

/** Prints the reports of all measurements, or of one. */
export async function measureScale(only: string | undefined, signal: AbortSignal): Promise<void> {
  for (const [name, measure] of Object.entries(MEASUREMENTS)) {
    if (only !== undefined && only !== name) continue;
    console.log(`${(await measure(signal)).join('\n')}\n`);
  }
}

/** Runs a measurement on an empty local AWS. */
async function onEngine(
  signal: AbortSignal,
  measure: (endpoint: string, folder: string) => Promise<string[]>,
): Promise<string[]> {
  const folder = makeRunFolder();
  const { endpoint, program } = await startEngine(await anyPort(), folder, signal);
  try {
    return await measure(endpoint, folder);
  } finally {
    await program.stop();
    removeRunFolder(folder);
  }
}
