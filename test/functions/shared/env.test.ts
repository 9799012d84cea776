// The environment: an error names the variable that is missing.
import { afterEach, expect, test, vi } from 'vitest';
import { requireEnv } from '../../../functions/shared/env.ts';
import { ENV } from '../../../functions/shared/names.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

test('returns a variable that is set', () => {
  vi.stubEnv(ENV.trackTable, 'points');

  expect(requireEnv(ENV.trackTable)).toBe('points');
});

test.each([undefined, ''])('throws for a variable that is %o', (value) => {
  vi.stubEnv(ENV.trackTable, value);

  expect(() => requireEnv(ENV.trackTable)).toThrow(/TRACK_TABLE is not set/);
});
