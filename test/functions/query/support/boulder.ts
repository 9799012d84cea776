// The overpasses of Boulder, Colorado, checked against docs/openapi.yaml.
import { expect } from 'vitest';
import type { OverpassQuestion } from '../../../../functions/query/http/overpasses-request.ts';
import type { HeldElements } from '../../../../functions/shared/elements.ts';
import { validateAnswer } from '../../../contract/schemas.ts';
import { aSatellite, NOW_MS } from '../../../support/builders.ts';
import { held } from './ask.ts';
import { searchNow } from './search-now.ts';

export const BOULDER = { latitudeDeg: 40.02, longitudeDeg: -105.25 };

/** Terra's overpasses; by default those of the swath within five days. Without elements (null) the satellite waits. */
export function overBoulder(
  question: Partial<OverpassQuestion> = {},
  nowMs = NOW_MS,
  elements: HeldElements | null = held(),
) {
  const whole = { place: BOULDER, kind: 'swath' as const, days: 5, atNight: false, ...question };
  const { answer } = searchNow(aSatellite(), elements ?? undefined, whole, nowMs);
  expect(validateAnswer('/satellites/{catalogNumber}/overpasses', 200, JSON.parse(JSON.stringify(answer)))).toEqual([]);
  return answer;
}
