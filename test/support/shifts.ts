// The layout shifts that the browser reports: watched by a test and by a measurement, on the same screens.
import type { Page } from 'playwright-core';

export const SCREENS = [
  [360, 740],
  [412, 915],
  [768, 1024],
  [1280, 720],
  [1440, 900],
] as const;

export interface Shift {
  timeMs: number;
  value: number;
  /** What moved, from where to where. */
  at: string;
}

declare global {
  interface Window {
    /** What the browser has reported, from the first paint on. */
    layoutShifts: Shift[];
  }
}

/** In the page, before it loads. Nobody types or taps while it is watched: every shift counts. */
export function observeShifts(): void {
  window.layoutShifts = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & {
      value: number;
      sources: { node?: Element; previousRect: DOMRect; currentRect: DOMRect }[];
    })[]) {
      const at = entry.sources.map(({ node, previousRect, currentRect }) => {
        const element = node instanceof Element ? node : (node as Node | undefined)?.parentElement;
        return `${element?.tagName}.${element?.className} ${JSON.stringify(element?.getAttribute('data-part'))} ${previousRect.x},${previousRect.y} → ${currentRect.x},${currentRect.y}`;
      });
      window.layoutShifts.push({ timeMs: entry.startTime, value: entry.value, at: at.join('; ') });
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

/** Those since the page was opened. */
export function shiftsOf(page: Page): Promise<Shift[]> {
  return page.evaluate(() => window.layoutShifts);
}
