// Numbers and times in the text of a calendar, no finer than they are known. JSON and CSV keep their digits.
import { formatTime, MINUTE_MS } from '../../../orbit/time.ts';
import { knownTime } from '../../../wire/known.ts';

/** 2026-10-12T03:06:34Z; without seconds, 2026-10-12T03:07Z, or about, ≈ 2026-10-12T03:10Z, where it is uncertain. */
export function timeText(time: string, uncertaintySeconds: number): string {
  const { timeMs, stepMs, isAbout } = knownTime(Date.parse(time), uncertaintySeconds);
  const text = formatTime(timeMs);
  return `${isAbout ? '≈ ' : ''}${stepMs < MINUTE_MS ? text : text.replace(/:\d\dZ$/, 'Z')}`;
}

/** 2026-10-09T22:33Z: an epoch. */
export function minuteText(time: string): string {
  return formatTime(knownTime(Date.parse(time), 0, MINUTE_MS).timeMs).replace(/:\d\dZ$/, 'Z');
}

/** A number with the digits that are known: 8.589, 8.6, 9, ≈ 10. */
export function within(value: number, uncertainty: number): string {
  const exact = String(value);
  const digits = (exact.split('.')[1] ?? '').length;
  if (uncertainty > 1) {
    const step = 10 ** Math.max(0, Math.ceil(Math.log10(uncertainty) - 1));
    return `≈ ${Math.round(value / step) * step + 0}`;
  }
  const decimals = Math.min(digits, Math.max(0, Math.floor(-Math.log10(uncertainty))));
  return decimals === digits ? exact : String(Number(value.toFixed(decimals)) + 0);
}

/** 0.4 s, 18 min, 3 h: seconds below two minutes, minutes below two hours. */
export function durationText(seconds: number): string {
  if (seconds < 120) return `${seconds < 10 ? seconds : Math.round(seconds)} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}
