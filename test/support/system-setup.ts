// Deploys the systems for the tests of the pipeline and of the page: one for each worker.
import type { TestProject } from 'vitest/node';
import type { DeployedSystem } from './connect.ts';
import { deployTestSystem } from './deploy.ts';

declare module 'vitest' {
  interface ProvidedContext {
    systems: DeployedSystem[];
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // What the command line names; vitest keeps it to itself. A single test file needs a single system.
  const { filenamePattern } = project.vitest as unknown as { filenamePattern?: string[] };
  const { testFiles } = await project.globTestFiles(filenamePattern);
  const count = Math.min(project.config.maxWorkers, testFiles.length);
  const systems = await Promise.all(Array.from({ length: count }, () => deployTestSystem()));
  project.provide(
    'systems',
    systems.map(({ addresses, outputs }) => ({ addresses, outputs })),
  );
  return async () => {
    await Promise.all(systems.map((system) => system.stop()));
  };
}
