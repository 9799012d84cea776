// The environment: a missing variable is named at once.
import { afterEach, expect, test, vi } from 'vitest';
import { requireEnv } from '../../../functions/shared/env.ts';
import { ENV } from '../../../functions/shared/names.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

test('a variable that is set', () => {
  vi.stubEnv(ENV.trackTable, 'points');

  expect(requireEnv(ENV.trackTable)).toBe('points');
});

test.each([undefined, ''])('a variable that is %o', (value) => {
  vi.stubEnv(ENV.trackTable, value);

  expect(() => requireEnv(ENV.trackTable)).toThrow(/TRACK_TABLE is not set/);
});
