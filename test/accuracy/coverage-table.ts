// How many pairs of published sets lie within the stated uncertainty, and how wide it is: by age and by height.
import { readFileSync } from 'node:fs';
import { timingUncertaintySeconds } from '../../orbit/uncertainty.ts';

/** An older and a newer set of one satellite, compared at the newer one's epoch. */
interface SetPair {
  catalogNumber: number;
  ageDays: number;
  heightKm: number;
  /** How far apart along the track, without sign. */
  actualSeconds: number;
  /** What the older set states. */
  statedSeconds: number;
  /** An evident manoeuvre lies between the two. */
  manoeuvre: boolean;
}

export interface Coverage {
  bin: string;
  pairs: number;
  satellites: number;
  /** Percent of the pairs without a manoeuvre that lie within the stated uncertainty, and of all pairs. */
  covered: number;
  coveredWithManoeuvres: number;
  /** Of the pairs without a manoeuvre, as all that follows. */
  statedMedian: number;
  actualMedian: number;
  /** Mean pinball loss at 95 %, seconds: an error beyond the stated width costs 19 times as much as unused width. */
  pinball: number;
}

const HEADER = 'catalogNumber,ageDays,alongSeconds,meanMotionDot,bstar,meanMotion,meanHeightKm,manoeuvre';

/** The sample; `factor` scales what is stated, to see that the checks notice. */
export function readSetPairs(factor = 1): SetPair[] {
  const text = readFileSync(new URL('data/set-pairs.csv', import.meta.url), 'utf8');
  const [header, ...lines] = text.trimEnd().split(/\r?\n/);
  if (header !== HEADER) throw new Error(`set-pairs.csv has other columns: ${header}`);
  return lines.map((line) => {
    const [catalogNumber, ageDays, along, , BSTAR, MEAN_MOTION, heightKm, manoeuvre] = line.split(',').map(Number) as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    // The pairs have no eccentricity. All are nearly circular orbits.
    const statedSeconds = factor * timingUncertaintySeconds({ MEAN_MOTION, ECCENTRICITY: 0, BSTAR }, ageDays);
    const actualSeconds = Math.abs(along);
    return { catalogNumber, ageDays, heightKm, actualSeconds, statedSeconds, manoeuvre: manoeuvre === 1 };
  });
}

const AGE_BINS = [0.5, 1, 3, 7, 14, 30];
const HEIGHT_BINS = [300, 450, 600, 700, 800, 1500];

/** Of all pairs, of each bin of age and of each bin of height. Bins exclude their lower end. */
export function measureCoverage(pairs: readonly SetPair[]): Coverage[] {
  const binned = (edges: readonly number[], unit: string, quantityOf: (pair: SetPair) => number) =>
    edges.slice(1).map((max, index) => {
      const min = edges[index] as number;
      const inside = pairs.filter((pair) => quantityOf(pair) > min && quantityOf(pair) <= max);
      return toCoverage(`${min} to ${max} ${unit}`, inside);
    });
  return [
    toCoverage('all', pairs),
    ...binned(AGE_BINS, 'days', ({ ageDays }) => ageDays),
    ...binned(HEIGHT_BINS, 'km', ({ heightKm }) => heightKm),
  ];
}

function toCoverage(bin: string, pairs: readonly SetPair[]): Coverage {
  const quiet = pairs.filter(({ manoeuvre }) => !manoeuvre);
  return {
    bin,
    pairs: pairs.length,
    satellites: new Set(pairs.map(({ catalogNumber }) => catalogNumber)).size,
    covered: percentCovered(quiet),
    coveredWithManoeuvres: percentCovered(pairs),
    statedMedian: median(quiet.map(({ statedSeconds }) => statedSeconds)),
    actualMedian: median(quiet.map(({ actualSeconds }) => actualSeconds)),
    pinball: quiet.reduce((sum, pair) => sum + pinball(pair), 0) / quiet.length,
  };
}

function percentCovered(pairs: readonly SetPair[]): number {
  return (100 * pairs.filter(isCovered).length) / pairs.length;
}

function isCovered({ actualSeconds, statedSeconds }: SetPair): boolean {
  return actualSeconds <= statedSeconds;
}

function pinball({ actualSeconds, statedSeconds }: SetPair): number {
  const beyond = actualSeconds - statedSeconds;
  return beyond > 0 ? 0.95 * beyond : -0.05 * beyond;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2;
}

const HEAD = ['bin', 'pairs', 'satellites', 'covered, %', 'with manoeuvres, %', 'stated, s', 'actual, s', 'ratio'];

/** The table in Markdown: medians of the stated uncertainty and of the actual difference, and their ratio. */
export function coverageTable(coverages: readonly Coverage[]): string {
  const rows = coverages.map(({ bin, pairs, satellites, covered, coveredWithManoeuvres, ...medians }) => {
    const { statedMedian, actualMedian, pinball: loss } = medians;
    const shares = [covered, coveredWithManoeuvres].map((share) => share.toFixed(1));
    const widths = [statedMedian, actualMedian].map(figure);
    return [bin, pairs, satellites, ...shares, ...widths, (statedMedian / actualMedian).toFixed(1), figure(loss)];
  });
  const head = [...HEAD, 'pinball, s'];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Two significant digits. */
function figure(value: number): string {
  return String(Number(value.toPrecision(2)));
}
