// Where two element sets meet, no overpass is lost and none counts twice. The sets of these tests differ by more than
// real ones do: by up to half an hour along the track.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { horizonPassesAcross, MOST_APART_MS, type Stretch, swathOverpassesAcross } from '../../orbit/across-sets.ts';
import { epochMs, type Sgp4Record, toSgp4Record } from '../../orbit/elements.ts';
import type { Place } from '../../orbit/geodetic.ts';
import { horizonPasses } from '../../orbit/horizon-passes.ts';
import { symmetrical } from '../../orbit/instruments.ts';
import type { Omm } from '../../orbit/omm.ts';
import { swathOverpasses } from '../../orbit/swath-overpasses.ts';
import { newestOmm } from '../accuracy/truth.ts';
import { REPORTED } from './decays.ts';
import { anyNumber, anyPlace, GOES_18, MOLNIYA } from './orbits.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const TERRA = newestOmm(25994);
const FROM_MS = epochMs(TERRA) + DAY_MS;
const UNTIL_MS = FROM_MS + 10 * HOUR_MS;
/** Of Terra: 98.6 minutes. */
const REVOLUTION_MS = DAY_MS / TERRA.MEAN_MOTION;

/** The same satellite, so much farther along its orbit. */
function ahead(omm: Omm, ms: number): Sgp4Record {
  const degrees = (ms / DAY_MS) * omm.MEAN_MOTION * 360;
  return toSgp4Record({ ...omm, MEAN_ANOMALY: (omm.MEAN_ANOMALY + degrees + 720) % 360 });
}

/** Records that follow each other; the moments are when they meet. */
function stretchesOf(records: readonly Sgp4Record[], meetings: readonly number[]): Stretch[] {
  const edges = [FROM_MS - MOST_APART_MS, ...meetings, UNTIL_MS + MOST_APART_MS];
  return records.map((record, index) => ({
    record,
    fromMs: edges[index] as number,
    untilMs: edges[index + 1] as number,
  }));
}

// So wide that every revolution has an approach, and it never depends on the distance whether it counts.
const WHOLE = [symmetrical(40_000)];

const timesAcross = (stretches: readonly Stretch[], place: Place, fromMs = FROM_MS, untilMs = UNTIL_MS) =>
  swathOverpassesAcross(stretches, place, fromMs, untilMs, WHOLE).found.map(({ found }) => found.timeMs);

/** Searches begin at different moments, so they end within 0.1 ms of each other. */
function expectSame(times: readonly number[], expected: readonly number[]) {
  expect(times).toHaveLength(expected.length);
  for (const [index, timeMs] of times.entries())
    expect(Math.abs(timeMs - (expected[index] as number))).toBeLessThan(0.2);
}

const anyAhead = fc.constantFrom(-30, -12, -1, -0.01, 0.01, 1, 12, 30).map((minutes) => minutes * 60_000);
/** Where the sets meet, from the time of an approach by the first set (0) to its time by the second (1). */
const anyShare = fc.constantFrom(-0.1, 0.1, 0.4, 0.6, 0.9, 1.1);
const anyTime = anyNumber(FROM_MS, UNTIL_MS);

