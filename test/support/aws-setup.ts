// Starts a local AWS for the tests of functions. Each test creates its own tables, streams and queues there.
import type { TestProject } from 'vitest/node';
import { startEngine } from '../../local/aws/engine.ts';
import { anyPort } from '../../local/machine/port.ts';
import { makeRunFolder, removeRunFolder } from '../../local/machine/run-folder.ts';
import { SETUP_LIMIT_MS } from './limits.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of an empty local AWS. */
    endpoint: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = makeRunFolder();
  const { endpoint, program } = await startEngine(await anyPort(), folder, AbortSignal.timeout(SETUP_LIMIT_MS));
  project.provide('endpoint', endpoint);
  return async () => {
    await program.stop();
    removeRunFolder(folder);
  };
}
