// Asking a satellite's charts about one point: by pointer, touch or arrow keys, in all of its charts at once.
import type { SubSatellitePoint } from '../../orbit/point.ts';
import { setAttribute } from '../base/dom.ts';
import type { Track } from '../satellite/tracks.ts';

/** A chart as the probe needs it. */
export interface ProbedChart {
  root: SVGSVGElement;
  /** Of the points that the chart shows, the one that a pointer at this place (pixels from the chart's corner) means. */
  nearest(points: Track, xPx: number, yPx: number): SubSatellitePoint | undefined;
  mark(point: SubSatellitePoint | undefined): void;
}

export interface Probe {
  /** Tells what the charts show now. The point that is asked about stays as long as it is among it. */
  update(points: Track): void;
}

// By keys: a point, and five minutes.
const LEAP = 15;

/**
 * Makes charts answer. Each is a slider over the points, oldest to newest, as assistive technologies know it.
 * @param describe the point in words
 * @param changed called with the point that is asked about, or none
 */
export function createProbe(
  charts: readonly ProbedChart[],
  describe: (point: SubSatellitePoint) => string,
  changed: (point: SubSatellitePoint | undefined) => void,
): Probe {
  let points: Track = [];
  let askedMs: number | undefined;

  for (const chart of charts) {
    const { root } = chart;
    root.setAttribute('role', 'slider');
    root.setAttribute('tabindex', '0');
    root.setAttribute('aria-valuemin', '0');
    root.addEventListener('pointerdown', (event) => point(chart, event));
    root.addEventListener('pointermove', (event) => point(chart, event));
    // A finger that is lifted has hidden what it asked about: the answer stays until something else is touched.
    root.addEventListener('pointerleave', ({ pointerType }) => {
      if (pointerType !== 'touch') ask(undefined);
    });
    root.addEventListener('pointercancel', () => ask(undefined));
    root.addEventListener('keydown', step);
    root.addEventListener('blur', () => ask(undefined));
  }

  function point({ root, nearest }: ProbedChart, event: PointerEvent) {
    const { left, top } = root.getBoundingClientRect();
    ask(nearest(points, event.clientX - left, event.clientY - top)?.timeMs);
  }

  function step(event: KeyboardEvent) {
    const index = points.findIndex(({ timeMs }) => timeMs === askedMs);
    const next = nextIndex(event.key, index, points.length);
    if (next === undefined && event.key !== 'Escape') return;
    event.preventDefault();
    ask(next === undefined ? undefined : points[next]?.timeMs);
  }

  function ask(timeMs: number | undefined) {
    if (timeMs === askedMs) return;
    askedMs = timeMs;
    show();
  }

  function show() {
    const index = points.findIndex(({ timeMs }) => timeMs === askedMs);
    const asked = points[index];
    for (const { root, mark } of charts) {
      mark(asked);
      setAttribute(root, 'aria-valuemax', String(Math.max(0, points.length - 1)));
      setAttribute(root, 'aria-valuenow', String(asked ? index : Math.max(0, points.length - 1)));
      setAttribute(root, 'aria-valuetext', asked ? describe(asked) : 'no point chosen');
    }
    changed(asked);
  }

  return {
    update(shown) {
      points = shown;
      show();
    },
  };
}

/** Where a key leads from a point; from none, to the newest. Undefined for keys that lead nowhere. */
export function nextIndex(key: string, index: number, count: number): number | undefined {
  if (count === 0) return undefined;
  const last = count - 1;
  const from = index < 0 ? last : index;
  const targets: Record<string, number> = {
    ArrowLeft: index < 0 ? last : from - 1,
    ArrowDown: index < 0 ? last : from - 1,
    ArrowRight: from + 1,
    ArrowUp: from + 1,
    PageDown: from - LEAP,
    PageUp: from + LEAP,
    Home: 0,
    End: last,
  };
  const target = Object.hasOwn(targets, key) ? targets[key] : undefined;
  return target === undefined ? undefined : Math.min(Math.max(target, 0), last);
}
