// What stands in front of a function on AWS, and the local AWS does not have. API Gateway's throttle is a token bucket:
// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html

import { COMPACT_FRAME_PATH } from '../../functions/shared/names.ts';
import type { Answer } from './edge-rules.ts';

/** Of all questions of the HTTP API but the cheap ones, which have their own: infra/feed/query.ts. */
export const API_THROTTLE = { perSecond: 10, burst: 10 };
/** Of each of these routes. */
export const CHEAP_THROTTLE = { perSecond: 20, burst: 50 };
export const CHEAP_PATHS: readonly string[] = ['/satellites', COMPACT_FRAME_PATH, '/status'];

/**
 * Makes a function that returns whether a request passes: `burst` at once, `perSecond` in the long run. A request may
 * take several tokens.
 */
export function createThrottle(
  { perSecond, burst }: { perSecond: number; burst: number },
  nowMs: () => number = Date.now,
): (tokens?: number) => boolean {
  let left = burst;
  let countedMs = nowMs();
  return (tokens = 1) => {
    const now = nowMs();
    left = Math.min(burst, left + ((now - countedMs) / 1000) * perSecond);
    countedMs = now;
    if (left < tokens) return false;
    left -= tokens;
    return true;
  };
}

const TOO_MANY: Answer = { status: 429, headers: {}, body: Buffer.from('{"message":"Too Many Requests"}') };
const UNAVAILABLE: Answer = { status: 503, headers: {}, body: Buffer.from('{"message":"Service Unavailable"}') };

/**
 * Makes a gateway: the throttle of the question's route, and then a function that runs at most `executions` times at once.
 * `passed` counts what the throttles let through.
 * @param share of the throttle of other questions: less than 1 where the executions have too few processors to be as
 * quick as on AWS, where each has its own
 */
export function createGateway(executions: number, share = 1) {
  const others = createThrottle({ perSecond: API_THROTTLE.perSecond * share, burst: API_THROTTLE.burst * share });
  const cheap = new Map(CHEAP_PATHS.map((path) => [path, createThrottle(CHEAP_THROTTLE)]));
  let running = 0;
  const counts = { passed: 0, run: 0 };
  async function gateway(ask: () => Promise<Answer>, path: string): Promise<Answer> {
    const passes = cheap.get(path.split('?')[0] ?? '') ?? others;
    if (!passes()) return TOO_MANY;
    counts.passed++;
    if (running >= executions) return UNAVAILABLE;
    counts.run++;
    running++;
    try {
      return await ask();
    } finally {
      running--;
    }
  }
  return { gateway, counts };
}
