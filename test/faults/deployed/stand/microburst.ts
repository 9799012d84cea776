// microburst between the functions and the local AWS: it answers calls that match a rule in AWS's own formats of errors,
// delays them or breaks their connection, and passes all others on.
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { lastLines, UserError } from '../../../../local/machine/errors.mjs';
import { LOCAL_FOLDER } from '../../../../local/machine/folders.mjs';
import { withoutAwsSettings } from '../../../../local/machine/loopback.mjs';
import { anyPort } from '../../../../local/machine/port.ts';
import { hasEnded, startProgram } from '../../../../local/machine/programs.ts';
import { PATIENCE_MS } from '../../../../local/machine/steps.ts';

/** The environment of microburst. */
export const MICROBURST_PYTHON = {
  what: 'microburst, which makes faults of AWS in tests',
  folder: join(LOCAL_FOLDER, 'python-faults'),
  requirements: join(import.meta.dirname, '..', 'python', 'requirements.txt'),
  oldestPython: '3.10',
} as const;

/** What microburst does with which calls; the others pass. Its README lists all that a rule may say. */
export interface Rule {
  service: 'kinesis' | 'dynamodb' | 'sqs' | 'apigatewaymanagementapi';
  operation?: string;
  /** A condition on the body, in JMESPath. */
  body?: string;
  probability?: number;
  /** How often it may fire. */
  times?: number;
  error?: { code: string; status?: number; message?: string };
  /** Delays the call, milliseconds. */
  latency?: number;
  /** Gives no answer for so long, milliseconds. */
  timeout_ms?: number;
  /** Breaks the connection. */
  reset?: true;
}

export interface Microburst {
  origin: string;
  pid: number | undefined;
  /** Applies rules while `work` runs, which can ask how many calls they have hit. Returns how many they hit. */
  during(rules: Rule[], work: (hits: () => Promise<number>) => Promise<void>): Promise<number>;
  stop(): Promise<void>;
}

/** Starts microburst in front of a local AWS. @throws UserError when it does not answer */
export async function startMicroburst(upstream: string, folder: string): Promise<Microburst> {
  const port = await anyPort();
  const origin = `http://127.0.0.1:${port}`;
  const args = ['-m', 'microburst', '--upstream', upstream, '--port', String(port)];
  const python = join(MICROBURST_PYTHON.folder, 'bin', 'python');
  const program = startProgram(python, args, { cwd: folder, env: withoutAwsSettings() });
  const control = async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(`${origin}/_microburst/${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`microburst refused ${method} ${path}: ${text}`);
    return text;
  };

  const deadlineMs = Date.now() + PATIENCE_MS;
  const isHealthy = () =>
    control('GET', 'health').then(
      () => true,
      () => false,
    );
  while (!(await isHealthy())) {
    if (hasEnded(program) || Date.now() > deadlineMs) {
      await program.stop();
      throw new UserError(`microburst did not start. It printed:\n${lastLines(program.output(), 15)}`);
    }
    await wait(50);
  }

  return {
    origin,
    pid: program.child.pid,
    async during(rules, work) {
      const fired = async () => firedIn(await control('GET', 'metrics'));
      const before = await fired();
      const hits = async () => (await fired()) - before;
      await control('POST', 'rules', rules);
      try {
        await work(hits);
      } finally {
        await control('POST', 'rules', []);
      }
      return hits();
    },
    stop: () => program.stop(),
  };
}

/** The faults so far: the log of microburst has only the last ones. */
function firedIn(metrics: string): number {
  const counts = [...metrics.matchAll(/^microburst_faults_total\{[^}]*\} (\d+)$/gm)];
  return counts.reduce((sum, [, count]) => sum + Number(count), 0);
}
