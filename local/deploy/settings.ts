// What else than the command line decides where a deployment goes: the CDK's files, and the environment.
import { homedir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../machine/errors.mjs';
import { readIfThere } from '../machine/files.ts';
import { ROOT } from '../machine/folders.mjs';

/** The stage that the CDK would deploy: of the command line, or of its files, in its order. */
export function stageOf(context: readonly string[], root = ROOT, home = homedir()): string | undefined {
  const typed = context.findLast((option) => option.startsWith('stage='));
  if (typed !== undefined) return typed.slice('stage='.length) || undefined;
  const files = [
    contextIn(join(root, 'cdk.json'))?.context,
    contextIn(join(root, 'cdk.context.json')),
    contextIn(join(home, '.cdk.json'))?.context,
  ];
  const stage = files
    .map((file) => (file as { stage?: unknown } | undefined)?.stage)
    .find((each) => each !== undefined);
  return stage ? String(stage) : undefined;
}

function contextIn(file: string): { context?: unknown; stage?: unknown } | undefined {
  const text = readIfThere(file);
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    throw new UserError(`${file} is not JSON.`);
  }
}

/**
 * The CDK prefers keys to a profile, the AWS SDK a profile to keys; and only the CDK knows AWS_DEFAULT_PROFILE. The
 * account that is asked about must be the one that is deployed to.
 * @throws UserError when both are set
 */
export function settleProfile(env: NodeJS.ProcessEnv): void {
  const keys = env.AWS_ACCESS_KEY_ID || env.AMAZON_ACCESS_KEY_ID;
  const profile = env.AWS_PROFILE || env.AWS_DEFAULT_PROFILE;
  if (keys && profile) {
    throw new UserError(
      `The environment names two accounts: the keys of AWS_ACCESS_KEY_ID, and the profile ${profile}. Unset one: unset AWS_PROFILE AWS_DEFAULT_PROFILE, or unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN.`,
    );
  }
  if (env.AMAZON_ACCESS_KEY_ID) throw new UserError('AMAZON_ACCESS_KEY_ID is set. Use AWS_ACCESS_KEY_ID instead.');
  if (profile) env.AWS_PROFILE = profile;
}

/** Settings that send requests elsewhere than to the public addresses of AWS: to an emulator, usually. */
export function endpointsIn(env: NodeJS.ProcessEnv): string[] {
  return Object.entries(env)
    .filter(([name, value]) => /^AWS_ENDPOINT_URL(_|$)/.test(name) && value)
    .map(([name, value]) => `${name}=${value}`);
}
