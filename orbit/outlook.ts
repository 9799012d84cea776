// Until when an element set can be used, and why not longer: announced before, and the reason for the state `failed`
// after.
import { cachedRecord } from './elements.ts';
import type { Omm } from './omm.ts';
import { REFUSED } from './plausible.ts';
import { describeCode, minutesSinceEpoch, subSatellitePointIfAny } from './propagate.ts';
import { endBefore } from './span.ts';
import { DAY_MS, MINUTE_MS } from './time.ts';

/** Where an element set ends. */
export interface Outlook {
  /** The last moment at which the set holds; undefined when it never does, or only later. */
  usableUntilMs: number | undefined;
  /** Completes a sentence about the satellite: decays around 26 February 2025. */
  reason: string;
}

const NO_ORBIT = 'these elements give no orbit';

// As far as searches look ahead.
const AHEAD_MS = 10 * DAY_MS;

// Higher up, SGP4 refuses a set for what is wrong with the set.
const DECAY_PERIGEE_KM = 300;

// So early the date of a decay is not known to the day.
const VAGUE_AFTER_MINUTES = (60 * DAY_MS) / MINUTE_MS;

/**
 * The end of a set that lies before a time, or in the ten days after it; undefined when the set holds for longer.
 * @throws ElementsError when EPOCH is not a UTC time, or one of the elements is not a number
 */
export function outlook(omm: Omm, timeMs: number): Outlook | undefined {
  const record = cachedRecord(omm);
  const { span, satrec, epochMs } = record;
  const minutes = minutesSinceEpoch(record, timeMs);
  const start = minutes < 0 ? endBefore(span, satrec, minutes) : undefined;
  const end = start ?? endBefore(span, satrec, Math.max(0, minutesSinceEpoch(record, timeMs + AHEAD_MS)));
  if (end && end.minutes < 0) {
    // The other codes are of this project.
    const refusal = end.code < REFUSED.tooLow ? 'SGP4 refuses these elements' : NO_ORBIT;
    return { usableUntilMs: undefined, reason: `${refusal} (${describeCode(end.code)})` };
  }
  if (start) {
    const reason = `these elements cannot be used before ${formatDay(epochMs - start.minutes * MINUTE_MS)}`;
    return { usableUntilMs: undefined, reason };
  }
  const usableUntilMs = end ? Math.floor(epochMs + end.minutes * MINUTE_MS) : Number.POSITIVE_INFINITY;
  // Close to the Moon SGP4's positions jump, so one between two good ones may be none of an orbit.
  if (timeMs <= usableUntilMs && !subSatellitePointIfAny(record, timeMs))
    return { usableUntilMs: undefined, reason: NO_ORBIT };
  if (!end) return undefined;
  const isOver = usableUntilMs < timeMs;
  const isDecay =
    end.code === REFUSED.tooLow ? satrec.bstar >= 0 : satrec.bstar > 0 && end.perigeeKm < DECAY_PERIGEE_KM;
  if (!isDecay)
    return {
      usableUntilMs,
      reason: `outside of SGP4's model ${isOver ? 'since' : 'from'} ${formatDay(usableUntilMs)}`,
    };
  const when = formatDay(usableUntilMs, end.minutes > VAGUE_AFTER_MINUTES);
  return { usableUntilMs, reason: `${isOver ? 'decayed' : 'decays'} around ${when}` };
}

/** A date in UTC: 26 February 2025. */
function formatDay(timeMs: number, isVague = false): string {
  const day = isVague ? {} : ({ day: 'numeric' } as const);
  return new Date(timeMs).toLocaleDateString('en-GB', { ...day, month: 'long', year: 'numeric', timeZone: 'UTC' });
}
