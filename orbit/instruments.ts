// What the instruments of a satellite see of a place: by their edges, and by daylight.
import type { Instrument, Satellite } from './satellites.ts';

/** The edges of a swath, to the left and right of the track, km; see Instrument. */
export type Edges = Pick<Instrument, 'leftKm' | 'rightKm'>;

/** A swath whose middle is the track. */
export function symmetrical(widthKm: number): Edges {
  return { leftKm: widthKm / 2, rightKm: widthKm / 2 };
}

/**
 * Reads a list of names of instruments with commas between them; capitals and spaces around a comma do not matter.
 * A known name may have commas of its own.
 * @returns those of the known names that are in the list, in their order, and what is none of them
 */
export function namesIn(list: string, known: readonly string[]): { names: string[]; unknown: string[] } {
  const keyOf = (name: string) => name.trim().toLowerCase();
  const keys = new Set(known.map(keyOf));
  const mostParts = Math.max(1, ...known.map((name) => name.split(',').length));
  const parts = list.split(',');
  const read = new Set<string>();
  const unknown: string[] = [];
  for (let first = 0; first < parts.length; ) {
    // The longest name first.
    let end = Math.min(first + mostParts, parts.length);
    const nameUntil = () => parts.slice(first, end).join(',');
    while (end > first + 1 && !keys.has(keyOf(nameUntil()))) end--;
    if (keys.has(keyOf(nameUntil()))) read.add(keyOf(nameUntil()));
    else unknown.push(nameUntil().trim());
    first = end;
  }
  return { names: known.filter((name) => read.has(keyOf(name))), unknown };
}

/** From edge to edge, km. */
export function swathKm({ leftKm, rightKm }: Edges): number {
  return leftKm + rightKm;
}

/** The first instrument of a satellite. */
export function mainInstrument({ instruments }: Pick<Satellite, 'instruments'>): Instrument {
  return instruments[0] as Instrument;
}

/** How far from the track the farther edge is, km. */
export function reachKm({ leftKm, rightKm }: Edges): number {
  return Math.max(leftKm, rightKm);
}

/** Where a place lies, seen from the sub-satellite point. */
export interface Seen {
  /** Along the ground. */
  distanceKm: number;
  /** To the right of the direction of motion, negative to the left. At a closest approach, all of the distance. */
  acrossKm: number;
  /** Speed of the sub-satellite point. */
  groundSpeedKmPerS: number;
}

/**
 * Over the ground: a satellite in a low orbit moves at 6 to 8 km/s, one 36,000 km high or at the apogee of an eccentric
 * orbit at less than this.
 */
const HOVERING_KM_PER_S = 1;

/** Whether a satellite hardly moves over the ground, so that its swath has no left and right. */
export function isHovering(groundSpeedKmPerS: number): boolean {
  return groundSpeedKmPerS < HOVERING_KM_PER_S;
}

/**
 * Whether a place lies in a swath: between its edges, and no farther from the satellite than the farther one. A
 * satellite that hovers has no left and right: its swath is a disk of the same width around it, as on the map.
 */
export function isInSwath(edges: Edges, { distanceKm, acrossKm, groundSpeedKmPerS }: Seen): boolean {
  if (isHovering(groundSpeedKmPerS)) return distanceKm <= swathKm(edges) / 2;
  return distanceKm <= reachKm(edges) && acrossKm >= -edges.leftKm && acrossKm <= edges.rightKm;
}

/**
 * Whether a place is so close to an edge of a swath, inside or outside, that the Earth may turn it to the other side
 * before a satellite that is early or late.
 */
export function isNearEdge({ leftKm, rightKm }: Edges, acrossKm: number, driftKm: number): boolean {
  return Math.abs(acrossKm - rightKm) < driftKm || Math.abs(acrossKm + leftKm) < driftKm;
}

/** How far a satellite that hovers sees with all of its instruments: the widest of their disks has the others in it. */
export function hoveringReachKm(instruments: readonly Edges[]): number {
  return Math.max(...instruments.map(swathKm)) / 2;
}

/** Whether an instrument can see a place in its swath by day, or at night. */
export function seesBy({ daylightOnly }: Pick<Instrument, 'daylightOnly'>, day: boolean): boolean {
  return day || !daylightOnly;
}
