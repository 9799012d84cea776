// The account and region that a deployment goes to, and whether they are ready for it. Only reads.
import {
  CloudFormationClient,
  DescribeStacksCommand,
  paginateDescribeStackEvents,
  type StackEvent,
} from '@aws-sdk/client-cloudformation';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { stackNames } from '../../infra/stack-names.ts';
import { UserError } from '../machine/errors.mjs';

/** Where a deployment goes. */
export interface Account {
  readonly id: string;
  /** Who the credentials are. */
  readonly arn: string;
  readonly region: string;
}

/** A stack that is there. */
export interface StackState {
  readonly name: string;
  readonly status: string;
  readonly outputs: Readonly<Record<string, string>>;
}

// What the CDK's bootstrap makes, and the oldest version that this version of the CDK deploys with:
// https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html
const BOOTSTRAP_STACK = 'CDKToolkit';
const OLDEST_BOOTSTRAP = 6;

/**
 * The account of the credentials in the environment.
 * @param region undefined: that of the environment or of the profile
 * @throws UserError when there are no credentials that work, or no region
 */
export async function findAccount(region?: string): Promise<Account> {
  const client = new STSClient(region ? { region } : {});
  const used = await client.config.region().catch(() => {
    throw new UserError('No region is set. Add --region, such as --region eu-central-1, or set AWS_REGION.');
  });
  try {
    const { Account: id = '', Arn: arn = '' } = await client.send(new GetCallerIdentityCommand({}));
    return { id, arn, region: used };
  } catch (error) {
    const { name, message } = error as Error;
    if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT/.test(message)) {
      throw new UserError(`AWS does not answer in ${used} (${message}). Check the region and the network.`, {
        cause: error,
      });
    }
    throw new UserError(
      `No credentials work (${name}: ${message.split('\n')[0]}). Log in (aws sso login, or aws configure), or set AWS_PROFILE.`,
      { cause: error },
    );
  }
}

/** @throws UserError when the CDK's bootstrap is missing in the account and region, or too old */
export async function requireBootstrap({ id, region }: Account): Promise<void> {
  const stack = await stackIn(new CloudFormationClient({ region }), BOOTSTRAP_STACK);
  const bootstrap = `npx cdk bootstrap aws://${id}/${region}`;
  if (!stack) {
    throw new UserError(
      `Account ${id} is not prepared for the CDK in ${region}. It needs a bucket for files and roles, once for each region: ${bootstrap}`,
    );
  }
  const version = Number(stack.outputs.BootstrapVersion ?? 0);
  if (version < OLDEST_BOOTSTRAP) {
    throw new UserError(
      `The CDK's bootstrap of account ${id} in ${region} has version ${version}; ${OLDEST_BOOTSTRAP} or later is needed. Renew it: ${bootstrap}`,
    );
  }
}

/** Those of Subpoint's stacks that are there, in the order of the flow. */
export async function findStacks({ region }: Account, stage?: string): Promise<StackState[]> {
  const client = new CloudFormationClient({ region });
  const found = await Promise.all(Object.values(stackNames(stage)).map((name) => stackIn(client, name)));
  return found.filter((stack) => stack !== undefined);
}

/** The first reasons why the newest deployment of a stack failed. */
export async function failuresIn({ region }: Account, name: string): Promise<string[]> {
  const client = new CloudFormationClient({ region });
  const events: StackEvent[] = [];
  // The removal of what was made comes after the failure, and may fill the first page.
  for await (const page of paginateDescribeStackEvents({ client }, { StackName: name })) {
    events.push(...(page.StackEvents ?? []));
    if (beginningIn(events, name) >= 0) break;
  }
  return failuresOf(events, name);
}

/**
 * The first reasons why resources could not be made, changed or deleted, in the newest deployment of a stack.
 * @param events newest first, as CloudFormation returns them
 */
export function failuresOf(events: readonly StackEvent[], name: string): string[] {
  const began = beginningIn(events, name);
  return events
    .slice(0, began < 0 ? undefined : began)
    .filter(({ ResourceStatus, ResourceStatusReason }) => /_FAILED$/.test(ResourceStatus ?? '') && ResourceStatusReason)
    .map(({ LogicalResourceId, ResourceStatusReason }) => `${LogicalResourceId}: ${ResourceStatusReason}`)
    .filter((text) => !/cancelled|The following resource\(s\) failed/i.test(text))
    .toReversed()
    .slice(0, 3);
}

/** Index of the event with which the newest deployment of a stack began; -1 when it is not among them. */
function beginningIn(events: readonly StackEvent[], name: string): number {
  return events.findIndex(
    ({ LogicalResourceId, ResourceStatus }) =>
      LogicalResourceId === name && /^(CREATE|UPDATE|DELETE)_IN_PROGRESS$/.test(ResourceStatus ?? ''),
  );
}

async function stackIn(client: CloudFormationClient, StackName: string): Promise<StackState | undefined> {
  try {
    const [stack] = (await client.send(new DescribeStacksCommand({ StackName }))).Stacks ?? [];
    if (!stack || stack.StackStatus === 'DELETE_COMPLETE') return undefined;
    const outputs = (stack.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]);
    return { name: StackName, status: stack.StackStatus ?? '', outputs: Object.fromEntries(outputs) };
  } catch (error) {
    // CloudFormation has no error of its own for this.
    if (/does not exist/.test((error as Error).message)) return undefined;
    throw error;
  }
}
