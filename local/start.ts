// `npm start`: the whole system on this machine, until Ctrl-C.
import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { CELESTRAK_URL } from '../functions/shared/names.ts';
import { mistakeIn, SATELLITES_FILE } from '../infra/satellites.ts';
import { followLog } from './aws/follow-log.ts';
import { KEPT_ELEMENTS_FILE } from './aws/kept-elements.ts';
import { OUTPUTS_FILE, removeOutputs, removeStaleOutputs, writeOutputs } from './aws/outputs.ts';
import { type System, type SystemOptions, startSystem } from './aws/system.ts';
import type { Addresses } from './emulator/addresses.ts';
import { runCommand } from './machine/command.ts';
import { PortInUseError, UserError } from './machine/errors.mjs';
import { reportToParent } from './machine/parent.ts';
import { choosePort } from './machine/port.ts';
import { clearDeadRuns, hasRunAt } from './machine/run-folder.ts';
import { secondsSince, showStep } from './machine/steps.ts';
import { readArguments } from './setup/arguments.mjs';

// The port that local AWS engines commonly use.
const USUAL_PORT = 4566;

// Requests fail a moment before the end of the engine is reported.
const END_REPORTED_WITHIN_MS = 5000;

await runCommand(async (signal) => {
  const startedMs = Date.now();
  const { values, switches } = readArguments('local/start.ts');
  const satellitesFile = resolve(values.satellites ?? SATELLITES_FILE);
  const mistake = mistakeIn(satellitesFile);
  if (mistake) throw new UserError(mistake);
  // A killed run's engine may still hold the port.
  clearDeadRuns();
  if (values.endpoint && hasRunAt(values.endpoint)) {
    throw new UserError(
      `Another npm start runs at ${values.endpoint}. Stop it with Ctrl-C, or update its system: npm run deploy -- --endpoint ${values.endpoint}`,
    );
  }
  await removeStaleOutputs(OUTPUTS_FILE);
  const given = { port: values.port === undefined ? undefined : Number(values.port), endpoint: values.endpoint };
  const system = await start(given, {
    signal,
    elementsUrl: switches.has('offline') ? undefined : (values['elements-url'] ?? CELESTRAK_URL),
    elementsFile: KEPT_ELEMENTS_FILE,
    satellitesFile,
    onStep: showStep,
  });
  let other: Addresses | undefined;
  try {
    other = await writeOutputs(OUTPUTS_FILE, system.addresses);
    reportToParent(system.addresses);
    const { pageUrl, apiUrl } = system.addresses;
    console.log(`\nLive after ${secondsSince(startedMs)}.\n\n  Page   ${pageUrl}\n  API    ${apiUrl}/satellites\n`);
    if (other) {
      console.log(
        `Another system is live at ${other.pageUrl}. Until this one stops, .local/outputs.json names this one.\n`,
      );
    }
    if (system.elementsProblems.length > 0) console.log(`${system.elementsProblems.join('\n')}\n`);
    const atCtrlC = values.endpoint
      ? `Ctrl-C stops this log; the system stays on ${system.emulator.name} until npm run destroy -- --endpoint ${values.endpoint}.`
      : 'Ctrl-C stops everything.';
    console.log(`${atCtrlC} The log of the functions (UTC):\n`);
    await follow(system, startedMs, signal);
  } finally {
    await removeOutputs(OUTPUTS_FILE, system.addresses, other);
    await system.stop();
  }
});

/** What the command line says about where to start. */
interface Given {
  port: number | undefined;
  endpoint: string | undefined;
}

/**
 * Starts at the endpoint, on the requested port or on a free one. If another program takes the free one first, tries the
 * next.
 */
async function start({ port: requested, endpoint }: Given, options: Omit<SystemOptions, 'at'>): Promise<System> {
  if (endpoint) return startSystem({ at: { endpoint }, ...options });
  const port = await choosePort({ requested, usual: USUAL_PORT, command: 'npm start' });
  try {
    return await startSystem({ at: { port }, ...options });
  } catch (error) {
    if (!(error instanceof PortInUseError) || requested !== undefined) throw error;
    console.log(`Another program has just taken port ${port}. Trying the next one.`);
    return start({ port: undefined, endpoint: undefined }, options);
  }
}

/** Follows the log, from the first download on, until Ctrl-C or until the engine ends. */
async function follow(system: System, sinceMs: number, signal: AbortSignal): Promise<void> {
  const ended = system.engineEnded();
  const followed = followLog(system, sinceMs, signal).catch(async (error: unknown) => {
    signal.throwIfAborted();
    await Promise.race([ended, wait(END_REPORTED_WITHIN_MS)]);
    throw error;
  });
  await Promise.race([followed, ended]);
}
