// The names of the largest places on a magnified map. They give way to all other texts.

import { find } from '../../base/dom.ts';
import { MARKER } from '../labels.ts';
import { cqw, type Spot, type Stage } from '../stage.ts';
import type { Texts, Under } from '../texts.ts';
import type { City } from './earth.ts';

/** Only a map that is magnified so many times has room for them. */
const MIN_SCALE = 2;
/** More would be a list, and not a map. */
const MAX_NAMES = 40;
/** The text for which the build has found out which names have room, px. */
const TEXT_PX = 11;
/** From the left edge of a dot to its middle, as in the style sheet, px. */
const DOT_PX = 2;
/** The ring of my place covers the dot of a town that is nearer, and some of its name, px. */
const RING_PX = 11;
/** From my place to the name of such a town: more than the name keeps clear of the ring. */
const BESIDE_PX = MARKER.radius + 4;

/** A name on the map. Pixels from its corner. */
interface Shown {
  city: City;
  x: number;
  y: number;
}

interface Name {
  element: HTMLElement;
  width: number;
  height: number;
}

/** Adds the layer of names to the map. Returns a function that shows those of these places, the largest first. */
export function createCityNames(
  root: HTMLElement,
  before: Element,
  stage: Stage,
  texts: Texts,
): (cities: readonly City[]) => void {
  const layer = document.createElement('div');
  layer.className = 'map-cities';
  layer.setAttribute('aria-hidden', 'true');
  before.before(layer);
  stage.addLayer(layer);
  const names = new Map<City, Name>();
  let cities: readonly City[] = [];
  let mapWidth = 0;
  let textPx = TEXT_PX;
  stage.onChange(draw);
  // Observed and not read: reading a size forces a layout.
  new ResizeObserver(([entry]) => {
    mapWidth = entry?.contentRect.width ?? 0;
    // The reader's, and that of class mode.
    textPx = Number.parseFloat(getComputedStyle(layer).fontSize);
    names.clear();
    layer.replaceChildren();
    draw();
  }).observe(root);

  function draw() {
    const shown = choose();
    addMissing(shown);
    const chosen = new Set(shown.map(({ city }) => city));
    for (const [city, { element }] of names) element.hidden = !chosen.has(city);
    texts.giveWay('cities', shown.flatMap(place));
  }

  /** Those on the part of the map that is shown, which have room beside larger ones. */
  function choose(): Shown[] {
    const { scale, left, top } = stage.viewport();
    const shown: Shown[] = [];
    if (scale < MIN_SCALE || mapWidth === 0) return shown;
    // Around a pole, half of the map's height is 45 degrees, and not 90.
    const unitsPerDeg = stage.projection().view === 'world' ? 1 : 2;
    const pxPerDeg = ((unitsPerDeg * scale * mapWidth) / 360) * (TEXT_PX / textPx);
    for (const city of cities) {
      if (city.pxPerDeg > pxPerDeg) continue;
      const spot = stage.spotOf(city);
      if (!spot) continue;
      const [x, y] = [spot.x + left, spot.y + top];
      if (x < 0 || x > 1 || y < 0 || y > 0.5) continue;
      shown.push({ city, x: x * mapWidth, y: y * mapWidth });
      if (shown.length === MAX_NAMES) break;
    }
    return shown;
  }

  function addMissing(shown: readonly Shown[]) {
    const missing = shown.filter(({ city }) => !names.has(city));
    const elements = missing.map(({ city }) => {
      const element = document.createElement('span');
      element.textContent = city.name;
      return element;
    });
    layer.append(...elements);
    // All of them at once: a reading after a change is a layout.
    for (const [index, { city }] of missing.entries()) {
      const element = elements[index] as HTMLElement;
      names.set(city, { element, width: element.offsetWidth, height: element.offsetHeight });
    }
  }

  /** Where it is, for the other texts; nothing if its text would leave the map. */
  function place({ city, x, y }: Shown): Under[] {
    const name = names.get(city);
    const spot = stage.spotOf(city);
    if (!name || !spot) return [];
    const { element, width, height } = name;
    const ring = ringAt(spot);
    element.toggleAttribute('data-beside', ring !== undefined);
    if (ring) return placeBeside(ring, city, name);
    const box = { left: x - DOT_PX, top: y - height / 2, width: width + DOT_PX, height };
    const isOnMap = box.left + box.width <= mapWidth && box.top >= 0 && box.top + height <= mapWidth / 2;
    element.hidden = !isOnMap;
    element.style.translate = `${cqw(spot.x)} ${cqw(spot.y)}`;
    return isOnMap ? [{ element, box }] : [];
  }

  /** My place, if its ring is on a spot. */
  function ringAt({ x, y }: Spot): Spot | undefined {
    const focus = stage.focus();
    return focus && Math.hypot(focus.x - x, focus.y - y) * mapWidth < RING_PX ? focus : undefined;
  }

  /** The name of the town of my place: on the side of the ring that has room, unless my place has the same name. */
  function placeBeside(ring: Spot, city: City, { element, width, height }: Name): Under[] {
    const { left, top } = stage.viewport();
    const [x, y] = [(ring.x + left) * mapWidth, (ring.y + top) * mapWidth - height / 2];
    element.hidden = find(before, '.place-marker .label').textContent.includes(city.name);
    element.style.translate = `${cqw(ring.x)} ${cqw(ring.y)}`;
    const box = { left: x + BESIDE_PX, top: y, width, height };
    return element.hidden ? [] : [{ element, box, otherBox: { ...box, left: x - BESIDE_PX - width } }];
  }

  return (loaded) => {
    cities = loaded;
    draw();
  };
}
