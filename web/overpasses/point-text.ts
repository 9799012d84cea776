// The sentence about the next overpass of a point. Pure.
import { MINUTE_MS } from '../../orbit/time.ts';
import { knownTime } from '../../wire/known.ts';
import { beginMs, type Upcoming } from './list.ts';

interface Next extends Upcoming {
  /** Whether the reader has filtered the list: the sentence says so. */
  isFiltered: boolean;
  /** Whether another sentence is about satellites that are always or never in view. */
  hasViews: boolean;
}

/** As in: Next overpass: Aura in 2 h 14 min. Undefined when all satellites are in the other sentence. */
export function describeNext({ next, current, isFiltered, hasViews }: Next, nowMs: number): string | undefined {
  const filtered = isFiltered ? ', with the filters of the list' : '';
  const overpasses = current.map(({ name }) => `${name} now`);
  if (next)
    overpasses.push(
      `${next.isPerhaps ? 'perhaps ' : ''}${next.name} ${describeLeft(beginMs(next) - nowMs, next.uncertaintySeconds)}`,
    );
  if (overpasses.length > 0) return `Next overpass: ${overpasses.join(', ')}${filtered}.`;
  return hasViews ? undefined : `No overpass in five days${filtered}.`;
}

/** No finer than it is known, and in whole minutes: the card does not count down. */
function describeLeft(exactMs: number, uncertaintySeconds: number): string {
  const { timeMs, isAbout } = knownTime(exactMs, uncertaintySeconds, MINUTE_MS);
  const minutes = Math.round(timeMs / MINUTE_MS);
  if (minutes < 1) return 'now';
  const [days, hours] = [Math.floor(minutes / 1_440), Math.floor((minutes % 1_440) / 60)];
  const parts = [days && `${days} d`, hours && `${hours} h`, minutes % 60 && `${minutes % 60} min`].filter(Boolean);
  return `in ${isAbout ? '≈ ' : ''}${parts.join(' ')}`;
}
