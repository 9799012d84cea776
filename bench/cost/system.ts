// What the stacks and the page decide, and the bill depends on. test/bench/cost.test.ts compares it with the templates.
import { METRIC } from '../../functions/shared/names.ts';

/** Memory of each function, MB. The processor's share comes with it: 1,769 MB are one vCPU. */
export const MEMORY_MB = {
  elements: 256,
  propagate: 512,
  fanout: 1024,
  push: 1024,
  connections: 512,
  query: 1024,
  canary: 192,
} as const;

export type FunctionName = keyof typeof MEMORY_MB;

/** Alarms of the stack Operations, each with one metric: AWS bills the metrics of alarms. */
export const ALARMS = 10;

/** Secrets of the stack Feed: the origin key. */
export const SECRETS = 1;

/** Custom metrics: one for each name, whichever functions write it. */
export const METRICS = Object.keys(METRIC).length;

/** The audience from which on workers push. */
export const WORKERS_FROM = 4000;

/** Runs of the three schedules. */
export const MINUTES_BETWEEN = { propagate: 1, elements: 5, canary: 5 } as const;

/** What the canary asks CloudFront for in a visit, what of it reaches the API, and the bucket. */
export const VISIT = { requests: 5, ofApi: 2, ofBucket: 2 } as const;

/** Points of a satellite in a minute, and those that a tick and a track read. */
export const POINTS = { minute: 3, tick: 189, track: 183, frame: 11 } as const;

/** How long CloudFront may keep an answer, seconds: s-maxage of a live answer, and of a frame between two ticks. */
export const CACHED_S = { live: 5, frame: 50 } as const;

/**
 * A page that watches: the list again every ten minutes. Without a socket, the frame every minute, and every 5 to 10
 * minutes it tries a socket again (web/feed/socket.ts). API Gateway closes a socket after two hours, and the page then
 * asks for the list and the frame. Somebody who watches all day opens the page once a day.
 */
export const PAGE = { listMinutes: 10, frameMinutes: 1, socketTryMinutes: 7.5, socketHours: 2, viewHours: 24 } as const;
