// What the feed reports to the page.

import type { Config } from '../../wire/config.ts';
import type { SatelliteAnswer } from '../../wire/satellites.ts';
import type { Track } from '../satellite/tracks.ts';
import type { SocketPhase } from './socket.ts';

export interface FeedState {
  /** Undefined until config.json has been read. */
  readonly config: Config | undefined;
  readonly socket: SocketPhase;
  /** Whether a socket has ever been open. */
  readonly connectedOnce: boolean;
  /** Whether frames come from GET /frame, once a minute, instead of the socket. */
  readonly isPolling: boolean;
  /** When the last good frame arrived. */
  readonly lastFrameMs: number | undefined;
  /** Messages of the socket, or parts of them, that could not be read; the reason is that of the last one. */
  readonly ignored: { count: number; reason: string } | undefined;
  /** As listed by the API; undefined until the first answer. */
  readonly satellites: readonly SatelliteAnswer[] | undefined;
  /** By catalog number. A satellite whose track has not been answered yet has none. */
  readonly tracks: ReadonlyMap<number, Track>;
  /** Whether the API has answered with tracks. Before, a frame may have brought the newest points of each. */
  readonly isAnswered: boolean;
  /** How far the server's clock is ahead of the device's, milliseconds; undefined until it has been measured. */
  readonly clockOffsetMs: number | undefined;
  /** Whether the last answer says that the clock is far off, and no other has said so yet. */
  readonly isClockInDoubt: boolean;
  /** The request that failed last and will be retried. */
  readonly failure: { request: 'config' | 'api'; error: unknown; retryAtMs: number } | undefined;
}

/**
 * The state with its times on the page's clock. Inside the feed they are on the device's: what waits must not jump when
 * the server's time becomes known. Nothing else converts between the two clocks.
 * @param correctionMs how far the page's clock is ahead of the device's
 */
export function toPageClock(state: FeedState, correctionMs: number): FeedState {
  const { socket, lastFrameMs, failure } = state;
  return {
    ...state,
    socket: socket.name === 'waiting' ? corrected(socket, correctionMs) : socket,
    lastFrameMs: lastFrameMs === undefined ? undefined : lastFrameMs + correctionMs,
    failure: failure && corrected(failure, correctionMs),
  };
}

function corrected<Retried extends { retryAtMs: number }>(retried: Retried, correctionMs: number): Retried {
  return { ...retried, retryAtMs: retried.retryAtMs + correctionMs };
}
