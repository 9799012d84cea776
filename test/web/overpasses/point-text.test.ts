// The sentence of the card about the next overpass of a point.
import { expect, it, test } from 'vitest';
import type { OverpassRow } from '../../../web/overpasses/list.ts';
import { describeNext } from '../../../web/overpasses/point-text.ts';

const NOW_MS = Date.UTC(2026, 10, 26, 9);

function aRow(name: string, inMinutes: number, uncertaintySeconds = 1, stay?: OverpassRow['stay']): OverpassRow {
  return {
    ...{ name, uncertaintySeconds, catalogNumber: 25994, colour: 0, seeing: [], imaging: [] },
    ...{ timeMs: NOW_MS + inMinutes * 60_000, distanceKm: 100, ascending: true, day: true },
    side: 'left',
    ...{ inSwath: true, sunElevationDeg: 30, azimuthDeg: 90, driftKm: 0, atEdge: false },
    ...(stay && { stay }),
  };
}
const nothing = { next: undefined, current: [], isFiltered: false, hasViews: false };

it.each([
  [134, 1, 'Next overpass: Aura in 2 h 14 min.'],
  [14, 1, 'Next overpass: Aura in 14 min.'],
  [120, 1, 'Next overpass: Aura in 2 h.'],
  [1_561, 1, 'Next overpass: Aura in 1 d 2 h 1 min.'],
  [0.2, 1, 'Next overpass: Aura now.'],
  // Known to 17 minutes: no finer than ten.
  [134, 1_020, 'Next overpass: Aura in ≈ 2 h 10 min.'],
])('in %s minutes, known to %s s: %s', (inMinutes, uncertaintySeconds, sentence) => {
  expect(describeNext({ ...nothing, next: aRow('Aura', inMinutes, uncertaintySeconds) }, NOW_MS)).toBe(sentence);
});

test('a satellite that stays comes first, and filters are named', () => {
  const current = [aRow('Elektro', -60)];

  expect(describeNext({ ...nothing, current, next: aRow('Aura', 14), isFiltered: true }, NOW_MS)).toBe(
    'Next overpass: Elektro now, Aura in 14 min, with the filters of the list.',
  );
});

test('without any, the sentence says so, unless another one says why', () => {
  expect(describeNext(nothing, NOW_MS)).toBe('No overpass in five days.');
  expect(describeNext({ ...nothing, hasViews: true }, NOW_MS)).toBeUndefined();
});
