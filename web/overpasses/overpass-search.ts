// The search for the overpasses of one satellite, with the stays of one that hardly moves. Pure.
import { type Approach, type Findings, findApproaches as findMoments } from '../../orbit/approaches.ts';
import type { Sgp4Record } from '../../orbit/elements.ts';
import type { Place } from '../../orbit/geodetic.ts';
import { hoveringReachKm } from '../../orbit/instruments.ts';
import type { Instrument } from '../../orbit/satellites.ts';
import { isDay } from '../../orbit/sun.ts';
import { type SwathStay, swathStays } from '../../orbit/swath-stays.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../orbit/time.ts';

/** An approach, and from when until when the place is in the swath if the satellite stays for an hour or longer. */
export interface ListedApproach extends Approach {
  stay?: SwathStay;
  /** Of a stay: day, night, day then night, or both. */
  stayLight?: string;
}

/** What a search found, with its stays. */
export interface ListedFindings extends Findings {
  approaches: readonly ListedApproach[];
}

/**
 * The approaches in (fromMs, untilMs], with their stays by the rule of the API. A stay that lasts at fromMs is found
 * too when its closest approach has passed, up to a day before.
 * @throws RangeError when the window is longer than ten days
 */
export function findApproaches(
  record: Sgp4Record,
  place: Place,
  instruments: readonly Instrument[],
  fromMs: number,
  untilMs: number,
): ListedFindings {
  const findings = findMoments(record, place, instruments, fromMs, untilMs);
  if (findings.inSwath === 'always') return findings;
  const reach = { recordAt: () => record, place, reachKm: hoveringReachKm(instruments) };
  const withStay = (approach: Approach, stay: SwathStay): ListedApproach => {
    const stayLight = lightBetween(place, stay.beginMs ?? fromMs, stay.endMs ?? untilMs);
    return { ...approach, stay, stayLight };
  };
  const inSwath = findings.approaches.filter((approach) => approach.inSwath);
  const [current, ...stays] = swathStays(reach, [fromMs, ...inSwath.map(({ timeMs }) => timeMs)], fromMs, untilMs);
  const listed = findings.approaches.map((approach): ListedApproach => {
    const stay = stays[inSwath.indexOf(approach)];
    return stay ? withStay(approach, stay) : approach;
  });
  if (!current) return { ...findings, approaches: listed };
  const { approaches } = findMoments(record, place, instruments, fromMs - DAY_MS, fromMs);
  const passed = approaches.filter(({ timeMs, inSwath }) => inSwath && timeMs >= (current.beginMs ?? 0));
  return { ...findings, approaches: [...passed.map((approach) => withStay(approach, current)), ...listed] };
}

/** The light at a place between two times, by the quarter of an hour: night; day, then night; day and night. */
function lightBetween(place: Place, fromMs: number, untilMs: number): string {
  const lights: string[] = [];
  for (let timeMs = fromMs; timeMs <= untilMs; timeMs += HOUR_MS / 4) {
    const light = isDay(place, timeMs) ? 'day' : 'night';
    if (light !== lights.at(-1)) lights.push(light);
  }
  return lights.length > 2 ? 'day and night' : lights.join(', then ');
}

// Two element sets compute the same pass seconds apart, after a manoeuvre minutes. The next one is an hour and a half away.
const SAME_PASS_MS = 20 * MINUTE_MS;

/** Those that are not known, as passes outside the swath: what is in a swath is known. */
export function outsideOf(approaches: readonly ListedApproach[], known: readonly ListedApproach[]): ListedApproach[] {
  return approaches
    .filter(({ timeMs }) => !known.some((each) => Math.abs(each.timeMs - timeMs) < SAME_PASS_MS))
    .map(({ stay: _, ...approach }) => ({ ...approach, imaging: [], maybe: [], inSwath: false }));
}
