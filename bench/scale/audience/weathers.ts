// What the frames of the measurement meet.
import { ACCOUNT_QUOTA, type Latency } from './gateway.ts';

export interface Weather {
  name: string;
  /** What other APIs of the account leave. */
  quota: typeof ACCOUNT_QUOTA;
  latency: Latency;
}

const USUAL: Weather = {
  name: "AWS's quota",
  quota: ACCOUNT_QUOTA,
  latency: { medianMs: 20, slowestMs: 100 },
};

/** One for each frame. The first one has to start its workers. */
export const WEATHERS: readonly Weather[] = [
  ...Array.from({ length: 3 }, () => USUAL),
  // Fewer than workers post.
  { ...USUAL, name: 'others take 2,000 a second', quota: { ...ACCOUNT_QUOTA, perSecond: 8000 } },
  // Fifty posts in flight, as fanout has, would be fewer than a worker's share.
  { ...USUAL, name: 'answers after 100 to 400 ms', latency: { medianMs: 100, slowestMs: 400 } },
];
