// Deploys the stacks to the local engine, with the CDK itself.
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stackNames } from '../../infra/stack-names.ts';
import type { EmulatorKind } from '../emulator/addresses.ts';
import { LOCAL_FOLDER, ROOT } from '../machine/folders.mjs';
import { localEnvironment } from '../machine/loopback.mjs';
import { runProgram } from '../machine/programs.ts';

/** Environment variables that the CDK passes on to local/aws/app.ts. An empty one is the same as none. */
export const APP_VARIABLES = {
  endpoint: 'SUBPOINT_ENDPOINT',
  emulator: 'SUBPOINT_EMULATOR',
  elementsUrl: 'SUBPOINT_ELEMENTS_URL',
  satellitesFile: 'SUBPOINT_SATELLITES_FILE',
};

const CDK = join(ROOT, 'node_modules', 'aws-cdk', 'bin', 'cdk');

/** Outputs of the stacks, by name. */
export type StackOutputs = Record<'Archive' | 'Feed' | 'Page' | 'Operations', Record<string, string>>;

/** The CDK for one run. Its files are in the run's own folder, so that parallel runs share nothing. */
export interface Cdk {
  endpoint: string;
  /** The run's own folder. */
  folder: string;
  /** File of the CDK app, relative to the project's folder. */
  app: string;
  /** What answers at the endpoint. */
  emulator: EmulatorKind;
  /** Address of the source of elements; undefined: none. */
  elementsUrl?: string | undefined;
  /** The satellites to follow; undefined: satellites.json. */
  satellitesFile?: string | undefined;
  signal: AbortSignal;
}

// Local runs have one stage and a page and an API of their own, whatever cdk.context.json says for AWS.
const NONE = [
  'stage',
  'allowedOrigins',
  'embedOrigins',
  'domain',
  'certificateArn',
  'waf',
  'webAclArn',
  'tracing',
  'accessLogs',
];
const OWN_CONTEXT: Readonly<Record<string, string>> = {
  ...Object.fromEntries(NONE.map((name) => [name, ''])),
  originKeys: 'none',
};

/** The context that the CDK's command gives its app. */
export function cdkContext(): Record<string, unknown> {
  const { context } = JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8'));
  return { 'aws:cdk:enable-path-metadata': true, 'aws:cdk:enable-asset-metadata': true, ...context, ...OWN_CONTEXT };
}

/** Writes the templates and bundles the functions. Needs no engine. */
export async function synthesize(cdk: Cdk): Promise<void> {
  const app = ['--app', `"${process.execPath}" ${cdk.app}`, '--output', templatesFolder(cdk)];
  const own = Object.entries(OWN_CONTEXT).flatMap(([name, value]) => ['--context', `${name}=${value}`]);
  await runCdk(cdk, ROOT, ['synth', '--quiet', ...own, ...app]);
}

/** Prepares the account of the engine for the CDK. */
export async function bootstrap(cdk: Cdk): Promise<void> {
  // From an empty folder: in the project's folder it would
  // overwrite cdk.out with unbundled copies of the whole project.
  const empty = join(cdk.folder, 'empty');
  mkdirSync(empty, { recursive: true });
  await runCdk(cdk, empty, ['bootstrap', 'aws://000000000000/us-east-1']);
}

/** Deploys the templates. */
export async function deploy(cdk: Cdk): Promise<StackOutputs> {
  const outputs = join(cdk.folder, 'stack-outputs.json');
  const stacks = [
    'Archive',
    'Feed',
    'Page',
    'Operations',
    '--exclusively',
    '--require-approval',
    'never',
    '--concurrency',
    '3',
  ];
  await runCdk(cdk, ROOT, ['deploy', ...stacks, '--app', templatesFolder(cdk), '--outputs-file', outputs]);
  const byStackName: Record<string, Record<string, string>> = JSON.parse(readFileSync(outputs, 'utf8'));
  const { archive, feed, page, operations } = stackNames();
  return {
    Archive: byStackName[archive] ?? {},
    Feed: byStackName[feed] ?? {},
    Page: byStackName[page] ?? {},
    Operations: byStackName[operations] ?? {},
  };
}

/** An output of a stack. @throws Error that names the output when it is missing */
export function requireOutput(outputs: Record<string, string>, name: string): string {
  const value = outputs[name];
  if (!value) throw new Error(`The stack has no output ${name}`);
  return value;
}

export function templatesFolder({ folder }: Cdk): string {
  return join(folder, 'cdk.out');
}

async function runCdk(cdk: Cdk, cwd: string, args: string[]): Promise<void> {
  const command = [CDK, ...args, '--no-notices', '--no-version-reporting'];
  const options = { cwd, env: cdkEnvironment(cdk) };
  await runProgram(`cdk ${args[0]}`, process.execPath, command, options, cdk.signal);
}

/** The environment of the CDK's command and of its app. */
export function cdkEnvironment({ endpoint, folder, emulator, elementsUrl, satellitesFile }: Cdk): NodeJS.ProcessEnv {
  const tmp = join(folder, 'tmp');
  mkdirSync(tmp, { recursive: true });
  return {
    ...localEnvironment(endpoint),
    [APP_VARIABLES.endpoint]: endpoint,
    [APP_VARIABLES.emulator]: emulator,
    [APP_VARIABLES.elementsUrl]: elementsUrl ?? '',
    [APP_VARIABLES.satellitesFile]: satellitesFile ?? '',
    TMPDIR: tmp,
    // aws-cdk-lib keeps fingerprints of assets in the home folder; this one is deleted with the run.
    HOME: folder,
    // Notices and version checks would write outside of the run's folder, and need a network.
    CDK_HOME: join(folder, 'cdk-home'),
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    // The CDK is a large program: compiled once for all runs, it starts in half the time.
    NODE_COMPILE_CACHE: join(LOCAL_FOLDER, 'node-compile-cache'),
    // The app and its bundler run on the project's Node.
    PATH: `${dirname(process.execPath)}:${join(ROOT, 'node_modules', '.bin')}:${process.env.PATH ?? ''}`,
  };
}
