// Lambda on this machine, on slow time: every execution has a process of its own, with the bundle that is deployed.
// A process is started when none is idle, and stays for later events, as execution environments do.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { messageOf } from '../../../test/support/child-message.ts';
import { listenOnLoopback } from '../../../test/support/servers/loopback-server.ts';
import type { Order, Outcome } from './function-process.ts';
import type { SlowClock } from './slow-time.ts';

/** From the call to the answer, and in the queue of asynchronous events: assumed, AWS promises neither. */
const ANSWER_MS = 20;
const QUEUE_MS = 50;

export interface FunctionOnLambda {
  /** The bundle. */
  file: string;
  environment: NodeJS.ProcessEnv;
  timeoutMs: number;
}

/** An execution that has ended. */
export interface Execution {
  name: string;
  /** It waited for a process to start. */
  cold: boolean;
  startMs: number;
  endMs: number;
  /** Processor time, milliseconds. */
  cpuMs: number;
  error?: string;
  /** Lines of the function's log, parsed. */
  log: Record<string, unknown>[];
}

interface Environment {
  name: string;
  child: ChildProcess;
  idle: boolean;
}

/** Functions by name, and the service's address, to which events are sent. Disposing ends all processes. */
export async function startLambda(clock: SlowClock, functions: Readonly<Record<string, FunctionOnLambda>>) {
  const environments: Environment[] = [];
  const queued: Promise<Execution>[] = [];

  async function start(name: string): Promise<Environment> {
    const fn = functions[name];
    if (!fn) throw new Error(`There is no function ${name}.`);
    const script = fileURLToPath(new URL('function-process.ts', import.meta.url));
    const args = [fn.file, JSON.stringify(clock.time()), String(fn.timeoutMs)];
    const child = fork(script, args, { env: fn.environment });
    child.setMaxListeners(0);
    const environment = { name, child, idle: false };
    environments.push(environment);
    await messageOf<Outcome>(child, `A process of ${name}`);
    return environment;
  }

  /** Runs the function and waits for its end. */
  async function invoke(name: string, event: unknown): Promise<Execution> {
    const idle = environments.find((each) => each.name === name && each.idle);
    // Before anything waits: another event must not take it, too.
    if (idle) idle.idle = false;
    const environment = idle ?? (await start(name));
    const startMs = clock.nowMs();
    environment.child.send({ kind: 'run', event } satisfies Order);
    const outcome = await messageOf<Outcome>(environment.child, `A process of ${name}`);
    environment.idle = true;
    if (outcome.kind !== 'done') throw new Error(`${name} did not run its event.`);
    const log = outcome.log.map((line) => JSON.parse(line) as Record<string, unknown>);
    const times = { startMs, endMs: clock.nowMs(), cpuMs: outcome.cpuMs };
    return { name, cold: !idle, ...times, ...(outcome.error && { error: outcome.error }), log };
  }

  // https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
  const server = await listenOnLoopback(
    createServer(async (request, response) => {
      const name = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/.exec(request.url ?? '')?.[1] ?? '';
      const event = JSON.parse(Buffer.concat(await request.toArray()).toString()) as unknown;
      if (request.headers['x-amz-invocation-type'] !== 'Event') throw new Error('Only events are queued here.');
      queued.push(clock.wait(QUEUE_MS).then(() => invoke(name, event)));
      await clock.wait(ANSWER_MS);
      response.writeHead(202).end();
    }),
  );

  return {
    endpoint: server.origin,
    invoke,
    /** Resolves when every queued event has been handled. Each is returned once. */
    async settled(): Promise<Execution[]> {
      const ended: Execution[] = [];
      while (queued.length > 0) ended.push(...(await Promise.all(queued.splice(0))));
      return ended;
    },
    /** Turns the clock forward, also that of the functions. None may be running. */
    advance(ms: number): void {
      clock.advance(ms);
      for (const { child } of environments) child.send({ kind: 'advance', ms } satisfies Order);
    },
    async [Symbol.asyncDispose]() {
      await server.close();
      await Promise.all(
        environments.map(async ({ child }) => {
          const exit = once(child, 'exit');
          child.kill();
          await exit;
        }),
      );
    },
  };
}
