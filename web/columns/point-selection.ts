// Selecting a point of a satellite's charts, by pointer, touch or arrow keys.
// The point is selected in all of its charts at once.
import type { SubSatellitePoint } from '../../orbit/point.ts';
import { setAttribute } from '../base/dom.ts';
import type { Track } from '../satellite/tracks.ts';

/** A chart in which points can be selected. */
export interface SelectableChart {
  root: SVGSVGElement;
  /** The point that is nearest to a position in the chart, in pixels from its upper left corner. */
  nearest(points: Track, xPx: number, yPx: number): SubSatellitePoint | undefined;
  mark(point: SubSatellitePoint | undefined): void;
}

export interface PointSelection {
  /** Sets the points that the charts show. A selected point stays selected while it is one of them. */
  setPoints(points: Track): void;
}

/** Page Up and Page Down move by this many points: five minutes. */
const PAGE_POINTS = 15;

/**
 * Makes charts selectable. For assistive technologies, each is a slider from the oldest to the newest point.
 * @param describe the text that a screen reader speaks for a point
 * @param onSelect called with the selected point, or undefined when none is
 */
export function createPointSelection(
  charts: readonly SelectableChart[],
  describe: (point: SubSatellitePoint) => string,
  onSelect: (point: SubSatellitePoint | undefined) => void,
): PointSelection {
  let points: Track = [];
  let selectedMs: number | undefined;

  for (const chart of charts) {
    const { root } = chart;
    root.setAttribute('role', 'slider');
    root.setAttribute('tabindex', '0');
    root.setAttribute('aria-valuemin', '0');
    root.addEventListener('pointerdown', (event) => selectAt(chart, event));
    root.addEventListener('pointermove', (event) => selectAt(chart, event));
    // A finger hides what it points at: the selection stays after it is lifted.
    root.addEventListener('pointerleave', ({ pointerType }) => {
      if (pointerType !== 'touch') select(undefined);
    });
    root.addEventListener('pointercancel', () => select(undefined));
    root.addEventListener('keydown', selectByKey);
    root.addEventListener('blur', () => select(undefined));
  }

  function selectAt({ root, nearest }: SelectableChart, event: PointerEvent) {
    const { left, top } = root.getBoundingClientRect();
    select(nearest(points, event.clientX - left, event.clientY - top)?.timeMs);
  }

  function selectByKey(event: KeyboardEvent) {
    const index = points.findIndex(({ timeMs }) => timeMs === selectedMs);
    const next = nextIndex(event.key, index, points.length);
    if (next === undefined && (event.key !== 'Escape' || selectedMs === undefined)) return;
    event.preventDefault();
    select(next === undefined ? undefined : points[next]?.timeMs);
  }

  function select(timeMs: number | undefined) {
    if (timeMs === selectedMs) return;
    selectedMs = timeMs;
    show();
  }

  function show() {
    const index = points.findIndex(({ timeMs }) => timeMs === selectedMs);
    const selected = points[index];
    const last = Math.max(0, points.length - 1);
    for (const { root, mark } of charts) {
      mark(selected);
      setAttribute(root, 'aria-valuemax', String(last));
      setAttribute(root, 'aria-valuenow', String(selected ? index : last));
      setAttribute(root, 'aria-valuetext', selected ? describe(selected) : 'no point selected');
    }
    onSelect(selected);
  }

  return {
    setPoints(shown) {
      points = shown;
      show();
    },
  };
}

/**
 * The index that a key leads to. The first key leads to the newest point (`index` is -1).
 * Undefined for other keys, and without points.
 */
export function nextIndex(key: string, index: number, count: number): number | undefined {
  if (count === 0) return undefined;
  const last = count - 1;
  const from = index < 0 ? last : index;
  const targets: Record<string, number> = {
    ArrowLeft: index < 0 ? last : from - 1,
    ArrowDown: index < 0 ? last : from - 1,
    ArrowRight: from + 1,
    ArrowUp: from + 1,
    PageDown: from - PAGE_POINTS,
    PageUp: from + PAGE_POINTS,
    Home: 0,
    End: last,
  };
  const target = Object.hasOwn(targets, key) ? targets[key] : undefined;
  return target === undefined ? undefined : Math.min(Math.max(target, 0), last);
}
