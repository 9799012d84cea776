// Short texts beside places of the map: times of the next orbit, the closest approach of a chosen overpass, and what is
// under the pointer.
import type { Place } from '../../../orbit/geodetic.ts';
import { COLOURS } from '../../base/colours.ts';
import { setAttribute, setText } from '../../base/dom.ts';
import { cqw, type Stage } from '../stage.ts';
import { type MapText, RANKS, type Texts } from '../texts.ts';

export interface Note {
  /** Hidden without a place, and where the view does not show it. */
  show(place: Place | undefined, text: string, colour: number): void;
  hide(): void;
  remove(): void;
}

/** That of a line is above all others, beside the pointer; the others give way to each other. */
type Kind = 'ahead' | 'pass' | 'line';

export interface Notes {
  create(kind: Kind): Note;
}

/** Beside a dot of the next orbit, and beside the track of an overpass. */
const DISTANCES_PX = { ahead: 7, pass: 9 };

/** Adds a layer below an element of the map. It keeps each note at its place when the map is zoomed. */
export function createNotes(below: Element, stage: Stage, texts: Texts): Notes {
  const shown = new Map<MapText, Place>();
  const layer = document.createElement('div');
  layer.className = 'map-notes';
  layer.setAttribute('aria-hidden', 'true');
  below.before(layer);
  stage.addLayer(layer);
  stage.onChange((change) => {
    if (change !== 'position') for (const note of shown.keys()) move(note);
  });

  function move(note: MapText) {
    const { element } = note;
    const place = shown.get(note);
    const spot = place && stage.spotOf(place);
    note.at = spot;
    if (element.hidden === Boolean(spot)) element.hidden = !spot;
    if (!spot) return;
    element.style.translate = `${cqw(spot.x)} ${cqw(spot.y)}`;
    // On a phone, the text beside the pointer is nearly half as wide as the map: it is where there is more room.
    element.toggleAttribute('data-left', spot.x + stage.viewport().left > 0.5);
  }

  function create(kind: Kind): Note {
    const element = document.createElement('div');
    element.className = 'map-note';
    element.dataset.note = kind;
    element.hidden = true;
    const label = document.createElement('span');
    element.append(label);
    layer.append(element);
    const note: MapText = { element, label, at: undefined, rank: RANKS.ahead, distance: 0, radius: 0 };
    if (kind !== 'line') {
      Object.assign(note, { rank: RANKS[kind], distance: DISTANCES_PX[kind] });
      texts.add(note);
    }
    const hide = () => {
      shown.delete(note);
      move(note);
    };
    return {
      show(place, words, colour) {
        if (!place) return hide();
        setText(label, words);
        setAttribute(element, 'data-colour', String(colour % COLOURS));
        shown.set(note, place);
        move(note);
      },
      hide,
      remove() {
        hide();
        texts.remove(note);
        element.remove();
      },
    };
  }

  return { create };
}
