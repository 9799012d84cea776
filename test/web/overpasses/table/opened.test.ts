// The overpass of the address: how it is written.
import { describe, expect, it } from 'vitest';
import { readOverpass } from '../../../../web/overpasses/table/opened.ts';

describe('readOverpass', () => {
  it.each(['25994,2026-11-25T11:55Z', '25994,2026-11-25T11:55:00Z', ' 25994,2026-11-25T11:55Z\n'])(
    'reads %s',
    (text) => {
      expect(readOverpass(text)).toEqual({ catalogNumber: 25994, timeMs: Date.UTC(2026, 10, 25, 11, 55) });
    },
  );

  it.each(['', '25994', '25994,', '25994,yesterday', '0,2026-11-25T11:55Z', '9999999999,2026-11-25T11:55Z'])(
    'does not read "%s"',
    (text) => {
      expect(readOverpass(text)).toBeUndefined();
    },
  );
});
