// `npm test -- --endpoint URL`: the tests of a deployed system on an emulator that already runs.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** Environment variable in which test/run.ts passes the address on. */
export const TEST_ENDPOINT = 'SUBPOINT_TEST_ENDPOINT';

/** Address of the emulator; undefined: each system has an engine of its own. */
export function testEndpoint(): string | undefined {
  return process.env[TEST_ENDPOINT] || undefined;
}

/** The files of tests that run on an emulator that already runs, and those that start an engine of their own. */
export function filesAtEndpoint(): { run: string[]; leftOut: string[] } {
  const files = globSync('test/{pipeline,browser}/**/*.test.ts', { cwd: ROOT }).toSorted();
  const startsOwn = (file: string) => /deployTestSystem\(|startEngine\(/.test(readFileSync(join(ROOT, file), 'utf8'));
  return { run: files.filter((file) => !startsOwn(file)), leftOut: files.filter(startsOwn) };
}

/**
 * The first file or folder among the arguments for vitest that has no test for such an emulator.
 * What follows an option may be its value.
 */
export function withoutTestsAtEndpoint(args: readonly string[]): string | undefined {
  const { run } = filesAtEndpoint();
  return args.find((arg, index) => {
    const path = resolve(ROOT, arg);
    return (
      !args[index - 1]?.startsWith('-') && existsSync(path) && !run.some((file) => join(ROOT, file).includes(path))
    );
  });
}

/**
 * MiniStack answers OPTIONS itself, with 403, unless this project starts it (local/aws/ministack-with-options.py): tests
 * that need the function's own answer are skipped.
 */
export const PASSES_OPTIONS_ON = testEndpoint() === undefined;
