// A frame is read as far as it is valid, and says what is wrong otherwise.
import { describe, expect, it } from 'vitest';
import { parseFrame, toCompactFrame } from '../../wire/frame.ts';
import { toWirePoint } from '../../wire/point.ts';
import { aFrame, aPoint, ELEMENTS } from '../web/points.ts';

const TIME = Date.UTC(2026, 10, 24, 12);

describe('parseFrame', () => {
  it('reads points with the epoch of their elements', () => {
    expect(parseFrame(aFrame(25994, [aPoint(TIME)]))).toEqual({
      tracks: [{ catalogNumber: 25994, points: [aPoint(TIME)] }],
      remark: undefined,
    });
  });

  it.each([
    ['no text', new ArrayBuffer(1), 'not text'],
    ['no JSON', '{"type":', 'not JSON'],
    ['nothing', 'null', 'not of type "points"'],
    ['an error of the gateway', '{"message":"Forbidden","connectionId":"x"}', 'not of type "points"'],
    ['no satellites', '{"type":"points"}', 'no list of satellites'],
    ['a bad satellite only', '{"type":"points","satellites":[7]}', 'a satellite without a catalog number'],
    [
      'catalog number 0',
      '{"type":"points","satellites":[{"catalogNumber":0}]}',
      'a satellite without a catalog number',
    ],
    [
      'no epoch',
      '{"type":"points","satellites":[{"catalogNumber":1,"points":[]}]}',
      'points without the epoch of their elements',
    ],
    [
      'no points',
      `{"type":"points","satellites":[{"catalogNumber":1,"elementsEpoch":"${ELEMENTS}"}]}`,
      'a satellite without a list of points',
    ],
  ])('says what is wrong: %s', (_, data, reason) => {
    expect(parseFrame(data)).toBe(reason);
  });

  it.each([
    ['a time that is no time', { from: 'noon' }, 'a point (time is not ISO 8601 in UTC with Z)'],
    [
      'a value that is no number',
      { points: [['north', 0, 700]] },
      'a point (latitudeDeg is not a number from -90 to 90)',
    ],
    ['a missing value', { points: [[1, 2]] }, 'a point (altitudeKm is not a number from 100 to 800000)'],
    ['a point that is no list', { points: [7] }, 'a point (not a JSON object)'],
  ])('remarks on the compact form with %s', (_, change, remark) => {
    const frame = toCompactFrame([{ catalogNumber: 1, ...aPoint(TIME) }], TIME);
    const satellites = [{ ...frame.satellites[0], ...change }];

    expect(parseFrame(JSON.stringify({ ...frame, satellites }))).toEqual({
      tracks: [{ catalogNumber: 1, points: [] }],
      remark,
    });
  });

  it('keeps the good points of a frame and remarks on a bad one', () => {
    const good = toWirePoint(aPoint(TIME));
    const points = [good, { ...good, latitudeDeg: 91 }, null];
    const text = JSON.stringify({
      type: 'points',
      satellites: [{ catalogNumber: 1, elementsEpoch: ELEMENTS, points }],
    });

    expect(parseFrame(text)).toEqual({
      tracks: [{ catalogNumber: 1, points: [aPoint(TIME)] }],
      remark: 'a point (latitudeDeg is not a number from -90 to 90)',
    });
  });
});
