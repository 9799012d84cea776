// The answer to /satellites/{catalogNumber}/overpasses, as the function gives it: every form of it, and its caching.
import { describe, expect, it } from 'vitest';
import { answer } from '../../../functions/query/dispatch.ts';
import type { Form } from '../../../functions/query/forms.ts';
import { toResponse } from '../../../functions/query/response.ts';
import { MINUTE_MS } from '../../../orbit/time.ts';
import type { OverpassesAnswer } from '../../../wire/overpasses.ts';
import { aSatellite, decayed, NOW_MS, TERRA } from '../../support/builders.ts';
import { anHttpEvent } from '../../support/lambda.ts';
import { type AskOptions, ask, held } from './ask.ts';
import { BOULDER } from './boulder.ts';

const FROM_MS = NOW_MS - 7500;
const FORMS = ['json', 'csv', 'ics'] as const;
const KINDS = ['swath', 'horizon'] as const;
const FORMS_OF_KINDS = FORMS.flatMap((form) => KINDS.map((kind) => [form, kind] as const));

interface Question {
  catalogNumber?: number;
  form?: Form;
  kind?: (typeof KINDS)[number];
  place?: typeof BOULDER;
}

const asRequest = ({ catalogNumber = TERRA, form = 'json', kind = 'swath', place = BOULDER }: Question) => ({
  kind: 'overpasses' as const,
  catalogNumber,
  form,
  question: { place, kind, days: 1 },
});

const overpasses = <Body>(question: Question, options: AskOptions = {}) => ask<Body>(asRequest(question), [], options);

/** How many overpasses a form tells of. */
function countIn(form: Form, body: unknown): number {
  if (form === 'json') return (body as OverpassesAnswer).overpasses.length;
  return String(body).match(form === 'csv' ? /^Terra,25994,MODIS,2/gm : /^BEGIN:VEVENT\r$/gm)?.length ?? 0;
}

describe('overpasses', () => {
  it.each(FORMS)('of a satellite that is not followed are a problem, not an empty answer: %s', async (form) => {
    await expect(overpasses({ form, catalogNumber: 25544 })).rejects.toMatchObject({
      status: 404,
      message: 'Satellite 25544 is not followed here. /satellites lists those that are.',
    });
  });

  it.each(FORMS)('of elements whose epoch cannot be read are none, and that is said: %s', async (form) => {
    const unreadable = { ...held(), omm: { ...held().omm, EPOCH: 'never' } };

    const { status, body } = await overpasses({ form }, { elementsOf: () => unreadable });

    expect([status, countIn(form, body)]).toEqual([200, 0]);
    if (form === 'json') expect(body).toMatchObject({ elements: null, overpasses: [] });
    else expect(String(body)).toMatch(/waiting\r\n$|waits for orbital elements/);
  });

  it.each(FORMS_OF_KINDS)('come as %s, %s', async (form, kind) => {
    const { status, form: answered, body, lifetime } = await overpasses({ form, kind });

    expect([status, lifetime, answered]).toEqual([200, 'live', form]);
    expect(countIn(form, body)).toBeGreaterThan(1);
  });

  it.each(FORMS_OF_KINDS.flatMap(([form, kind]) => [90, -90].map((latitudeDeg) => [form, kind, latitudeDeg] as const)))(
    'as %s, %s, are found at latitude %d, once in each revolution',
    async (form, kind, latitudeDeg) => {
      const { body } = await overpasses({ form, kind, place: { latitudeDeg, longitudeDeg: 0 } });

      // 14.6 revolutions a day, of which a window's edge may cut one.
      expect(countIn(form, body)).toBeGreaterThanOrEqual(14);
      expect(countIn(form, body)).toBeLessThanOrEqual(16);
    },
  );

  it.each(FORMS_OF_KINDS)('as %s, %s, of a satellite that waits are none, and say so', async (form, kind) => {
    const { status, body } = await overpasses({ form, kind }, { elementsOf: () => undefined });

    expect(status).toBe(200);
    expect(countIn(form, body)).toBe(0);
    expect(JSON.stringify(body).replaceAll('\\r\\n ', '')).toMatch(/"elements":null|,waiting\b|Terra waits for/);
  });

  it.each(FORMS_OF_KINDS)('as %s, %s, of elements that SGP4 refuses are none, and say so', async (form, kind) => {
    const { status, body } = await overpasses({ form, kind }, { elementsOf: () => decayed(held()) });

    expect(status).toBe(200);
    expect(countIn(form, body)).toBe(0);
    expect(JSON.stringify(body).replaceAll('\\r\\n ', '')).toMatch(/"state":"failed"|,failed\b|\(failed\)/);
  });

  it.each(FORMS)('as %s, when there are none, say what that was computed from', async (form) => {
    // Half a kilometre to each side: nothing comes so near in a day.
    const { body } = await overpasses({ form }, { satellites: [aSatellite({ swathKm: 1 })] });
    const text = JSON.stringify(body).replaceAll('\\r\\n ', '');

    expect(countIn(form, body)).toBe(0);
    for (const word of ['MODIS', '2026-10-09T22:33:25.053984Z', '0.6', 'fresh', '0.1']) expect(text).toContain(word);
  });
});

describe('their ETag', () => {
  /** The answer as HTTP, to a client that has the answer with this ETag. */
  async function replyAt(nowMs: number, form: Form, ifNoneMatch?: string) {
    const parts = { satellites: [aSatellite()], elementsOf: () => held(), table: {} as never };
    const event = anHttpEvent({ headers: ifNoneMatch ? { 'if-none-match': ifNoneMatch } : {} });
    return toResponse(event, await answer(asRequest({ form }), parts, nowMs));
  }

  it.each(FORMS)('stays for a minute, in which asking again is answered 304: %s', async (form) => {
    const etag = String((await replyAt(FROM_MS, form)).headers?.etag);

    const again = await replyAt(FROM_MS + MINUTE_MS - 1, form, etag);

    expect(again).toMatchObject({ statusCode: 304, headers: { etag, 'cache-control': 'no-cache' } });
    expect(again.body).toBeUndefined();
  });

  it.each(['json', 'ics'] as const)('is another in the next minute, whose answer begins later: %s', async (form) => {
    const etag = String((await replyAt(FROM_MS, form)).headers?.etag);

    const next = await replyAt(FROM_MS + MINUTE_MS, form, etag);

    expect(next).toMatchObject({ statusCode: 200, headers: { etag: expect.not.stringMatching(etag) } });
  });

  it('of a table, which does not say when it begins, stays until something in it changes', async () => {
    const etag = String((await replyAt(FROM_MS, 'csv')).headers?.etag);

    expect((await replyAt(FROM_MS + MINUTE_MS, 'csv', etag)).statusCode).toBe(304);
    // A tenth of a day: the age of the elements has another digit.
    expect((await replyAt(FROM_MS + 144 * MINUTE_MS, 'csv', etag)).statusCode).toBe(200);
  });

  it('is another in each form', async () => {
    const etags = await Promise.all(FORMS.map(async (form) => (await replyAt(FROM_MS, form)).headers?.etag));

    expect(new Set(etags).size).toBe(FORMS.length);
  });
});