describe('overpasses where two sets meet', () => {
  it('are those of each set on its side, but for an approach at the meeting: that counts once', () => {
    let [doubled, lost] = [0, 0];
    fc.assert(
      fc.property(anyPlace, anyAhead, anyTime, anyShare, (place, aheadMs, aboutMs, share) => {
        const [first, second] = [toSgp4Record(TERRA), ahead(TERRA, aheadMs)];
        const of = (record: Sgp4Record) =>
          swathOverpasses(record, place, FROM_MS, UNTIL_MS, 40_000).found.map(({ timeMs }) => timeMs);
        const near = of(first).find((timeMs) => timeMs > aboutMs);
        // A meeting between the two times of one approach, or close to them.
        const meetingMs = (near ?? aboutMs) - share * aheadMs;
        if (meetingMs < FROM_MS + HOUR_MS || meetingMs > UNTIL_MS - HOUR_MS) return;

        const naive = [...of(first).filter((ms) => ms <= meetingMs), ...of(second).filter((ms) => ms > meetingMs)];
        const times = timesAcross(stretchesOf([first, second], [meetingMs]), place);

        const gaps = times.slice(1).map((ms, index) => ms - (times[index] as number));
        const naiveGaps = naive.slice(1).map((ms, index) => ms - (naive[index] as number));
        if (naiveGaps.some((gap) => gap < 0.5 * REVOLUTION_MS)) doubled += 1;
        if (naiveGaps.some((gap) => gap > 1.5 * REVOLUTION_MS)) lost += 1;
        for (const gap of gaps) expect(Math.abs(gap / REVOLUTION_MS - 1)).toBeLessThan(0.5);
        // Far from the meeting nothing changes.
        const isFar = (ms: number) => Math.abs(ms - meetingMs) > REVOLUTION_MS;
        expectSame(times.filter(isFar), naive.filter(isFar));
      }),
      { numRuns: 50, seed: 17 },
    );
    // Without the rule, both would happen often.
    expect(doubled).toBeGreaterThan(2);
    expect(lost).toBeGreaterThan(2);
  });

  it('are the same in one window as in two that touch, wherever the sets meet', () => {
    fc.assert(
      fc.property(anyPlace, fc.tuple(anyAhead, anyAhead), fc.tuple(anyTime, anyTime, anyTime), (place, by, moments) => {
        const [one = 0, middleMs = 0, other = 0] = [...moments].sort((a, b) => a - b);
        const records = [toSgp4Record(TERRA), ...by.map((ms) => ahead(TERRA, ms))];
        const stretches = stretchesOf(records, [one, other]);

        const whole = timesAcross(stretches, place);
        const halves = [
          ...timesAcross(stretches, place, FROM_MS, middleMs),
          ...timesAcross(stretches, place, middleMs, UNTIL_MS),
        ];

        expectSame(halves, whole);
      }),
      { numRuns: 20, seed: 17 },
    );
  });

  it('are in the swath or not by the set that they belong to, though the other set sees them elsewhere', () => {
    // Twelve minutes apart, the tracks are up to 300 km apart: as wide as the swath.
    const swath = [symmetrical(300)];
    const [first, second] = [toSgp4Record(TERRA), ahead(TERRA, 12 * 60_000)];
    let decided = 0;
    for (let longitudeDeg = -180; longitudeDeg < 180; longitudeDeg += 6) {
      const place = { latitudeDeg: 20, longitudeDeg };
      const look = (record: Sgp4Record) => swathOverpasses(record, place, FROM_MS, UNTIL_MS, 2000).found;
      for (const one of look(first)) {
        const other = look(second).find(({ timeMs }) => Math.abs(timeMs - one.timeMs) < REVOLUTION_MS / 2);
        if (!other || other.timeMs > UNTIL_MS - HOUR_MS || one.timeMs < FROM_MS + HOUR_MS) continue;
        for (const share of [0.3, 0.7]) {
          const meetingMs = one.timeMs + share * (other.timeMs - one.timeMs);
          const owner = (one.timeMs + other.timeMs) / 2 <= meetingMs ? one : other;
          const { found } = swathOverpassesAcross(
            stretchesOf([first, second], [meetingMs]),
            place,
            FROM_MS,
            UNTIL_MS,
            swath,
          );
          const near = found.filter((each) => Math.abs(each.found.timeMs - meetingMs) < REVOLUTION_MS / 2);
          expectSame(
            near.map((each) => each.found.timeMs),
            owner.distanceKm <= 150 ? [owner.timeMs] : [],
          );
          if (one.distanceKm <= 150 !== other.distanceKm <= 150) decided += 1;
        }
      }
    }
    expect(decided).toBeGreaterThan(5);
  });

  it('are those of the only set when there is one', () => {
    const place = { latitudeDeg: 40, longitudeDeg: -105 };
    const { found, ...rest } = swathOverpassesAcross(stretchesOf([toSgp4Record(TERRA)], []), place, FROM_MS, UNTIL_MS, [
      symmetrical(2330),
    ]);

    const single = swathOverpasses(toSgp4Record(TERRA), place, FROM_MS, UNTIL_MS, 2330);
    expect(found.map((each) => each.found)).toEqual(single.found);
    expect(rest).toEqual({ throughout: single.throughout, throughoutOf: single.throughoutOf });
  });

  it('are found where a set holds: after it begins to, and until it ends', () => {
    const place = { latitudeDeg: 90, longitudeDeg: 0 };
    const falling = REPORTED.find((omm) => omm.NORAD_CAT_ID === 45211) as Omm;
    const record = toSgp4Record({ ...falling, EPOCH: TERRA.EPOCH });
    // It sinks below 100 km 21.93 days after its epoch.
    const endMs = epochMs(TERRA) + 21.93 * DAY_MS;
    const terra = toSgp4Record(TERRA);
    const search = (records: readonly Sgp4Record[]) => {
      const edges = [endMs - DAY_MS, endMs, endMs + DAY_MS];
      const stretches = records.map((each, index) => ({
        record: each,
        fromMs: edges[index] as number,
        untilMs: edges[index + 1] as number,
      }));
      return swathOverpassesAcross(stretches, place, endMs - DAY_MS / 4, endMs + DAY_MS / 4, WHOLE);
    };

    const decayed = search([terra, record]);
    const replaced = search([record, terra]);

    expect(decayed.found.every((each) => each.record === terra)).toBe(true);
    expect(decayed.found.length).toBeGreaterThan(2);
    expect(new Set(replaced.found.map((each) => each.record))).toEqual(new Set([record, terra]));
    expect(decayed.throughout).toBeUndefined();
  });
});

