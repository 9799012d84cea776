// Runs the CDK on the account of the environment, with its output as it comes.
import { dirname, join } from 'node:path';
import { ROOT } from '../machine/folders.mjs';
import { run } from '../setup/run.mjs';

const CDK = join(ROOT, 'node_modules', 'aws-cdk', 'bin', 'cdk');

/**
 * Runs a command of the CDK for all stacks.
 * @param signal ends it: a terminal's Ctrl-C reaches it anyway, a signal to npm alone does not
 * @returns whether it succeeded
 */
export async function runCdk(args: readonly string[], region: string, signal: AbortSignal): Promise<boolean> {
  const env = {
    ...process.env,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    // The app and its bundler run on the project's Node.
    PATH: `${dirname(process.execPath)}:${join(ROOT, 'node_modules', '.bin')}:${process.env.PATH ?? ''}`,
  };
  const { code } = await run(process.execPath, [CDK, ...args], { stdio: 'inherit', env, signal });
  return code === 0;
}
