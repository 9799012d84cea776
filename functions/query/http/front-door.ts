// Keeps requests out that go round CloudFront, and with it round its cache and firewall. CloudFront adds a key to each
// request (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/add-origin-custom-headers.html), and
// replaces a header of that name that a viewer sends.
import { createHash, timingSafeEqual } from 'node:crypto';
import { API_PATH, ORIGIN_KEY_HEADER } from '../../shared/names.ts';
import { Problem } from './answer.ts';

/** The keys in the function's environment, separated by spaces; none: every request is answered. */
export function readOriginKeys(variable: string | undefined): readonly string[] {
  return variable?.split(' ').filter((key) => key !== '') ?? [];
}

/**
 * Refuses a request without one of the keys.
 * @param headers with names in lower case, as API Gateway passes them
 * @throws Problem 403
 */
export function refuseDirect(headers: Readonly<Record<string, string | undefined>>, keys: readonly string[]): void {
  if (keys.length === 0) return;
  const sent = digest(headers[ORIGIN_KEY_HEADER] ?? '');
  // All of them: neither the time of a comparison nor their number says how much of a guess was right.
  const matches = keys.map((key) => timingSafeEqual(digest(key), sent));
  if (matches.includes(true)) return;
  throw new Problem(
    403,
    `This address answers CloudFront only. Ask at the page's address, under ${API_PATH}, for example ${API_PATH}/satellites.`,
  );
}

// Of equal length, which timingSafeEqual requires.
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
