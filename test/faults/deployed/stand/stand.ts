// Where faults are made: the system, deployed on a local AWS, whose functions reach AWS through two proxies that make
// faults; viewers who watch it; and pages in a real browser.
import { setTimeout as wait } from 'node:timers/promises';
import {
  GetFunctionConfigurationCommand,
  LambdaClient,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { startEdgeCache } from '../../../../bench/scale/edge-cache.ts';
import { createGateway } from '../../../../bench/scale/throttle.ts';
import { ENV } from '../../../../functions/shared/names.ts';
import { storedTimesMs } from '../../../../functions/shared/track-table.ts';
import { localClientConfig } from '../../../../local/aws/client-config.ts';
import { requireOutput } from '../../../../local/aws/deploy.ts';
import { invoke } from '../../../../local/aws/invoke.ts';
import type { System } from '../../../../local/aws/system.ts';
import { anyPort } from '../../../../local/machine/port.ts';
import { makeRunFolder, removeRunFolder } from '../../../../local/machine/run-folder.ts';
import { LEAD_MS } from '../../../../orbit/grid.ts';
import { MINUTE_MS } from '../../../../orbit/time.ts';
import { connectTo, until } from '../../../support/connect.ts';
import { deployTestSystem } from '../../../support/deploy.ts';
import { SATELLITES } from '../../../support/page.ts';
import { liveMemoryMb } from './live-memory.ts';
import { type Microburst, startMicroburst } from './microburst.ts';
import { openPages, type Pages } from './pages.ts';
import { type PartialProxy, startPartialProxy } from './partial-proxy.ts';
import { type Memory, residentMemory } from './processes.ts';
import { redeploy } from './redeploy.ts';
import { scheduleOf, type TickSchedule } from './schedule.ts';
import { startViewers, type Viewers } from './viewers.ts';

export interface Stand {
  /** Aborted at Ctrl-C. */
  readonly signal: AbortSignal;
  readonly system: ReturnType<typeof connectTo>;
  readonly schedule: TickSchedule;
  readonly microburst: Microburst;
  readonly partialProxy: PartialProxy;
  readonly viewers: Viewers;
  readonly pages: Pages;
  /** How many viewers watch when no fault adds any. */
  readonly audience: number;
  /** The satellites that the system follows. */
  catalogNumbers: readonly number[];
  /** Invokes propagate, as the schedule does. Resolves with the function's error, if it fails. */
  tick(event?: object): Promise<Error | undefined>;
  /** Resident memory of each process, and live memory of those that can tell. Collects garbage: not while measuring time. */
  memory(): Promise<Memory[]>;
  /** Leaves the table as so many minutes without a tick would: without the newest points of every satellite. */
  loseMinutes(minutes: number): Promise<void>;
  /** Five people open the page, and it loads with the hole that the table has now. */
  openPagesWithHole(): Promise<void>;
  /** Kills the local AWS, functions included. */
  kill(): void;
  /** After a kill: deploys the system at the same addresses. */
  deployAgain(): Promise<void>;
  /**
   * Deploys the system with another list of satellites, and points the functions at the proxies again.
   * @param break whether the deployment fails after the functions were replaced, and is rolled back
   */
  redeploy(satellitesFile: string, options?: { breaks: boolean }): Promise<void>;
  stop(): Promise<void>;
}

export interface StandOptions {
  viewers: number;
  pages: number;
  signal: AbortSignal;
}

const EXECUTIONS = 10;
const NEWCOMERS = 5;
/** Answers that include now are cached for five seconds. */
const CACHE_MS = 6000;

/** Starts all of it. Nothing is left running when it fails. */
export async function startStand({ viewers: audience, pages: pageCount, signal }: StandOptions): Promise<Stand> {
  const port = await anyPort();
  const folder = makeRunFolder();
  const stops: (() => Promise<unknown>)[] = [async () => removeRunFolder(folder)];
  const stop = async () => {
    // Also when one of them fails.
    for (const each of stops.splice(0).reverse()) await each().catch((error: unknown) => console.error(error));
  };
  try {
    let deployed: System = await deployTestSystem({ at: { port }, signal });
    stops.push(() => deployed.stop());
    let system = connectTo(deployed);
    const { endpointUrl, pageUrl, apiUrl } = deployed.addresses;

    const microburst = await startMicroburst(endpointUrl, folder);
    stops.push(microburst.stop);
    const partialProxy = await startPartialProxy(microburst.origin);
    stops.push(partialProxy.close);
    const pointFunctions = () => pointAt(system, partialProxy.origin);
    await pointFunctions();

    // As on AWS: a cache in front of the API, its throttle, and the ten executions of a new account.
    const { gateway } = createGateway(EXECUTIONS);
    const edge = await startEdgeCache({ originUrl: apiUrl, gateway });
    stops.push(edge.close);
    const viewers = startViewers(pageUrl, edge.apiUrl);
    stops.push(viewers.stop);
    await viewers.watch(audience);
    const pages = await openPages(pageUrl, pageCount);
    stops.push(pages.close);

    return {
      signal,
      get system() {
        return system;
      },
      get schedule() {
        return scheduleOf(endpointUrl, requireOutput(system.outputs, 'PropagateFunctionName'));
      },
      microburst,
      partialProxy,
      viewers,
      pages,
      audience,
      catalogNumbers: SATELLITES,
      tick: (event = {}) => {
        const propagate = requireOutput(system.outputs, 'PropagateFunctionName');
        return invoke(endpointUrl, propagate, undefined, event).then(
          () => undefined,
          (error: Error) => error,
        );
      },
      async memory() {
        const named = { viewers: viewers.pid, microburst: microburst.pid, 'this process': process.pid };
        const resident = residentMemory(port, named);
        const live: Record<string, number> = {
          viewers: await viewers.liveMb(),
          browser: await pages.liveMb(),
          'this process': liveMemoryMb(),
        };
        return [
          ...resident,
          ...resident.flatMap(({ name, pid }) => {
            const mb = live[name];
            return mb === undefined ? [] : [{ name: `${name}, live`, pid, mb }];
          }),
        ];
      },
      loseMinutes: (minutes) => loseMinutes(system, SATELLITES, minutes),
      async openPagesWithHole() {
        for (;;) {
          await viewers.watch(audience + NEWCOMERS);
          await until(async () => {
            const { watching, loaded } = await viewers.count(SATELLITES, 0);
            return loaded === watching;
          });
          const { watching, whole } = await viewers.count(SATELLITES, 0);
          if (whole < watching) return;
          // What they got was in the cache.
          await viewers.watch(audience);
          await wait(CACHE_MS, undefined, { signal });
        }
      },
      kill: () => deployed.kill(),
      async deployAgain() {
        await deployed.stop();
        deployed = await deployTestSystem({ at: { port }, signal });
        system = connectTo(deployed);
        await pointFunctions();
      },
      async redeploy(satellitesFile, { breaks } = { breaks: false }) {
        await redeploy(
          { endpoint: endpointUrl, folder, app: 'local/aws/app.ts', emulator: 'MiniStack', satellitesFile, signal },
          breaks,
        );
        await pointFunctions();
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

const FUNCTIONS = ['Propagate', 'Fanout', 'Push', 'Connections', 'Query', 'Elements'];

/** Sends the functions' calls of AWS to a proxy. */
async function pointAt({ addresses, outputs }: ReturnType<typeof connectTo>, origin: string): Promise<void> {
  const lambda = new LambdaClient(localClientConfig(addresses.endpointUrl));
  const viaProxy = (address: string | undefined) => address?.replace(/^https?:\/\/[^/]+/, origin);
  for (const name of FUNCTIONS) {
    const FunctionName = requireOutput(outputs, `${name}FunctionName`);
    const { Environment } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
    const Variables: Record<string, string> = { ...Environment?.Variables };
    // The SDK prefers the address of a service to AWS_ENDPOINT_URL, and a queue's to both.
    for (const service of ['DYNAMODB', 'KINESIS', 'SQS', 'LAMBDA']) Variables[`AWS_ENDPOINT_URL_${service}`] = origin;
    for (const address of [ENV.quarantineQueueUrl, ENV.socketCallbackUrl]) {
      const through = viaProxy(Variables[address]);
      if (through) Variables[address] = through;
    }
    await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Environment: { Variables } }));
  }
}

/** Points up to so many minutes before the end of the lead, which no tick would have emitted. */
async function loseMinutes(
  system: ReturnType<typeof connectTo>,
  catalogNumbers: readonly number[],
  minutes: number,
): Promise<void> {
  const untilMs = Date.now() + 2 * LEAD_MS;
  const fromMs = Date.now() + LEAD_MS - minutes * MINUTE_MS;
  for (const catalogNumber of catalogNumbers) {
    const stored = await storedTimesMs(system.trackTable, catalogNumber, fromMs, untilMs);
    const count = stored.length;
    // 25 items a call.
    for (let left = count; left > 0; left -= 25) await system.deleteNewest(catalogNumber, Math.min(25, left));
  }
}
