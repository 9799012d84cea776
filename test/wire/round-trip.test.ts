// Every message, from its writer in the functions to its reader: what one side writes, the other understands.
import { expect, it } from 'vitest';
import { decode } from '../../functions/fanout/decode.ts';
import { toFrames } from '../../functions/fanout/frames.ts';
import { BUNDLED_ELEMENTS } from '../../functions/shared/bundled-elements.ts';
import { toSgp4Record } from '../../orbit/elements.ts';
import { HOUR_POINTS } from '../../orbit/grid.ts';
import { sightingAt } from '../../orbit/horizon-passes.ts';
import type { Omm } from '../../orbit/omm.ts';
import type { TrackPoint } from '../../orbit/point.ts';
import { swathOverpasses } from '../../orbit/swath-overpasses.ts';
import { parseConfig } from '../../wire/config.ts';
import { parseFrame, toFrame } from '../../wire/frame.ts';
import { toElementsUsed, toSwathOverpassAnswer } from '../../wire/overpasses.ts';
import { toPointRecord } from '../../wire/point-record.ts';
import { parseSatellites, toElementsAnswer, toSatelliteAnswer } from '../../wire/satellites.ts';
import { toSatelliteStatus } from '../../wire/status.ts';
import { parseTrack, toTrackAnswer } from '../../wire/track.ts';
import { aKinesisRecord, anInstrument, aSatellite, aTrack, TERRA } from '../support/builders.ts';
import { NEWER_ELEMENTS } from '../web/points.ts';

const NOW_MS = Date.parse('2026-10-10T12:00:00Z');
const AQUA = 27424;
const TERRA_ELEMENTS = BUNDLED_ELEMENTS[0] as Omm;

const overTheWire = (message: unknown): unknown => JSON.parse(JSON.stringify(message));
const withoutNumber = ({ catalogNumber: _, ...point }: TrackPoint & { catalogNumber: number }) => point;

it('a record of the stream', () => {
  const [point] = aTrack(1, NOW_MS);
  if (!point) throw new Error('no point');
  const record = toPointRecord(point.catalogNumber, point, point.elementsEpoch);

  expect(decode(aKinesisRecord(record).kinesis, NOW_MS)).toEqual(point);
});

it('a frame, of two satellites and of two element sets', () => {
  const terra = [...aTrack(2, NOW_MS), ...aTrack(1, NOW_MS + 20_000, { elementsEpoch: NEWER_ELEMENTS })];
  const aqua = aTrack(2, NOW_MS, { catalogNumber: AQUA });
  const [text = ''] = toFrames([...terra, ...aqua], NOW_MS);

  const frame = parseFrame(text);

  if (typeof frame === 'string') throw new Error(frame);
  expect(frame.remark).toBeUndefined();
  const pointsOf = (wanted: number) =>
    frame.tracks.filter(({ catalogNumber }) => catalogNumber === wanted).flatMap(({ points }) => points);
  expect(pointsOf(TERRA)).toEqual(terra.map(withoutNumber));
  expect(pointsOf(AQUA)).toEqual(aqua.map(withoutNumber));
});

it('a frame says when it was sent', () => {
  expect(toFrame([], NOW_MS + 417)).toEqual({ type: 'points', sentAt: '2026-10-10T12:00:00.417Z', satellites: [] });
});

it('a track, with points ahead and a change of elements', () => {
  const points = [
    ...aTrack(HOUR_POINTS, NOW_MS),
    ...aTrack(9, NOW_MS + 180_000, { elementsEpoch: NEWER_ELEMENTS }),
  ].map(withoutNumber);

  const answer = toTrackAnswer({ catalogNumber: TERRA, name: 'Terra' }, points, NOW_MS, HOUR_POINTS);

  expect(answer).toMatchObject({ count: 180, complete: true, stepSeconds: 20 });
  expect(answer.ahead).toHaveLength(9);
  expect(answer.epochs).toEqual([
    { from: '2026-10-10T11:00:20Z', elementsEpoch: points[0]?.elementsEpoch, recorded: true },
    { from: '2026-10-10T12:00:20Z', elementsEpoch: NEWER_ELEMENTS, recorded: true },
  ]);
  expect(parseTrack(overTheWire(answer))).toEqual(points);
});

