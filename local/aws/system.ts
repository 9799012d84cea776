// The whole system on this machine: engine, stacks, page, first tick.
// For `npm start` and for the tests of the deployed system.
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { buildPage } from '../../web/build/build-page.ts';
import { type Addresses, addressesOn } from '../emulator/addresses.ts';
import { type Emulator, identify } from '../emulator/emulator.ts';
import { lastLines, UserError } from '../machine/errors.mjs';
import { requireLoopback } from '../machine/loopback.mjs';
import { hasEnded, type Program, signalGroup } from '../machine/programs.ts';
import { makeRunFolder, noteEndpoint, removeRunFolder } from '../machine/run-folder.ts';
import { abortable, PATIENCE_MS } from '../machine/steps.ts';
import { keepTime, runsSchedules } from './clock.ts';
import {
  bootstrap,
  type Cdk,
  deploy,
  requireOutput,
  type StackOutputs,
  synthesize,
  templatesFolder,
} from './deploy.ts';
import { fetchElementsProblems } from './elements-problems.ts';
import { startEngine } from './engine.ts';
import { invoke } from './invoke.ts';
import { type KeptElements, keepElements, restoreElements } from './kept-elements.ts';
import { deployedStacks, removeSystem } from './remove.ts';
import { restore } from './restore.ts';
import { serveWebsite, uploadPage } from './upload.ts';

export interface System {
  addresses: Addresses;
  /** What answers as AWS. */
  emulator: Emulator;
  /** Outputs of the stacks: names of tables, functions, queues. */
  outputs: StackOutputs;
  /** What is wrong with the answers of the source of elements, a line for each problem. */
  elementsProblems: string[];
  /** Rejects when the local AWS ends unexpectedly. */
  engineEnded(): Promise<never>;
  /** Keeps what was downloaded since the last call. Rejects with the signal's reason when it is aborted. */
  keepElements(): Promise<void>;
  /** Kills the local AWS and its functions at once, as a loss of power would: for tests. `stop` removes the rest. */
  kill(): void;
  stop(): Promise<void>;
}

export interface SystemOptions {
  /** A port for an engine of this run, or the address of an emulator that already runs. */
  at: { port: number } | { endpoint: string };
  /** Whether `stop` removes the system from an emulator that goes on. An engine of this run ends with everything. */
  removeAtStop?: boolean;
  signal: AbortSignal;
  /** Source of elements; undefined: only the bundled ones. */
  elementsUrl?: string | undefined;
  /** File that keeps the last download from one run to the next; undefined: none. */
  elementsFile?: string | undefined;
  /** The list of satellites to follow. */
  satellitesFile: string;
  /** Called around each step. */
  onStep: <T>(name: string, work: () => Promise<T>) => Promise<T>;
}

/** The engine that a run starts itself. */
const OWN_ENGINE: Emulator = { kind: 'MiniStack', name: 'MiniStack' };

const LOOK_EVERY_MS = 5000;

/**
 * Starts everything and returns when the last hour of every satellite is complete.
 * @throws UserError when a step fails, the signal's reason when it is aborted; nothing is left running then
 */
