// Reads requests, and expects problems, in the tests of the API's questions.
import { expect } from 'vitest';
import { Problem } from '../../../../functions/query/http/answer.ts';
import { parseRequest } from '../../../../functions/query/http/request.ts';
import { anHttpEvent } from '../../../support/lambda.ts';

export const TRACK = '/satellites/25994/track';

/** The question of a path, with the parameters of `query`. */
export const parse = (path: string, query?: Record<string, string> | string, method = 'GET') =>
  parseRequest(anHttpEvent({ path, method, ...(query && { query }) }));

/** The problem that a request is refused with. Fails when it is accepted. */
export function problemOf(act: () => unknown): Problem {
  try {
    act();
  } catch (error) {
    expect(error).toBeInstanceOf(Problem);
    return error as Problem;
  }
  throw new Error('The request was accepted.');
}