it('a track that is recorded in part: what was computed keeps its mark, with the largest uncertainty of its run', () => {
  const points = aTrack(3, NOW_MS)
    .map(withoutNumber)
    .map((point, index) =>
      index === 0 ? point : { ...point, computed: true as const, uncertaintySeconds: 1.04 - index / 10 },
    );

  const answer = toTrackAnswer({ catalogNumber: TERRA, name: 'Terra' }, points, NOW_MS, points.length);

  expect(answer.recorded).toBe(false);
  expect(answer.epochs.map(({ recorded, timingUncertaintySeconds }) => [recorded, timingUncertaintySeconds])).toEqual([
    [true, undefined],
    [false, 0.9],
  ]);
  expect(parseTrack(overTheWire(answer)).map(({ computed }) => computed)).toEqual([undefined, true, true]);
});

it('a track from before there was a difference is recorded', () => {
  const points = aTrack(3, NOW_MS).map(withoutNumber);
  const { recorded: _, ...old } = toTrackAnswer({ catalogNumber: TERRA, name: 'Terra' }, points, NOW_MS, 3);
  const epochs = old.epochs.map(({ from, elementsEpoch }) => ({ from, elementsEpoch }));

  expect(parseTrack(overTheWire({ ...old, epochs }))).toEqual(points);
});

it('the list of satellites', () => {
  const held = { omm: TERRA_ELEMENTS, source: 'bundled', retrievedAt: null };
  const [latest] = aTrack(1, NOW_MS);
  const followed = toSatelliteAnswer(aSatellite(), '1999-068A', toElementsAnswer(held, 'fresh', NOW_MS), latest);
  const waiting = toSatelliteAnswer(aSatellite({ catalogNumber: AQUA, name: 'Aqua' }), undefined, null, undefined);
  const answer = { satellites: [followed, waiting] };

  // From 22:33 to 12:00 of the next day.
  expect(followed).toMatchObject({ internationalDesignator: '1999-068A', elements: { ageDays: 0.6 } });
  expect(waiting).toMatchObject({ internationalDesignator: null, elements: null, latest: null });
  expect(parseSatellites(overTheWire(answer))).toEqual(answer.satellites);
});

it('config.json', () => {
  const config = { apiUrl: 'https://api.example', socketUrl: 'wss://socket.example/live' };

  const origin = 'https://page.example';
  expect(parseConfig(overTheWire(config), origin)).toEqual(config);
  expect(parseConfig({ ...config, apiUrl: 'https://api.example//' }, origin)).toEqual(config);
  // Through CloudFront the API is on the page's own origin.
  expect(parseConfig({ ...config, apiUrl: '/api' }, origin).apiUrl).toBe('https://page.example/api');
  // The demo's, relative to the page.
  expect(parseConfig({ ...config, apiUrl: 'recording.json#' }, origin).apiUrl).toBe('recording.json#');
  expect(() => parseConfig({ apiUrl: 'https://api.example' }, origin)).toThrow('apiUrl or socketUrl is missing');
});

it('overpasses and status survive JSON unchanged: no NaN, no undefined, no -0', () => {
  const record = toSgp4Record(TERRA_ELEMENTS);
  const BOULDER = { latitudeDeg: 40, longitudeDeg: -105 };
  const MODIS = { seeing: [anInstrument()], unseeing: [] };
  const { found } = swathOverpasses(record, BOULDER, NOW_MS, NOW_MS + 86_400_000, 2330);
  const messages = [
    toElementsUsed(TERRA_ELEMENTS, 'fresh', NOW_MS, undefined),
    ...found.map((overpass) =>
      toSwathOverpassAnswer(overpass, TERRA_ELEMENTS, BOULDER, sightingAt(BOULDER, record, overpass.timeMs), MODIS),
    ),
    toSatelliteStatus(TERRA, NOW_MS + 180_000, 0, 'fresh', NOW_MS),
    toSatelliteStatus(TERRA, undefined, 180, 'waiting', NOW_MS),
  ];

  expect(messages.length).toBeGreaterThan(3);
  expect(overTheWire(messages)).toEqual(messages);
});