describe('passes over the horizon where two sets meet', () => {
  const passesAcross = (stretches: readonly Stretch[], place: Place) =>
    horizonPassesAcross(stretches, place, FROM_MS, UNTIL_MS);

  it('count once each', () => {
    let [doubled, lost] = [0, 0];
    fc.assert(
      fc.property(anyPlace, anyAhead, anyTime, anyShare, (place, aheadMs, aboutMs, share) => {
        const [first, second] = [toSgp4Record(TERRA), ahead(TERRA, aheadMs)];
        const of = (record: Sgp4Record) => horizonPasses(record, place, FROM_MS, UNTIL_MS).found;
        const near = of(first).find(({ culmination }) => culmination.timeMs > aboutMs);
        const meetingMs = (near?.culmination.timeMs ?? aboutMs) - share * aheadMs;
        if (meetingMs < FROM_MS + HOUR_MS || meetingMs > UNTIL_MS - HOUR_MS) return;
        // Another track may miss the horizon by a hair, so only high passes are asked after.
        const isHigh = (elevationDeg: number) => elevationDeg > 25;

        const times = passesAcross(stretchesOf([first, second], [meetingMs]), place).found.map(
          ({ found }) => found.culmination.timeMs,
        );

        for (const { culmination } of of(first)) {
          if (!isHigh(culmination.elevationDeg)) continue;
          const isSame = (ms: number) => Math.abs(ms - culmination.timeMs) <= Math.abs(aheadMs) + 120_000;
          if (culmination.timeMs + Math.abs(aheadMs) + 120_000 > UNTIL_MS) continue;
          if (culmination.timeMs - Math.abs(aheadMs) - 120_000 < FROM_MS) continue;
          const other = culmination.timeMs - aheadMs;
          if (culmination.timeMs <= meetingMs && other > meetingMs) doubled += 1;
          if (culmination.timeMs > meetingMs && other <= meetingMs) lost += 1;
          expect(times.filter(isSame)).toHaveLength(1);
        }
      }),
      { numRuns: 50, seed: 17 },
    );
    expect(doubled).toBeGreaterThan(2);
    expect(lost).toBeGreaterThan(2);
  });

  it('that last for days are one, with the rise of the earlier set and the set of the later one', () => {
    const honolulu = { latitudeDeg: 21.31, longitudeDeg: -157.86 };
    const geostationary = { ...GOES_18, EPOCH: TERRA.EPOCH };
    const records = [0, 60_000, 120_000].map((ms) => ahead(geostationary, ms));
    const always = horizonPasses(records[0] as Sgp4Record, honolulu, FROM_MS, UNTIL_MS);
    // Turned until it is in view of one place or the other.
    const shiftMs = always.throughout === 'always' ? 0 : 12 * HOUR_MS;
    const turned = [0, 60_000, 120_000].map((ms) => ahead(geostationary, ms + shiftMs));

    const { found, throughout } = passesAcross(
      stretchesOf(turned, [FROM_MS + HOUR_MS, FROM_MS + 3 * HOUR_MS]),
      honolulu,
    );

    expect(throughout).toBe('always');
    expect(found).toMatchObject([{ found: { rise: null, set: null } }]);
  });

  it('of half a day are those of one set each', () => {
    const place = { latitudeDeg: 60, longitudeDeg: 0 };
    const molniya = { ...MOLNIYA, EPOCH: TERRA.EPOCH };
    const records = [0, 600_000].map((ms) => ahead(molniya, ms));
    const single = horizonPasses(records[0] as Sgp4Record, place, FROM_MS, UNTIL_MS).found;

    for (const { culmination } of single) {
      const { found } = passesAcross(stretchesOf(records, [culmination.timeMs]), place);
      expect(found).toHaveLength(single.length);
    }
    expect(single.length).toBeGreaterThan(0);
  });
});
