// Asking a real table, and holding what it answers against docs/openapi.yaml.
import { expect, inject } from 'vitest';
import { type AnswerParts, answer } from '../../../functions/query/answer.ts';
import type { Request } from '../../../functions/query/request.ts';
import { bundledElementsOf as elementsOf, type HeldElements } from '../../../functions/shared/elements.ts';
import { type StoredPoint, storePoints } from '../../../functions/shared/track-table.ts';
import { type ApiPath, validateAnswer } from '../../contract/schemas.ts';
import { aTrackTable, clientsFor } from '../../support/aws.ts';
import { aPace, aSatellite, NOW_MS, TERRA } from '../../support/builders.ts';

/** The newest time of the grid that is not after now. */
export const SLOT_MS = NOW_MS - 7500;
/** The newest point of a feed that is well. */
export const LEAD_END_MS = SLOT_MS + 180_000;
/** The last hour, and nine points of the lead. */
export const WHOLE = 189;

const PATHS: Record<Request['kind'], ApiPath> = {
  satellites: '/satellites',
  status: '/status',
  track: '/satellites/{catalogNumber}/track',
  overpasses: '/satellites/{catalogNumber}/overpasses',
};

export type AskOptions = Partial<AnswerParts> & { nowMs?: number };

/** Asks for what a table with these points has to say; Terra alone is followed, unless the test says otherwise. */
export async function ask<Body>(
  request: Request,
  points: StoredPoint[],
  { nowMs = NOW_MS, ...overrides }: AskOptions = {},
) {
  const table = await aTrackTable(clientsFor(inject('endpoint')));
  await storePoints(table, points, aPace());
  const parts = { satellites: [aSatellite()], elementsOf, table, ...overrides };
  const { status, body, type, lifetime } = await answer(request, parts, nowMs);
  expect(validateAnswer(PATHS[request.kind], status, JSON.parse(JSON.stringify(body)), type)).toEqual([]);
  return { status, body: body as Body, type, lifetime };
}

/** The elements that the code brings along. */
export const held = (catalogNumber = TERRA) => elementsOf(catalogNumber) as HeldElements;
