// Delays double up to half a minute, and a failed task runs again until it succeeds.
import { beforeEach, describe, expect, it } from 'vitest';
import { createRetriedTask, type RetriedTask, retryDelayMs } from '../../../web/feed/retry.ts';
import { FakeBrowser, settle } from '../fake-env.ts';

const NOW = Date.UTC(2026, 10, 24, 12);

describe('the delay', () => {
  it('doubles from one second up to half a minute', () => {
    const longest = [1, 2, 3, 4, 5, 6, 7, 60].map((failures) => retryDelayMs(failures, () => 1));

    expect(longest).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
  });

  it('is random in its second half', () => {
    expect(retryDelayMs(3, () => 0)).toBe(2_000);
    expect(retryDelayMs(3, () => 0.5)).toBe(3_000);
  });
});

describe('a retried task', () => {
  let browser: FakeBrowser;
  let task: RetriedTask;
  let runs: { succeed: () => void; fail: (error: unknown) => void }[];
  let settledCount: number;

  beforeEach(() => {
    browser = new FakeBrowser(NOW);
    runs = [];
    settledCount = 0;
    task = createRetriedTask(
      browser.env,
      () => new Promise<void>((succeed, fail) => runs.push({ succeed, fail })),
      () => settledCount++,
    );
  });

  async function end(how: 'succeed' | 'fail') {
    runs.at(-1)?.[how](new Error('no answer'));
    await settle();
  }

  it('runs once when it succeeds', async () => {
    expect(task).toMatchObject({ hasStarted: false, isRunning: false, failure: undefined });
    task.run();
    expect(task).toMatchObject({ hasStarted: true, isRunning: true });
    await end('succeed');
    await browser.pass(60_000);

    expect(task).toMatchObject({ hasStarted: true, isRunning: false, failure: undefined });
    expect(runs).toHaveLength(1);
    expect(settledCount).toBe(1);
  });

  it('is retried after growing delays until it succeeds, and starts with the first delay again', async () => {
    task.run();
    for (const delayMs of [1_000, 2_000, 4_000]) {
      await end('fail');
      expect(task.failure).toEqual({ error: new Error('no answer'), retryAtMs: browser.nowMs + delayMs });
      const before = runs.length;
      await browser.pass(delayMs - 1);
      expect(runs).toHaveLength(before);
      await browser.pass(1);
      expect(runs).toHaveLength(before + 1);
    }
    await end('succeed');
    expect(task.failure).toBeUndefined();
    expect(settledCount).toBe(4);

    task.run();
    await end('fail');
    expect(task.failure?.retryAtMs).toBe(browser.nowMs + 1_000);
  });

  it('runs once more when it was called during a run, however often', async () => {
    task.run();
    task.run();
    task.run();
    expect(runs).toHaveLength(1);
    await end('succeed');
    expect(runs).toHaveLength(2);
    await end('succeed');

    expect(runs).toHaveLength(2);
  });

  it('waits for its retry when it was called during a run that failed', async () => {
    task.run();
    task.run();
    await end('fail');
    expect(runs).toHaveLength(1);

    await browser.pass(1_000);
    await end('succeed');

    expect(runs).toHaveLength(2);
  });

  it('runs at once when it is called between two tries, and not again at the time of the retry', async () => {
    task.run();
    await end('fail');
    task.run();
    expect(runs).toHaveLength(2);
    await end('succeed');
    await browser.pass(60_000);

    expect(runs).toHaveLength(2);
  });
});
