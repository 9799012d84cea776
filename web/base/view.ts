// The views of the map and the part of it that is shown, as the address names them. Pure.
import type { Place } from '../../orbit/geodetic.ts';
import { roundTo } from '../../orbit/round.ts';
import { parsePlainPlace, roundPlace } from './place.ts';

export const VIEWS = ['world', 'north', 'south'] as const;

/** The whole world, or the surroundings of a pole. */
export type View = (typeof VIEWS)[number];

/** A hundredth of a degree, as fine as land and places are known, is then half a pixel, on a wide screen one. */
export const MAX_SCALE = 16;

/** A part of the map: the place in its middle, and how many times it is magnified. */
export interface MapFrame extends Place {
  scale: number;
}

/** Reads a part of the map as the page writes it: -18.14,178.44,4. Undefined for anything else. */
export function readFrame(text: string): MapFrame | undefined {
  const [, centre = '', times = ''] = /^(.+),\s*(\d{1,2}(?:\.\d{1,9})?)\s*$/.exec(text) ?? [];
  const [place, scale] = [parsePlainPlace(centre), Number(times)];
  return place && scale >= 1 && scale <= MAX_SCALE ? { ...place, scale } : undefined;
}

/** Half a pixel is the finest that is written. */
export function writeFrame(frame: MapFrame): string {
  const { latitudeDeg, longitudeDeg } = roundPlace(frame, 2);
  return `${latitudeDeg},${longitudeDeg},${roundTo(frame.scale, 2)}`;
}
