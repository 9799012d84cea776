// The panel of my place in the first view: the form that chooses the place.
// The list of its overpasses, with its style, is loaded as soon as there is one, so that the first view stays small.
import type { Place } from '../../orbit/geodetic.ts';
import { find, setAttribute, setSentence } from '../base/dom.ts';
import type { Env } from '../base/env.ts';
import { createLazy, createLoader, loadStyle, scriptAddress } from '../base/loader.ts';
import { formatPlace } from '../base/place.ts';
import type { PlaceReader } from '../place/place-reader.ts';
import type { MyPlace, PlaceData } from './my-place.ts';
import { createPlaceForm } from './place-form.ts';

/**
 * Controls the panel in the markup. `choose` gets the place that the reader chooses, or undefined when they clear it.
 */
export function createPlacePanel(
  root: HTMLElement,
  env: Env,
  readPlace: PlaceReader,
  choose: (place: Place | undefined) => void,
): MyPlace {
  // Without HTTPS, browsers refuse it whatever the reader allows.
  const geolocation = isSecureContext ? navigator.geolocation : undefined;
  const form = createPlaceForm(find<HTMLFormElement>(root, 'form'), geolocation, readPlace, choose);
  const invitation = find(root, '[data-place-part="invitation"]');
  const waiting = find(root, '[data-place-part="waiting"]');
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
    const { place } = data;
    form.show(place);
    setAttribute(root, 'data-place', place ? formatPlace(place) : 'none');
    invitation.hidden = place !== undefined;
    if (place) script.want();
    if (script.loaded && !myPlace) myPlace = script.loaded.createMyPlace(root, env);
    setSentence(waiting, place && !myPlace ? WAITING[script.failed ? 'failed' : 'loading'] : undefined);
    myPlace?.show(data, nowMs);
  }

  return { show };
}

const WAITING = {
  loading: 'Looking for overpasses …',
  failed: 'Could not load the overpass search. Retrying every ten seconds.',
};
