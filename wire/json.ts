// Reading JSON from outside.

/** An answer has an unexpected form. The message says what is wrong. */
export class AnswerError extends Error {
  override name = 'AnswerError';
}

/** Whether a value is a JSON object: not null, not a list. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The numbers in a list; none when it is no list. */
export function parseNumbers(value: unknown): number[] {
  return Array.isArray(value) ? value.filter((each): each is number => typeof each === 'number') : [];
}

/** The value of a JSON text; undefined when it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
