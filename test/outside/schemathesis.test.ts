// Schemathesis asks the deployed API whatever docs/openapi.yaml allows and forbids, and checks each answer.
// More of it: SUBPOINT_CASES=2000 npm test -- test/outside/schemathesis.test.ts
import { expect, test } from 'vitest';
import { TEST_LIMIT_MS } from '../support/limits.ts';
import { theSystem } from '../support/system.ts';
import { DESCRIPTION, runProgram, temporaryFolder } from './programs.ts';

const system = theSystem();
// The least number of cases.
const CASES = Number(process.env.SUBPOINT_CASES ?? 400);
// Boundaries are some 400 cases, whatever the limit; random requests to ten operations make the rest.
const CASES_PER_OPERATION = Math.max(4, Math.ceil((CASES - 400) / 10));

test(`at least ${CASES} requests get the answers that the description promises`, {
  timeout: TEST_LIMIT_MS + CASES * 1000,
}, async () => {
  await system.untilWhole();

  const { code, output } = await runProgram('schemathesis', [
    'run',
    DESCRIPTION,
    ...['--url', system.addresses.apiUrl],
    ...['--checks', 'all'],
    ...['--max-examples', String(CASES_PER_OPERATION)],
    ...['--seed', '14'],
    ...['--workers', '2'],
    ...['--report-dir', temporaryFolder()],
    ...['--generation-database', 'none'],
    '--no-color',
  ]);

  expect(code, output).toBe(0);
  expect(output).not.toContain('FAILURES');
  // Its warnings are about the mix of answers ("returned only 404"): chance with few requests to an operation.
  if (CASES >= 2000) expect(output).not.toContain('WARNINGS');
  const [, generated] = /Test cases:\s+(\d+) generated, \d+ passed/.exec(output) ?? [];
  expect(Number(generated), output).toBeGreaterThanOrEqual(CASES);
  if (process.env.SUBPOINT_CASES) console.log(output);
});
