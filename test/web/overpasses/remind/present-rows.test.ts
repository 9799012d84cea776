// A page that was paused days ago reminds of what is next now.
import { expect, it } from 'vitest';
import { toSgp4Record } from '../../../../orbit/elements.ts';
import { DAY_MS } from '../../../../orbit/time.ts';
import { findApproaches } from '../../../../web/overpasses/overpass-search.ts';
import { createPresentRows } from '../../../../web/overpasses/remind/present-rows.ts';
import { newestOmm } from '../../../accuracy/truth.ts';
import { FakeBrowser } from '../../fake-env.ts';
import { aSatellite } from '../../points.ts';

const PAUSED_AT = Date.UTC(2026, 9, 10, 12, 34, 56);
const BOULDER = { latitudeDeg: 40.02, longitudeDeg: -105.27 };

it('has the overpasses from now on, six days after the pause, once they have been searched', async () => {
  const browser = new FakeBrowser(PAUSED_AT);
  const present = createPresentRows(browser.env, findApproaches, () => {});
  const terra = { ...aSatellite(25994), colour: 0, track: [], record: toSgp4Record(newestOmm(25994)) };
  await browser.pass(6 * DAY_MS);

  expect(present.of(BOULDER, [terra], {})).toBeUndefined();
  await browser.pass(10);

  const rows = present.of(BOULDER, [terra], {}) ?? [];
  expect(rows.length).toBeGreaterThan(5);
  expect(rows.filter(({ seeing, maybe }) => seeing.length + maybe.length === 0)).toEqual([]);
  expect(rows[0]?.timeMs).toBeGreaterThan(PAUSED_AT + 6 * DAY_MS);
  expect(rows[0]?.timeMs).toBeLessThan(PAUSED_AT + 7 * DAY_MS);
  expect(present.of(BOULDER, [terra], { instrument: 'none' })).toEqual([]);
});
