// The recorded past: few questions that every page asks alike, and what happens when one fails.
import { beforeEach, describe, expect, it } from 'vitest';
import { StatusError } from '../../../web/feed/api.ts';
import { createPast, type Past, type PastQuestion, questionAbout } from '../../../web/time/past.ts';
import { describeFailure } from '../../../web/time/time-text.ts';
import { FakeBrowser, settle } from '../fake-env.ts';
import { pointsBetween } from '../points.ts';

const NOW = Date.UTC(2026, 10, 24, 14, 20);
const at = (text: string) => Date.parse(`2026-11-${text}Z`);

describe('the question about an hour', () => {
  it.each<[hour: string, satellites: number, before: string, points: number]>([
    // Six hours of the clock.
    ['24T06:00', 3, '24T12:00', 1080],
    ['24T11:00', 16, '24T12:00', 1080],
    // Those of them that have passed.
    ['24T12:00', 3, '24T14:00', 360],
    // Long ago.
    ['03T11:00', 3, '03T12:00', 1080],
    // One hour of many satellites.
    ['24T11:00', 17, '24T12:00', 180],
  ])('that begins at %s, of %d satellites, ends at %s with %d points', (hour, satellites, before, points) => {
    expect(questionAbout(at(hour), NOW, satellites)).toEqual({ window: { beforeMs: at(before), points } });
  });

  it.each(['24T14:00', '25T00:00'])('that begins at %s is not asked: it has not passed', (hour) => {
    expect(questionAbout(at(hour), NOW, 3)).toBeUndefined();
  });
});

/** What its answers say, without what is known anyway. */
const answered = (past: Past) => past.known(NOW, new Map()).slice(1, -1);

