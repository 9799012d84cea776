// Choosing a place: typed, from the browser's geolocation when it is asked for, or taken away.
import type { Place } from '../../orbit/geodetic.ts';
import { find, setSentence, setText } from '../base/dom.ts';
import { formatPlace, parsePlace, roundPlace } from '../base/place.ts';

export interface PlaceForm {
  /** Shows the place that is chosen, wherever it was chosen. */
  show(place: Place | undefined): void;
}

const UNREADABLE =
  'That is no place. Type latitude and longitude in degrees, for example 40.02, -105.27 or 77.85 S, 166.67 E.';

// By the codes of GeolocationPositionError.
const REFUSALS: Record<number, string> = {
  1: 'The browser does not tell this page where you are. Allow it in the settings of the page, or type the place.',
  2: 'The browser does not know where you are. Type the place, or click the map.',
  3: 'The browser took too long to find out where you are. Try again, or type the place.',
};

const LOCATE_WITHIN_MS = 15_000;

/** Takes the form that the markup holds. `geolocation` is the browser's, undefined where it has none. */
export function createPlaceForm(
  form: HTMLFormElement,
  geolocation: Geolocation | undefined,
  choose: (place: Place | undefined) => void,
): PlaceForm {
  const input = find<HTMLInputElement>(form, 'input');
  const error = find(form, '[role="alert"]');
  const locate = find<HTMLButtonElement>(form, '[data-place-control="locate"]');
  const clear = find<HTMLButtonElement>(form, '[data-place-control="clear"]');
  const locateText = locate.textContent;
  let shown: string | undefined;
  // Counts what the reader does: an answer of the browser is for the last thing done alone, not over a place typed meanwhile.
  let turn = 0;

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const place = parsePlace(input.value);
    locating(false);
    complain(place ? undefined : UNREADABLE);
    if (place) choose(roundPlace(place));
    else input.focus();
  });
  clear.addEventListener('click', () => {
    locating(false);
    complain(undefined);
    choose(undefined);
    input.focus();
  });
  locate.addEventListener('click', () => {
    if (locate.ariaDisabled === 'true') return;
    complain(undefined);
    if (!geolocation) return complain(REFUSALS[2]);
    const asked = locating(true);
    geolocation.getCurrentPosition(
      ({ coords }) => {
        if (asked !== turn) return;
        locating(false);
        choose(roundPlace({ latitudeDeg: coords.latitude, longitudeDeg: coords.longitude }));
      },
      ({ code }) => {
        if (asked !== turn) return;
        locating(false);
        complain(REFUSALS[code] ?? REFUSALS[2]);
      },
      { timeout: LOCATE_WITHIN_MS, maximumAge: 600_000 },
    );
  });

  // Not `disabled`: the button has the focus, and a keyboard would lose its place.
  function locating(isAsking: boolean): number {
    locate.ariaDisabled = String(isAsking);
    setText(locate, isAsking ? 'Locating …' : locateText);
    return ++turn;
  }

  function complain(sentence: string | undefined) {
    setSentence(error, sentence);
    input.setAttribute('aria-invalid', String(sentence === UNREADABLE));
  }

  function show(place: Place | undefined) {
    const text = place ? formatPlace(place).replace(',', ', ') : '';
    if (text === shown) return;
    shown = text;
    // Over what somebody is typing only when the place itself is another.
    input.value = text;
    clear.hidden = !place;
    locating(false);
    complain(undefined);
  }

  return { show };
}
