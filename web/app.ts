// The page: its parts, the events that change it, and how it is shown.
import type { Place } from '../orbit/geodetic.ts';
import { find, isInView } from './base/dom.ts';
import type { Env } from './base/env.ts';
import { createLoader, loadStyle, scriptAddress } from './base/loader.ts';
import { roundPlace } from './base/place.ts';
import { createColumns } from './columns/columns.ts';
import { openColumn } from './columns/open-column.ts';
import { startFeed } from './feed/feed.ts';
import type { FeedState } from './feed/feed-state.ts';
import { createAddressNotice } from './head/address-notice.ts';
import { type Choice, leavePlace, parseChoice, pickSatellites, readName } from './head/choice.ts';
import { createChooser } from './head/chooser.ts';
import { beginsEntry, writeEntry } from './head/history.ts';
import { showNearest } from './head/nearest.ts';
import { createShownTime } from './head/shown-time.ts';
import { createSleepDetector } from './head/sleep.ts';
import { createStatus } from './head/status.ts';
import { createTicker, tickStepMs } from './head/ticker.ts';
import { createWorldMap } from './map/world-map.ts';
import { createPlacePanel } from './overpasses/panel.ts';
import { createPlaceReader } from './place/place-reader.ts';
import { computedPoint } from './satellite/computed-point.ts';
import { recordOf, type ShownSatellite, toShownSatellites } from './satellite/shown-satellite.ts';
import { createClassButton } from './screens/class-button.ts';
import { createShare } from './take/share.ts';
import { keepLast, slotOf } from './time/elements.ts';
import { createTimePart, hasTexts, type Redraw } from './time/time-part.ts';

