// Another time than now has the points that are recorded, those of the feed, and computed ones in between, marked.
import { describe, expect, it } from 'vitest';
import { toSgp4Record } from '../../../orbit/elements.ts';
import { toEarthFixed } from '../../../orbit/geodetic.ts';
import { subSatellitePoint } from '../../../orbit/propagate.ts';
import type { FeedState } from '../../../web/feed/feed-state.ts';
import { computedPoint } from '../../../web/satellite/computed-point.ts';
import { positionAt } from '../../../web/satellite/position.ts';
import { recordOf } from '../../../web/satellite/shown-satellite.ts';
import type { Track } from '../../../web/satellite/tracks.ts';
import { createTimeline, hoursAround, kindAt } from '../../../web/time/timeline.ts';
import type { SatelliteAnswer } from '../../../wire/satellites.ts';
import { newestOmm } from '../../accuracy/truth.ts';
import { aFeedState } from '../feed-state.ts';
import { aSatellite, pointsBetween } from '../points.ts';

const at = (text: string) => Date.parse(`2026-10-10T${text}Z`);
const NOW = at('12:00:07');
const OMM = newestOmm(25994);
const RECORD = toSgp4Record(OMM);
const EPOCH = `${OMM.EPOCH}Z`;
const SATELLITE = aSatellite(25994, {
  epoch: EPOCH,
  state: 'fresh',
  source: 'bundled',
  retrievedAt: null,
  omm: OMM,
}) as SatelliteAnswer;

/** The feed has the hour from 11 to 12, and three minutes ahead. */
const FEED = pointsBetween(at('11:00'), at('12:03'));

function aTimeline(recorded: (hourMs: number) => Track | undefined = () => undefined) {
  let computed = 0;
  const timeline = createTimeline({
    compute(record, timeMs) {
      computed++;
      return computedPoint(record, timeMs);
    },
    recordOf,
    recorded: (_, hourMs) => recorded(hourMs),
    elementsAt: ({ elements }) => elements,
  });
  const state = (feed: Track = FEED): FeedState =>
    aFeedState({ satellites: [SATELLITE], tracks: new Map([[25994, feed]]) });
  return {
    trackAt: (timeMs: number, feed?: Track) => timeline.stateAt(state(feed), timeMs).tracks.get(25994) as Track,
    get computed() {
      return computed;
    },
  };
}

describe('the track of another time', () => {
  it('has every point of the hour before it and of the next minute', () => {
    for (const time of [at('09:30'), at('10:00:20'), at('11:00'), at('23:59:59')]) {
      const track = aTimeline().trackAt(time);
      const times = track.map(({ timeMs }) => timeMs);

      expect(times[0]).toBeLessThanOrEqual(time - 3_640_000);
      expect(times.at(-1)).toBeGreaterThanOrEqual(time + 60_000);
      expect(times).toEqual(pointsBetween(times[0] as number, times.at(-1) as number).map(({ timeMs }) => timeMs));
    }
  });

  it('is computed with SGP4 in the future', () => {
    const { trackAt } = aTimeline();
    const timeMs = at('20:17:13');
    const position = positionAt({ track: trackAt(timeMs), record: undefined }, timeMs);
    const truth = subSatellitePoint(RECORD, timeMs);

    expect(position?.source).toBe('page');
    // The interpolation between points errs by less than a metre.
    const [a, b] = [toEarthFixed(position as typeof truth), toEarthFixed(truth)];
    expect(Math.hypot(a.x - b.x, a.y - b.y, a.z - b.z)).toBeLessThan(0.001);
    expect(kindAt(trackAt(timeMs), timeMs, NOW)).toBe('computed');
  });

  it('is that of the feed where it has points, but nothing of the next minutes is a record', () => {
    const { trackAt } = aTimeline();

    expect(positionAt({ track: trackAt(at('11:30:10')), record: RECORD }, at('11:30:10'))).toMatchObject({
      latitudeDeg: expect.closeTo(10, 6),
      source: 'feed',
    });
    expect(kindAt(trackAt(at('11:30:10')), at('11:30:10'), NOW)).toBe('recorded');
    expect(kindAt(trackAt(at('12:02')), at('12:02'), NOW)).toBe('computed');
    expect(kindAt([], NOW, NOW)).toBe('unknown');
  });

  it('is recorded as far as the API has answered, and computed in its holes', () => {
    const hour = pointsBetween(at('07:00:20'), at('08:00')).filter(({ timeMs }) => timeMs !== at('07:30'));
    const { trackAt } = aTimeline((hourMs) => (hourMs === at('07:00') ? hour : undefined));
    const track = trackAt(at('07:45'));

    expect(kindAt(track, at('07:45'), NOW)).toBe('recorded');
    expect(kindAt(track, at('07:30'), NOW)).toBe('computed');
    expect(kindAt(track, at('06:59'), NOW)).toBe('computed');
    expect(track.find(({ timeMs }) => timeMs === at('07:30'))).toMatchObject({
      elementsEpoch: EPOCH,
      computed: true,
    });
  });

  it('is the same array while nothing has changed, and computes no point twice', () => {
    const timeline = aTimeline();
    const first = timeline.trackAt(at('18:30'));
    const { computed } = timeline;

    expect(timeline.trackAt(at('18:50'))).toBe(first);
    // A new array of the same points, as the feed makes it each minute.
    expect(timeline.trackAt(at('18:50'), [...FEED])).toBe(first);
    timeline.trackAt(at('19:10'));
    timeline.trackAt(at('18:30'));
    expect(timeline.computed - computed).toBe(180);
  });
});

it('the hours around a moment begin with the one that the last hour needs', () => {
  expect(hoursAround(at('12:30'))).toEqual([at('11:00'), at('12:00')]);
  // Two steps more than an hour, and a minute ahead.
  expect(hoursAround(at('12:00:20'))).toEqual([at('10:00'), at('11:00'), at('12:00')]);
  expect(hoursAround(at('11:59:50'))).toEqual([at('10:00'), at('11:00'), at('12:00')]);
});
