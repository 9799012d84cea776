// Each point of a track gets the epoch of its run; unreadable points are left out.
import { describe, expect, it } from 'vitest';
import { AnswerError } from '../../wire/json.ts';
import { toWirePoint } from '../../wire/point.ts';
import { parseTrack } from '../../wire/track.ts';
import { aPoint, ELEMENTS, NEWER_ELEMENTS } from '../web/points.ts';

const TIME = Date.UTC(2026, 10, 24, 12);

describe('parseTrack', () => {
  const wire = [0, 20, 40, 60].map((seconds) => toWirePoint(aPoint(TIME + seconds * 1000)));

  it('gives each point the epoch of its run, also those ahead', () => {
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

  it('leaves out points that it cannot read', () => {
    const epochs = [{ from: wire[1]?.time, elementsEpoch: ELEMENTS }];

    // The first is before every run, the last is not a point.
    expect(parseTrack({ points: [wire[0], wire[1], {}], epochs })).toEqual([aPoint(TIME + 20_000)]);
  });

  it('reads no more points than an answer has', () => {
    const epochs = [{ from: wire[0]?.time, elementsEpoch: ELEMENTS }];
    const points = Array.from({ length: 200_000 }, () => wire[0]);

    expect(parseTrack({ points, epochs })).toHaveLength(20_000);
  });

  it('accepts an empty track', () => {
    expect(parseTrack({ points: [], ahead: [], epochs: [] })).toEqual([]);
  });

  it('refuses an answer that is not a track', () => {
    expect(() => parseTrack({ points: wire })).toThrow(AnswerError);
    expect(() => parseTrack(null)).toThrow(AnswerError);
  });
});
