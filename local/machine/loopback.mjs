// The guard of a local run: dummy credentials, and no endpoint but this machine's. A developer's real AWS profile can never be reached.
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { UserError } from '../machine/errors.ts';

export const REGION = 'us-east-1';

/** Credentials that no AWS account has; the local engine takes any. */
export const DUMMY_CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };

// As the variables that keep programs from using a proxy have it.
const THIS_MACHINE = '127.0.0.1,localhost,::1';

// Even a machine under load accepts a connection of its own at once; a function that waits for a silent network answers within a minute.
const CONNECT_MS = 5000;
const ANSWER_MS = 90_000;

// 127.0.0.0/8, ::1 and their name.
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Returns the endpoint, without a slash at its end. @throws UserError for anything but http(s) to this machine */
export function requireLoopback(endpoint: string): string {
  const url = URL.parse(endpoint);
  if (!url || !/^https?:$/.test(url.protocol) || !LOOPBACK.test(url.hostname) || url.username !== '') {
    throw new UserError(
      `${endpoint} is not on this machine: a local run only talks to http://127.0.0.1:PORT. To deploy to AWS, use "npx cdk deploy --all".`,
    );
  }
  return url.origin;
}

/**
 * The environment of every program that a local run starts: this process's own, without a single AWS setting of it (profiles, keys,
 * endpoints of single services), and with the local ones in their place.
 * @throws UserError when the endpoint is not on this machine
 */
export function localEnvironment(endpoint: string, inherited: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const kept = Object.entries(inherited).filter(([name]) => !/^(AWS_|CDK_)/i.test(name));
  const noProxy = [...new Set([inherited.no_proxy, inherited.NO_PROXY, THIS_MACHINE])].filter(Boolean).join(',');
  return {
    ...Object.fromEntries(kept),
    AWS_ENDPOINT_URL: requireLoopback(endpoint),
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_ACCESS_KEY_ID: DUMMY_CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: DUMMY_CREDENTIALS.secretAccessKey,
    // Were a program to ignore the keys above, it would find no profile to use instead, and no instance role.
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    // A proxy would see, and might answer, what is meant for this machine.
    NO_PROXY: noProxy,
    no_proxy: noProxy,
  };
}

/**
 * Settings of an SDK client for the local engine: all that it would otherwise look for in the environment or in profiles.
 * @throws UserError when the endpoint is not on this machine
 */
export function localClientConfig(endpoint: string) {
  return {
    endpoint: requireLoopback(endpoint),
    region: REGION,
    credentials: DUMMY_CREDENTIALS,
    useFipsEndpoint: false,
    useDualstackEndpoint: false,
    // An engine that hangs ends as an error. HTTP/1 for every client: of its own accord Kinesis takes HTTP/2.
    requestHandler: new NodeHttpHandler({
      connectionTimeout: CONNECT_MS,
      requestTimeout: ANSWER_MS,
      throwOnRequestTimeout: true,
    }),
  };
}
