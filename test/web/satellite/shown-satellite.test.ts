// Each listed satellite gets its points, a colour and an SGP4 record that is made once.
import { describe, expect, it } from 'vitest';
import { recordOf, toShownSatellites } from '../../../web/satellite/shown-satellite.ts';
import { newestOmm } from '../../accuracy/truth.ts';
import { aPoint, aSatellite, ELEMENTS } from '../points.ts';

const TERRA_OMM = newestOmm(25994);

it('shows each listed satellite with its points and a colour, which repeats after eight', () => {
  const listed = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) => aSatellite(number));
  const track = [aPoint(0)];

  const shown = toShownSatellites(listed, new Map([[2, track]]));

  expect(shown.map(({ catalogNumber }) => catalogNumber)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(shown.map(({ colour }) => colour)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 0]);
  expect(shown[0]?.track).toEqual([]);
  expect(shown[1]?.track).toBe(track);
});

describe('the SGP4 record', () => {
  const withElements = (elements: unknown) => aSatellite(25994, elements);
  const elements = { epoch: ELEMENTS, state: 'old', source: 'bundled', retrievedAt: null, omm: TERRA_OMM };

  it('is made once for each answer', () => {
    const satellite = withElements(elements);

    expect(recordOf(satellite)).toBeDefined();
    expect(recordOf(satellite)).toBe(recordOf(satellite));
  });

  it.each([
    ['none', null],
    ['waiting', { ...elements, state: 'waiting' }],
    ['refused', { ...elements, state: 'failed' }],
    ['without an OMM', { ...elements, omm: undefined }],
    ['with an invalid OMM', { ...elements, omm: { ...TERRA_OMM, MEAN_MOTION: 'fast' } }],
    ['with an OMM without an epoch', { ...elements, omm: {} }],
  ])('is undefined when the elements are %s', (_, value) => {
    expect(recordOf(withElements(value))).toBeUndefined();
  });
});
