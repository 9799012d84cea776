// The figures of a large audience as lines of text.
import { median } from '../../statistics.ts';
import type { AudienceFigures, FrameFigures } from './measure.ts';

/** Milliseconds from the tick to the last viewer. */
const GOAL_MS = 20_000;

const COLUMNS: readonly [title: string, cell: (frame: FrameFigures) => string][] = [
  ['last, s', ({ lastMs }) => seconds(lastMs)],
  [
    'workers, s',
    ({ workers, firstWorkerMs, lastWorkerMs }) => `${workers} at ${seconds(firstWorkerMs)}-${seconds(lastWorkerMs)}`,
  ],
  ['cpu, ms', ({ cpuMs }) => cpuMs.toFixed(0)],
  ['posts', ({ posts }) => String(posts)],
  ['a second', ({ busiest }) => String(busiest)],
  ['429', ({ throttled }) => String(throttled)],
  ['late, ms', ({ lateMs }) => lateMs.toFixed(0)],
  ['rows', ({ rows }) => String(rows)],
  ['once', ({ once }) => String(once)],
  ['410', ({ gone }) => String(gone)],
  ['lost', ({ lost }) => String(lost)],
  ['twice', ({ twice }) => String(twice)],
];

/** One line for each frame, and the goals. */
export function audienceReport({ viewers, factor, frames }: AudienceFigures): string[] {
  const worstMs = Math.max(...frames.map(({ lastMs }) => lastMs));
  const others = frames.reduce((sum, { lost, twice }) => sum + lost + twice, 0);
  const isCounted = frames.every(({ once, gone, counted }) => counted.sent === once && counted.forgotten === gone);
  return [
    `${viewers} viewers of a stub with AWS's quota, each second in ${factor}:`,
    line(
      'frame',
      COLUMNS.map(([title]) => title),
    ),
    ...frames.map((frame) =>
      line(
        frame.weather,
        COLUMNS.map(([, cell]) => cell(frame)),
      ),
    ),
    `  last viewer: median ${seconds(median(frames.map(({ lastMs }) => lastMs)))} s, at worst ${seconds(worstMs)} s ` +
      `(goal: at most ${GOAL_MS / 1000}): ${verdict(worstMs <= GOAL_MS)}`,
    `  lost or twice, but for 410: ${others} (goal: 0): ${verdict(others === 0)}`,
    `  the functions counted the same: ${isCounted ? 'yes' : 'NO'}`,
  ];
}

function line(name: string, cells: readonly string[]): string {
  return `  ${name.padEnd(34)}${cells.map((cell, index) => cell.padStart(index === 1 ? 14 : 9)).join('')}`;
}

const seconds = (ms: number) => (ms / 1000).toFixed(1);
const verdict = (met: boolean) => (met ? 'met' : 'MISSED');