describe('the past', () => {
  const HOUR = at('24T07:00');
  const SATELLITES = { all: 3, chosen: [1] };
  let browser: FakeBrowser;
  let asked: PastQuestion[];
  let answer: () => Promise<{ tracks: ReadonlyMap<number, ReturnType<typeof pointsBetween>>; failed: number[] }>;
  let past: Past;

  beforeEach(() => {
    browser = new FakeBrowser(NOW);
    asked = [];
    answer = async () => ({ tracks: new Map([[1, pointsBetween(at('24T06:00:20'), at('24T12:00'))]]), failed: [] });
    past = createPast(
      browser.env,
      (question) => {
        asked.push(question);
        return answer();
      },
      () => {},
    );
  });

  it('asks once for six hours, and keeps each of them', async () => {
    past.want([HOUR, HOUR + 3_600_000], SATELLITES);
    past.want([HOUR], SATELLITES);
    await settle();
    past.want([at('24T11:00')], SATELLITES);

    expect(asked).toHaveLength(1);
    expect(past.recorded(1, HOUR)).toHaveLength(180);
    expect(past.recorded(1, HOUR)?.[0]?.timeMs).toBe(at('24T07:00:20'));
    expect(past.recorded(2, HOUR)).toBeUndefined();
    expect(answered(past)).toEqual([{ kind: 'recorded', fromMs: at('24T06:00'), untilMs: at('24T12:00') }]);
  });

  it('of many satellites asks for those on the page', async () => {
    past.want([HOUR], { all: 40, chosen: [1, 2] });
    await settle();

    expect(asked).toEqual([{ window: { beforeMs: at('24T12:00'), points: 1080 }, catalogNumbers: [1, 2] }]);
  });

  it('knows the hour of the feed before it has asked, and that older points than of 25 hours are computed', () => {
    const feed = new Map([[1, pointsBetween(NOW - 3_600_000, NOW + 180_000)]]);
    expect(past.known(NOW, feed)).toEqual([
      { kind: 'computed', fromMs: Number.NEGATIVE_INFINITY, untilMs: NOW - 90_000_000 },
      { kind: 'recorded', fromMs: NOW - 3_600_000, untilMs: NOW },
      { kind: 'computed', fromMs: NOW, untilMs: Number.POSITIVE_INFINITY },
    ]);
  });

  it('notices from when on points are kept', async () => {
    answer = async () => ({ tracks: new Map([[1, pointsBetween(at('24T09:10'), at('24T12:00'))]]), failed: [] });
    past.want([HOUR], SATELLITES);
    await settle();

    expect(answered(past)).toEqual([
      { kind: 'computed', fromMs: at('24T06:00'), untilMs: at('24T09:10') },
      { kind: 'recorded', fromMs: at('24T09:10'), untilMs: at('24T12:00') },
    ]);
  });

  it('is recorded where all satellites are, that have points, and not in the gaps between', async () => {
    const all = pointsBetween(at('24T06:00:20'), at('24T12:00'));
    const gap = { fromMs: at('24T08:00'), untilMs: at('24T11:00') };
    const isIn = (timeMs: number) => timeMs > gap.fromMs && timeMs < gap.untilMs;
    answer = async () => ({
      tracks: new Map([
        [1, all.map((point) => (isIn(point.timeMs) ? { ...point, computed: true } : point))],
        // Points that are missing, and none.
        [2, all.filter(({ timeMs }) => timeMs <= at('24T11:30'))],
        [3, []],
      ]),
      failed: [],
    });
    past.want([HOUR], SATELLITES);
    await settle();

    expect(answered(past)).toEqual([
      { kind: 'recorded', fromMs: at('24T06:00'), untilMs: gap.fromMs },
      { kind: 'computed', ...gap },
      { kind: 'recorded', fromMs: gap.untilMs, untilMs: at('24T11:30') },
      { kind: 'computed', fromMs: at('24T11:30'), untilMs: at('24T12:00') },
    ]);
  });

  it('is computed 25 hours later, also what was recorded when it was asked', async () => {
    past.want([HOUR], SATELLITES);
    await settle();

    expect(past.known(NOW + 20 * 3_600_000, new Map()).slice(0, -1)).toEqual([
      { kind: 'computed', fromMs: Number.NEGATIVE_INFINITY, untilMs: at('24T09:20') },
      { kind: 'recorded', fromMs: at('24T09:20'), untilMs: at('24T12:00') },
    ]);
  });

  it('asks two questions at a time', async () => {
    past.want([HOUR, at('24T12:00'), at('23T23:00')], SATELLITES);
    expect(asked).toHaveLength(2);
    await settle();

    expect(asked).toHaveLength(3);
  });

  it('says what failed, and asks again after ten seconds', async () => {
    const good = answer;
    answer = async () => {
      throw new StatusError(503);
    };
    past.want([HOUR], SATELLITES);
    await settle();
    expect(past.failure && describeFailure(past.failure)).toBe(
      'Cannot load the points of 24 Nov 2026, 06:00 to 12:00 UTC: the server returned HTTP status 503. They are computed from the present elements instead. Trying again every 10 s.',
    );

    answer = good;
    past.want([HOUR], SATELLITES);
    expect(asked).toHaveLength(1);
    await browser.pass(10_000);

    expect(asked).toHaveLength(2);
    expect(past.failure).toBeUndefined();
    expect(past.recorded(1, HOUR)).toHaveLength(180);
  });

  it.each([400, 404])('does not ask again what the API refuses: %d', async (status) => {
    answer = async () => {
      throw new StatusError(status);
    };
    past.want([HOUR], SATELLITES);
    await settle();
    await browser.pass(60_000);
    past.want([HOUR], SATELLITES);

    expect(asked).toHaveLength(1);
    expect(past.failure).toBeUndefined();
  });

  it('asks again for a satellite that the API could not read, and keeps the others', async () => {
    const good = answer;
    answer = async () => ({ ...(await good()), failed: [2] });
    past.want([HOUR], SATELLITES);
    await settle();
    expect(past.recorded(1, HOUR)).toHaveLength(180);
    expect(past.failure && describeFailure(past.failure)).toContain(': the server could not read some satellites.');

    // However often that is: the answers say the same of that time.
    await browser.pass(60_000);
    expect(asked).toHaveLength(7);
    expect(answered(past)).toHaveLength(1);

    answer = good;
    await browser.pass(10_000);

    expect(asked).toHaveLength(8);
    expect(past.failure).toBeUndefined();
  });

  it('says nothing of a time when no satellite could be read', async () => {
    answer = async () => ({ tracks: new Map(), failed: [1, 2, 3] });
    past.want([HOUR], SATELLITES);
    await settle();

    expect(answered(past)).toEqual([]);
  });
});
