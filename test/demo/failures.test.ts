// A failed test leaves a picture of each of its pages.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, onTestFinished, test, vi } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { FAILURES_FOLDER, keepPictures } from '../support/failures.ts';

const PICTURE = join(FAILURES_FOLDER, 'demo-failures.test.ts-the-name-of-a-test-1.png');
afterAll(() => rmSync(PICTURE, { force: true }));

test.each([
  ['of a failed test', 'fail', [], true],
  ['of one that fails by a complaint of the browser', 'pass', ['error: ...'], true],
  ['but not of one that passes', 'pass', [], false],
] as const)('a picture of the page %s', async (_, state, complaints, expected) => {
  rmSync(PICTURE, { force: true });
  const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const browser = await launchBrowser();
  onTestFinished(async () => {
    log.mockRestore();
    await browser.close();
  });
  await (await browser.newPage()).setContent('<h1>What went wrong</h1>');
  const task = { file: { filepath: import.meta.filename }, name: 'the name / of a "test"', result: { state } };

  await keepPictures({ task }, browser, complaints);

  expect(log.mock.calls.length > 0).toBe(expected);
  if (expected) expect(readFileSync(PICTURE).subarray(1, 4).toString()).toBe('PNG');
});
