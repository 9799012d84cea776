// One angle of a typed place: degrees, or degrees, minutes and seconds, with a sign, a hemisphere or a label. Pure.
import type { Fault } from './fault.ts';

export interface Angle {
  /** Negative in the south and the west. */
  degrees: number;
  /** Upper case; undefined without one. */
  side: Side | undefined;
  /** Whether it has a sign. */
  signed: boolean;
  /** What the side or the label says that it is. */
  axis: 'latitude' | 'longitude' | undefined;
}

type Side = 'N' | 'S' | 'E' | 'W';

const ANGLE = /^\s*([φλ])?\s*([NSEW])?\s*([+-])?\s*([\d.][\d.\s°'"]*?)\s*([NSEW])?\s*([φλ])?\s*$/i;
const NUMBER = /\s*(\d+(?:\.\d*)?|\.\d+)(?:\s*([°'"])\s*|(?=\s|$))/y;

/** Reads an angle in plain signs (see cleanText); undefined for anything else. */
export function readAngle(text: string): Angle | Fault | undefined {
  const [, labelBefore, before, sign, body, after, labelAfter] = ANGLE.exec(text) ?? [];
  if (body === undefined) return undefined;
  const magnitude = readMagnitude(body);
  if (typeof magnitude !== 'number') return magnitude;
  const side = (before ?? after)?.toUpperCase() as Side | undefined;
  if (before && after && side !== after.toUpperCase()) return { fault: `It has both ${before} and ${after}.` };
  if (side && sign === '-') {
    return {
      fault: `It has both a minus and ${side}.`,
      advice: `Enter either ${magnitude} ${side} or a number with a sign.`,
    };
  }
  const label = labelBefore ?? labelAfter;
  const sideAxis = side === undefined ? undefined : side === 'N' || side === 'S' ? 'latitude' : 'longitude';
  const labelAxis = label === undefined ? undefined : label === 'φ' ? 'latitude' : 'longitude';
  if (sideAxis && labelAxis && sideAxis !== labelAxis) return { fault: `${side} cannot be a ${labelAxis}.` };
  const isNegative = sign === '-' || side === 'S' || side === 'W';
  return {
    degrees: isNegative ? -magnitude : magnitude,
    side,
    signed: sign !== undefined,
    axis: sideAxis ?? labelAxis,
  };
}

function readMagnitude(body: string): number | Fault | undefined {
  const parts: { value: number; unit: string | undefined }[] = [];
  NUMBER.lastIndex = 0;
  while (NUMBER.lastIndex < body.length) {
    const match = NUMBER.exec(body);
    if (!match) return undefined;
    // Thousands are not minutes: 1 000.
    if (parts.length > 0 && /^\d{3}/.test(match[1] as string) && Number(match[1]) < 100) return undefined;
    parts.push({ value: Number(match[1]), unit: match[2] });
  }
  const [degrees, ...rest] = parts;
  if (!degrees || rest.length > 2) return undefined;
  if (degrees.unit === "'" || degrees.unit === '"') {
    return {
      fault: `${degrees.value}${degrees.unit} has no degrees before it.`,
      advice: `Enter for example 0° ${degrees.value}${degrees.unit}.`,
    };
  }
  // A number without a sign is what comes next: minutes, then seconds.
  const [next, last] = rest;
  const isSeconds = next?.unit === '"';
  if (next?.unit === '°' || (last && (isSeconds || last.unit === '°' || last.unit === "'"))) return undefined;
  const minutes = isSeconds ? undefined : next;
  const seconds = isSeconds ? next : last;
  for (const [name, part] of Object.entries({ Minutes: minutes, Seconds: seconds })) {
    if (part && part.value >= 60) {
      return {
        fault: `${name} go up to 59, not ${part.value}.`,
        advice: 'Decimals of a degree need a point, as in 59.75.',
      };
    }
  }
  const coarse = seconds ? [degrees, ...(minutes ? [minutes] : [])] : minutes ? [degrees] : [];
  const broken = coarse.find(({ value }) => !Number.isInteger(value));
  if (broken) return { fault: `${broken.value} has decimals, but a smaller unit follows.` };
  return degrees.value + (minutes?.value ?? 0) / 60 + (seconds?.value ?? 0) / 3600;
}
