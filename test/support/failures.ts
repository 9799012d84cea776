// Pictures of the pages of a failed test, in .local/failures: a message alone rarely says what the page looked like.
import { mkdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Browser } from 'playwright-core';
import { LOCAL_FOLDER, ROOT } from '../../local/machine/folders.mjs';

/** Where the pictures are. CI keeps this folder when a run fails. */
export const FAILURES_FOLDER = join(LOCAL_FOLDER, 'failures');

/** A page that no longer paints must not hold up the tests. */
const PICTURE_LIMIT_MS = 10_000;

/** What of vitest's TestContext is needed. */
interface EndedTest {
  task: { name: string; file: { filepath: string }; result?: { state: string } | undefined };
}

/**
 * Draws every open page of a failed test. Call it after each test, before the pages are closed.
 * @param complaints what else will fail the test, which vitest does not know yet
 */
export async function keepPictures(
  { task }: EndedTest,
  browser: Browser | undefined,
  complaints: readonly string[] = [],
): Promise<void> {
  if (task.result?.state !== 'fail' && complaints.length === 0) return;
  await mkdir(FAILURES_FOLDER, { recursive: true });
  const name = `${relative(join(ROOT, 'test'), task.file.filepath)} ${task.name}`
    .replace(/[^\w.]+/g, '-')
    .replace(/-$/, '')
    .slice(0, 150);
  const pages = browser?.contexts().flatMap((context) => context.pages()) ?? [];
  for (const [index, page] of pages.entries()) {
    const file = join(FAILURES_FOLDER, `${name}-${index + 1}.png`);
    try {
      await page.screenshot({ path: file, fullPage: true, timeout: PICTURE_LIMIT_MS });
      console.error(`The page when the test failed: ${relative(ROOT, file)}`);
    } catch (error) {
      console.error(`No picture of ${page.url()}: ${error instanceof Error ? error.message : error}`);
    }
  }
}
