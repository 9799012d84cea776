// Keeps a local run on this machine: no AWS setting of the developer reaches its programs, and no endpoint but loopback
// is accepted. Plain JavaScript: the set-up needs it too.
import { UserError } from './errors.mjs';

export const REGION = 'us-east-1';

/** Credentials that no AWS account has. The local engine accepts any. */
export const DUMMY_CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };

// In the form of the variable NO_PROXY.
const THIS_MACHINE = '127.0.0.1,localhost,::1';

// 127.0.0.0/8, ::1 and their name.
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Whether a URL's host is this machine.
 * @param {string} hostname
 */
export function isLoopback(hostname) {
  return LOOPBACK.test(hostname);
}

/**
 * Returns the endpoint without a trailing slash.
 * @param {string} endpoint
 * @throws UserError for anything but http(s) to this machine
 */
export function requireLoopback(endpoint) {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || !isLoopback(url.hostname) || url.username !== '') {
    throw new UserError(
      `"${endpoint}" is not on this machine. A local run only uses http://127.0.0.1:PORT. To deploy to AWS, run npm run deploy.`,
    );
  }
  return url.origin;
}

/**
 * An environment without the AWS and CDK settings of the developer (profiles, keys, endpoints of single services), and
 * without a proxy between programs of this machine.
 * @param {NodeJS.ProcessEnv} inherited
 * @returns {NodeJS.ProcessEnv}
 */
export function withoutAwsSettings(inherited = process.env) {
  const kept = Object.entries(inherited).filter(([name]) => !/^(AWS_|CDK_)/i.test(name));
  const noProxy = [...new Set([inherited.no_proxy, inherited.NO_PROXY, THIS_MACHINE])].filter(Boolean).join(',');
  return {
    ...Object.fromEntries(kept),
    // Without these, the SDK would look for credentials in profiles and in an instance's role.
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    NO_PROXY: noProxy,
    no_proxy: noProxy,
  };
}

/**
 * The environment of every program that a local run starts: it knows the local engine and no other AWS.
 * @param {string} endpoint
 * @param {NodeJS.ProcessEnv} inherited
 * @returns {NodeJS.ProcessEnv}
 * @throws UserError when the endpoint is not on this machine
 */
export function localEnvironment(endpoint, inherited = process.env) {
  return {
    ...withoutAwsSettings(inherited),
    AWS_ENDPOINT_URL: requireLoopback(endpoint),
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_ACCESS_KEY_ID: DUMMY_CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: DUMMY_CREDENTIALS.secretAccessKey,
  };
}
