// My place in the first view: the form that chooses it, and its name under the map.
// The list of its overpasses, with its style, is loaded as soon as there is one, so that the first view stays small.
import type { Place } from '../../orbit/geodetic.ts';
import { element, find, setAttribute, setSentence } from '../base/dom.ts';
import type { Env } from '../base/env.ts';
import { createLazy, createLoader, loadStyle, scriptAddress } from '../base/loader.ts';
import { formatPlace } from '../base/place.ts';
import { createPlaceForm } from '../place/place-form.ts';
import { createPlaceName } from '../place/place-name.ts';
import type { PlaceReader } from '../place/place-reader.ts';
import type { ListActions, MyPlace, PlaceData } from './my-place.ts';

interface PanelOptions extends ListActions {
  /** The panel in the markup, and the slot under the map. */
  root: HTMLElement;
  next: HTMLElement;
  env: Env;
  readPlace: PlaceReader;
  /** Gets the place that the reader chooses, with its name if it was chosen by it, or undefined when they clear it. */
  choose(place: Place | undefined, name?: string): void;
  /** Gets what the reader calls the place; an empty text for no name. */
  rename(name: string): void;
}

export interface PlacePanel extends MyPlace {
  /** Sentences about a point for its card: where it is, and the next overpass. Rejects when nothing is known yet. */
  aboutPoint(point: Place): Promise<string>;
  /** What a point is called when it becomes my place; undefined when no place is near, or names are not loaded. */
  nameOfPoint(point: Place): string | undefined;
}

/** Controls the panel, and what is under the map. */
export function createPlacePanel({ root, next, env, readPlace, choose, rename, ...actions }: PanelOptions): PlacePanel {
  // Without HTTPS, browsers refuse it whatever the reader allows.
  const geolocation = isSecureContext ? navigator.geolocation : undefined;
  const form = createPlaceForm(find<HTMLFormElement>(root, 'form'), geolocation, readPlace, choose);
  const invitation = find(root, '[data-place-part="invitation"]');
  const waiting = find(root, '[data-place-part="waiting"]');
  // Its room is reserved from the beginning: the countdown comes with the list.
  const countdown = element('p', { class: 'countdown' });
  const name = createPlaceName(rename);
  // By their addresses in index.html: a literal import could not be retried (see createLoader).
  const loadScript = createLoader(
    scriptAddress(root, 'list'),
    (url): Promise<typeof import('./my-place.ts')> => import(url),
  );
  const loadLook = createLoader(scriptAddress(root, 'look'), loadStyle);
  const script = createLazy(env, () => Promise.all([loadScript(), loadLook()]).then(([loaded]) => loaded), refresh);
  let myPlace: MyPlace | undefined;
  let shown: { data: PlaceData; nowMs: number } | undefined;

  function refresh() {
    if (shown) show(shown.data, shown.nowMs);
  }

  function show(data: PlaceData, nowMs: number) {
    shown = { data, nowMs };
    const { place, placeName, isReading } = data;
    form.show(place, placeName);
    if (!isReading) delete document.documentElement.dataset.asked;
    setAttribute(root, 'data-place', place ? formatPlace(place) : 'none');
    invitation.hidden = place !== undefined || isReading;
    if (place) name.show(place, placeName);
    if (place && !name.root.isConnected) next.prepend(name.root);
    if (!place) name.root.remove();
    // Before the list adds to it.
    if (place && !countdown.isConnected) next.append(countdown);
    if (!place) countdown.remove();
    if (place) script.want();
    if (script.loaded && !myPlace) myPlace = script.loaded.createMyPlace({ root, next, countdown, env, ...actions });
    setSentence(waiting, place && !myPlace ? WAITING[script.failed ? 'failed' : 'loading'] : undefined);
    myPlace?.show(data, nowMs);
  }

  async function aboutPoint(point: Place): Promise<string> {
    if (!shown?.data.satellites.length) throw new Error('The satellites are not known yet.');
    const { satellites, units } = shown.data;
    const where = form.field.names?.describeWhere(point, units);
    const { describePoint } = await loadScript();
    const next = await describePoint(env, point, satellites);
    return where ? `${where} ${next}` : next;
  }

  return { show, aboutPoint, nameOfPoint: (point) => form.field.names?.nameOfPoint(point) };
}

const WAITING = {
  loading: 'Looking for overpasses …',
  failed: 'Could not load the overpass search. Retrying every ten seconds.',
};
