// Which row of the list is that of an overpass, although newer elements have moved it. Pure.
import { MINUTE_MS } from '../../../orbit/time.ts';
import type { OverpassRow } from '../list.ts';
import { formatImaging } from './cells.ts';

export interface AskedOverpass {
  catalogNumber: number;
  /** Of the closest approach; in the address, to the minute. */
  timeMs: number;
}

/** Other elements move an overpass by less than this: the next one comes after an hour and a half. */
const MOST_MOVED_MS = 40 * MINUTE_MS;

/** The row of an overpass: the one at that time, or nearest to it. */
export function findOverpass<Row extends Pick<OverpassRow, 'catalogNumber' | 'timeMs' | 'stay'>>(
  rows: readonly Row[],
  { catalogNumber, timeMs }: AskedOverpass,
): Row | undefined {
  const apartMs = (row: Row) => Math.abs(row.timeMs - timeMs);
  const isDuring = ({ stay }: Row) => stay && (stay.beginMs ?? 0) <= timeMs && timeMs <= (stay.endMs ?? timeMs);
  return rows
    .filter((row) => row.catalogNumber === catalogNumber && (apartMs(row) <= MOST_MOVED_MS || isDuring(row)))
    .toSorted((a, b) => apartMs(a) - apartMs(b))[0];
}

/** In place of an overpass that no row has: the row nearest in time, of its satellite if the list has that one. */
export function nearestInTime<Row extends Pick<OverpassRow, 'catalogNumber' | 'timeMs'>>(
  rows: readonly Row[],
  { catalogNumber, timeMs }: AskedOverpass,
): Row | undefined {
  const same = rows.filter((row) => row.catalogNumber === catalogNumber);
  const apartMs = (row: Row) => Math.abs(row.timeMs - timeMs);
  return (same.length > 0 ? same : rows).toSorted((a, b) => apartMs(a) - apartMs(b))[0];
}

/** Names a row of the table. Newer elements that move its overpass may give it another name: see findOverpass. */
export function keyOf({ catalogNumber, timeMs }: OverpassRow): string {
  return `${catalogNumber} ${Math.round(timeMs / (20 * MINUTE_MS))}`;
}

/** What is shown of a row, in a text to compare. */
export function textKeyOf(row: OverpassRow): string {
  const { catalogNumber, name, timeMs, stay, distanceKm, uncertaintySeconds, colour } = row;
  const times = [timeMs, stay?.beginMs, stay?.endMs, row.straddledKm];
  return [catalogNumber, name, ...times, distanceKm, formatImaging(row), uncertaintySeconds, colour].join();
}
