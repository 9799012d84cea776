// The page itself: what the feed knows and what the reader has chosen, shown step by step.

import { SECOND_MS } from '../orbit/time.ts';
import { find } from './base/dom.ts';
import type { Env } from './base/env.ts';
import { createHeartbeat } from './base/heartbeat.ts';
import { roundPlace } from './base/place.ts';
import { createColumns } from './columns/columns.ts';
import { startFeed } from './feed/feed.ts';
import type { FeedState } from './feed/feed-state.ts';
import { type Choice, formatChoice, parseChoice } from './head/choice.ts';
import { createChooser } from './head/chooser.ts';
import { createStatus } from './head/status.ts';
import { createWorldMap } from './map/world-map.ts';
import { createPlacePanel } from './overpasses/panel.ts';
import { hasUsableElements, type ShownSatellite, toShownSatellites } from './satellite/shown-satellite.ts';

/** How often the markers on the map move: four times a second, or, for readers who want little motion, with the numbers. */
const GLIDE_MS = 250;
// A pixel of the map is a third of a degree.
const CLICKED_DECIMALS = 1;
// Timers stand still while a computer sleeps: a step that took longer than it should was a sleep, or the clock was set.
const CLOCK_SET_MS = 2_000;
/** A page whose address says that it is paused fills first, but waits no longer than this for what does not come. */
const FILL_WITHIN_MS = 15_000;

/** Starts the page in the document that is there. */
export function startApp(device: Env): void {
  const status = createStatus(document);
  const chooser = createChooser(document, choose);
  const columns = createColumns(find(document, '.columns'), find<HTMLTemplateElement>(document, '#column'));
  const map = createWorldMap(find(document, '[data-world="map"]'), (place) =>
    choose({ place: roundPlace(place, CLICKED_DECIMALS) }),
  );
  const stillness = matchMedia('(prefers-reduced-motion: reduce)');

  let choice = parseChoice(location.search);
  // The second that is on the page. What arrives within it is shown at once, but does not turn the clock.
  let shownMs = toSecond(device.nowMs());
  let beatMs = device.nowMs();
  const openedMs = beatMs;
  let satellites: readonly ShownSatellite[] | undefined;
  // What the page shows while it is paused: what was known then.
  let held: FeedState | undefined;
  const feed = startFeed('config.json', device, changed);
  const env: Env = { ...device, nowMs: feed.nowMs };
  const placePanel = createPlacePanel(find(document, '.place'), env, (place) => choose({ place }));
  let heartbeat = createHeartbeat(env, stepMs(), beat);

  function stepMs(): number {
    return stillness.matches ? SECOND_MS : GLIDE_MS;
  }

  function beat(nowMs: number) {
    // By the device's clock: the page's own jumps when the server's becomes known.
    const passedMs = device.nowMs() - beatMs;
    beatMs += passedMs;
    if (passedMs < -CLOCK_SET_MS || passedMs > CLOCK_SET_MS + SECOND_MS) feed.wake();
    else feed.check();
    holdWhenFilled();
    if (held) return;
    const secondMs = toSecond(nowMs);
    if (secondMs === shownMs) glide(nowMs);
    else {
      shownMs = secondMs;
      show();
    }
  }

  // Data goes on arriving while the page is paused or hidden, and nothing moves.
  function changed() {
    if (held) return;
    holdWhenFilled();
    if (!held) show();
  }

  // A pause from the address begins when there is something to see, or has been waited for long enough.
  function holdWhenFilled() {
    if (!choice.paused || held) return;
    if (!isFilled(feed.state) && device.nowMs() - openedMs <= FILL_WITHIN_MS) return;
    hold();
    show();
  }

  function hold() {
    // The clock may have been put right since the last step.
    shownMs = toSecond(env.nowMs());
    held = snapshot(feed.state);
  }

  function show() {
    if (document.hidden) return;
    const state = held ?? feed.state;
    const all = state.satellites && toShownSatellites(state.satellites, state.tracks);
    satellites = all && chosen(all);
    const { place, units, paused } = choice;
    const shown = satellites ?? [];
    const apiUrl = state.config?.apiUrl;
    // Each for itself: what one part cannot show must not stop the others.
    for (const part of [
      () => status.show(state, shownMs, navigator.onLine, paused),
      () => all && chooser.show(all, shown, units),
      () => map.showPlace(place),
      () => map.show(shown, shownMs),
      () => columns.show({ satellites, tracks: state.tracks, units, apiUrl }, shownMs),
      () => placePanel.show({ place, satellites: shown, units, apiUrl }, shownMs),
    ]) {
      try {
        part();
      } catch (error) {
        reportError(error);
      }
    }
  }

  // Between two seconds only the markers move.
  function glide(nowMs: number) {
    if (!document.hidden && satellites) map.moveMarkers(satellites, nowMs);
  }

  function chosen(all: readonly ShownSatellite[]): readonly ShownSatellite[] {
    const wanted = all.filter(({ catalogNumber }) => choice.satellites?.includes(catalogNumber));
    // Numbers that are not followed here choose nothing.
    return wanted.length > 0 ? wanted : all;
  }

  function choose(change: Partial<Choice>) {
    choice = { ...choice, ...change };
    const address = formatChoice(choice, location.search) || location.pathname;
    // Another place is worth a step back: a click on the map may have been none.
    if ('place' in change) history.pushState(null, '', address);
    else history.replaceState(null, '', address);
    // At once: only a pause from the address waits until there is something to see.
    if (change.paused) hold();
    apply();
  }

  /** Shows what is chosen now, by the reader or by a step back. */
  function apply() {
    if (!choice.paused) resume();
    show();
  }

  function resume() {
    held = undefined;
    shownMs = toSecond(env.nowMs());
  }

  function attend() {
    if (document.hidden) heartbeat.stop();
    else heartbeat.start();
  }

  find(document, '[data-control="pause"]').addEventListener('click', () => choose({ paused: !choice.paused }));
  stillness.addEventListener('change', () => {
    heartbeat.stop();
    heartbeat = createHeartbeat(env, stepMs(), beat);
    attend();
  });
  addEventListener('popstate', () => {
    choice = parseChoice(location.search);
    apply();
  });
  document.addEventListener('visibilitychange', attend);
  addEventListener('online', () => {
    feed.reconnect();
    attend();
  });
  addEventListener('offline', attend);
  attend();
  show();
}

function toSecond(timeMs: number): number {
  return Math.floor(timeMs / SECOND_MS) * SECOND_MS;
}

/** Whether everything that can be expected has come once: a page that is opened paused fills first. */
function isFilled({ satellites, tracks }: FeedState): boolean {
  return (
    satellites?.every((satellite) => !hasUsableElements(satellite) || tracks.has(satellite.catalogNumber)) ?? false
  );
}

/** The state as it is now: the feed goes on with its own. */
function snapshot(state: FeedState): FeedState {
  return { ...state, tracks: new Map(state.tracks) };
}
