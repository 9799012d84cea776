// The whole system on this machine: engine, stacks, page, first tick. Used by `npm start` and by the tests of the deployed system.
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { buildPage } from '../../web/build/build-page.ts';
import { UserError } from '../machine/errors.ts';
import { hasEnded, type Program } from '../machine/programs.ts';
import { makeRunFolder, removeRunFolder } from '../machine/run-folder.ts';
import { abortable } from '../machine/steps.ts';
import { apiUrl, socketUrl } from './addresses.ts';
import { assembly, bootstrap, type Cdk, deploy, requireOutput, type StackOutputs, synthesize } from './deploy.ts';
import { startEngine } from './engine.ts';
import { type ElementsKeeper, keepElements, putElementsBack } from './keep-elements.ts';
import { localClientConfig } from './loopback.ts';
import { restore } from './restore.ts';
import { uploadPage } from './upload.ts';

/** The addresses that other programs use: what .local/outputs.json holds. */
export interface Addresses {
  pageUrl: string;
  apiUrl: string;
  socketUrl: string;
  endpointUrl: string;
}

export interface System {
  addresses: Addresses;
  /** Outputs of the stacks: names of tables, functions, queues. */
  outputs: StackOutputs;
  /** Rejects when the local AWS ends by itself. */
  engineEnded(): Promise<never>;
  /** Keeps what was downloaded since the last call. Rejects with the signal's reason when it is aborted. */
  keepElements(): Promise<void>;
  stop(): Promise<void>;
}

export interface SystemOptions {
  port: number;
  signal: AbortSignal;
  /** Path of the list of satellites. */
  satellitesFile: string;
  /** Where elements come from; undefined: from nowhere but the sets that the code brings along. */
  elementsUrl?: string | undefined;
  /** File that keeps the last download from one run to the next; undefined: none. */
  elementsFile?: string | undefined;
  /** Called around each step, with the seconds that it took. */
  onStep: <T>(name: string, work: () => Promise<T>) => Promise<T>;
}

const NEVER = new AbortController().signal;

// A first tick takes two seconds on an idle machine.
const FIRST_HOUR_WITHIN_MS = 60_000;

/**
 * Starts everything and returns when every satellite has its whole hour.
 * @throws UserError when a step fails, the signal's reason when it is aborted; nothing is left running then
 */
export async function startSystem(options: SystemOptions): Promise<System> {
  const { port, signal, satellitesFile, elementsUrl, elementsFile, onStep } = options;
  const folder = makeRunFolder();
  let engine: Program | undefined;
  const stop = async () => {
    await engine?.stop();
    removeRunFolder(folder);
  };
  try {
    const endpointUrl = `http://127.0.0.1:${port}`;
    const cdk: Cdk = { endpoint: endpointUrl, folder, app: 'local/aws/app.ts', elementsUrl, satellitesFile, signal };
    const pageFolder = join(folder, 'page');
    // Templates and functions need no engine, the engine no templates: side by side they take as long as the longer one.
    const synthesized = onStep('Synthesize the stacks and bundle functions and page', async () => {
      await allSettledOrThrow([synthesize(cdk), buildPage(pageFolder, { satellitesFile })]);
    });
    const prepared = onStep('Start the local AWS and prepare it for the CDK', async () => {
      engine = (await startEngine(port, folder, signal)).program;
      await bootstrap(cdk);
    });
    await allSettledOrThrow([synthesized, prepared]);
    const outputs = await onStep('Deploy the stacks Feed and Page', () => deploy(cdk));
    const addresses: Addresses = {
      pageUrl: `${endpointUrl}/${requireOutput(outputs.Page, 'BucketName')}/index.html`,
      apiUrl: apiUrl(endpointUrl),
      socketUrl: socketUrl(endpointUrl),
      endpointUrl,
    };
    await onStep('Restore what the engine drops, upload the page', () =>
      abortable(signal, async () => {
        await restore(endpointUrl, assembly(cdk), outputs);
        await uploadPage(endpointUrl, requireOutput(outputs.Page, 'BucketName'), pageFolder, {
          apiUrl: addresses.apiUrl,
          socketUrl: addresses.socketUrl,
        });
      }),
    );
    const keeper: ElementsKeeper | undefined =
      elementsUrl && elementsFile
        ? {
            endpoint: endpointUrl,
            tableName: requireOutput(outputs.Feed, 'ElementsTableName'),
            source: elementsUrl,
            file: elementsFile,
          }
        : undefined;
    const keep = async () => {
      if (keeper) await abortable(signal, () => keepElements(keeper));
    };
    if (keeper) {
      // Before the first tick, so that the first hour already comes from the newest elements; without a network that is soon over.
      await onStep(`Elements: what was kept, and what is due from ${new URL(keeper.source).host}`, async () => {
        await abortable(signal, () => putElementsBack(keeper));
        await invoke(endpointUrl, requireOutput(outputs.Feed, 'ElementsFunctionName'), signal);
        await keep();
      });
    }
    await onStep('First tick, until every satellite has its whole hour', async () => {
      // Instead of waiting for the schedule's first minute.
      await invoke(endpointUrl, requireOutput(outputs.Feed, 'PropagateFunctionName'), signal);
      await untilWhole(addresses.apiUrl, signal);
    });
    return { addresses, outputs, engineEnded: () => endOf(engine as unknown as Program), keepElements: keep, stop };
  } catch (error) {
    await stop();
    signal.throwIfAborted();
    throw error;
  }
}

/** Rejects when a program that should run on ends, with the last it said. */
async function endOf(program: Program): Promise<never> {
  // Not its 'close': functions that outlive it would hold its output open.
  if (!hasEnded(program)) await once(program.child, 'exit');
  await program.stop();
  const lastWords = program.output().trim().split('\n').slice(-10).join('\n');
  throw new UserError(`The local AWS has ended by itself. Start again. Its last words:\n${lastWords}`);
}

// Promise.all would leave the other step running behind the error of the first, at work in a folder that goes.
async function allSettledOrThrow(steps: Promise<unknown>[]): Promise<void> {
  const failed = (await Promise.allSettled(steps)).find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}

/** Runs a function once, to its end. @throws Error with what it says when it fails */
export async function invoke(endpoint: string, functionName: string, signal = NEVER): Promise<void> {
  const lambda = new LambdaClient(localClientConfig(endpoint));
  const invocation = new InvokeCommand({ FunctionName: functionName, Payload: '{}' });
  const answer = await abortable(signal, () => lambda.send(invocation, { abortSignal: signal }));
  if (answer.FunctionError) {
    throw new Error(`${functionName} failed: ${Buffer.from(answer.Payload ?? []).toString()}`);
  }
}

async function untilWhole(api: string, signal: AbortSignal): Promise<void> {
  const deadlineMs = Date.now() + FIRST_HOUR_WITHIN_MS;
  let said = '';
  while (Date.now() < deadlineMs) {
    const answer = await fetch(`${api}/status`, { signal });
    if (answer.status === 200) return;
    said = await answer.text();
    await wait(100, undefined, { signal });
  }
  throw new UserError(`The first hour did not become whole within a minute. The API said: ${said}`);
}
