// The stacks onto the local engine, by the CDK itself.
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { STACK_NAMES } from '../../infra/stack-names.ts';
import { LOCAL_FOLDER, ROOT } from '../machine/folders.mjs';
import { runProgram } from '../machine/programs.ts';
import { localEnvironment } from './loopback.ts';

/** Names the engine to local/app.ts. */
export const ENDPOINT_VARIABLE = 'SUBPOINT_ENDPOINT';

/** Tells local/app.ts the address of the source of elements; empty for none. */
export const ELEMENTS_URL_VARIABLE = 'SUBPOINT_ELEMENTS_URL';

/** Passes the list of satellites to local/aws/app.ts. */
export const SATELLITES_FILE_VARIABLE = 'SUBPOINT_SATELLITES_FILE';

const CDK = join(ROOT, 'node_modules', 'aws-cdk', 'bin', 'cdk');

/** Outputs of the stacks, by name. */
export type StackOutputs = Record<'Feed' | 'Page', Record<string, string>>;

/** The CDK for one run: its files lie in the run's own folder, so that runs side by side share nothing. */
export interface Cdk {
  endpoint: string;
  /** The run's own folder. */
  folder: string;
  /** File of the CDK app, from the project's root. */
  app: string;
  /** Address of the source of elements; undefined for none. */
  elementsUrl?: string | undefined;
  /** Path of the list of satellites; undefined for satellites.json. */
  satellitesFile?: string | undefined;
  signal: AbortSignal;
}

/** Writes the templates and bundles the functions; needs no engine. */
export async function synthesize(cdk: Cdk): Promise<void> {
  await runCdk(cdk, 'cdk synth', ROOT, [
    'synth',
    '--quiet',
    '--app',
    `"${process.execPath}" ${cdk.app}`,
    '--output',
    assembly(cdk),
  ]);
}

/** Prepares the account of the engine for the CDK. */
export async function bootstrap(cdk: Cdk): Promise<void> {
  // From an empty folder: inside the project it would write over cdk.out with unbundled assets of the whole tree.
  const empty = join(cdk.folder, 'empty');
  mkdirSync(empty, { recursive: true });
  await runCdk(cdk, 'cdk bootstrap', empty, ['bootstrap', 'aws://000000000000/us-east-1']);
}

/** Deploys what was synthesized. */
export async function deploy(cdk: Cdk): Promise<StackOutputs> {
  const outputs = join(cdk.folder, 'stack-outputs.json');
  const stacks = ['Feed', 'Page', '--exclusively', '--require-approval', 'never', '--concurrency', '2'];
  await runCdk(cdk, 'cdk deploy', ROOT, ['deploy', ...stacks, '--app', assembly(cdk), '--outputs-file', outputs]);
  const byStackName: Record<string, Record<string, string>> = JSON.parse(readFileSync(outputs, 'utf8'));
  return { Feed: byStackName[STACK_NAMES.feed] ?? {}, Page: byStackName[STACK_NAMES.page] ?? {} };
}

/** An output of a stack. @throws Error that names it when the stack does not have it */
export function requireOutput(outputs: Record<string, string>, name: string): string {
  const value = outputs[name];
  if (!value) throw new Error(`The stack has no output ${name}`);
  return value;
}

/** Folder of the templates. */
export function assembly({ folder }: Cdk): string {
  return join(folder, 'cdk.out');
}

async function runCdk(
  { endpoint, folder, elementsUrl, satellitesFile, signal }: Cdk,
  what: string,
  cwd: string,
  args: string[],
): Promise<void> {
  const tmp = join(folder, 'tmp');
  mkdirSync(tmp, { recursive: true });
  const env = {
    ...localEnvironment(endpoint),
    [ENDPOINT_VARIABLE]: endpoint,
    [ELEMENTS_URL_VARIABLE]: elementsUrl ?? '',
    [SATELLITES_FILE_VARIABLE]: satellitesFile ?? '',
    TMPDIR: tmp,
    // aws-cdk-lib keeps fingerprints of assets below the home folder: this run's own, so that nothing is left behind.
    HOME: folder,
    // The CDK's notes (notices, version checks) would leave the run's folder, and ask a network that may not be there.
    CDK_HOME: join(folder, 'cdk-home'),
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    // The CDK is much code: compiled once for all runs, it starts in half the time.
    NODE_COMPILE_CACHE: join(LOCAL_FOLDER, 'node-compile-cache'),
    // The app and its bundler run on the project's Node.
    PATH: `${dirname(process.execPath)}:${join(ROOT, 'node_modules', '.bin')}:${process.env.PATH ?? ''}`,
  };
  await runProgram(
    what,
    process.execPath,
    [CDK, ...args, '--no-notices', '--no-version-reporting'],
    { cwd, env },
    signal,
  );
}
