// Deploys the systems for the tests of the pipeline and of the page: one for each worker.
import type { TestProject } from 'vitest/node';
import type { DeployedSystem } from './connect.ts';
import { deployTestSystem } from './deploy.ts';
import { testEndpoint } from './endpoint.ts';

declare module 'vitest' {
  interface ProvidedContext {
    systems: DeployedSystem[];
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // A single test file needs a single system.
  const count = testEndpoint() ? 1 : Math.min(project.config.maxWorkers, (await filesToRun(project)).length);
  const systems = await Promise.all(Array.from({ length: count }, () => deployTestSystem()));
  project.provide(
    'systems',
    systems.map(({ addresses, outputs, emulator }) => ({ addresses, outputs, emulator })),
  );
  return async () => {
    await Promise.all(systems.map((system) => system.stop()));
  };
}

/** The test files of a project that are about to run. */
export async function filesToRun(project: TestProject): Promise<string[]> {
  // What the command line names: vitest keeps it to itself, so no type has it.
  const { filenamePattern } = project.vitest as unknown as { filenamePattern?: string[] };
  return (await project.globTestFiles(filenamePattern)).testFiles;
}
