// The stacks of the running system: synthesized again, and those that have changed deployed again.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { stackNames } from '../../infra/stack-names.ts';
import { localClientConfig } from '../aws/client-config.ts';
import { type Cdk, cdkContext, cdkEnvironment, type StackOutputs, templatesFolder } from '../aws/deploy.ts';
import { restore } from '../aws/restore.ts';
import { lastLines, UserError } from '../machine/errors.mjs';
import { ROOT } from '../machine/folders.mjs';
import { keepDeployed } from './deploy-changes.ts';

/** Outputs of the deployed stacks. */
export async function readOutputs(endpoint: string): Promise<StackOutputs> {
  const client = new CloudFormationClient(localClientConfig(endpoint));
  const read = async (StackName: string) => {
    const [stack] = (await client.send(new DescribeStacksCommand({ StackName }))).Stacks ?? [];
    return Object.fromEntries((stack?.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]));
  };
  const { archive, feed, page, operations } = stackNames();
  const [Archive, Feed, Page, Operations] = await Promise.all([
    read(archive),
    read(feed),
    read(page),
    read(operations),
  ]);
  return { Archive, Feed, Page, Operations };
}

export interface KeptStacks {
  /**
   * Synthesizes the stacks and deploys those that have changed. A failure of either leaves what is deployed.
   * @param bundles folder of the functions' bundles, one folder for each
   * @returns the names of those that have changed
   * @throws UserError that says why
   */
  update(bundles: string): Promise<string[]>;
  dispose(): void;
}

/** Keeps the stacks up to date. */
export function keepStacks(cdk: Cdk): KeptStacks {
  const { endpoint, signal } = cdk;
  const templates = templatesFolder(cdk);
  const deployChanges = keepDeployed(endpoint, templates, signal);
  let next = startSynth(cdk);
  return {
    async update(bundles) {
      const synth = next;
      try {
        await finishSynth(synth, { ...cdkContext(), bundles });
        signal.throwIfAborted();
        const changed = await deployChanges();
        if (changed.includes('Feed')) await restore(endpoint, templates, await readOutputs(endpoint));
        return changed;
      } finally {
        // Not earlier: it takes a core for a second.
        if (!signal.aborted) next = startSynth(cdk);
      }
    },
    dispose: () => void next.child.kill(),
  };
}

interface Synth {
  child: ChildProcess;
  output: Promise<string>;
}

/** A process that will synthesize the stacks. */
function startSynth(cdk: Cdk): Synth {
  const child = fork(fileURLToPath(new URL('synth.ts', import.meta.url)), {
    cwd: ROOT,
    env: { ...cdkEnvironment(cdk), CDK_OUTDIR: templatesFolder(cdk) },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  return { child, output: text(child.stderr as NodeJS.ReadableStream) };
}

async function finishSynth({ child, output }: Synth, context: object): Promise<void> {
  if (child.connected) child.send(context);
  // It may have been killed while it waited.
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  if (child.exitCode !== 0) throw new UserError(`The stacks cannot be synthesized:\n${lastLines(await output, 25)}`);
}
