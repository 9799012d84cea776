// Removes a system from an emulator that goes on.
import {
  CloudFormationClient,
  DeleteStackCommand,
  paginateDescribeStacks,
  type Stack,
  waitUntilStackDeleteComplete,
} from '@aws-sdk/client-cloudformation';
import { DeleteObjectsCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { stackNames } from '../../infra/stack-names.ts';
import { PAGE_BUCKET } from '../emulator/addresses.ts';
import { UserError } from '../machine/errors.mjs';
import { PATIENCE_MS } from '../machine/steps.ts';
import { localClientConfig } from './client-config.ts';

/** Names of Subpoint's stacks that are deployed at an endpoint, those that depend on others first. */
export async function deployedStacks(endpoint: string): Promise<string[]> {
  const client = new CloudFormationClient(localClientConfig(endpoint));
  const { archive, feed, page, operations } = stackNames();
  const stacks: Stack[] = [];
  try {
    for await (const { Stacks = [] } of paginateDescribeStacks({ client }, {})) stacks.push(...Stacks);
  } catch (error) {
    const { message } = error as Error;
    throw new UserError(`What answers at ${endpoint} does not answer as AWS (${message.split('\n')[0]}).`, {
      cause: error,
    });
  }
  const there = new Set(
    stacks.filter(({ StackStatus }) => StackStatus !== 'DELETE_COMPLETE').map(({ StackName }) => StackName),
  );
  return [operations, page, feed, archive].filter((name) => there.has(name));
}

/**
 * Deletes the stacks, with the page's files. What the CDK's bootstrap made stays.
 * @param keepArchive whether the archive of element sets stays, too
 * @returns the names of the stacks that were deleted
 * @throws UserError when one cannot be deleted
 */
export async function removeSystem(endpoint: string, { keepArchive = false } = {}): Promise<string[]> {
  const config = localClientConfig(endpoint);
  const client = new CloudFormationClient(config);
  const there = await deployedStacks(endpoint);
  const stacks = there.filter((name) => !keepArchive || name !== stackNames().archive);
  // A bucket with objects cannot be deleted.
  if (stacks.includes(stackNames().page)) await emptyBucket(new S3Client({ ...config, forcePathStyle: true }));
  for (const StackName of stacks) {
    await client.send(new DeleteStackCommand({ StackName }));
    const limits = { client, maxWaitTime: PATIENCE_MS / 1000, minDelay: 1, maxDelay: 1 };
    await waitUntilStackDeleteComplete(limits, { StackName }).catch((error: Error) => {
      throw new UserError(`The stack ${StackName} could not be deleted: ${error.message}`, { cause: error });
    });
  }
  return stacks;
}

async function emptyBucket(s3: S3Client): Promise<void> {
  for (;;) {
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: PAGE_BUCKET }));
    if (Contents.length === 0) return;
    const Objects = Contents.map(({ Key }) => ({ Key }));
    const { Errors = [] } = await s3.send(new DeleteObjectsCommand({ Bucket: PAGE_BUCKET, Delete: { Objects } }));
    const [first] = Errors;
    if (first) throw new UserError(`${first.Key} in the bucket ${PAGE_BUCKET} cannot be deleted: ${first.Message}`);
  }
}
