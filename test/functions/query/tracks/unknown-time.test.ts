// Tracks at times at which nothing is known of a satellite, or of some of several.
import { describe, expect, inject, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../../../orbit/time.ts';
import type { TrackAnswer } from '../../../../wire/track.ts';
import type { TracksAnswer } from '../../../../wire/tracks.ts';
import { AURA, decayed, TERRA, THREE_SATELLITES } from '../../../support/builders.ts';
import { anArchive, downloaded, TERRA_SETS, throttle } from '../support/archived.ts';
import { type AskOptions, createAsk, held, SLOT_MS } from '../support/ask.ts';

const endpoint = inject('endpoint');
const ask = createAsk(endpoint);

const [JULY, AUGUST, , SEVENTH, NINTH] = TERRA_SETS;
const at = (text: string) => Date.parse(`${text}Z`);

const trackOf = (beforeMs: number, options: AskOptions, catalogNumber = TERRA) =>
  ask<TrackAnswer>({ kind: 'track', catalogNumber, points: 3, beforeMs, swath: false, form: 'json' }, [], options);

describe('where nothing is known', () => {
  it.each(['0001-01-01T00:00:00', '2026-06-08T22:33:03.979', '2026-11-08T22:33:25.054', '9999-12-31T23:59:59'])(
    'before %s is a problem with the limits',
    async (before) => {
      await expect(trackOf(at(before), { archive: await anArchive(endpoint) })).rejects.toMatchObject({
        status: 400,
        message:
          'before must be from 2026-06-08T22:33:03.980Z to 2026-11-08T22:33:25.053Z: positions of Terra are computed from 30 days before the oldest known element set to 30 days after the newest known element set.',
      });
    },
  );

  it.each(['2026-06-08T22:33:03.980', '2026-11-08T22:33:25.053'])('before %s is answered', async (before) => {
    const { body } = await trackOf(at(before), { archive: await anArchive(endpoint) });

    expect(body.count).toBe(3);
  });

  it('a satellite without sets is empty where points are kept, and a problem elsewhere', async () => {
    const options = { satellites: [{ ...THREE_SATELLITES[0], catalogNumber: 799_500_123 }] } as AskOptions;
    const of = (beforeMs: number) => trackOf(beforeMs, options, 799_500_123);

    expect((await of(SLOT_MS)).body).toMatchObject({ count: 0, complete: false, recorded: true });
    await expect(of(SLOT_MS - 2 * DAY_MS)).rejects.toMatchObject({
      status: 400,
      message: 'No element set of Terra is known yet. Leave before out.',
    });
  });

  it('a set that does not hold there gives no points, and no older one replaces it', async () => {
    const fallen = downloaded(decayed(held()).omm);

    const { body } = await trackOf(SLOT_MS + DAY_MS, {
      archive: await anArchive(endpoint, [SEVENTH]),
      elementsOf: () => fallen,
    });

    expect(body).toMatchObject({ count: 0, complete: false });
  });
});

describe('several tracks', () => {
  const tracksOf = (beforeMs: number, options: AskOptions) =>
    ask<TracksAnswer>(
      { kind: 'tracks', catalogNumbers: undefined, points: 2, beforeMs, swath: false, form: 'json' },
      [],
      { satellites: THREE_SATELLITES, ...options },
    );

  it('each from its own sets; one of which nothing is known then is empty', async () => {
    // Aura's bundled set is of 9 July, 61 days before; the others' are within 30 days.
    const { body } = await tracksOf(at('2026-09-10T00:00:00'), { archive: await anArchive(endpoint, [JULY, AUGUST]) });

    expect(body.tracks.map(({ name, count, recorded }) => [name, count, recorded])).toEqual([
      ['Terra', 2, false],
      ['Aqua', 2, false],
      ['Aura', 2, false],
    ]);
    const { body: may } = await tracksOf(at('2026-06-08T23:00:00'), { archive: await anArchive(endpoint, [JULY]) });
    expect(may.tracks.map(({ count }) => count)).toEqual([2, 0, 0]);
    expect(may.failed).toEqual([]);
  });

  it('are a problem when nothing is known of any of them', async () => {
    await expect(tracksOf(at('2025-01-01T00:00:00'), {})).rejects.toMatchObject({
      status: 400,
      message: expect.stringMatching(/^before must be from 2026-06-09T18:53:00.364Z to 2026-11-08T22:33:25.053Z: /),
    });
  });

  it('an archive that cannot be read loses the satellites that need it, by name, and no cache keeps that', async () => {
    const archive = await anArchive(endpoint, []);
    throttle(archive);

    const { body, lifetime } = await tracksOf(SLOT_MS + HOUR_MS, {
      archive,
      elementsOf: (catalogNumber) => (catalogNumber === TERRA ? NINTH : held(catalogNumber)),
    });

    expect(body.tracks.map(({ name }) => name)).toEqual(['Terra']);
    expect(body.failed).toEqual([27424, AURA]);
    expect(lifetime).toBe('momentary');
  });
});
