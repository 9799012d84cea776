// Numbers and times as the page writes them. Pure. UTC only.
import { normalizeLongitude } from '../../orbit/angles.ts';
import { roundTo } from '../../orbit/round.ts';

/** A number and its unit, so that the two can look different. */
export interface Quantity {
  value: string;
  /** A unit or a hemisphere; may be empty. */
  unit: string;
}

/**
 * A number without false precision: with two decimals, or as many as leave its last digit no finer than its
 * uncertainty. One that is uncertain by more than 1 is about a whole number, ≈ 151, by more than 10 about a multiple of
 * ten, ≈ 150, and so on; by more than the limit it is unknown.
 */
export function formatWithin(value: number, uncertainty = 0, limit = Number.POSITIVE_INFINITY): string {
  if (uncertainty > limit) return UNKNOWN;
  const decimals = [2, 1, 0].find((count) => uncertainty <= 10 ** -count);
  // The sum turns -0 into 0.
  if (decimals !== undefined) return separated((Number(value.toFixed(decimals)) + 0).toFixed(decimals));
  const step = 10 ** Math.max(0, Math.ceil(Math.log10(uncertainty) - 1));
  return `≈ ${separated((Math.round(value / step) * step).toFixed(0))}`;
}

/** 35,786.12: only a number from 1,000 on is changed. */
function separated(digits: string): string {
  const [whole, fraction] = digits.split('.');
  return Math.abs(Number(digits)) < 1000 ? digits : [formatWhole(Number(whole)), fraction].filter(Boolean).join('.');
}

/** Instead of a number. */
export const UNKNOWN = 'unknown';
/** Tens of degrees say nothing beyond this. */
export const MOST_DEG = 30;

/** Longitude with two decimals at most: 160.64° E. The prime meridian and the antimeridian have no side. */
export function formatLongitude(longitudeDeg: number, uncertaintyDeg = 0): Quantity {
  return formatAngle(longitudeDeg, uncertaintyDeg, ['E', 'W'], [0, 180]);
}

/** Latitude with two decimals at most: 16.80° S. The equator has no side. */
export function formatLatitude(latitudeDeg: number, uncertaintyDeg = 0): Quantity {
  return formatAngle(latitudeDeg, uncertaintyDeg, ['N', 'S'], [0]);
}

// The rounded number decides: 0.004° south of the equator is 0.00°, not 0.00° S.
function formatAngle(
  angleDeg: number,
  uncertaintyDeg: number,
  [positive, negative]: readonly [string, string],
  withoutSide: readonly number[],
): Quantity {
  const digits = formatWithin(Math.abs(angleDeg), uncertaintyDeg, MOST_DEG);
  if (digits === UNKNOWN) return { value: UNKNOWN, unit: '' };
  const side = angleDeg > 0 ? positive : negative;
  return { value: `${digits}°`, unit: withoutSide.includes(Number(digits.replace('≈ ', ''))) ? '' : side };
}

/** Of a line of latitude: 30° N, 0° */
export function latitudeLabel(deg: number): string {
  return deg === 0 ? '0°' : `${Math.abs(deg)}° ${deg > 0 ? 'N' : 'S'}`;
}

/** Of a meridian: 150° W, also for 210. The prime meridian and the antimeridian have no side. */
export function longitudeLabel(unwrappedDeg: number): string {
  const deg = normalizeLongitude(unwrappedDeg);
  return deg === 0 || deg === -180 ? `${Math.abs(deg)}°` : `${Math.abs(deg)}° ${deg > 0 ? 'E' : 'W'}`;
}

/** Units of length that a reader can choose. */
export type Units = 'km' | 'mi';

/** A kilometre in each unit. The international mile has 1.609344 km. */
export const PER_KM: Record<Units, number> = { km: 1, mi: 1 / 1.609344 };

/** Altitude with two decimals at most; unknown when it is more uncertain than high. */
export function formatAltitude(altitudeKm: number, units: Units, uncertaintyKm = 0): Quantity {
  const [altitude, uncertainty] = [altitudeKm * PER_KM[units], uncertaintyKm * PER_KM[units]];
  const value = formatWithin(altitude, uncertainty, altitude);
  return { value, unit: value === UNKNOWN ? '' : units };
}

