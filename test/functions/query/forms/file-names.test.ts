// Names of the files that answers are saved as.
import { describe, expect, it } from 'vitest';
import { asFile, overpassesFileName, trackFileName } from '../../../../functions/query/forms/file-names.ts';
import { aSatellite } from '../../../support/builders.ts';
import { overBoulder } from '../support/boulder.ts';

const UNTIL_MS = Date.parse('2026-10-10T00:01:19.999Z');

describe('a name', () => {
  it.each([
    ['Terra', 'Terra-track-2026-10-10T00-01-00Z'],
    ['Landsat 9', 'Landsat-9-track-2026-10-10T00-01-00Z'],
    ['ISS (ZARYA)', 'ISS-ZARYA-track-2026-10-10T00-01-00Z'],
    ['../../etc\\passwd', 'etc-passwd-track-2026-10-10T00-01-00Z'],
    ['a"b;c', 'a-b-c-track-2026-10-10T00-01-00Z'],
    ['Южный', 'Южный-track-2026-10-10T00-01-00Z'],
    // Nothing of the name can be used.
    ['🛰', '25994-track-2026-10-10T00-01-00Z'],
    ['\ud800', '25994-track-2026-10-10T00-01-00Z'],
    ['𝒳'.repeat(100), `${'𝒳'.repeat(40)}-track-2026-10-10T00-01-00Z`],
  ])('of a track of %j says which satellite and when', (name, expected) => {
    expect(trackFileName(aSatellite({ name }), UNTIL_MS)).toBe(expected);
  });

  it.each([
    [{ latitudeDeg: 40.02, longitudeDeg: -105.25 }, '40.02N-105.25W'],
    [{ latitudeDeg: -77.85, longitudeDeg: 166.67 }, '77.85S-166.67E'],
    [{ latitudeDeg: 0, longitudeDeg: 180 }, '0N-180E'],
    [{ latitudeDeg: 12.345678901, longitudeDeg: 1e-7 }, '12.3457N-0E'],
  ])('of overpasses over %j says where', (place, expected) => {
    const answer = overBoulder({ place, kind: 'horizon', days: 1 });

    expect(overpassesFileName(answer)).toBe(`Terra-horizon-overpasses-${expected}-2026-10-10`);
  });
});

describe('in the header', () => {
  it('a name in ASCII is quoted', () => {
    expect(asFile('Terra-track.csv')).toBe('filename="Terra-track.csv"');
  });

  it('any other name has a form in ASCII before it', () => {
    expect(asFile('Térrä.csv')).toBe(`filename="T_rr_.csv"; filename*=UTF-8''T%C3%A9rr%C3%A4.csv`);
  });
});
