// config.json beside the page: the deployment writes it, the page reads it.
import { AnswerError } from './json.ts';

/** Where the page finds its two APIs. */
export interface Config {
  /** Without a slash at its end. */
  apiUrl: string;
  socketUrl: string;
}

/** Reads config.json. @throws AnswerError when an address is missing */
export function parseConfig(answer: unknown): Config {
  const { apiUrl, socketUrl } = (answer ?? {}) as Partial<Config>;
  if (typeof apiUrl !== 'string' || typeof socketUrl !== 'string')
    throw new AnswerError('config.json names no apiUrl or no socketUrl');
  return { apiUrl: apiUrl.replace(/\/+$/, ''), socketUrl };
}
