// The validators accept what orbit/contract.ts describes, and refuse what differs from it.
import { describe, expect, it } from 'vitest';
import {
  overpassesAnswer,
  pointsFrame,
  problemAnswer,
  satellitesAnswer,
  statusAnswer,
  trackAnswer,
} from './answers.ts';
import { type ApiPath, validateAnswer, validateFrame } from './schemas.ts';

const TRACK = '/satellites/{catalogNumber}/track';
const OVERPASSES = '/satellites/{catalogNumber}/overpasses';

describe('validateAnswer', () => {
  it.each<[ApiPath, number, unknown]>([
    ['/satellites', 200, satellitesAnswer()],
    [TRACK, 200, trackAnswer()],
    [TRACK, 200, { ...trackAnswer(), count: 0, complete: false, points: [], ahead: [], epochs: [] }],
    [OVERPASSES, 200, overpassesAnswer()],
    [OVERPASSES, 200, { ...overpassesAnswer(), elements: null, overpasses: [] }],
    ['/status', 200, statusAnswer()],
    ['/status', 503, statusAnswer()],
    ['/satellites', 304, undefined],
    [TRACK, 304, ''],
    [TRACK, 400, problemAnswer(400)],
    [TRACK, 404, problemAnswer(404)],
    ['/satellites', 405, problemAnswer(405)],
    ['/status', 406, problemAnswer(406)],
    ['/status', 500, problemAnswer(500)],
  ])('accepts what %s answers with %d', (path, status, body) => {
    expect(validateAnswer(path, status, body)).toEqual([]);
  });

  it.each<[string, ApiPath, number, unknown]>([
    ['a status that is not described', '/satellites', 418, satellitesAnswer()],
    ['a 404 of a path that has none', '/status', 404, problemAnswer(404)],
    ['a body with 304', '/satellites', 304, satellitesAnswer()],
    ['no body', '/satellites', 200, undefined],
    ['the answer of another path', '/status', 200, satellitesAnswer()],
    ["the gateway's own error", '/satellites', 500, { message: 'Internal Server Error' }],
    ['an answer where a problem should be', TRACK, 400, trackAnswer()],
    ['a stack trace', TRACK, 500, { ...problemAnswer(500), stack: 'Error: at handler.ts:12' }],
    ['a field too many', TRACK, 200, { ...trackAnswer(), more: 1 }],
    ['a field too few', TRACK, 200, { ...trackAnswer(), complete: undefined }],
    ['another step', TRACK, 200, { ...trackAnswer(), stepSeconds: 30 }],
  ])('refuses %s', (_, path, status, body) => {
    expect(validateAnswer(path, status, body)).not.toEqual([]);
  });

  it.each([
    { time: '2026-10-10T00:00:05Z' },
    { time: '2026-10-10T00:00:20' },
    { time: '2026-13-10T00:00:20Z' },
    { time: 1_791_590_420_000 },
    { latitudeDeg: 90.1 },
    { longitudeDeg: 180 },
    { longitudeDeg: null },
    { longitudeDeg: '-87.4' },
    { altitudeKm: -1 },
    { elementsEpoch: '2026-10-09T22:33:25.053984Z' },
  ])('refuses a point with %j', (change) => {
    const answer = trackAnswer();
    Object.assign(answer.points[0] as object, change);

    expect(validateAnswer(TRACK, 200, answer)).not.toEqual([]);
  });

  it.each([
    { state: 'waiting' },
    { state: 'new' },
    { epoch: '2026-10-09T22:33:25.053984' },
    { retrievedAt: 'yesterday' },
    { ageDays: '0.1' },
    { omm: {} },
    { url: 'https://celestrak.org' },
  ])('refuses elements with %j', (change) => {
    const answer = satellitesAnswer();
    Object.assign(answer.satellites[0]?.elements as object, change);

    expect(validateAnswer('/satellites', 200, answer)).not.toEqual([]);
  });

  it('says where and what', () => {
    const answer = { ...trackAnswer(), more: 1 };

    expect(validateAnswer(TRACK, 200, answer)).toEqual([
      'the whole must NOT have additional properties {"additionalProperty":"more"}',
    ]);
    expect(validateAnswer('/satellites', 418, {})).toEqual(['/satellites: status 418 is not described']);
  });
});

describe('validateFrame', () => {
  it('accepts a frame', () => {
    expect(validateFrame(pointsFrame())).toEqual([]);
  });

  it.each([
    { type: 'point' },
    { sentAt: '2026-10-10T00:00:03.417' },
    { satellites: [] },
    { satellites: [{ ...pointsFrame().satellites[0], points: [] }] },
    { satellites: [{ ...pointsFrame().satellites[0], name: 'Terra' }] },
    { satellites: [{ ...pointsFrame().satellites[0], elementsEpoch: undefined }] },
    { more: 1 },
  ])('refuses one with %j', (change) => {
    expect(validateFrame({ ...pointsFrame(), ...change })).not.toEqual([]);
  });

  it('refuses its text, and what the gateway says by itself', () => {
    expect(validateFrame(JSON.stringify(pointsFrame()))).not.toEqual([]);
    expect(validateFrame({ message: 'Forbidden', connectionId: 'a', requestId: 'b' })).not.toEqual([]);
  });
});
