// The frames of a batch.
import { describe, expect, it } from 'vitest';
import { toFrames } from '../../../functions/fanout/frames.ts';
import type { StoredPoint } from '../../../functions/shared/track-table.ts';
import { STEP_MS } from '../../../orbit/grid.ts';
import { formatTime, MINUTE_MS } from '../../../orbit/time.ts';
import type { PointsFrame } from '../../../wire/frame.ts';
import { toWirePoint } from '../../../wire/point.ts';
import { validateFrame } from '../../contract/schemas.ts';
import { aStoredPoint, aTrack, NOW_MS } from '../../support/builders.ts';

const AHEAD_MS = NOW_MS + 3 * MINUTE_MS;
const MOST_BYTES = 30_000;

function parse(texts: readonly string[]): PointsFrame[] {
  const parsed = texts.map((text) => JSON.parse(text) as PointsFrame);
  for (const frame of parsed) expect(validateFrame(frame)).toEqual([]);
  return parsed;
}

/** The points of frames, each as a line of text. */
const contents = (parsed: PointsFrame[]) =>
  parsed.flatMap(({ satellites }) =>
    satellites.flatMap(({ catalogNumber, elementsEpoch, points }) =>
      points.map((point) => JSON.stringify({ catalogNumber, ...point, elementsEpoch })),
    ),
  );

const asLines = (points: readonly StoredPoint[]) =>
  points.map((point) =>
    JSON.stringify({
      catalogNumber: point.catalogNumber,
      ...toWirePoint(point),
      elementsEpoch: point.elementsEpoch,
    }),
  );

describe('a frame', () => {
  it('carries the points of each satellite, oldest first, with the epoch of their elements', () => {
    const terra = aTrack(3, AHEAD_MS);
    const aqua = aTrack(2, AHEAD_MS, { catalogNumber: 27424, elementsEpoch: '2026-10-04T14:42:08.227872Z' });

    const parsed = parse(toFrames([...aqua, ...terra].toReversed(), NOW_MS));

    expect(parsed).toEqual([
      {
        type: 'points',
        sentAt: '2026-10-10T12:00:07.500Z',
        satellites: [
          {
            catalogNumber: 25994,
            elementsEpoch: '2026-10-09T22:33:25.053984Z',
            points: terra.map(toWirePoint),
          },
          {
            catalogNumber: 27424,
            elementsEpoch: '2026-10-04T14:42:08.227872Z',
            points: aqua.map(toWirePoint),
          },
        ],
      },
    ]);
  });

  it('separates points of one satellite from two element sets: a page must not interpolate between them', () => {
    const [older, newer] = ['2026-10-09T00:00:00Z', '2026-10-10T00:00:00Z'] as const;
    const seam = [
      ...aTrack(2, AHEAD_MS - 2 * STEP_MS, { elementsEpoch: older }),
      ...aTrack(2, AHEAD_MS, { elementsEpoch: newer }),
    ];

    const [frame] = parse(toFrames(seam, NOW_MS));

    expect(frame?.satellites.map(({ elementsEpoch, points }) => [elementsEpoch, points.length])).toEqual([
      [older, 2],
      [newer, 2],
    ]);
  });

  it('carries live points only: later than a minute before now', () => {
    const nowMs = Math.floor(NOW_MS / STEP_MS) * STEP_MS;

    const parsed = parse(toFrames(aTrack(180, nowMs), nowMs));

    // A point from exactly a minute ago is a repair.
    expect(parsed[0]?.satellites[0]?.points.map(({ time }) => time)).toEqual(
      [nowMs - 40_000, nowMs - 20_000, nowMs].map(formatTime),
    );
  });

  it('is not made for repairs only, or for no points', () => {
    expect(toFrames(aTrack(10, NOW_MS - MINUTE_MS), NOW_MS)).toEqual([]);
    expect(toFrames([], NOW_MS)).toEqual([]);
  });

  it('of a usual minute, three points of three satellites, has at most 2 kB', () => {
    const minute = [25994, 27424, 28376].flatMap((catalogNumber) =>
      // The longest numbers.
      aTrack(3, AHEAD_MS, { catalogNumber, latitudeDeg: -81.234567, longitudeDeg: -151.234567, altitudeKm: 1702.079 }),
    );

    const [text, ...more] = toFrames(minute, NOW_MS);

    expect(Buffer.byteLength(text ?? '')).toBeLessThanOrEqual(2000);
    expect(more).toEqual([]);
  });
});

describe('a batch that one frame cannot hold', () => {
  const hundred = Array.from({ length: 100 }, (_, index) =>
    aTrack(9, AHEAD_MS, { catalogNumber: 799_500_000 + index }),
  ).flat();

  it('is split into frames of at most 30 KB, with every point once', () => {
    const texts = toFrames(hundred, NOW_MS);

    expect(texts.length).toBeGreaterThan(1);
    for (const text of texts) expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MOST_BYTES);
    expect(contents(parse(texts)).toSorted()).toEqual(asLines(hundred).toSorted());
  });

  it('is split when one frame would exceed 30,000 bytes', () => {
    const pair = (length: number) => aTrack(2, AHEAD_MS, { elementsEpoch: 'x'.repeat(length) });
    const [short = ''] = toFrames(pair(0), NOW_MS);
    const fill = 30_000 - Buffer.byteLength(short);

    expect(toFrames(pair(fill), NOW_MS)).toHaveLength(1);
    expect(toFrames(pair(fill + 1), NOW_MS)).toHaveLength(2);
  });

  it('is split by time, so that each frame moves every satellite forward', () => {
    const times = parse(toFrames(hundred, NOW_MS)).map(({ satellites }) =>
      satellites.flatMap(({ points }) => points.map(({ time }) => time)).toSorted(),
    );

    for (const [index, later] of times.entries()) {
      const earlier = times[index - 1]?.at(-1);
      if (earlier !== undefined) expect(String(later[0]) >= earlier).toBe(true);
    }
  });

  it('is split into at most twice as many frames as necessary', () => {
    const texts = toFrames(hundred, NOW_MS);
    const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);

    expect(texts.length).toBeLessThanOrEqual(2 * Math.ceil(bytes / MOST_BYTES));
  });

  it('is not split below a single point, however long', () => {
    const long = aStoredPoint({ timeMs: AHEAD_MS, elementsEpoch: 'x'.repeat(MOST_BYTES) });

    expect(toFrames([long], NOW_MS)).toHaveLength(1);
  });
});
