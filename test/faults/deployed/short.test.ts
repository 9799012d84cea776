// The faults of the short run: after each one, all points are there and every page is whole within two ticks. All faults,
// and the real minutes: npm run faults (docs/faults.md).
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SETUP_LIMIT_MS } from '../../support/limits.ts';
import { FAULTS } from './catalogue.ts';
import { runFault } from './run-fault.ts';
import { installMicroburst } from './stand/install.ts';
import { type Stand, startStand } from './stand/stand.ts';

let stand: Stand;

beforeAll(async () => {
  await installMicroburst();
  stand = await startStand({ viewers: 10, pages: 1, signal: AbortSignal.timeout(SETUP_LIMIT_MS) });
}, SETUP_LIMIT_MS);

afterAll(() => stand?.stop());

test.for(FAULTS.filter(({ short }) => short))('$name', async (fault) => {
  const { hits, lost, lacks } = await runFault(fault, stand, false);

  expect({ lost, lacks }).toEqual({ lost: 0, lacks: undefined });
  expect(hits).toBeGreaterThan(0);
});
