// The local AWS: MiniStack, started on a port of this machine.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { lastLines, PortInUseError, UserError } from '../machine/errors.mjs';
import { LOCAL_FOLDER } from '../machine/folders.mjs';
import { localEnvironment } from '../machine/loopback.mjs';
import { hasEnded, type Program, startProgram } from '../machine/programs.ts';
import { noteEngine } from '../machine/run-folder.ts';
import { PATIENCE_MS } from '../machine/steps.ts';

export interface Engine {
  endpoint: string;
  program: Program;
}

const PYTHON = join(LOCAL_FOLDER, 'python', 'bin', 'python');
// Its name is how a later run recognizes the engine of a run that was killed.
const MINISTACK = join(import.meta.dirname, 'ministack-with-options.py');

/**
 * Starts the engine and waits until it answers.
 * @param folder of the run: the engine keeps its files there
 * @throws PortInUseError when another program took the port first,
 *   UserError when the engine ends or does not answer, the signal's reason
 * when it is aborted
 */
export async function startEngine(port: number, folder: string, signal: AbortSignal): Promise<Engine> {
  const endpoint = `http://127.0.0.1:${port}`;
  const tmp = join(folder, 'tmp');
  mkdirSync(tmp, { recursive: true });
  // The engine's worker for functions is a CommonJS script in this folder, which lies in a project of ES modules.
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'commonjs' }));
  const { AWS_ENDPOINT_URL: _, ...environment } = localEnvironment(endpoint);
  const program = startProgram(PYTHON, [MINISTACK], {
    cwd: folder,
    env: {
      ...environment,
      GATEWAY_PORT: String(port),
      // The default is every address of the machine.
      BIND_HOST: '127.0.0.1',
      MINISTACK_HOST: '127.0.0.1',
      TMPDIR: tmp,
      // The engine's MQTT listener has a fixed port, so two runs would collide.
      IOT_MTLS_ENABLED: '0',
      LOG_LEVEL: 'INFO',
      // Threads without heaps of their own, and large strings that go back to the machine at once: glibc keeps both otherwise.
      MALLOC_ARENA_MAX: '1',
      MALLOC_MMAP_THRESHOLD_: '131072',
      // Functions run on the first node of the PATH.
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
  const deadlineMs = Date.now() + PATIENCE_MS;
  while (Date.now() < deadlineMs && !hasEnded(program)) {
    signal.throwIfAborted();
    // Its own output must say that it runs: another engine that took the port first would answer too.
    if (program.output().includes(`Running on http://127.0.0.1:${port}`) && (await isHealthy(endpoint))) return;
    await wait(50, undefined, { signal });
  }
  await program.stop();
  // The message is the engine's, or Python's when the port was taken a moment later.
  if (/already in use/i.test(program.output())) throw new PortInUseError(port, 'npm start');
  throw new UserError(
    `The local AWS did not start. Run the command again. The local AWS printed:\n${lastLines(program.output(), 15)}`,
  );
}

async function isHealthy(endpoint: string): Promise<boolean> {
  try {
    return (await fetch(`${endpoint}/_ministack/health`, { signal: AbortSignal.timeout(10_000) })).ok;
  } catch {
    return false;
  }
}
