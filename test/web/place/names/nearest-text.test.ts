// Where a clicked point is, in words.
import { expect, it } from 'vitest';
import { describeNearest, nearName } from '../../../../web/place/names/nearest-text.ts';

const place = {
  ...{ name: 'Springfield', state: 'IL', country: 'US', size: 20, otherNames: [] },
  ...{ latitudeDeg: 39.8, longitudeDeg: -89.65 },
};

it.each([
  [0, 'km', 'Near Springfield, Illinois, United States.', 'Near Springfield, IL'],
  [29, 'km', 'Near Springfield, Illinois, United States.', 'Near Springfield, IL'],
  [123, 'km', '120 km from Springfield, Illinois, United States.', undefined],
  [123, 'mi', '80 mi from Springfield, Illinois, United States.', undefined],
  [601, 'km', undefined, undefined],
] as const)('%s km away, in %s: %s', (distanceKm, units, sentence, name) => {
  expect(describeNearest({ place, distanceKm }, units)).toBe(sentence);
  expect(nearName({ place, distanceKm })).toBe(name);
});
