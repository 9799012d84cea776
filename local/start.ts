// `npm start`: the whole system on this machine, until Ctrl-C.
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { CELESTRAK_URL } from '../functions/shared/names.ts';
import { SATELLITES_FILE } from '../infra/satellites.ts';
import { followLog } from './aws/follow-log.ts';
import { KEPT_ELEMENTS_FILE } from './aws/keep-elements.ts';
import { OUTPUTS_FILE, removeOutputs, removeStaleOutputs, writeOutputs } from './aws/outputs.ts';
import { type System, startSystem } from './aws/system.ts';
import { PortTakenError, Stopped, UserError } from './machine/errors.ts';
import { choosePort, readPort } from './machine/port.ts';
import { clearDeadRuns } from './machine/run-folder.ts';
import { secondsSince, showStep } from './machine/steps.ts';
import { stopOnSignals } from './machine/stopping.ts';

const USAGE = 'Usage: npm start [-- [--port N] [--elements-url URL | --offline]]';

const OPTIONS = { port: { type: 'string' }, 'elements-url': { type: 'string' }, offline: { type: 'boolean' } } as const;

/** Tests name a list of their own. */
const satellitesFile = process.env.SUBPOINT_SATELLITES_FILE ?? SATELLITES_FILE;

const startedMs = Date.now();
const stopping = stopOnSignals();

let system: System | undefined;
try {
  const { port, elementsUrl } = readArguments();
  // First of all: what a killed run has left holds its port.
  clearDeadRuns();
  await removeStaleOutputs(OUTPUTS_FILE);
  system = await start(port, elementsUrl);
  writeOutputs(OUTPUTS_FILE, system.addresses);
  const { pageUrl, apiUrl } = system.addresses;
  console.log(`\nLive after ${secondsSince(startedMs)}.\n\n  Page   ${pageUrl}\n  API    ${apiUrl}/satellites\n`);
  console.log('Ctrl-C stops everything. What happens, as it happens (UTC):\n');
  await follow(system);
} catch (error) {
  if (!(error instanceof Stopped || stopping.signal.aborted)) {
    process.exitCode = 1;
    if (!(error instanceof UserError)) throw error;
    console.error(`\n${error.message}`);
  }
} finally {
  if (system) removeOutputs(OUTPUTS_FILE, system.addresses);
  await system?.stop();
  if (stopping.signal.aborted) console.log('\nStopped.');
}

/** Starts on the port that was asked for, or on a free one: another program may be quicker than this one, and then it is the next. */
async function start(asked: number | undefined, elementsUrl: string | undefined): Promise<System> {
  const { signal } = stopping;
  const port = await choosePort(asked);
  try {
    const elementsFile = KEPT_ELEMENTS_FILE;
    return await startSystem({ port, signal, satellitesFile, elementsUrl, elementsFile, onStep: showStep });
  } catch (error) {
    if (!(error instanceof PortTakenError) || asked !== undefined) throw error;
    console.log(`Port ${port} was taken meanwhile: trying the next.`);
    return start(undefined, elementsUrl);
  }
}

/** Follows the log until Ctrl-C, or until the engine ends: then a call may fail a moment before its end is known. */
async function follow(running: System): Promise<void> {
  const ended = running.engineEnded();
  const followed = followLog(running, stopping.signal).catch(async (error: unknown) => {
    stopping.signal.throwIfAborted();
    await Promise.race([ended, wait(1000)]);
    throw error;
  });
  await Promise.race([followed, ended]);
}

function readArguments(): { port: number | undefined; elementsUrl: string | undefined } {
  const values = parse();
  const elementsUrl = values['elements-url'];
  if (elementsUrl !== undefined && values.offline)
    throw new UserError(`--elements-url and --offline exclude each other. ${USAGE}`);
  if (elementsUrl !== undefined && !/^https?:$/.test(URL.parse(elementsUrl)?.protocol ?? '')) {
    throw new UserError(`--elements-url takes an address that begins with https:// or http://. ${USAGE}`);
  }
  return {
    port: readPort(values.port, USAGE),
    elementsUrl: values.offline ? undefined : (elementsUrl ?? CELESTRAK_URL),
  };
}

function parse() {
  try {
    return parseArgs({ options: OPTIONS }).values;
  } catch (error) {
    throw new UserError(`${(error as Error).message}. ${USAGE}`, { cause: error });
  }
}
