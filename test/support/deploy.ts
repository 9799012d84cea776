// Deploys a system for tests, on a port of its own and with the satellites of the tests.
import { type System, type SystemOptions, startSystem } from '../../local/aws/system.ts';
import { anyPort } from '../../local/machine/port.ts';
import { SATELLITES_FILE } from './builders.ts';
import { testEndpoint } from './endpoint.ts';
import { SETUP_LIMIT_MS } from './limits.ts';

/**
 * Starts a whole system, as `npm start` does, but offline unless a source of elements is given. With `--endpoint` it is
 * deployed there and removed again at the end.
 */
export async function deployTestSystem(options: Partial<SystemOptions> = {}): Promise<System> {
  const endpoint = testEndpoint();
  return startSystem({
    at: endpoint ? { endpoint } : { port: await anyPort() },
    removeAtStop: true,
    satellitesFile: SATELLITES_FILE,
    signal: AbortSignal.timeout(SETUP_LIMIT_MS),
    onStep: (_name, work) => work(),
    ...options,
  });
}
