// Deploys a system of its own with a source of elements on loopback: what its tests download must not show in those of the pipeline.
import type { TestProject } from 'vitest/node';
import { deployTestSystem } from './deploy.ts';
import { startSourceServer } from './source-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the source of elements that the deployed function asks. */
    sourceUrl: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const source = await startSourceServer();
  const system = await deployTestSystem({ elementsUrl: source.url });
  project.provide('addresses', system.addresses);
  project.provide('outputs', system.outputs);
  project.provide('sourceUrl', source.url);
  return async () => {
    await system.stop();
    await source.close();
  };
}
