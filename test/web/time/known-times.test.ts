// From when until when positions are known: each satellite on the page is asked about, and again after a failure.
import { beforeEach, describe, expect, it } from 'vitest';
import { StatusError } from '../../../web/feed/api.ts';
import { offeredTimes, type Span } from '../../../web/time/bounds.ts';
import { createKnownTimes, type KnownTimes } from '../../../web/time/known-times.ts';
import { FakeBrowser, settle } from '../fake-env.ts';

const NOW = Date.UTC(2026, 10, 24, 12);
const SUMMER = { fromMs: Date.UTC(2026, 5, 9), untilMs: Date.UTC(2026, 11, 24) };
const SPRING = { fromMs: Date.UTC(2026, 2, 1), untilMs: Date.UTC(2026, 9, 1) };

describe('the known times', () => {
  let browser: FakeBrowser;
  let asked: number[];
  let answers: Record<number, Span | Error | undefined>;
  let changes: number;
  let known: KnownTimes;

  const why = (catalogNumbers: number[]) =>
    known.whyOutside(catalogNumbers, offeredTimes([Date.UTC(2026, 10, 24)], NOW, known.span), 'not asked');

  beforeEach(() => {
    browser = new FakeBrowser(NOW);
    asked = [];
    answers = { 1: SUMMER, 2: SUMMER, 3: SUMMER, 4: SPRING };
    changes = 0;
    known = createKnownTimes(
      browser.env,
      async (catalogNumber) => {
        asked.push(catalogNumber);
        const answer = answers[catalogNumber];
        if (answer instanceof Error) throw answer;
        return answer;
      },
      () => changes++,
    );
  });

  it('are asked once of each satellite, three at a time, and of one that is chosen later', async () => {
    known.want([1, 2, 3, 4]);
    known.want([1, 2, 3, 4]);
    expect(asked).toEqual([1, 2, 3]);
    await settle();
    expect(known.span).toEqual(SUMMER);
    expect(changes).toBe(3);

    known.want([1, 2, 3, 4]);
    await settle();
    known.want([1, 2, 3, 4]);

    expect(asked).toEqual([1, 2, 3, 4]);
    expect(known.span).toEqual({ fromMs: SPRING.fromMs, untilMs: SUMMER.untilMs });
  });

  it('are asked again ten seconds after a failure, as long as somebody wants to know', async () => {
    answers[1] = new StatusError(503);
    known.want([1]);
    await settle();
    await browser.pass(9_999);
    known.want([1]);
    expect(asked).toHaveLength(1);
    await browser.pass(1);
    // The failure, and that it is time to ask.
    expect(changes).toBe(2);
    expect(asked).toHaveLength(1);

    answers[1] = SUMMER;
    known.want([1]);
    await settle();

    expect(asked).toHaveLength(2);
    expect(known.span).toEqual(SUMMER);
  });

  it('are named as the limit when all satellites were asked about, and not before', async () => {
    answers[2] = new TypeError('no network');
    expect(why([1, 2])).toBeUndefined();
    await settle();
    expect(why([1, 2])).toBe('not asked');

    answers[2] = undefined;
    await browser.pass(10_000);
    expect(why([1, 2])).toBeUndefined();
    await settle();

    expect(why([1, 2])).toMatch(/^Positions are known from 9 Jun 2026 to 24 Dec 2026: /);
    expect(why([1, 2, 4])).toBeUndefined();
    await settle();
    expect(why([1, 2, 4])).toMatch(/^Positions are known from 1 Mar 2026 /);
  });

  it('of a satellite that the API does not have are an answer', async () => {
    answers[1] = new StatusError(404);
    why([1]);
    await settle();

    expect(why([1])).toMatch(/^Positions are known from 25 Oct 2026 /);
    await browser.pass(60_000);
    expect(asked).toEqual([1]);
  });
});
