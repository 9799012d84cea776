// What was measured for the bill: measured.json, which `npm run bench -- cost` writes.
import file from './measured.json' with { type: 'json' };

/** One run of a function. */
export interface RunFigures {
  /** Processor time of the machine that measured. */
  cpuMs: number;
  /** What it writes to its log, as CloudWatch bills it. */
  logBytes: number;
}

export interface Measured {
  /** How many satellites were followed. */
  satellites: number;
  machine: string;
  /** ISO 8601. */
  date: string;
  functions: Record<'elements' | 'propagate' | 'fanout' | 'connect' | 'satellites' | 'tracks' | 'frame', RunFigures>;
  /** Processor time for one post of a frame. */
  postCpuMs: number;
  /** Compressed, without headers. */
  answerBytes: { satellites: number; tracks: number; frame: number };
  /** Items as DynamoDB bills them; `time` is a point in the index of times. */
  rowBytes: { connection: number; elements: number; track: number; time: number };
  /** First view with an empty cache: requests to CloudFront, and their bytes, compressed. */
  page: { requests: number; bytes: number };
}

export const MEASURED: Measured = file;
