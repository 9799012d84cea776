// Deploys the whole system, as `npm start` does, for the tests of the pipeline and of the page.
import type { TestProject } from 'vitest/node';
import type { Addresses } from '../../local/aws/addresses.ts';
import type { StackOutputs } from '../../local/aws/deploy.ts';
import { deployTestSystem } from './deploy.ts';

declare module 'vitest' {
  interface ProvidedContext {
    addresses: Addresses;
    outputs: StackOutputs;
    /** When the deployment's first tick was over, epoch milliseconds. */
    liveSinceMs: number;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const system = await deployTestSystem();
  project.provide('addresses', system.addresses);
  project.provide('outputs', system.outputs);
  project.provide('liveSinceMs', Date.now());
  return system.stop;
}
