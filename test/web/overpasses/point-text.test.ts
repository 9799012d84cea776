// The sentence of the card about the next overpass of a point.
import { expect, it, test } from 'vitest';
import { describeNext } from '../../../web/overpasses/point-text.ts';
import { aRow } from './approaches.ts';

const NOW_MS = Date.UTC(2026, 10, 26, 9);

const anOverpass = (name: string, inMinutes: number, uncertaintySeconds = 1, isPerhaps = false) =>
  aRow(NOW_MS + inMinutes * 60_000, { name, uncertaintySeconds, isPerhaps });
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
  expect(describeNext({ ...nothing, next: anOverpass('Aura', inMinutes, uncertaintySeconds) }, NOW_MS)).toBe(sentence);
});

test('a satellite that stays comes first, and filters are named', () => {
  const current = [anOverpass('Elektro', -60)];

  expect(describeNext({ ...nothing, current, next: anOverpass('Aura', 14), isFiltered: true }, NOW_MS)).toBe(
    'Next overpass: Elektro now, Aura in 14 min, with the filters of the list.',
  );
});

it('that is only perhaps one is named so', () => {
  expect(describeNext({ ...nothing, next: anOverpass('Aura', 14, 1, true) }, NOW_MS)).toBe(
    'Next overpass: perhaps Aura in 14 min.',
  );
});

test('without any, the sentence says so, unless another one says why', () => {
  expect(describeNext(nothing, NOW_MS)).toBe('No overpass in five days.');
  expect(describeNext({ ...nothing, hasViews: true }, NOW_MS)).toBeUndefined();
});
