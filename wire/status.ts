// GET /status: query writes it, monitors and local runs read it.
import type { ElementsState } from '../orbit/age.ts';
import { formatTime } from '../orbit/time.ts';

export interface StatusAnswer {
  now: string;
  satellites: SatelliteStatus[];
}

export interface SatelliteStatus {
  catalogNumber: number;
  newest: string | null;
  aheadSeconds: number | null;
  /** Slots of the last hour that are not stored. */
  missing: number;
  elementsState: ElementsState;
  /** Why the state is `failed`. */
  reason?: string;
}

/** Writes the status of a satellite whose newest point has the time `newestMs`. */
export function toSatelliteStatus(
  catalogNumber: number,
  newestMs: number | undefined,
  missing: number,
  elementsState: ElementsState,
  nowMs: number,
): SatelliteStatus {
  return {
    catalogNumber,
    newest: newestMs === undefined ? null : formatTime(newestMs),
    aheadSeconds: newestMs === undefined ? null : Math.round((newestMs - nowMs) / 1000),
    missing,
    elementsState,
  };
}
