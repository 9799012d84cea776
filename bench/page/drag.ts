// How smoothly the page follows a drag of the time, on one core: marker and thumb in each frame, map and columns as often
// as the device can.
import type { Browser, Page } from 'playwright-core';
import { untilFilled, untilIdle } from '../../test/support/page.ts';
import { median } from '../statistics.ts';
import { keepOnOneCore } from './one-core.ts';

/** A display shows as many. */
const GOAL = 60;
/** As an ordinary mouse reports its position: 125 times a second. */
const MOVE_MS = 8;
/** From one end of the slider, two days, to the other and back. */
const SWING_MS = 3_000;

interface Drag {
  framesPerSecond: number;
  /** The longest time between two frames. */
  longestMs: number;
  /** How often the first track of the map, and the numbers of the first column, were drawn in a second. */
  mapPerSecond: number;
  columnsPerSecond: number;
}

export interface Drags {
  isOnOneCore: boolean;
  /** Frames a second of an empty page over which the mouse moves as much: what this machine allows at the moment. */
  emptyPerSecond: number;
  drags: Drag[];
}

export interface DragOptions {
  runs: number;
  seconds: number;
}

/** Drags the time in a page with a place, as often as `runs` says. */
export async function measureDrag(browser: Browser, url: string, { runs, seconds }: DragOptions): Promise<Drags> {
  const emptyPerSecond = await measureEmpty(browser, seconds);
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(`${url}?place=40.02,-105.27`);
  await untilFilled(page);
  await untilIdle(page);
  await page.locator('[data-overpass]').first().waitFor();
  await page.evaluate(countFrames);
  await page.evaluate(countParts);
  const isOnOneCore = await keepOnOneCore(browser);
  // The first one also compiles scripts and loads the past.
  await dragOnce(page, '.time-slider .rail', seconds);
  const drags: Drag[] = [];
  for (let run = 0; run < runs; run++) drags.push(await dragOnce(page, '.time-slider .rail', seconds));
  await page.close();
  return { isOnOneCore, emptyPerSecond, drags };
}

async function measureEmpty(browser: Browser, seconds: number): Promise<number> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.evaluate(countFrames);
  await keepOnOneCore(browser);
  const { framesPerSecond } = await dragOnce(page, 'html', seconds);
  await page.close();
  return framesPerSecond;
}

async function dragOnce(page: Page, selector: string, seconds: number): Promise<Drag> {
  const box = await page.locator(selector).boundingBox();
  if (!box) throw new Error(`The page has no ${selector}.`);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.evaluate(() => {
    window.drawn = { frames: [], map: 0, columns: 0 };
  });
  const devtools = await page.context().newCDPSession(page);
  const startMs = performance.now();
  const moves: Promise<unknown>[] = [];
  for (let atMs = 0; atMs < seconds * 1000; atMs = performance.now() - startMs) {
    const at = { x: x + 0.48 * box.width * Math.sin((2 * Math.PI * atMs) / SWING_MS), y };
    // Not awaited: a mouse does not wait for the page.
    moves.push(devtools.send('Input.dispatchMouseEvent', { type: 'mouseMoved', ...at, button: 'left', buttons: 1 }));
    await new Promise((resolve) => setTimeout(resolve, MOVE_MS - ((performance.now() - startMs) % MOVE_MS)));
  }
  await Promise.all(moves);
  // A busy machine may not have drawn two by now.
  await page.waitForFunction(() => window.drawn.frames.length > 1);
  const { frames, map, columns } = await page.evaluate(() => window.drawn);
  // Where it went down, at the present.
  await page.mouse.up();
  const [first = 0, last = 0] = [frames[0], frames.at(-1)];
  const tookS = (last - first) / 1000;
  return {
    framesPerSecond: (frames.length - 1) / tookS,
    longestMs: Math.max(...frames.slice(1).map((timeMs, index) => timeMs - (frames[index] ?? timeMs))),
    mapPerSecond: map / tookS,
    columnsPerSecond: columns / tookS,
  };
}

declare global {
  interface Window {
    /** When frames began, and how often a part was drawn in them. */
    drawn: { frames: number[]; map: number; columns: number };
  }
}

/** In the page. */
function countFrames() {
  window.drawn = { frames: [], map: 0, columns: 0 };
  const count = (timeMs: number) => {
    window.drawn.frames.push(timeMs);
    requestAnimationFrame(count);
  };
  requestAnimationFrame(count);
}

/** In the page, too. */
function countParts() {
  const countChanges = (selector: string, attribute: string, part: 'map' | 'columns') => {
    const element = document.querySelector(selector);
    if (!element) throw new Error(`The page has no ${selector}`);
    new MutationObserver(() => window.drawn[part]++).observe(element, { attributeFilter: [attribute] });
  };
  countChanges('[data-trail]', 'd', 'map');
  // Its charts are below the screen, and are not drawn.
  countChanges('[data-satellite]', 'data-time', 'columns');
}

/** The measurement as text, with its goal. */
export function dragReport({ isOnOneCore, emptyPerSecond, drags }: Drags): string[] {
  const of = (pick: (drag: Drag) => number) => median(drags.map(pick));
  const frames = of(({ framesPerSecond }) => framesPerSecond);
  // Whole frames: a display is not exact to a tenth.
  const verdict = Math.round(frames) >= GOAL ? 'met' : 'MISSED';
  return [
    `Dragging the time, browser on ${isOnOneCore ? 'one core' : 'ALL cores: taskset of Linux is missing'}, median of ${drags.length}:`,
    `  frames a second: ${frames.toFixed(1)} (goal: ${GOAL}): ${verdict}`,
    `  of an empty page, at the same time: ${emptyPerSecond.toFixed(1)}`,
    `  longest time between two: ${of(({ longestMs }) => longestMs).toFixed(0)} ms`,
    `  of them with the map: ${of(({ mapPerSecond }) => mapPerSecond).toFixed(0)} a second, with the columns: ${of(({ columnsPerSecond }) => columnsPerSecond).toFixed(0)}`,
  ];
}
