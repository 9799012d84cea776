// Kinds of tests, by what they need: nothing, a browser, a local AWS, or the whole system deployed on one (two: one has a source of elements).
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Tests have satellites of their own: the project's satellites.json is for its users to change.
  resolve: { alias: { '#satellites': join(import.meta.dirname, 'test/support/satellites.json') } },
  test: {
    reporters: ['default', './test/support/closing-line.ts'],
    // Tests wait for events. One generous limit for all: it ends what hangs, and nothing fails because a machine is slow.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    projects: [
      {
        extends: true,
        test: { name: 'plain', include: ['test/{orbit,wire,accuracy,contract,web,infra,local}/**/*.test.ts'] },
      },
      {
        extends: true,
        test: { name: 'demo', include: ['test/demo/**/*.test.ts'] },
      },
      {
        extends: true,
        test: {
          name: 'aws',
          include: ['test/{functions,faults}/**/*.test.ts'],
          globalSetup: 'test/support/aws-setup.ts',
        },
      },
      {
        extends: true,
        test: {
          name: 'elements',
          include: ['test/elements/**/*.test.ts'],
          globalSetup: 'test/support/elements-setup.ts',
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'system',
          include: ['test/{pipeline,browser,start}/**/*.test.ts'],
          globalSetup: 'test/support/system-setup.ts',
          // One system, whose state the files share: they take turns.
          fileParallelism: false,
        },
      },
    ],
  },
});
