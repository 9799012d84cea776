// Deploys synthesized stacks whose templates have changed. The CDK's command does so too, and takes ten times as long: it
// starts, reads and asks for what is known here.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import {
  CloudFormationClient,
  type CloudFormationServiceException,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { zipSync } from 'fflate';
import { stackNames } from '../../infra/stack-names.ts';
import { localClientConfig } from '../aws/client-config.ts';
import type { StackOutputs } from '../aws/deploy.ts';
import { UserError } from '../machine/errors.mjs';

type StackId = keyof StackOutputs;
/** Those that others depend on come first. */
const STACKS: readonly StackId[] = ['Archive', 'Feed', 'Page', 'Operations'];
const LOOK_EVERY_MS = 50;

/** A file or folder that a template needs in a bucket: cloud-assembly-schema, FileAsset. */
interface Asset {
  source: { path: string; packaging: 'file' | 'zip' };
  destinations: Record<string, { bucketName: string; objectKey: string }>;
}

/**
 * Keeps deployed stacks up to date.
 * @returns deploys those whose templates in the folder are not those of the last call, and returns which those are
 */
export function keepDeployed(endpoint: string, templates: string, signal: AbortSignal): () => Promise<StackId[]> {
  const cloudFormation = new CloudFormationClient(localClientConfig(endpoint));
  const s3 = new S3Client({ ...localClientConfig(endpoint), forcePathStyle: true });
  const deployed = new Map<StackId, string>();
  const published = new Set<string>();

  /** Uploads what a stack needs. Returns the address of its template. */
  async function publish(stack: StackId): Promise<string> {
    const { files } = JSON.parse(readFileSync(join(templates, `${stack}.assets.json`), 'utf8'));
    let templateUrl = '';
    for (const { source, destinations } of Object.values<Asset>(files)) {
      for (const { bucketName, objectKey } of Object.values(destinations)) {
        const [Bucket, Key] = [inAccount(bucketName), objectKey];
        const path = join(templates, source.path);
        if (source.path === `${stack}.template.json`) templateUrl = `${endpoint}/${Bucket}/${Key}`;
        if (published.has(Key)) continue;
        const Body = source.packaging === 'zip' ? zipped(path) : readFileSync(path);
        await s3.send(new PutObjectCommand({ Bucket, Key, Body }));
        published.add(Key);
      }
    }
    return templateUrl;
  }

  async function deploy(stack: StackId): Promise<boolean> {
    const StackName = stackNames()[NAMES[stack]];
    const TemplateURL = await publish(stack);
    const sinceMs = Date.now();
    try {
      const Capabilities = ['CAPABILITY_NAMED_IAM' as const];
      await cloudFormation.send(new UpdateStackCommand({ StackName, TemplateURL, Capabilities }));
    } catch (error) {
      const { message } = error as CloudFormationServiceException;
      if (message.startsWith('No updates')) return false;
      throw new UserError(`The stack ${StackName} cannot be updated: ${message}`, { cause: error });
    }
    for (;;) {
      const [found] = (await cloudFormation.send(new DescribeStacksCommand({ StackName }))).Stacks ?? [];
      const status = String(found?.StackStatus);
      if (status === 'UPDATE_COMPLETE') return true;
      // Also while it rolls back.
      if (!status.endsWith('_IN_PROGRESS')) {
        throw new UserError(`The stack ${StackName} is ${status}: ${await reasonOf(StackName, sinceMs)}`);
      }
      await wait(LOOK_EVERY_MS, undefined, { signal });
    }
  }

  /** Why it failed: the first resource that did. */
  async function reasonOf(StackName: string, sinceMs: number): Promise<string> {
    const { StackEvents = [] } = await cloudFormation.send(new DescribeStackEventsCommand({ StackName }));
    const failed = StackEvents.filter(
      ({ ResourceStatus, Timestamp }) => ResourceStatus?.endsWith('_FAILED') && Number(Timestamp) >= sinceMs - 1000,
    ).at(-1);
    return failed ? `${failed.LogicalResourceId}: ${failed.ResourceStatusReason}` : 'it gives no reason';
  }

  return async () => {
    const changed: StackId[] = [];
    for (const stack of STACKS) {
      const template = readFileSync(join(templates, `${stack}.template.json`), 'utf8');
      if (deployed.get(stack) === template) continue;
      if (await deploy(stack)) changed.push(stack);
      deployed.set(stack, template);
    }
    return changed;
  };
}

const NAMES = { Archive: 'archive', Feed: 'feed', Page: 'page', Operations: 'operations' } as const;

/** Local runs have one account and region. */
function inAccount(name: string): string {
  return name.replaceAll(`\${AWS::AccountId}`, '000000000000').replaceAll(`\${AWS::Region}`, 'us-east-1');
}

function zipped(folder: string): Uint8Array {
  const files = readdirSync(folder);
  return zipSync(Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name))])), { level: 1 });
}
