// Reads questions for element sets.
import { Problem } from './answer.ts';
import {
  chooseForm,
  type Parameters,
  readCatalogNumber,
  readCatalogNumbers,
  readInteger,
  readTime,
  refuseUnknown,
} from './parameters.ts';

export type SetForm = 'json' | 'csv';

export interface ElementsRequest {
  kind: 'elements';
  form: SetForm;
  catalogNumber: number;
  /** Undefined means a list. */
  atMs: number | undefined;
  /** Of a list: only sets with an epoch before it. */
  beforeMs: number | undefined;
  /** Of a list: how many sets at most. */
  limit: number;
}

export interface AllElementsRequest {
  kind: 'allElements';
  form: SetForm;
  /** Undefined means all satellites. */
  catalogNumbers: number[] | undefined;
  /** Undefined means now. */
  atMs: number | undefined;
}

const DEFAULT_LIMIT = 100;
// A set is 700 bytes of JSON.
const MAX_LIMIT = 500;

/** @throws Problem 400 or 406 */
export function parseElements(
  catalogNumber: string,
  parameters: Parameters,
  accept: string | undefined,
): ElementsRequest {
  refuseUnknown(parameters, 'elements');
  const { at, before, limit } = parameters;
  if (at !== undefined && (before !== undefined || limit !== undefined)) {
    throw new Problem(
      400,
      'at asks for one set, before and limit are for a list. Leave out at, or both of the others.',
    );
  }
  return {
    kind: 'elements',
    form: readForm(parameters.format, accept),
    catalogNumber: readCatalogNumber(catalogNumber),
    atMs: readTime('at', at),
    beforeMs: readTime('before', before),
    limit: readInteger('limit', limit, MAX_LIMIT) ?? DEFAULT_LIMIT,
  };
}

/** @throws Problem 400 or 406 */
export function parseAllElements(parameters: Parameters, accept: string | undefined): AllElementsRequest {
  refuseUnknown(parameters, 'allElements');
  return {
    kind: 'allElements',
    form: readForm(parameters.format, accept),
    catalogNumbers: readCatalogNumbers(parameters.satellites),
    atMs: readTime('at', parameters.at),
  };
}

function readForm(format: string | undefined, accept: string | undefined): SetForm {
  return chooseForm(['json', 'csv'], format, accept) === 'csv' ? 'csv' : 'json';
}
