// The HTTP API. All its routes lead here.
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { createDocumentClient } from '../shared/clients.ts';
import { createElementsReader } from '../shared/elements-reader.ts';
import { requireEnv } from '../shared/env.ts';
import { createReport, errorText } from '../shared/log.ts';
import { ENV } from '../shared/names.ts';
import { SATELLITES } from '../shared/satellites.ts';
import { answer } from './dispatch.ts';
import { Problem } from './http/answer.ts';
import { readOriginKeys, refuseDirect } from './http/front-door.ts';
import { type HttpEvent, isOptions, parseRequest } from './http/request.ts';
import { toOptionsResponse, toProblemResponse, toResponse } from './http/response.ts';

const documents = createDocumentClient();
const table = { client: documents, tableName: requireEnv(ENV.trackTable) };
const originKeys = readOriginKeys(process.env[ENV.originKeys]);
const report = createReport();
const elementsTable = { client: documents, tableName: requireEnv(ENV.elementsTable) };
const archive = { client: documents, tableName: requireEnv(ENV.elementsArchiveTable) };
const readElements = createElementsReader(elementsTable, SATELLITES, report);

/**
 * A longer search is refused. On Lambda the rest takes at most two seconds more, and the function has twenty
 * (infra/feed/query.ts).
 */
const LATE_MS = 12_000;

/** Never throws: an unexpected error becomes a 500 in the usual form, and its cause goes to the log only. */
export async function handler(event: HttpEvent): Promise<APIGatewayProxyStructuredResultV2> {
  const nowMs = Date.now();
  const startedMs = performance.now();
  try {
    refuseDirect(event.headers, originKeys);
    if (isOptions(event)) return toOptionsResponse();
    const request = parseRequest(event);
    const isLate = () => performance.now() - startedMs > LATE_MS;
    const parts = { satellites: SATELLITES, ...(await readElements(nowMs)), table, archive, isLate, report };
    return toResponse(event, await answer(request, parts, nowMs));
  } catch (error) {
    if (error instanceof Problem) return toProblemResponse(event, error);
    report.error('query failed', { path: event.rawPath, reason: errorText(error), stack: (error as Error).stack });
    return toProblemResponse(event, new Problem(500, 'The server failed to answer. Try again in a minute.'));
  }
}
