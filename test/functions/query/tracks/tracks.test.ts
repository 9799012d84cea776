// GET /tracks: several satellites in one answer, from a real table.
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { expect, inject, it } from 'vitest';
import { answer } from '../../../../functions/query/dispatch.ts';
import type { TracksRequest } from '../../../../functions/query/http/request.ts';
import { storePoints } from '../../../../functions/shared/track-table.ts';
import type { TracksAnswer } from '../../../../wire/tracks.ts';
import { aTrackTable, clientsFor } from '../../../support/aws.ts';
import { AQUA, AURA, aPace, aReport, aSatellite, aTrack, TERRA, THREE_SATELLITES } from '../../../support/builders.ts';
import { createAsk, LEAD_END_MS, SLOT_MS, WHOLE } from '../support/ask.ts';

const ask = createAsk(inject('endpoint'));
const followed = { satellites: THREE_SATELLITES };

const asked = (request: Partial<TracksRequest> = {}): TracksRequest => ({
  kind: 'tracks',
  catalogNumbers: undefined,
  points: 180,
  beforeMs: undefined,
  swath: false,
  form: 'json',
  ...request,
});
const stored = (untilMs = LEAD_END_MS) =>
  [TERRA, AQUA, AURA].flatMap((catalogNumber) => aTrack(WHOLE, untilMs, { catalogNumber }));

it('all satellites are in one answer, each as in its own track', async () => {
  const { body, lifetime, fileName } = await ask<TracksAnswer>(asked(), stored(), followed);

  expect(body.tracks.map(({ name, count, complete }) => [name, count, complete])).toEqual([
    ['Terra', 180, true],
    ['Aqua', 180, true],
    ['Aura', 180, true],
  ]);
  expect(body.failed).toEqual([]);
  expect(lifetime).toBe('live');
  expect(fileName).toBe('Terra-Aqua-Aura-tracks-2026-10-10T12-00-00Z');
  const { body: alone } = await ask({ ...asked(), kind: 'track', catalogNumber: AQUA }, stored(), followed);
  expect(body.tracks[1]).toEqual(alone);
});

it('some satellites come in the order of the list, so that the same question has the same ETag', async () => {
  const { body } = await ask<TracksAnswer>(asked({ catalogNumbers: [AURA, TERRA], points: 2 }), stored(), followed);

  expect(body.tracks.map(({ catalogNumber }) => catalogNumber)).toEqual([TERRA, AURA]);
});

it('a past that is recorded for all is settled, one with a hole of the last hour in a track is not', async () => {
  const past = asked({ points: 3, beforeMs: SLOT_MS });
  const holed = stored().filter(({ catalogNumber, timeMs }) => catalogNumber !== AURA || timeMs !== SLOT_MS);

  expect((await ask(past, stored(), followed)).lifetime).toBe('settled');
  expect((await ask(past, holed, followed)).lifetime).toBe('live');
});

it('an unknown number is refused by name', async () => {
  await expect(ask(asked({ catalogNumbers: [TERRA, 1] }), [], followed)).rejects.toMatchObject({
    status: 404,
    message: 'Satellite 1 is not followed here. /satellites lists those that are.',
  });
});

it('one answer has at most 18,000 points', async () => {
  const hundred = Array.from({ length: 100 }, (_, index) => aSatellite({ catalogNumber: index + 1 }));

  await expect(ask(asked({ points: 181 }), [], { satellites: hundred })).rejects.toMatchObject({
    status: 400,
    message:
      '100 satellites with 181 points each are 18100 points. One answer has at most 18000. Ask for at most 180 points, or for fewer satellites.',
  });
  const { body } = await ask<TracksAnswer>(asked(), [], { satellites: hundred });
  expect(body.tracks).toHaveLength(100);
});

/** Answers while the reads of these satellites fail. */
async function askWithFailing(failing: readonly number[], request: Partial<TracksRequest> = {}) {
  const table = await aTrackTable(clientsFor(inject('endpoint')));
  await storePoints(table, stored(), aPace());
  const send = (command: unknown) => {
    const number = command instanceof QueryCommand && command.input.ExpressionAttributeValues?.[':catalogNumber'];
    if (failing.includes(number as number)) throw new Error('throttled');
    return table.client.send(command as QueryCommand);
  };
  const report = aReport();
  const client = { send } as typeof table.client;
  const parts = {
    satellites: THREE_SATELLITES,
    elementsOf: () => undefined,
    problemOf: () => undefined,
    table: { ...table, client },
    archive: {} as never,
    report,
  };
  return { answer: answer(asked(request), parts, SLOT_MS + 7500), report };
}

it('a read that fails loses only its satellite, is named and logged, and no cache keeps the answer', async () => {
  const { answer: answered, report } = await askWithFailing([AQUA]);
  const { body, lifetime } = (await answered) as { body: TracksAnswer; lifetime: string };

  expect(body.tracks.map(({ name, complete }) => [name, complete])).toEqual([
    ['Terra', true],
    ['Aura', true],
  ]);
  expect(body.failed).toEqual([AQUA]);
  expect(lifetime).toBe('momentary');
  expect(report.lines).toContainEqual({
    level: 'error',
    message: 'reading a track failed',
    details: { catalogNumber: AQUA, reason: 'Error: throttled' },
  });
});

it.each<[string, number[], Partial<TracksRequest>]>([
  ['without any satellite', [TERRA, AQUA, AURA], {}],
  ['in a table', [AQUA], { form: 'csv' }],
  ['on a map layer', [AQUA], { form: 'geojson' }],
])('a failed read fails the answer %s', async (_, failing, request) => {
  const { answer: answered } = await askWithFailing(failing, request);

  await expect(answered).rejects.toThrow('throttled');
});
