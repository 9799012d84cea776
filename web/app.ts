// The page: its parts, the events that change it, and how it is shown.
import type { Place } from '../orbit/geodetic.ts';
import { find } from './base/dom.ts';
import type { Env } from './base/env.ts';
import { createLoader } from './base/loader.ts';
import { roundClickedPlace, roundPlace } from './base/place.ts';
import { createSleepDetector } from './base/sleep.ts';
import { createTicker, tickStepMs } from './base/ticker.ts';
import { createColumns } from './columns/columns.ts';
import { startFeed } from './feed/feed.ts';
import { createAddressNotice } from './head/address-notice.ts';
import { type Choice, formatChoice, parseChoice, pickSatellites } from './head/choice.ts';
import { createChooser } from './head/chooser.ts';
import { createPause } from './head/pause.ts';
import { createStatus } from './head/status.ts';
import { createWorldMap } from './map/world-map.ts';
import { createPlacePanel } from './overpasses/panel.ts';
import { createPlaceReader } from './place/place-reader.ts';
import { type ShownSatellite, toShownSatellites } from './satellite/shown-satellite.ts';

/** Starts the page in the present document. */
export function startApp(device: Env): void {
  let choice = parseChoice(location.search);
  /** Those on the page; undefined until the API has listed them. */
  let shown: readonly ShownSatellite[] | undefined;

  const feed = startFeed('config.json', device, onData);
  const pause = createPause(feed, device.nowMs);
  const hasSlept = createSleepDetector(device.nowMs);
  // All that follows goes by the feed's clock, which is right even if the device's is not.
  const env: Env = { ...device, nowMs: feed.nowMs };
  const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)');
  const ticker = createTicker(env, () => tickStepMs(reducedMotion.matches), onTick);

  const status = createStatus(document);
  // By its address in index.html, as the search for overpasses:
  // a literal import could not be retried (see createLoader).
  const readingUrl = new URL(find(document, '.place').dataset.reading ?? '', document.baseURI).href;
  const readPlace = createPlaceReader(
    createLoader(readingUrl, (url): Promise<typeof import('./place/read-place.ts')> => import(url)),
  );
  const addressNotice = createAddressNotice(document, readPlace, onPlaceRead);
  const chooser = createChooser(document, choose);
  const map = createWorldMap(find(document, '[data-world="map"]'), (place) =>
    choose({ place: roundClickedPlace(place) }),
  );
  const columns = createColumns(find(document, '.columns'), find<HTMLTemplateElement>(document, '#column'));
  const placePanel = createPlacePanel(find(document, '.place'), env, readPlace, (place) => choose({ place }));

  find(document, '[data-control="pause"]').addEventListener('click', () => choose({ paused: !choice.paused }));
  addEventListener('popstate', () => {
    choice = parseChoice(location.search);
    void addressNotice.arrive(location.search);
    applyChoice();
  });
  addEventListener('online', () => {
    feed.reconnect();
    tickWhileVisible();
  });
  addEventListener('offline', tickWhileVisible);
  document.addEventListener('visibilitychange', tickWhileVisible);
  reducedMotion.addEventListener('change', tickWhileVisible);

  void addressNotice.arrive(location.search);
  if (choice.paused) pause.freezeWhenFilled();
  tickWhileVisible();
  show();

  function tickWhileVisible() {
    if (document.hidden) ticker.stop();
    else ticker.start();
  }

  function onTick(nowMs: number) {
    if (hasSlept()) feed.wake();
    else feed.refetchIfDue();
    const what = pause.onTick(nowMs);
    if (what === 'everything') show();
    if (what === 'markers' && shown && !document.hidden) map.moveMarkers(shown, nowMs);
  }

  function onData() {
    if (pause.onData()) show();
  }

  function choose(change: Partial<Choice>) {
    choice = { ...choice, ...change };
    addressNotice.answer(change);
    const address = formatChoice(choice, location.search) || location.pathname;
    // A new place can be undone with the browser's Back: the click on the map may have been a mistake.
    if ('place' in change) history.pushState(null, '', address);
    else history.replaceState(null, '', address);
    if (change.paused) pause.freeze();
    applyChoice();
  }

  /** The address has a place in another form than the page writes: read by now, or refused. */
  function onPlaceRead(place: Place | undefined) {
    if (place) {
      choice = { ...choice, place: roundPlace(place) };
      history.replaceState(null, '', formatChoice(choice, location.search));
    }
    show();
  }

  function applyChoice() {
    if (choice.paused) pause.freezeWhenFilled();
    else pause.resume();
    show();
  }

  function show() {
    if (document.hidden) return;
    const { state, secondMs } = pause;
    const { place, units, paused } = choice;
    const apiUrl = state.config?.apiUrl;
    const listed = state.satellites && toShownSatellites(state.satellites, state.tracks);
    shown = listed && pickSatellites(listed, choice.satellites);
    const satellites = shown ?? [];
    // One by one: an error in one part must not stop the others.
    for (const showPart of [
      () => status.show(state, secondMs, navigator.onLine, paused),
      () => addressNotice.show(listed),
      () => listed && chooser.show(listed, satellites, units),
      () => map.showPlace(place),
      () => map.show(satellites, units, secondMs),
      () => columns.show({ satellites: shown, tracks: state.tracks, units, apiUrl }, secondMs),
      () => placePanel.show({ place, satellites, units, apiUrl }, secondMs),
    ]) {
      try {
        showPart();
      } catch (error) {
        reportError(error);
      }
    }
  }
}
