// The dearest questions of the API. Each has a variant that no cache has seen for every index.

export interface DearQuestion {
  name: string;
  /** The path and the parameters. */
  ask(index: number): string;
  /** Tracks of a day that it reads, as a share of all satellites'. */
  reads: (satellites: number) => number;
}

/** The longest track of the API: a day. */
const POINTS = 4320;
/** The longest search. */
const DAYS = 10;

/** Different in each run: what an earlier one asked may still be in a cache. */
const BEGIN_MS = Date.now();
const before = (index: number) => `before=${new Date(BEGIN_MS - index).toISOString()}`;
/** Places on a spiral around the globe. */
const place = (index: number) => {
  const turn = (share: number, range: number) => (((Math.abs(index) * share) % range) - range / 2).toFixed(4);
  return `latitude=${turn(0.0137, 170)}&longitude=${turn(0.6180339, 360)}`;
};

export const DEAR_QUESTIONS: readonly DearQuestion[] = [
  {
    name: 'a day of all satellites',
    ask: (index) => `/tracks?points=${POINTS}&${before(index)}`,
    reads: (satellites) => satellites,
  },
  {
    name: 'a day of swaths as GeoJSON',
    ask: (index) => `/tracks?points=${POINTS}&swath=true&format=geojson&${before(index)}`,
    reads: (satellites) => satellites,
  },
  {
    name: 'a day of one satellite as CSV',
    ask: (index) => `/satellites/25994/track?points=${POINTS}&format=csv&${before(index)}`,
    reads: () => 1,
  },
  {
    name: 'ten days of overpasses of a place',
    ask: (index) => `/overpasses?days=${DAYS}&daylight=any&${place(index)}`,
    reads: () => 0,
  },
];

/** The question that a cache knows after the first time. */
export const KNOWN_QUESTION = `/tracks?points=${POINTS}`;
