// Settings of AWS SDK clients that use the local engine.
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { DUMMY_CREDENTIALS, REGION, requireLoopback } from '../machine/loopback.mjs';
import { PATIENCE_MS } from '../machine/steps.ts';

/**
 * Everything that a client would otherwise look for in the environment or in profiles.
 * @throws UserError when the endpoint is not on this machine
 */
export function localClientConfig(endpoint: string) {
  return {
    endpoint: requireLoopback(endpoint),
    region: REGION,
    credentials: DUMMY_CREDENTIALS,
    useFipsEndpoint: false,
    useDualstackEndpoint: false,
    // HTTP/1 for every client: Kinesis would use HTTP/2 by default. An engine that hangs ends as an error.
    requestHandler: new NodeHttpHandler({
      connectionTimeout: PATIENCE_MS,
      requestTimeout: PATIENCE_MS,
      throwOnRequestTimeout: true,
    }),
  };
}
