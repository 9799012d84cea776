// The local AWS: MiniStack, started on a port of this machine and stopped with all that it started.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { PortTakenError, UserError } from '../machine/errors.ts';
import { LOCAL_FOLDER } from '../machine/folders.mjs';
import { hasEnded, type Program, startProgram } from '../machine/programs.ts';
import { noteEngine } from '../machine/run-folder.ts';
import { localEnvironment } from './loopback.ts';

export interface Engine {
  endpoint: string;
  program: Program;
}

const PYTHON = join(LOCAL_FOLDER, 'python', 'bin', 'python');

// It answers within a second on an idle machine; a loaded one gets its time.
const HEALTHY_WITHIN_MS = 30_000;

/**
 * Starts the engine and waits until it answers.
 * @param folder where it keeps its files; each run has its own
 * @throws PortTakenError when another program was quicker, UserError when it ends or does not answer, the signal's reason when it is aborted
 */
export async function startEngine(port: number, folder: string, signal: AbortSignal): Promise<Engine> {
  const endpoint = `http://127.0.0.1:${port}`;
  const tmp = join(folder, 'tmp');
  mkdirSync(tmp, { recursive: true });
  // Its worker for functions is a CommonJS script in this folder, which otherwise lies in this project of ES modules.
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'commonjs' }));
  const { AWS_ENDPOINT_URL: _, ...environment } = localEnvironment(endpoint);
  const program = startProgram(PYTHON, ['-m', 'ministack'], {
    cwd: folder,
    env: {
      ...environment,
      GATEWAY_PORT: String(port),
      // Its default is every address of the machine.
      BIND_HOST: '127.0.0.1',
      MINISTACK_HOST: '127.0.0.1',
      TMPDIR: tmp,
      // Its MQTT listener has a fixed port, on which two runs would meet.
      IOT_MTLS_ENABLED: '0',
      LOG_LEVEL: 'INFO',
      // Functions run on the first node of the PATH: this one.
      PATH: `${dirname(process.execPath)}:${process.env.PATH ?? ''}`,
    },
  });
  try {
    noteEngine(folder, program.child.pid);
    await untilHealthy(port, endpoint, program, signal);
  } catch (error) {
    await program.stop();
    signal.throwIfAborted();
    throw error;
  }
  return { endpoint, program };
}

async function untilHealthy(port: number, endpoint: string, program: Program, signal: AbortSignal): Promise<void> {
  const deadlineMs = Date.now() + HEALTHY_WITHIN_MS;
  while (Date.now() < deadlineMs) {
    signal.throwIfAborted();
    if (hasEnded(program)) break;
    // Its own word first: on a port that was taken meanwhile, somebody else's engine would answer.
    if (program.output().includes(`Running on http://127.0.0.1:${port}`) && (await isHealthy(endpoint))) return;
    await wait(50, undefined, { signal });
  }
  await program.stop();
  // In its own words, or in Python's when it was taken a moment later.
  if (/already in use/i.test(program.output())) throw new PortTakenError(port);
  throw new UserError(`The local AWS did not start:\n${program.output().trim().split('\n').slice(-15).join('\n')}`);
}

/** Whether an engine answers there. */
export async function isHealthy(endpoint: string): Promise<boolean> {
  try {
    return (await fetch(`${endpoint}/_ministack/health`, { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    return false;
  }
}
