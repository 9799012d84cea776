// The HTTP API: satellites, tracks, status. Everything is answered here, by one route.
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { createDocumentClient } from '../shared/clients.ts';
import { createElementsReader } from '../shared/elements-reader.ts';
import { requireEnv } from '../shared/env.ts';
import { createReport, errorText } from '../shared/log.ts';
import { ENV } from '../shared/names.ts';
import { SATELLITES } from '../shared/satellites.ts';
import { answer } from './answer.ts';
import { Problem } from './problem.ts';
import { parseRequest } from './request.ts';
import { problemReply, reply } from './response.ts';

const documents = createDocumentClient();
const table = { client: documents, tableName: requireEnv(ENV.trackTable) };
const readElements = createElementsReader({ client: documents, tableName: requireEnv(ENV.elementsTable) }, SATELLITES);
const report = createReport();

/** Never throws: a bug of our own is a 500 in the form of every other error, with its cause in the log alone. */
export async function handler(event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  const nowMs = Date.now();
  try {
    const request = parseRequest(event);
    const elementsOf = await readElements(nowMs);
    return reply(event, await answer(request, { satellites: SATELLITES, elementsOf, table }, nowMs));
  } catch (error) {
    if (error instanceof Problem) return problemReply(event, error);
    report.error('query failed', { path: event.rawPath, reason: errorText(error), stack: (error as Error).stack });
    return problemReply(event, new Problem(500, 'The server failed to answer. Try again in a minute.'));
  }
}