/** Speed with two decimals: 6.82 km/s. */
export function formatSpeed(speedKmPerS: number, units: Units): Quantity {
  return { value: (speedKmPerS * PER_KM[units]).toFixed(2), unit: `${units}/s` };
}

/** A quantity as one text: 160.64° E. */
export function inOneLine({ value, unit }: Quantity): string {
  return unit ? `${value} ${unit}` : value;
}

const UNITS = 'km|mi|min|s|h|d|days?|hours?|minutes?|UTC';
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const MONTH = `(?:${MONTHS.join('|')})`;
const TOGETHER = new RegExp(
  [
    ' (?=[±≈] \\d)|(?<=[±≈]) (?=\\d)',
    `(?<=\\d) (?=(?:${UNITS}|${MONTH})\\b)`,
    '(?<=°|\\d (?:km|mi)) (?=[NESW]{1,2}\\b)',
    `(?<=\\d [hd]) (?=\\d)|(?<=\\d ${MONTH}) (?=\\d{4})`,
  ].join('|'),
  'g',
);

/** A sentence whose lines break before no unit, and nowhere in a value: Aqua ± 113 s, 460 ± 390 km E, 9 Oct 2026. */
export function keepTogether(text: string): string {
  return text.replace(TOGETHER, '\u00a0');
}

/** A text that no line break divides: 412 ± 13 km W. */
export function unbroken(text: string): string {
  return text.replaceAll(' ', '\u00a0');
}

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** A name in a sentence. One from right to left is isolated (U+2068, U+2069), or it reorders the figures around it. */
export function isolated(name: string): string {
  return RIGHT_TO_LEFT.test(name) ? `\u2068${name}\u2069` : name;
}

// Made once: making it takes longer than all the rest of a second's work.
const WHOLE = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });

/** A whole number with separators: 2,330. */
export function formatWhole(value: number): string {
  return WHOLE.format(value);
}

/** A half-width, to two digits: ± 0.8 km, ± 230 km. */
export function formatPlusMinus(km: number, units: Units): string {
  const length = Math.max(0.1, Number((km * PER_KM[units]).toPrecision(2)));
  return `± ${length < 10 ? length.toFixed(1) : formatWhole(length)} ${units}`;
}

/** 21:40:07 */
export function formatClock(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(11, 19);
}

/** 21:40 */
export function formatMinute(timeMs: number): string {
  return formatClock(timeMs).slice(0, 5);
}

/** 9 Oct */
export function formatDay(timeMs: number): string {
  const date = new Date(timeMs);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;
}

/** 9 Oct 2026 */
export function formatDate(timeMs: number): string {
  return `${formatDay(timeMs)} ${new Date(timeMs).getUTCFullYear()}`;
}

/** 9 Oct 2026, 22:33 UTC */
export function formatDateTime(timeMs: number): string {
  return `${formatDate(timeMs)}, ${formatMinute(timeMs)} UTC`;
}

const MINUTE_S = 60;
const HOUR_S = 3600;
const DAY_S = 86_400;

/** A duration in its natural unit, cut, not rounded: 95 s, 12 min, 5 h, 3 d. Never negative. */
export function formatDuration(durationMs: number): string {
  const seconds = Math.max(0, Math.floor(durationMs / 1000));
  // Seconds up to three minutes: a dead socket is given up after 130 s, and readers can see that coming.
  if (seconds < 3 * MINUTE_S) return `${seconds} s`;
  if (seconds < 2 * HOUR_S) return `${Math.floor(seconds / MINUTE_S)} min`;
  if (seconds < 2 * DAY_S) return `${Math.floor(seconds / HOUR_S)} h`;
  return `${Math.floor(seconds / DAY_S)} d`;
}

/** An age in days, rounded as in the API: with a decimal while it matters, 1.4 days, then whole, 46 days. */
export function formatDays(days: number): string {
  const rounded = roundTo(days, 1);
  const number = rounded < 10 ? rounded.toFixed(1) : String(Math.round(days));
  return `${number} ${number === '1.0' ? 'day' : 'days'}`;
}

/** ± 0.3 s, ± 44 s, ± 7 min, ± 3 h: as exact as an estimate is. */
export function formatUncertainty(seconds: number): string {
  if (seconds >= 2 * HOUR_S) return `± ${Math.round(seconds / HOUR_S)} h`;
  if (seconds >= 120) return `± ${Math.round(seconds / 60)} min`;
  return `± ${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
}
