// The name of my place and its coordinates, under the map, and what lets the reader give it a name.
import type { Place } from '../../orbit/geodetic.ts';
import { announce } from '../base/announce.ts';
import { element, setText } from '../base/dom.ts';
import { formatLatitude, formatLongitude, inOneLine, isolated } from '../base/format.ts';
import { formatPlace } from '../base/place.ts';

export interface PlaceName {
  readonly root: HTMLElement;
  show(place: Place, name: string | undefined): void;
}

/** As long as the address takes one. */
const MAX_NAME = 60;

/** Makes the line. `rename` gets what the reader calls the place: an empty text for no name. */
export function createPlaceName(rename: (name: string) => void): PlaceName {
  // A name written from right to left leaves the order of the figures beside it alone.
  const strong = element('strong', { dir: 'auto' });
  const coordinates = element('span');
  const heading = element('p', { class: 'place-name' }, strong, ' ', coordinates);
  const edit = element('button', { type: 'button', 'data-place-control': 'name' });
  const input = element('input', {
    ...{ name: 'name', dir: 'auto', maxlength: MAX_NAME, autocomplete: 'off' },
    ...{ 'aria-label': 'Name of this place', placeholder: 'Name of this place' },
  });
  const form = element('form', { hidden: true }, input, element('button', { type: 'submit' }, 'Save'));
  const root = element('div', { class: 'naming' }, heading, edit, form);
  let shownPlace = '';
  let current: string | undefined;

  edit.addEventListener('click', () => {
    setEditing(true);
    input.value = current ?? '';
    input.select();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    rename(input.value);
    leave();
    announce(current === undefined ? 'The place has no name.' : `The place is called ${isolated(current)}.`);
  });
  form.addEventListener('keydown', (event) => {
    // Escape ends the composition of a Chinese or Japanese word, too.
    if (event.key !== 'Escape' || event.isComposing) return;
    event.preventDefault();
    leave();
  });

  function leave() {
    setEditing(false);
    edit.focus({ preventScroll: true });
  }

  function setEditing(isEditing: boolean) {
    form.hidden = !isEditing;
    heading.hidden = edit.hidden = isEditing;
  }

  function show(place: Place, name: string | undefined) {
    // What is being typed is of the place before, also when that comes back.
    if (formatPlace(place) !== shownPlace || !root.isConnected) setEditing(false);
    shownPlace = formatPlace(place);
    current = name;
    setText(strong, name ?? 'My place');
    const { latitudeDeg, longitudeDeg } = place;
    setText(coordinates, `${inOneLine(formatLatitude(latitudeDeg))}, ${inOneLine(formatLongitude(longitudeDeg))}`);
    setText(edit, name === undefined ? 'Name it' : 'Rename');
  }

  return { root, show };
}
