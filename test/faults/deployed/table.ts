// The table that npm run faults prints.
export interface Line {
  name: string;
  /** How often the fault was made. */
  times: number;
  /** How many calls, records or viewers it hit. */
  hits: number;
  /** Points that are missing or wrong at the end. */
  lost: number;
  /** From the end of the fault until all is whole, seconds: the longest. */
  seconds: number;
  /** Ticks meanwhile: the most. */
  ticks: number;
  lacks: string | undefined;
}

const NAME_WIDTH = 44;

export const TABLE_HEAD = [
  `| ${'fault'.padEnd(NAME_WIDTH)} | times | hits | points lost | whole after | ticks |`,
  `| ${'-'.repeat(NAME_WIDTH)} | ----: | ---: | ----------: | ----------: | ----: |`,
];

/** A line of the table, and what went wrong, if anything. */
export function lineOf({ name, times, hits, lost, seconds, ticks, lacks }: Line): string {
  const cells = [
    name.padEnd(NAME_WIDTH),
    String(times).padStart(5),
    String(hits).padStart(4),
    String(lost).padStart(11),
    `${seconds.toFixed(0)} s`.padStart(11),
    String(ticks).padStart(5),
  ];
  return `| ${cells.join(' | ')} |${lacks === undefined ? '' : `\n  NOT WHOLE: ${lacks}`}`;
}
