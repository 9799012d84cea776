// The form that chooses a place: typed, as coordinates or by name, one of the examples, or from the browser's geolocation
// when the reader presses its button. Another button clears it.
import type { Place } from '../../orbit/geodetic.ts';
import { SECOND_MS } from '../../orbit/time.ts';
import { find, setSentence, setText } from '../base/dom.ts';
import { formatPlace, parsePlainPlace, roundPlace } from '../base/place.ts';
import { createNameField, type NameField } from './name-field.ts';
import type { PlaceReader } from './place-reader.ts';

export interface PlaceForm {
  /** Shows the current place, wherever it was chosen, by its name if it has one. */
  show(place: Place | undefined, name?: string): void;
  /** The field, which takes names. */
  readonly field: NameField;
}

const UNKNOWN_LOCATION = 'The browser could not find your location. Enter a place, or choose one on the map.';
// By the codes of GeolocationPositionError.
const LOCATION_ERRORS: Record<number, string> = {
  1: 'The browser did not share your location. Allow it in the settings of this page, or enter a place.',
  2: UNKNOWN_LOCATION,
  3: 'Finding your location took too long. Try again, or enter a place.',
};

const LOCATE_OPTIONS: PositionOptions = {
  // A phone with a view of the sky takes a few seconds.
  timeout: 15 * SECOND_MS,
  // Overpasses do not change within a walk of ten minutes.
  maximumAge: 600 * SECOND_MS,
};

/**
 * Controls the form in the markup. `geolocation` is undefined where the browser has none, `readPlace` reads what is
 * typed, and `choose` gets the new place, with its name if it was chosen by it, or undefined.
 */
export function createPlaceForm(
  form: HTMLFormElement,
  geolocation: Geolocation | undefined,
  readPlace: PlaceReader,
  choose: (place: Place | undefined, name?: string) => void,
): PlaceForm {
  const input = find<HTMLInputElement>(form, 'input');
  const error = find(form, '[role="alert"]');
  const locate = find<HTMLButtonElement>(form, '[data-place-control="locate"]');
  const clear = find<HTMLButtonElement>(form, '[data-place-control="clear"]');
  const locateText = locate.textContent;
  let shown: string | undefined;
  /** Counts what the reader does: a place that arrives after the reader has done something else is dropped. */
  let actions = 0;

  const field = createNameField(input, (place, name) => {
    setLocating(false);
    showError(undefined);
    choose(place, name);
  });

  // What was wrong is of the text before.
  input.addEventListener('input', () => {
    if (!error.hidden) showError(undefined);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    // A name that is shown is that of the place, which need not be the first of those that are called so.
    if (input.value === shown) return;
    void submit(setLocating(false));
  });
  for (const example of form.querySelectorAll<HTMLButtonElement>('.examples button'))
    example.addEventListener('click', () => {
      setLocating(false);
      choose(parsePlainPlace(example.value), example.name);
      // The examples are gone now.
      clear.focus({ preventScroll: true });
    });
  clear.addEventListener('click', () => {
    setLocating(false);
    showError(undefined);
    choose(undefined);
    input.focus();
  });
  locate.addEventListener('click', () => {
    if (locate.ariaDisabled === 'true') return;
    showError(undefined);
    if (!geolocation) return showError(UNKNOWN_LOCATION);
    const action = setLocating(true);
    geolocation.getCurrentPosition(
      ({ coords }) => {
        if (action !== actions) return;
        setLocating(false);
        choose(roundPlace({ latitudeDeg: coords.latitude, longitudeDeg: coords.longitude }));
      },
      ({ code }) => {
        if (action !== actions) return;
        setLocating(false);
        showError(LOCATION_ERRORS[code] ?? UNKNOWN_LOCATION);
      },
      LOCATE_OPTIONS,
    );
  });

  async function submit(action: number) {
    const place = await readPlace(input.value);
    if (action !== actions) return;
    if (typeof place !== 'string') {
      showError(undefined);
      return choose(roundPlace(place));
    }
    input.focus();
    const problem = await field.submit(place);
    if (action === actions) showError(problem, problem !== undefined);
  }

  // Not `disabled`: the button would lose the keyboard focus.
  function setLocating(isLocating: boolean): number {
    locate.ariaDisabled = String(isLocating);
    setText(locate, isLocating ? 'Locating …' : locateText);
    return ++actions;
  }

  function showError(sentence: string | undefined, isInvalid = false) {
    setSentence(error, sentence);
    input.setAttribute('aria-invalid', String(isInvalid));
  }

  function show(place: Place | undefined, name?: string) {
    const text = place ? (name ?? formatPlace(place).replace(',', ', ')) : '';
    // Only a new place may replace what the reader is typing.
    if (text === shown) return;
    shown = text;
    input.value = text;
    clear.hidden = !place;
    setLocating(false);
    showError(undefined);
  }

  return { show, field };
}
