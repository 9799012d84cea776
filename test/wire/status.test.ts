// A status gives the lead in whole seconds, and null without points.
import { expect, it } from 'vitest';
import { toSatelliteStatus } from '../../wire/status.ts';

const NOW_MS = Date.UTC(2026, 9, 10, 12, 0, 7, 600);

it('says how far ahead the newest point is, in whole seconds', () => {
  expect(toSatelliteStatus(25994, NOW_MS + 172_400, 0, 'fresh', NOW_MS)).toEqual({
    catalogNumber: 25994,
    newest: '2026-10-10T12:03:00Z',
    aheadSeconds: 172,
    missing: 0,
    elementsState: 'fresh',
  });
  expect(toSatelliteStatus(25994, NOW_MS - 7_600, 9, 'old', NOW_MS)).toMatchObject({ aheadSeconds: -8, missing: 9 });
});

it('has null for a satellite without points', () => {
  expect(toSatelliteStatus(49260, undefined, 180, 'waiting', NOW_MS)).toEqual({
    catalogNumber: 49260,
    newest: null,
    aheadSeconds: null,
    missing: 180,
    elementsState: 'waiting',
  });
});
