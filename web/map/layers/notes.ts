// Short texts beside places of the map: times of the next orbit, the closest approach of a chosen overpass.
import type { Place } from '../../../orbit/geodetic.ts';
import { COLOURS } from '../../base/colours.ts';
import { setAttribute, setText } from '../../base/dom.ts';
import { cqw, type Stage } from '../stage.ts';

export interface Note {
  /** Hidden without a place, and where the view does not show it. The text avoids another place, which has a name. */
  show(place: Place | undefined, text: string, colour: number, avoid?: Place): void;
  hide(): void;
  remove(): void;
}

export interface Notes {
  create(kind: string): Note;
}

/** As wide as most texts, in widths of the map. */
const EDGE = 0.1;

/** Adds a layer below an element of the map. It keeps each note at its place when the map is zoomed. */
export function createNotes(below: Element, stage: Stage): Notes {
  const placed = new Map<HTMLElement, { place: Place; avoid: Place | undefined }>();
  const layer = document.createElement('div');
  layer.className = 'map-notes';
  layer.setAttribute('aria-hidden', 'true');
  below.before(layer);
  stage.addLayer(layer);
  stage.onChange((change) => {
    if (change !== 'position') for (const element of placed.keys()) move(element);
  });

  function move(element: HTMLElement) {
    const { place, avoid } = placed.get(element) ?? {};
    if (!place) return;
    const other = avoid && stage.spotOf(avoid);
    const spot = stage.spotOf(place);
    if (element.hidden === Boolean(spot)) element.hidden = !spot;
    if (!spot) return;
    element.style.translate = `${cqw(spot.x)} ${cqw(spot.y)}`;
    // Near the right edge of the map, the text is on the left.
    element.toggleAttribute('data-left', spot.x + stage.viewport().left > 1 - EDGE);
    element.toggleAttribute('data-above', other !== undefined && other.y >= spot.y);
  }

  function create(kind: string): Note {
    const element = document.createElement('div');
    element.className = 'map-note';
    element.dataset.note = kind;
    element.hidden = true;
    const text = document.createElement('span');
    element.append(text);
    layer.append(element);
    const hide = () => {
      placed.delete(element);
      element.hidden = true;
    };
    return {
      show(place, words, colour, avoid) {
        if (!place) return hide();
        setText(text, words);
        setAttribute(element, 'data-colour', String(colour % COLOURS));
        placed.set(element, { place, avoid });
        move(element);
      },
      hide,
      remove() {
        placed.delete(element);
        element.remove();
      },
    };
  }

  return { create };
}
