// The stacks of the running system: synthesized and deployed again.
import { mkdirSync } from 'node:fs';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { stackNames } from '../../infra/stack-names.ts';
import { localClientConfig } from '../aws/client-config.ts';
import { type Cdk, deploy, type StackOutputs, synthesize, templatesFolder } from '../aws/deploy.ts';
import { restore } from '../aws/restore.ts';

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

/**
 * Synthesizes the stacks and deploys them. A failure of either leaves what is deployed.
 * @throws UserError with the end of the CDK's output
 */
export async function redeploy(cdk: Cdk): Promise<StackOutputs> {
  mkdirSync(cdk.folder, { recursive: true });
  await synthesize(cdk);
  const outputs = await deploy(cdk);
  await restore(cdk.endpoint, templatesFolder(cdk), outputs);
  return outputs;
}
