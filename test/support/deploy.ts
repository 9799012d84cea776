// Deploys a system for tests, on a port of its own and with the satellites of the tests.
import { type System, startSystem } from '../../local/aws/system.ts';
import { anyPort } from '../../local/machine/port.ts';
import { SATELLITES_FILE } from './builders.ts';

/** Starts a whole system, as `npm start` does, but offline unless a source of elements is given. */
export async function deployTestSystem(options: { port?: number; elementsUrl?: string } = {}): Promise<System> {
  return startSystem({
    port: await anyPort(),
    satellitesFile: SATELLITES_FILE,
    // Vitest does not limit a global set-up; hooks and tests have a shorter limit (vitest.config.ts).
    signal: AbortSignal.timeout(600_000),
    onStep: (_name, work) => work(),
    ...options,
  });
}
