// The dearest questions that the API allows: the processor time of each, and how much of the function's timeout that is.
import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { answer } from '../functions/query/dispatch.ts';
import type { AnswerParts } from '../functions/query/http/answer.ts';
import { type HttpEvent, parseRequest } from '../functions/query/http/request.ts';
import { toResponse } from '../functions/query/http/response.ts';
import type { HeldElements } from '../functions/shared/elements.ts';
import type { ElementsArchive } from '../functions/shared/elements-archive.ts';
import { storePoints, type TrackTable } from '../functions/shared/track-table.ts';
import { epochMs, toSgp4Record } from '../orbit/elements.ts';
import { lastGridTimes } from '../orbit/grid.ts';
import type { Omm } from '../orbit/omm.ts';
import { roundPoint } from '../orbit/point.ts';
import { subSatellitePoint } from '../orbit/propagate.ts';
import type { Satellite } from '../orbit/satellites.ts';
import { DAY_MS, formatTime, HOUR_MS } from '../orbit/time.ts';
import { newestOmm } from '../test/accuracy/truth.ts';
import { GEOSTATIONARY, MOLNIYA, SIRIUS_1 } from '../test/orbit/orbits.ts';
import { anElementsArchive, aTrackTable, clientsFor } from '../test/support/aws.ts';
import { aPace, aReport, TERRA } from '../test/support/builders.ts';

/** Of infra/feed/query.ts: a function of 1,024 MB has so much of a processor, and so long. */
const PROCESSOR_SHARE = 1024 / 1769;
const TIMEOUT_SECONDS = 20;
/** At most so many sets a day: the source is asked once in two hours. */
const SETS_A_DAY = 12;
const NOW_MS = epochMs(newestOmm(TERRA)) + 5 * HOUR_MS;
const WINDOW = `from=${formatTime(NOW_MS - 10 * DAY_MS)}&until=${formatTime(NOW_MS)}`;
const PLACE = 'latitude=20&longitude=-100&daylight=any';
const THEN = `before=${formatTime(NOW_MS - 5 * DAY_MS)}`;

/** How large the lists of satellites are. */
export interface QuestionSizes {
  /** Whose overpasses are searched for ten days. */
  searched: number;
  /** Whose points of a day are recorded. */
  recorded: number;
  /** As many as a list may have. */
  listed: number;
}

export interface QuestionFigures {
  name: string;
  cpuSeconds: number;
  status: number;
  megabytes: number;
}

interface Question {
  name: string;
  parts: AnswerParts;
  path: string;
}

/** Asks each question once, as of an archive that the function has not read yet. */
export async function measureQuestions(endpoint: string, sizes: QuestionSizes): Promise<QuestionFigures[]> {
  const { documents } = clientsFor(endpoint);
  const archive = await anElementsArchive(clientsFor(endpoint));
  const table = await aTrackTable(clientsFor(endpoint));
  const { searched, recorded, listed } = sizes;
  let next = 100_000;
  const follow = async (omm: Omm, count: number, reachKm = 1165) => {
    const satellites = Array.from({ length: count }, (_, index) => aSatellite(next++, `Satellite ${index}`, reachKm));
    const sets = new Map(
      satellites.map((satellite, index) => [satellite.catalogNumber, setsOf(omm, satellite, index)]),
    );
    await archiveAll({ client: documents, tableName: archive.tableName }, [...sets.values()].flat());
    const elementsOf = (catalogNumber: number) => sets.get(catalogNumber)?.at(-1);
    return { satellites, elementsOf, problemOf: () => undefined, table, archive, report: aReport() };
  };
  const low = await follow(newestOmm(TERRA), searched);
  const many = await follow(newestOmm(TERRA), listed);
  const few = await follow(newestOmm(TERRA), recorded);
  await record(table, few);
  const overpasses = `/overpasses?${PLACE}&${WINDOW}`;
  const orbits: [string, AnswerParts][] = [
    ['in low orbits', low],
    ['geostationary', await follow(GEOSTATIONARY, searched, 8000)],
    ['geosynchronous, inclined', await follow(SIRIUS_1, searched, 8000)],
    ['in Molniya orbits', await follow(MOLNIYA, searched)],
  ];
  const points = Math.min(4320, Math.floor(18_000 / listed));
  const questions: Question[] = [
    ...orbits.flatMap(([which, parts]) =>
      (['swath', 'horizon'] as const).map((kind) => ({
        name: `/overpasses, ${kind}, ${searched} ${which}, ten days of the past`,
        parts,
        path: `${overpasses}&kind=${kind}`,
      })),
    ),
    { name: '... as a calendar, of those in low orbits', parts: low, path: `${overpasses}&kind=horizon&format=ics` },
    { name: `/tracks, a day of ${recorded}, recorded`, parts: few, path: '/tracks?points=4320' },
    { name: '... with swaths', parts: few, path: '/tracks?points=4320&swath=true&format=geojson' },
    { name: `/tracks, a day of ${recorded}, computed`, parts: few, path: `/tracks?points=4320&${THEN}` },
    { name: `/tracks, an hour of ${listed}, computed`, parts: many, path: `/tracks?points=${points}&${THEN}` },
    { name: '/satellites/{n}/elements, 500 sets', parts: few, path: '/satellites/FIRST/elements?limit=500' },
    { name: `/elements of ${listed} at a time`, parts: many, path: `/elements?at=${formatTime(NOW_MS - 5 * DAY_MS)}` },
    { name: `/satellites, ${listed}`, parts: many, path: '/satellites' },
  ];
  const figures: QuestionFigures[] = [];
  for (const question of questions) figures.push(await measure(question));
  return figures;
}

