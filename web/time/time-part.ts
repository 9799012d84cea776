// The part of the page that shows other times than now. Its script is loaded when the browser is idle, or at once when
// a time is chosen, and controls the slot under the map.
import type { Sgp4Record } from '../../orbit/elements.ts';
import { SECOND_MS } from '../../orbit/time.ts';
import type { SatelliteAnswer } from '../../wire/satellites.ts';
import type { Env } from '../base/env.ts';
import { createLazy, createLoader, loadStyle, scriptAddress } from '../base/loader.ts';
import type { FeedState } from '../feed/feed-state.ts';
import type { ShownSatellite } from '../satellite/shown-satellite.ts';
import type { FetchElements, FetchKnownTimes } from './elements.ts';
import type { ComputePoint } from './hours.ts';
import type { FetchPast } from './past.ts';

/**
 * What is drawn again while the reader drags or plays: only markers, or with them the texts of the time or a part of the
 * rest, as often as the device can. A column is the next one, and comes with the texts.
 */
export type Redraw = 'markers' | 'texts' | 'lines' | 'areas' | 'column' | 'everything';

/** Whether the texts of the time are written again. Digits that change in each frame cannot be read. */
export function hasTexts(redraw: Redraw): boolean {
  return redraw === 'texts' || redraw === 'column' || redraw === 'everything';
}

/** What the page hands over to the script, which so need not have it twice. */
export interface TimeHost {
  /** On the page's clock. */
  readonly env: Env;
  readonly compute: ComputePoint;
  recordOf(satellite: SatelliteAnswer): Sgp4Record | undefined;
  readonly past: { tracks: FetchPast; elementsAt: FetchElements; knownTimes: FetchKnownTimes };
  /** The feed, which goes on. */
  state(): FeedState;
  /** The satellites on the page, as they are shown. */
  shown(): readonly ShownSatellite[] | undefined;
  /** Shows a moment without choosing it: while the reader drags or plays. */
  showAt(timeMs: number, redraw: Redraw): void;
  /** Shows the chosen moment again: other data have arrived. */
  refresh(): void;
  /** Chooses a moment, or the present. */
  choose(timeMs: number | undefined): void;
  /** Returns to the present, and says why the time in the address is not shown. */
  refuse(reason: string): void;
}

/** What is chosen: another moment, the present, or the moment of a pause. */
export interface ChosenTime {
  timeMs: number | undefined;
  paused: boolean;
}

type Script = typeof import('./time-control.ts');

/** The browser is not idle for as long as this only when something is wrong, and not all browsers say so (Safari). */
const IDLE_MS = 2 * SECOND_MS;

export interface TimePart {
  /** The state of the feed as it is shown at a moment: with the points and elements of then. */
  stateAt(state: FeedState, timeMs: number): FeedState;
  /** Shows what is chosen. Cheap when called each second. */
  show(chosen: ChosenTime, nowMs: number): void;
}

/** Takes the slot in the markup. */
export function createTimePart(slot: HTMLElement, host: TimeHost): TimePart {
  const loadScript = createLoader(scriptAddress(slot, 'script'), (url): Promise<Script> => import(url));
  const loadSheet = createLoader(scriptAddress(slot, 'sheet'), loadStyle);
  const script = createLazy(host.env, async () => (await Promise.all([loadScript(), loadSheet()]))[0], build);
  let control: TimePart | undefined;
  let isIdle = false;
  let isWaitingForIdle = false;

  function build() {
    if (script.loaded) control ??= script.loaded.createTimeControl(slot, host);
    host.refresh();
  }

  /** The first view comes first. */
  function waitForIdle() {
    if (isWaitingForIdle || !host.shown()) return;
    isWaitingForIdle = true;
    const beIdle = () => {
      isIdle = true;
      host.refresh();
    };
    if ('requestIdleCallback' in window) requestIdleCallback(beIdle, { timeout: IDLE_MS });
    else host.env.after(IDLE_MS, beIdle);
  }

  return {
    stateAt: (state, timeMs) => control?.stateAt(state, timeMs) ?? state,
    show(chosen, nowMs) {
      control?.show(chosen, nowMs);
      if (chosen.timeMs !== undefined || isIdle) script.want();
      else waitForIdle();
    },
  };
}