export async function startSystem(options: SystemOptions): Promise<System> {
  const { at, signal, elementsUrl, satellitesFile, onStep } = options;
  const endpointUrl = 'endpoint' in at ? requireLoopback(at.endpoint) : `http://127.0.0.1:${at.port}`;
  const emulator = 'endpoint' in at ? await identify(endpointUrl, signal) : OWN_ENGINE;
  if ('endpoint' in at && options.removeAtStop) await requireNoSystem(endpointUrl);
  const addresses = addressesOn(emulator.kind, endpointUrl);
  const folder = makeRunFolder();
  noteEndpoint(folder, endpointUrl);
  const clock = new AbortController();
  let engine: Program | undefined;
  let deployed = false;
  const stop = async () => {
    clock.abort();
    if (deployed && options.removeAtStop && !engine) await removeSystem(endpointUrl);
    await engine?.stop();
    removeRunFolder(folder);
  };
  try {
    const app = 'local/aws/app.ts';
    const cdk: Cdk = {
      endpoint: endpointUrl,
      folder,
      app,
      emulator: emulator.kind,
      elementsUrl,
      satellitesFile,
      signal,
    };
    const pageFolder = join(folder, 'page');
    // In parallel: the templates need no engine, and the engine needs no templates.
    const synthesized = onStep('Synthesize the stacks and bundle functions and page', async () => {
      await allSettledOrThrow([synthesize(cdk), buildPage(pageFolder, { satellitesFile })]);
    });
    const [name, start] =
      'endpoint' in at
        ? [`Prepare ${emulator.name} for the CDK`, async () => undefined]
        : ['Start the local AWS and prepare it for the CDK', () => startEngine(at.port, folder, signal)];
    const prepared = onStep(name, async () => {
      engine = (await start())?.program;
      await bootstrap(cdk);
    });
    await allSettledOrThrow([synthesized, prepared]);

    deployed = true;
    const outputs = await onStep('Deploy the stacks', () => deploy(cdk));
    const bucket = requireOutput(outputs.Page, 'BucketName');
    const { apiUrl, socketUrl } = addresses;
    await onStep('Restore what the local AWS drops, upload the page', () =>
      abortable(signal, async () => {
        if (emulator.kind === 'LocalStack') await serveWebsite(endpointUrl, bucket);
        else await restore(endpointUrl, templatesFolder(cdk), outputs);
        await uploadPage(endpointUrl, bucket, pageFolder, { apiUrl, socketUrl });
      }),
    );

    const kept = keptElements(options, endpointUrl, outputs);
    const keep = async () => {
      if (kept) await abortable(signal, () => keepElements(kept));
    };
    if (kept) {
      // Before the first tick, so that the first hour comes from the newest elements. Without a network this ends soon.
      const { host } = new URL(kept.source);
      await onStep(`Elements: load the saved sets, download those that are due from ${host}`, async () => {
        await abortable(signal, () => restoreElements(kept));
        await invoke(endpointUrl, requireOutput(outputs.Feed, 'ElementsFunctionName'), signal);
        await keep();
      });
    }
    await onStep('First tick, until the last hour is complete', async () => {
      // The schedule's first tick may be a minute away.
      await invoke(endpointUrl, requireOutput(outputs.Feed, 'PropagateFunctionName'), signal);
      await untilComplete(apiUrl, signal);
    });
    if (!runsSchedules(emulator.kind)) {
      void keepTime(endpointUrl, outputs.Feed, elementsUrl !== undefined, clock.signal);
    }
    const program = engine;
    return {
      addresses,
      emulator,
      outputs,
      elementsProblems: await fetchElementsProblems(apiUrl, elementsUrl, signal),
      engineEnded: () => (program ? failAtEndOf(program) : failWithout(endpointUrl, signal)),
      keepElements: keep,
      kill: () => program?.child.pid !== undefined && signalGroup(program.child.pid, 'SIGKILL'),
      stop,
    };
  } catch (error) {
    await stop();
    signal.throwIfAborted();
    throw error;
  }
}

/** Whoever removes a system at the end must have deployed it. */
async function requireNoSystem(endpoint: string): Promise<void> {
  const stacks = await deployedStacks(endpoint);
  if (stacks.length === 0) return;
  throw new UserError(
    `A system is deployed at ${endpoint} already: ${stacks.join(', ')}. Remove it first: npm run destroy -- --endpoint ${endpoint} --with-archive`,
  );
}

function keptElements(
  { elementsUrl, elementsFile }: SystemOptions,
  endpoint: string,
  outputs: StackOutputs,
): KeptElements | undefined {
  if (!elementsUrl || !elementsFile) return undefined;
  const tableName = requireOutput(outputs.Feed, 'ElementsTableName');
  return { endpoint, tableName, source: elementsUrl, file: elementsFile };
}

/** Rejects when a program that should keep running ends, with the end of its output. */
async function failAtEndOf(program: Program): Promise<never> {
  // 'close' would come too late: functions that outlive the engine hold its output open.
  if (!hasEnded(program)) await once(program.child, 'exit');
  await program.stop();
  throw new UserError(
    `The local AWS ended unexpectedly. Run npm start again. The local AWS printed:\n${lastLines(program.output(), 10)}`,
  );
}

/** Rejects when an emulator that others run no longer answers. */
async function failWithout(endpoint: string, signal: AbortSignal): Promise<never> {
  for (;;) {
    await wait(LOOK_EVERY_MS, undefined, { signal });
    // Its answer says that something is there; a busy emulator may take long.
    await identify(endpoint, signal);
  }
}

// With Promise.all, after the error of one step the other would still work in a folder that is being deleted.
async function allSettledOrThrow(steps: Promise<unknown>[]): Promise<void> {
  const failed = (await Promise.allSettled(steps)).find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}

async function untilComplete(api: string, signal: AbortSignal): Promise<void> {
  const deadlineMs = Date.now() + PATIENCE_MS;
  let lastAnswer = '';
  while (Date.now() < deadlineMs) {
    const answer = await fetch(`${api}/status`, { signal });
    if (answer.status === 200) return;
    lastAnswer = await answer.text();
    await wait(100, undefined, { signal });
  }
  throw new UserError(
    `The last hour is still incomplete after ${PATIENCE_MS / 60_000} minutes. Run npm start again. The API answered: ${lastAnswer}`,
  );
}
