// config.json beside the page: the deployment writes it, the page reads it.
import { AnswerError } from './json.ts';

/** The addresses of the two APIs. */
export interface Config {
  /** Without a trailing slash. */
  apiUrl: string;
  socketUrl: string;
}

/**
 * Reads config.json.
 * @param origin that of the page, where an address of the API that begins with a slash is
 * @throws AnswerError when an address is missing
 */
export function parseConfig(answer: unknown, origin: string): Config {
  const { apiUrl, socketUrl } = (answer ?? {}) as Partial<Config>;
  if (typeof apiUrl !== 'string' || typeof socketUrl !== 'string')
    throw new AnswerError('apiUrl or socketUrl is missing');
  return { apiUrl: (apiUrl.startsWith('/') ? origin : '') + apiUrl.replace(/\/+$/, ''), socketUrl };
}