/** Starts the page in the present document. */
export function startApp(device: Env): void {
  let choice = parseChoice(location.search);
  /** How often the reader has gone back or forward. */
  let visit = 0;
  /** Those on the page; undefined until the API has listed them. */
  let shown: readonly ShownSatellite[] | undefined;

  const feed = startFeed('config.json', device, onData);
  const time = createShownTime(feed, device.nowMs);
  const hasSlept = createSleepDetector(device.nowMs);
  // All that follows goes by the feed's clock, which is right even if the device's is not.
  const env: Env = { ...device, nowMs: feed.nowMs };
  const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)');
  const ticker = createTicker(env, () => tickStepMs(reducedMotion.matches), onTick);

  const status = createStatus(document, env.isRecording ?? false);
  // Later scripts by their addresses in index.html: a literal import could not be retried (see createLoader).
  const readingUrl = scriptAddress(find(document, '.place'), 'reading');
  const readPlace = createPlaceReader(
    createLoader(readingUrl, (url): Promise<typeof import('./place/read-place.ts')> => import(url)),
  );
  const addressNotice = createAddressNotice(document, readPlace, onPlaceRead);
  const chooser = createChooser(document, choose);
  const mapElement = find(document, '[data-world="map"]');
  const loadLayers = createLoader(
    scriptAddress(mapElement, 'layers'),
    (url): Promise<typeof import('./map/layers/map-layers.ts')> => import(url),
  );
  const loadLayersLook = createLoader(scriptAddress(mapElement, 'layersLook'), loadStyle);
  const map = createWorldMap(mapElement, {
    env,
    loadLayers: () => Promise.all([loadLayers(), loadLayersLook()]).then(([loaded]) => loaded),
    loadZoom: createLoader(
      scriptAddress(mapElement, 'zoom'),
      (url): Promise<typeof import('./map/zoom/map-zoom.ts')> => import(url),
    ),
    loadFineLand: createLoader(
      scriptAddress(mapElement, 'fineLand'),
      (url): Promise<typeof import('./map/fine/fine-land.ts')> => import(url),
    ),
    onView: (view) => choose({ view, frame: undefined }),
    onFrame: (frame) => choose({ frame }),
    onChoose: (place) => choose({ place, placeName: placePanel.nameOfPoint(place) }),
    aboutPoint: async (place) => {
      const sentence = await placePanel.aboutPoint(place);
      return time.isChosen ? `${sentence} Counted from now, not from the time shown.` : sentence;
    },
    onOpen: (catalogNumber) => openColumn(find(document, '.columns'), catalogNumber),
  });
  const columns = createColumns(find(document, '.columns'), find<HTMLTemplateElement>(document, '#column'));
  const timePart = createTimePart(find(document, '[data-part="time"]'), {
    env,
    compute: computedPoint,
    recordOf,
    past: feed.past,
    state: () => feed.state,
    shown: () => shown,
    showAt(timeMs, redraw) {
      // Not when data of the moment that is shown have arrived.
      if (timeMs !== time.shown.timeMs) map.closeCard();
      time.hold(timeMs);
      showMoment(redraw);
    },
    refresh: () => show(),
    choose: (timeMs) => choose({ timeMs, paused: false }),
    refuse: refuseTime,
  });
  const elementsOnce = keepLast(feed.past.elementsAt);
  const placePanel = createPlacePanel({
    root: find(document, '.place'),
    next: find(document, '[data-part="next"]'),
    env,
    readPlace,
    choose: (place, placeName) => choose({ place, placeName }),
    rename: (name) => choose({ placeName: readName(name) }),
    chooseTime(timeMs) {
      choose({ timeMs, paused: false });
      if (!isInView(mapElement)) showMap();
    },
    showMap() {
      showMap();
      map.framePass();
    },
    refusePass(reason) {
      addressNotice.refusePass(reason);
      addressNotice.show(satellitesOf(time.present.state));
    },
    showPass: map.showPass,
    // A hidden tab has no ticks.
    renew() {
      feed.refetchIfDue();
      time.onTick(env.nowMs());
      show('present', true);
    },
    recordAt: async (satellite, timeMs) => {
      const { sets } = await elementsOnce(slotOf(timeMs));
      return recordOf({ ...satellite, elements: sets.get(satellite.catalogNumber) ?? null });
    },
  });

  const nearest = find(document, '[data-part="nearest"]');
  createClassButton(find(document, '[data-control="class"]'));
  createShare(find(document, '[data-control="share"]'), device);
  find(document, '[data-control="pause"]').addEventListener('click', () =>
    choose({ paused: !isHeld(choice), timeMs: undefined }),
  );
  addEventListener('popstate', () => {
    visit++;
    // A movement of the map that has just ended is not of this entry.
    map.settle();
    choice = parseChoice(location.search);
    void addressNotice.arrive(location.search);
    applyTime();
    show();
  });
  addEventListener('online', () => {
    feed.reconnect();
    tickWhileVisible();
  });
  addEventListener('offline', tickWhileVisible);
  document.addEventListener('visibilitychange', tickWhileVisible);
  reducedMotion.addEventListener('change', tickWhileVisible);

  void addressNotice.arrive(location.search);
  applyTime();
  tickWhileVisible();
  show();

  /** On a phone it is far above the list. */
  function showMap() {
    mapElement.scrollIntoView({ behavior: reducedMotion.matches ? 'auto' : 'smooth' });
    mapElement.focus({ preventScroll: true });
  }

  function tickWhileVisible() {
    if (document.hidden) ticker.stop();
    else ticker.start();
  }

  function onTick(nowMs: number) {
    if (hasSlept()) {
      feed.wake();
      // A timer stands still meanwhile: a reminder of a paused page may be due.
      if (choice.paused) show('present');
    } else feed.refetchIfDue();
    const what = time.onTick(nowMs);
    if (what === 'everything' || what === 'present') show(what);
    if (what === 'markers' && shown && !document.hidden) map.moveMarkers(shown, nowMs);
  }

  function onData() {
    const what = time.onData();
    if (what !== 'nothing') show(what);
  }

  function choose(change: Partial<Choice>) {
    const isNew = beginsEntry(change, choice);
    const moved = isNew && map.settle();
    // The part of the map that the reader has moved to is of the entry that is left.
    if (moved) choose(moved);
    choice = { ...choice, ...('place' in change && { placeName: undefined }), ...change };
    // A chosen moment stays anyway.
    if (change.timeMs !== undefined) choice.paused = false;
    addressNotice.answer(change);
    writeEntry(choice, { isNew, query: 'place' in change ? leavePlace(location.search) : location.search });
    if (change.paused) time.hold();
    // Whatever else the reader chooses, the moment stays, also while it moves.
    if ('timeMs' in change || 'paused' in change) applyTime();
    show();
  }

  /** The address has a place in another form than the page writes: read by now, or refused. */
  function onPlaceRead(place: Place | undefined) {
    if (place) {
      choice = { ...choice, place: roundPlace(place) };
      writeEntry(choice);
    }
    show();
  }

  /** The time in the address can be read, but not shown: the present is, and the address stays as it was written. */
  function refuseTime(reason: string) {
    choice = { ...choice, timeMs: undefined };
    addressNotice.refuseTime(reason);
    applyTime();
    show();
  }

  function applyTime() {
    const chosenMs = () => (time.isChosen ? time.shown.timeMs : undefined);
    const beforeMs = chosenMs();
    if (isHeld(choice)) time.holdWhenFilled(choice.timeMs);
    else time.follow();
    // It says whether its times are counted from the time shown.
    if (chosenMs() !== beforeMs) map.closeCard();
  }

  /** Shows everything, or only what is about the present, which goes on while another time is shown. */
  function show(what: 'everything' | 'present' = 'everything', isForced = false) {
    if (document.hidden && !isForced) return;
    const { place, placeName, units, paused } = choice;
    const { state, timeMs: nowMs } = time.present;
    const apiUrl = state.config?.apiUrl;
    const listed = satellitesOf(state);
    const present = pickIfListed(listed);
    const newest = () => pickIfListed(satellitesOf(feed.state)) ?? [];
    const asked = { place, placeName, isReading: addressNotice.isReading, visit };
    showParts([
      () => status.show(state, nowMs, navigator.onLine, { paused, held: isHeld(choice) }),
      () => status.showClock(time.shown.timeMs, time.isChosen),
      () => addressNotice.show(listed),
      () => listed && chooser.show(listed, present ?? [], units),
      () => showNearest(nearest, { place, satellites: present ?? [], units }, nowMs),
      () => placePanel.show({ ...asked, satellites: present ?? [], newest, units, apiUrl }, nowMs),
    ]);
    if (what === 'everything') showMoment('everything', time.isChosen ? undefined : present);
    timePart.show(choice, nowMs);
  }

  /** Shows the map and the columns at the chosen moment, or at the present one with its satellites. */
  function showMoment(redraw: Redraw, present?: readonly ShownSatellite[]) {
    const { state, timeMs } = time.shown;
    const { place, placeName, units, view, frame } = choice;
    const then = time.isChosen ? timePart.stateAt(state, timeMs) : state;
    const satellites = present ?? pickIfListed(satellitesOf(then));
    shown = satellites;
    const presentMs = time.isChosen ? time.present.timeMs : undefined;
    const apiUrl = state.config?.apiUrl;
    const { tracks } = then;
    const isAll = redraw === 'everything';
    const isOfMap = redraw === 'lines' || redraw === 'areas';
    showParts([
      () => hasTexts(redraw) && status.showClock(timeMs, time.isChosen),
      () => isAll && map.showPlace(place, placeName),
      () => isAll && map.showView(view),
      () => isAll && map.showFrame(frame),
      () =>
        isAll || isOfMap
          ? map.show(satellites ?? [], units, timeMs, isOfMap ? redraw : 'all')
          : map.moveMarkers(satellites ?? [], timeMs, redraw !== 'markers'),
      () =>
        (isAll || redraw === 'column') &&
        columns.show({ satellites, tracks, units, apiUrl, presentMs }, timeMs, isAll ? 'all' : 'next'),
    ]);
  }

  function pickIfListed(listed: readonly ShownSatellite[] | undefined) {
    return listed && pickSatellites(listed, choice.satellites);
  }
}

function satellitesOf({ satellites, tracks }: FeedState): readonly ShownSatellite[] | undefined {
  return satellites && toShownSatellites(satellites, tracks);
}

/** Whether the page shows another moment than the present one. */
function isHeld({ timeMs, paused }: Choice): boolean {
  return paused || timeMs !== undefined;
}

/** One by one: an error in one part must not stop the others. */
function showParts(parts: readonly (() => void)[]): void {
  for (const showPart of parts) {
    try {
      showPart();
    } catch (error) {
      reportError(error);
    }
  }
}