async function measure({ name, parts, path }: Question): Promise<QuestionFigures> {
  const [rawPath = '', rawQueryString = ''] = path.split('?');
  const event: HttpEvent = {
    rawPath: rawPath.replace('FIRST', String(parts.satellites[0]?.catalogNumber)),
    rawQueryString,
    queryStringParameters: Object.fromEntries(new URLSearchParams(rawQueryString)),
    headers: { 'accept-encoding': 'gzip' },
    requestContext: { http: { method: 'GET' } },
  };
  const before = process.cpuUsage();
  const { statusCode = 0, body = '' } = toResponse(event, await answer(parseRequest(event), parts, NOW_MS));
  const { user, system } = process.cpuUsage(before);
  return { name, cpuSeconds: (user + system) / 1e6, status: statusCode, megabytes: body.length / 1e6 };
}

function aSatellite(catalogNumber: number, name: string, reachKm: number): Satellite {
  return {
    catalogNumber,
    name,
    instruments: [{ name: 'MODIS', leftKm: reachKm, rightKm: reachKm, daylightOnly: false }],
  };
}

/** Sets of the last twelve days, each of the same orbit. */
function setsOf(omm: Omm, { catalogNumber, name }: Satellite, index: number): HeldElements[] {
  const turn = (degrees: number) => (((omm.MEAN_ANOMALY + degrees) % 360) + 360) % 360;
  return Array.from({ length: 12 * SETS_A_DAY }, (_, number) => {
    const timeMs = NOW_MS - 12 * DAY_MS + (number * DAY_MS) / SETS_A_DAY;
    const turns = (number * omm.MEAN_MOTION) / SETS_A_DAY;
    return {
      omm: {
        ...omm,
        NORAD_CAT_ID: catalogNumber,
        OBJECT_NAME: name,
        EPOCH: new Date(timeMs).toISOString().replace('Z', ''),
        MEAN_ANOMALY: turn((turns % 1) * 360),
        RA_OF_ASC_NODE: (omm.RA_OF_ASC_NODE + index * 7) % 360,
      },
      source: 'celestrak.org',
      retrievedAt: formatTime(timeMs + HOUR_MS),
    };
  });
}

/** Puts sets into the archive as functions/shared/elements-archive.ts stores them, but many at once. */
async function archiveAll({ client, tableName }: ElementsArchive, sets: readonly HeldElements[]): Promise<void> {
  for (let first = 0; first < sets.length; first += 25) {
    const puts = sets.slice(first, first + 25).map(({ omm, source, retrievedAt }) => ({
      PutRequest: {
        Item: { catalogNumber: omm.NORAD_CAT_ID, epochMs: epochMs(omm), omm: JSON.stringify(omm), source, retrievedAt },
      },
    }));
    await client.send(new BatchWriteCommand({ RequestItems: { [tableName]: puts } }));
  }
}

async function record(table: TrackTable, { satellites, elementsOf }: Pick<AnswerParts, 'satellites' | 'elementsOf'>) {
  for (const { catalogNumber } of satellites) {
    const omm = elementsOf(catalogNumber)?.omm as Omm;
    const sgp4 = toSgp4Record(omm);
    const points = lastGridTimes(4320, NOW_MS).map((timeMs) => ({
      catalogNumber,
      ...roundPoint(subSatellitePoint(sgp4, timeMs)),
      elementsEpoch: omm.EPOCH,
    }));
    await storePoints(table, points, aPace());
  }
}

export function questionsReport(figures: readonly QuestionFigures[]): string[] {
  const lines = figures.map(({ name, cpuSeconds, status, megabytes }) => {
    const seconds = cpuSeconds / PROCESSOR_SHARE;
    const share = Math.round((100 * seconds) / TIMEOUT_SECONDS);
    const cells = [name, status, cpuSeconds.toFixed(2), seconds.toFixed(1), `${share} %`, megabytes.toFixed(2)];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    '| question | status | processor time, s | on the function, s | of its 20 s | answer, MB |',
    '| --- | ---: | ---: | ---: | ---: | ---: |',
    ...lines,
  ];
}
