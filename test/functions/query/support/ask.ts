// Asks a real table, and checks each answer against docs/openapi.yaml.
import { expect } from 'vitest';
import { answer } from '../../../../functions/query/dispatch.ts';
import { contentType, FORMS } from '../../../../functions/query/forms/forms.ts';
import type { Answer, AnswerParts } from '../../../../functions/query/http/answer.ts';
import type { Request } from '../../../../functions/query/http/request.ts';
import { bundledElementsOf as elementsOf, type HeldElements } from '../../../../functions/shared/elements.ts';
import type { ElementsArchive } from '../../../../functions/shared/elements-archive.ts';
import { type StoredPoint, storePoints } from '../../../../functions/shared/track-table.ts';
import { type ApiPath, validateAnswer } from '../../../contract/schemas.ts';
import { anElementsArchive, aTrackTable, clientsFor } from '../../../support/aws.ts';
import { aPace, aReport, aSatellite, NOW_MS, TERRA } from '../../../support/builders.ts';

/** The newest time of the grid that is not after now. */
export const SLOT_MS = NOW_MS - 7500;
/** The newest point of a healthy feed. */
export const LEAD_END_MS = SLOT_MS + 180_000;
/** The last hour, and nine points of the lead. */
export const WHOLE = 189;

const PATHS: Record<Request['kind'], ApiPath> = {
  satellites: '/satellites',
  status: '/status',
  track: '/satellites/{catalogNumber}/track',
  tracks: '/tracks',
  elements: '/satellites/{catalogNumber}/elements',
  allElements: '/elements',
  frame: '/frame',
  overpasses: '/satellites/{catalogNumber}/overpasses',
  placeOverpasses: '/overpasses',
};

export type AskOptions = Partial<AnswerParts> & { nowMs?: number };

/** Makes a function that answers requests from a table with these points. By default only Terra is followed. */
export function createAsk(endpoint: string) {
  let empty: ElementsArchive | undefined;
  return async <Body>(request: Request, points: StoredPoint[], options: AskOptions = {}) => {
    const { nowMs = NOW_MS, ...overrides } = options;
    const table = await aTrackTable(clientsFor(endpoint));
    empty ??= await anElementsArchive(clientsFor(endpoint));
    await storePoints(table, points, aPace());
    const parts = {
      satellites: [aSatellite()],
      elementsOf,
      problemOf: () => undefined,
      table,
      archive: empty,
      report: aReport(),
      ...overrides,
    };
    const answered = await answer(request, parts, nowMs);
    const { status, form, lifetime, fileName } = answered;
    const body = bodyOf(answered);
    const type = contentType(FORMS[form]);
    const isCompact = request.kind === 'frame' && request.frameForm === 'compact';
    const path = isCompact ? '/frame/compact' : PATHS[request.kind];
    expect(validateAnswer(path, status, JSON.parse(JSON.stringify(body)), type)).toEqual([]);
    return { status, form, body: body as Body, lifetime, fileName };
  };
}

/** The body of an answer, as a value if it is JSON, which may be text already. */
export function bodyOf({ form, body }: Answer): unknown {
  const isJson = form === 'json' || form === 'geojson';
  return isJson && typeof body === 'string' ? JSON.parse(body) : body;
}

/** The bundled elements of a satellite. */
export const held = (catalogNumber = TERRA) => elementsOf(catalogNumber) as HeldElements;
