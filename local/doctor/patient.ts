// Finds the system to examine: the running local one, one at a local endpoint, or one on AWS.
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { stackNames } from '../../infra/stack-names.ts';
import { localClientConfig } from '../aws/client-config.ts';
import { OUTPUTS_FILE } from '../aws/outputs.ts';
import { type Addresses, addressesOn } from '../emulator/addresses.ts';
import { identify } from '../emulator/emulator.ts';
import { UserError } from '../machine/errors.mjs';
import { readIfThere } from '../machine/files.ts';
import { REGION } from '../machine/loopback.mjs';
import type { Patient } from './examine.ts';
import { readStacks } from './read-feed.ts';

const ANSWER_WITHIN_MS = 20_000;
const HANDLER = { connectionTimeout: ANSWER_WITHIN_MS, requestTimeout: ANSWER_WITHIN_MS, throwOnRequestTimeout: true };

/**
 * The local system at an endpoint, or without one the one that `npm start` runs.
 * @throws UserError when there is none
 */
export async function localPatient(endpoint?: string): Promise<Patient> {
  const text = readIfThere(OUTPUTS_FILE);
  const running: Addresses | undefined = text ? JSON.parse(text) : undefined;
  const endpointUrl = endpoint ?? running?.endpointUrl;
  if (!endpointUrl) {
    throw new UserError(
      'No local system runs: there is no .local/outputs.json. Run npm start, or name a system: --endpoint URL, or --stack SubpointFeed for one on AWS.',
    );
  }
  const emulator = await identify(endpointUrl);
  // One try: what hangs on this machine would hang again.
  const config = { ...localClientConfig(endpointUrl), maxAttempts: 1, requestHandler: new NodeHttpHandler(HANDLER) };
  const { stacks, outputs } = await readStacks(config, stackNames());
  const addresses = running?.endpointUrl === endpointUrl ? running : addressesOn(emulator.kind, endpointUrl);
  const awsOptions = ` --endpoint-url ${endpointUrl} --region ${REGION}`;
  const connectionsFunction = outputs.ConnectionsFunctionName ?? '';
  const subject = {
    ...addresses,
    connectionsFunction,
    name: `${endpointUrl} (${emulator.name})`,
    awsOptions,
    // Nothing in the template has changed, so a deployment over it would repair nothing.
    repair:
      endpoint === undefined
        ? 'stop npm start with Ctrl-C and run it again'
        : `npm run destroy -- --endpoint ${endpointUrl} && npm start -- --endpoint ${endpointUrl}`,
    local: true,
  };
  return { subject, config, stacks, outputs };
}

/**
 * A system on AWS, with the credentials of the environment.
 * @param feed name of its feed stack: SubpointFeed, or SubpointFeed-STAGE
 * @param region undefined: that of the environment or the profile
 * @throws UserError when the stack is not there
 */
export async function deployedPatient(feed: string, region?: string): Promise<Patient> {
  const config = { ...(region && { region }), requestHandler: new NodeHttpHandler(HANDLER) };
  const [, stage] = /^SubpointFeed(?:-(.+))?$/.exec(feed) ?? [];
  const used = await regionOf(config);
  const { stacks, outputs } = await readStacks(config, stackNames(stage));
  const missing = ['PageUrl', 'ApiUrl', 'SocketUrl'].filter((name) => !outputs[name]);
  if (missing.length > 0) {
    const why = 'error' in stacks ? stacks.error : `Outputs are missing: ${missing.join(', ')}.`;
    throw new UserError(
      `${feed} in ${used} cannot be examined. ${why}\nCheck the region (--region) and the credentials (aws sts get-caller-identity), or deploy it: npm run deploy`,
    );
  }
  const { PageUrl: pageUrl = '', ApiUrl: apiUrl = '', SocketUrl: socketUrl = '' } = outputs;
  const connectionsFunction = outputs.ConnectionsFunctionName ?? '';
  const subject = {
    name: `${feed} in ${used}`,
    awsOptions: ` --region ${used}`,
    repair: `AWS_REGION=${used} npx cdk deploy Feed --revert-drift${stage ? ` -c stage=${stage}` : ''}`,
    local: false,
    pageUrl,
    apiUrl,
    socketUrl,
    connectionsFunction,
  };
  return { subject, config, stacks, outputs };
}

async function regionOf(config: { region?: string }): Promise<string> {
  try {
    return await new CloudFormationClient(config).config.region();
  } catch {
    throw new UserError('No region is set. Add --region, such as --region eu-central-1, or set AWS_REGION.');
  }
}
