// The tests in five projects, by what they need: nothing, a browser,
// a local AWS, the whole system deployed on one, or nothing but `npm start`.
import { globSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { filesAtEndpoint, testEndpoint } from './test/support/endpoint.ts';
import { TEST_LIMIT_MS, WAIT_LIMIT_MS } from './test/support/limits.ts';

/** Tests that start an engine, or inject the address of the one that all share. */
const onLocalAws = globSync('test/{bench,functions,faults,local}/**/*.test.ts', { cwd: import.meta.dirname }).filter(
  (file) => /inject\('endpoint'\)|startEngine\(/.test(readFileSync(join(import.meta.dirname, file), 'utf8')),
);

// Much of a test is waiting: two at a time keep even two cores busy.
const WORKERS = Math.max(2, availableParallelism() - 1);
/**
 * Two workers, each with a system of its own, whose state its files share in turn. On an emulator that already runs
 * there is one system.
 */
const SYSTEM_GROUP = { maxWorkers: testEndpoint() ? 1 : 2, sequence: { groupOrder: 1 } };

/** Deploys a system of its own. */
const ON_OWN_SYSTEM = 'test/faults/deployed/short.test.ts';

export default defineConfig({
  // Tests have satellites of their own: the project's satellites.json is for its users to change.
  resolve: { alias: { '#satellites': join(import.meta.dirname, 'test/support/satellites.json') } },
  test: {
    reporters: ['default', './test/support/closing-line.ts'],
    // No test has a shorter limit of its own: slowness is measured in bench/ and fails nothing.
    testTimeout: TEST_LIMIT_MS,
    hookTimeout: TEST_LIMIT_MS,
    teardownTimeout: TEST_LIMIT_MS,
    // Of a second by default, which a busy machine may need for a single try.
    expect: { poll: { timeout: WAIT_LIMIT_MS } },
    maxWorkers: WORKERS,
    projects: [
      {
        extends: true as const,
        test: {
          name: 'plain',
          include: ['test/{accuracy,bench,contract,faults,functions,house,infra,local,orbit,web,wire}/**/*.test.ts'],
          // The first has packages whose tests are not ours.
          exclude: ['**/node_modules/**', ...onLocalAws, ON_OWN_SYSTEM],
        },
      },
      {
        extends: true as const,
        test: { name: 'demo', include: ['test/demo/**/*.test.ts'] },
      },
      {
        extends: true as const,
        test: { name: 'aws', include: onLocalAws, globalSetup: 'test/support/aws-setup.ts' },
      },
      {
        extends: true as const,
        test: {
          name: 'system',
          include: testEndpoint() ? filesAtEndpoint().run : ['test/{pipeline,browser,outside}/**/*.test.ts'],
          globalSetup: ['test/outside/install.ts', 'test/support/system-setup.ts'],
          ...SYSTEM_GROUP,
        },
      },
      {
        extends: true as const,
        test: { name: 'start', include: ['test/start/**/*.test.ts', ON_OWN_SYSTEM], ...SYSTEM_GROUP },
      },
      // On such an emulator, only what tests a deployed system.
    ].filter(({ test }) => !testEndpoint() || test.name === 'system'),
  },
});
