import { describe, expect, it } from 'vitest';
import { toWirePoint } from '../../../orbit/point.ts';
import { AnswerError, parseFrame, parseSatellites, parseTrack } from '../../../web/feed/messages.ts';
import { aFrame, aPoint, aSatellite, ELEMENTS, NEWER_ELEMENTS } from '../points.ts';

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
    ['no satellites', '{"type":"points"}', 'without a list of satellites'],
    ['a bad satellite only', '{"type":"points","satellites":[7]}', 'a satellite without a number'],
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
  ])('says why it is none: %s', (_, data, reason) => {
    expect(parseFrame(data)).toBe(reason);
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
      remark: 'a point whose latitudeDeg is not a number from -90 to 90',
    });
  });
});

describe('parseTrack', () => {
  const wire = [0, 20, 40, 60].map((seconds) => toWirePoint(aPoint(TIME + seconds * 1000)));

  it('gives each point the epoch of its run, those ahead too', () => {
    const epochs = [
      { from: wire[0]?.time, elementsEpoch: ELEMENTS },
      { from: wire[2]?.time, elementsEpoch: NEWER_ELEMENTS },
    ];

    const points = parseTrack({ points: wire.slice(0, 3), ahead: wire.slice(3), epochs });

    expect(points.map(({ elementsEpoch }) => elementsEpoch)).toEqual([
      ELEMENTS,
      ELEMENTS,
      NEWER_ELEMENTS,
      NEWER_ELEMENTS,
    ]);
    expect(points.map(({ timeMs }) => timeMs)).toEqual([0, 20, 40, 60].map((seconds) => TIME + seconds * 1000));
  });

  it('leaves out what it cannot read: a hole like any other', () => {
    const epochs = [{ from: wire[1]?.time, elementsEpoch: ELEMENTS }];

    // The first lies before every run, the last is no point.
    expect(parseTrack({ points: [wire[0], wire[1], {}], epochs })).toEqual([aPoint(TIME + 20_000)]);
  });

  it('takes an empty track', () => {
    expect(parseTrack({ points: [], ahead: [], epochs: [] })).toEqual([]);
  });

  it('refuses what is no track', () => {
    expect(() => parseTrack({ points: wire })).toThrow(AnswerError);
    expect(() => parseTrack(null)).toThrow(AnswerError);
  });
});

describe('parseSatellites', () => {
  it('reads the list', () => {
    expect(parseSatellites({ satellites: [aSatellite()] })).toEqual([aSatellite()]);
  });

  it.each([null, [], {}, { satellites: [{}] }, { satellites: [{ catalogNumber: 1 }] }])('refuses %j', (answer) => {
    expect(() => parseSatellites(answer)).toThrow(AnswerError);
  });

  it.each([
    undefined,
    {},
    'x',
    [],
    { epoch: 'garbage', state: 'fresh', source: 'bundled' },
    { epoch: '2026-10-09T22:33:25Z' },
    { epoch: '2026-10-09T22:33:25Z', state: 'fresh', source: 'bundled', omm: 'x' },
    { epoch: '2026-10-09T22:33:25Z', state: 'fresh', source: 'bundled', omm: 5 },
  ])('refuses the elements %j', (elements) => {
    expect(() => parseSatellites({ satellites: [{ ...aSatellite(), elements }] })).toThrow(/the elements of/);
  });

  it('takes a satellite once that is named twice, in its first place', () => {
    const satellites = [aSatellite(1), aSatellite(2), { ...aSatellite(1), name: 'Again' }];

    expect(parseSatellites({ satellites }).map(({ catalogNumber }) => catalogNumber)).toEqual([1, 2]);
  });

  it('takes a satellite without elements', () => {
    const waiting = { ...aSatellite(), elements: null };

    expect(parseSatellites({ satellites: [waiting] })).toEqual([waiting]);
  });
});
