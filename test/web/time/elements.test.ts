// The element sets of another time: asked once for six hours, and the nearest of those that are known is used.
import { beforeEach, describe, expect, it } from 'vitest';
import { StatusError } from '../../../web/feed/api.ts';
import { createElementsOfThen, type ElementsOfThen, slotOf } from '../../../web/time/elements.ts';
import type { ElementsAnswer, SatelliteAnswer } from '../../../wire/satellites.ts';
import { FakeBrowser, settle } from '../fake-env.ts';
import { aSatellite } from '../points.ts';

const at = (text: string) => Date.parse(`2026-11-${text}Z`);
const elementsOf = (day: number) =>
  ({ epoch: `2026-11-${day}T00:00:00Z`, state: 'fresh', source: 'bundled', retrievedAt: null }) as ElementsAnswer;
const SATELLITE = aSatellite(1, elementsOf(24)) as SatelliteAnswer;

it('the time to ask about is the middle of six hours of the clock', () => {
  expect([at('20T06:00'), at('20T11:59')].map(slotOf)).toEqual([at('20T09:00'), at('20T09:00')]);
});

describe('the elements of another time', () => {
  let browser: FakeBrowser;
  let asked: number[];
  let fails: Error | undefined;
  let failed: number[];
  let elements: ElementsOfThen;
  const epochAt = (timeMs: number) => elements.at(SATELLITE, timeMs)?.epoch;

  beforeEach(() => {
    browser = new FakeBrowser(at('24T12:00'));
    asked = [];
    fails = undefined;
    failed = [];
    elements = createElementsOfThen(
      browser.env,
      async (atMs) => {
        asked.push(atMs);
        if (fails) throw fails;
        return { sets: new Map([[1, elementsOf(20)]]), failed };
      },
      () => {},
    );
  });

  it('are the nearest ones, once they have arrived', async () => {
    elements.want(at('20T10:00'), [SATELLITE]);
    elements.want(at('20T11:00'), [SATELLITE]);
    expect(epochAt(at('20T10:00'))).toBe('2026-11-24T00:00:00Z');
    await settle();

    expect(asked).toEqual([at('20T09:00')]);
    expect(epochAt(at('20T10:00'))).toBe('2026-11-20T00:00:00Z');
    expect(epochAt(at('22T01:00'))).toBe('2026-11-24T00:00:00Z');
    expect(epochAt(at('28T00:00'))).toBe('2026-11-24T00:00:00Z');
  });

  it('are those of now later than their epoch: nothing is asked', () => {
    elements.want(at('24T06:00'), [SATELLITE]);
    elements.want(at('28T06:00'), [SATELLITE, aSatellite(2, null) as SatelliteAnswer]);

    expect(asked).toEqual([]);
  });

  it('are asked again ten seconds after a failure', async () => {
    fails = new Error('no answer');
    elements.want(at('20T10:00'), [SATELLITE]);
    await settle();
    elements.want(at('20T10:00'), [SATELLITE]);
    expect(asked).toHaveLength(1);
    await browser.pass(10_000);
    elements.want(at('20T10:00'), [SATELLITE]);

    expect(asked).toHaveLength(2);
  });

  it('are asked again when one of them could not be read', async () => {
    failed = [2];
    elements.want(at('20T10:00'), [SATELLITE]);
    await settle();
    await browser.pass(10_000);
    elements.want(at('20T10:00'), [SATELLITE]);

    expect(asked).toHaveLength(2);
    expect(epochAt(at('20T10:00'))).toBe('2026-11-20T00:00:00Z');
  });

  it('are not asked again when the API refuses, but within what it knows', async () => {
    fails = new StatusError(400);
    elements.want(at('20T10:00'), [SATELLITE]);
    await settle();
    await browser.pass(60_000);
    elements.want(at('20T10:00'), [SATELLITE]);
    expect(asked).toEqual([at('20T09:00')]);

    elements.want(at('20T10:00'), [SATELLITE], { fromMs: at('20T09:30'), untilMs: at('28T00:00') });
    expect(asked).toEqual([at('20T09:00'), at('20T09:30')]);
  });
});
