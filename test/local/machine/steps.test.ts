// Whoever asks to stop is heard at once, whatever the work waits for.
import { expect, test } from 'vitest';
import { abortable } from '../../../local/machine/steps.ts';

const NEVER = new AbortController().signal;

test('the outcome of the work is the outcome', async () => {
  expect(await abortable(NEVER, async () => 5)).toBe(5);
  await expect(abortable(NEVER, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
});

test('work that never ends is given up, and how it ends later troubles nobody', async () => {
  const stopping = new AbortController();
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => unhandled.push(reason);
  process.on('unhandledRejection', note);
  const { promise, reject } = Promise.withResolvers<never>();
  const result = abortable(stopping.signal, () => promise);

  stopping.abort(new Error('asked to stop'));

  await expect(result).rejects.toThrow('asked to stop');
  reject(new Error('the loser'));
  // Node tells unhandled rejections after the microtasks.
  await new Promise(setImmediate);
  process.off('unhandledRejection', note);
  expect(unhandled).toEqual([]);
});

test('work is not begun after the signal', async () => {
  let begun = false;
  const result = abortable(AbortSignal.abort(new Error('asked to stop')), async () => {
    begun = true;
  });

  await expect(result).rejects.toThrow('asked to stop');
  expect(begun).toBe(false);
});
