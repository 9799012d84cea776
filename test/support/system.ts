// The deployed system that a test file uses.
import { inject } from 'vitest';
import { connectTo, type DeployedSystem } from './connect.ts';

/** The system of this worker. Test files that run in one worker use it in turn. */
export function thisWorkersSystem(): DeployedSystem {
  const systems = inject('systems');
  // Vitest numbers its workers from 1. There are fewer systems than workers only when a single file needs one.
  const system = systems[(Number(process.env.VITEST_POOL_ID) - 1) % systems.length];
  if (!system) throw new Error('No system is deployed: run the tests with vitest.config.ts.');
  return system;
}

/** This worker's system, with its resources. */
export function theSystem() {
  return connectTo(thisWorkersSystem());
}
