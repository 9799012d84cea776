// What the doctor reads of a system, part by part, before it judges.
import type { ElementsState } from '../../orbit/age.ts';

/** What was read, or why it could not be. */
export type Read<T> = { readonly value: T } | { readonly error: string };

/** Reads a fact, or why it cannot be read: the name of the error and its message in one line. */
export async function attempt<T>(what: string, read: () => Promise<T>): Promise<Read<T>> {
  try {
    return { value: await read() };
  } catch (error) {
    const { name, message } = error as Error;
    return { error: `${what} cannot be read (${name}: ${message.split('\n')[0]}).` };
  }
}

/** The system that is examined. */
export interface Subject {
  /** For people: "SubpointFeed in eu-central-1", or "http://127.0.0.1:4566 (MiniStack 1.5.33)". */
  readonly name: string;
  /** What every AWS command for it needs at its end. */
  readonly awsOptions: string;
  /** What puts back a part that is missing or changed. */
  readonly repair: string;
  /** Whether it runs on this machine. Then there may be no downloads, and the next start repairs it. */
  readonly local: boolean;
  readonly pageUrl: string;
  readonly apiUrl: string;
  readonly socketUrl: string;
  /** Name of the function behind the socket. */
  readonly connectionsFunction: string;
}

export interface StackFact {
  readonly name: string;
  readonly status: string;
  /** Outputs that the doctor needs and that are not there. */
  readonly missingOutputs: readonly string[];
}

/** Whether the last deployment of a stack ended well, by the stack's status. */
export function isWhole(status: string): boolean {
  return /^(CREATE|UPDATE|IMPORT)_COMPLETE$/.test(status);
}

export interface ElementsFact {
  readonly satellite: string;
  readonly state: ElementsState;
  readonly ageDays: number | undefined;
  /** Why no newer set comes, a sentence without its full stop. */
  readonly problem: string | undefined;
}

/** undefined where there is no schedule for the function. */
export type ScheduleFact = { readonly name: string; readonly state: string } | undefined;

export interface FunctionFact {
  readonly name: string;
  readonly logGroup: string;
  readonly state: string;
  /** 0: somebody has stopped it. undefined: nothing is reserved. */
  readonly reservedExecutions: number | undefined;
  /** Its newest line of any kind in the last ten minutes, epoch milliseconds. */
  readonly lastLineMs: number | undefined;
  /** Its newest line about work that is done. */
  readonly lastDoneMs: number | undefined;
  readonly lastError: { readonly timeMs: number; readonly text: string } | undefined;
  /** What it warned of in each of its newest runs, if there were several in a row. */
  readonly lastingWarning: string | undefined;
}

export interface StreamFact {
  readonly name: string;
  readonly status: string;
  /** Arrival of the newest record of the last minutes, epoch milliseconds. */
  readonly newestMs: number | undefined;
}

export interface MappingFact {
  readonly id: string;
  readonly state: string;
  readonly lastResult: string | undefined;
  /** A record that arrived at this time is not stored yet, epoch milliseconds; undefined: all are. */
  readonly notStoredSinceMs: number | undefined;
}

export interface TrackFact {
  readonly satellite: string;
  /** Of the last hour, as far as the elements reach. */
  readonly stored: number;
  readonly expected: number;
  /** The newest point, epoch milliseconds. */
  readonly newestMs: number | undefined;
}

export interface QueueFact {
  readonly url: string;
  readonly messages: number;
}

export interface SocketFact {
  /** HTTP status of a refused handshake. */
  readonly refused: number | undefined;
  readonly opened: boolean;
  readonly frame: 'received' | 'none' | 'not awaited';
}

/** An answer of the API or of the page's server. */
export interface HttpFact {
  readonly url: string;
  readonly status: number;
  /** What is wrong with its content; undefined: nothing. */
  readonly problem: string | undefined;
}

export interface Facts {
  readonly nowMs: number;
  readonly stacks: Read<readonly StackFact[]>;
  readonly elements: Read<readonly ElementsFact[]>;
  readonly elementsSchedule: Read<ScheduleFact>;
  readonly schedule: Read<ScheduleFact>;
  readonly propagate: Read<FunctionFact>;
  readonly stream: Read<StreamFact>;
  readonly mapping: Read<MappingFact>;
  readonly fanout: Read<FunctionFact>;
  readonly track: Read<readonly TrackFact[]>;
  readonly quarantine: Read<QueueFact>;
  readonly deadLetters: Read<QueueFact>;
  readonly socket: Read<SocketFact>;
  readonly api: Read<readonly HttpFact[]>;
  readonly page: Read<readonly HttpFact[]>;
}
