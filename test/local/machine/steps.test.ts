// Ctrl-C stops a run at once, whatever it waits for.
import { expect, test } from 'vitest';
import { abortable } from '../../../local/machine/steps.ts';

const NEVER = new AbortController().signal;

test('returns or throws what the work does', async () => {
  expect(await abortable(NEVER, async () => 5)).toBe(5);
  await expect(abortable(NEVER, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
});

test('stops waiting at the signal, and ignores what happens to the work later', async () => {
  const stopping = new AbortController();
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => unhandled.push(reason);
  process.on('unhandledRejection', note);
  const { promise, reject } = Promise.withResolvers<never>();
  const result = abortable(stopping.signal, () => promise);

  stopping.abort(new Error('asked to stop'));

  await expect(result).rejects.toThrow('asked to stop');
  reject(new Error('too late'));
  // Node reports unhandled rejections after the microtasks.
  await new Promise(setImmediate);
  process.off('unhandledRejection', note);
  expect(unhandled).toEqual([]);
});

test('does not begin the work after the signal', async () => {
  let began = false;
  const result = abortable(AbortSignal.abort(new Error('asked to stop')), async () => {
    began = true;
  });

  await expect(result).rejects.toThrow('asked to stop');
  expect(began).toBe(false);
});
