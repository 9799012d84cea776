// The card of a point of the map: what is known about it, and a button that makes it my place.
import type { Place } from '../../../orbit/geodetic.ts';
import { find, setText } from '../../base/dom.ts';
import { roundPlace } from '../../base/place.ts';
import { cqw, type Stage } from '../stage.ts';
import { placeCard } from './card-place.ts';

export interface CardOptions {
  /** Called with the place when the reader chooses it. */
  onChoose(place: Place): void;
  /** A sentence about a place, as in: Next overpass: Aura in 2 h 14 min. Rejects when nothing is known. */
  aboutPoint?: ((place: Place) => Promise<string>) | undefined;
}

export interface PointCard {
  open(place: Place): void;
  close(): void;
}

/** Adds the card to the map, closed. */
export function createPointCard(root: HTMLElement, stage: Stage, { onChoose, aboutPoint }: CardOptions): PointCard {
  root.insertAdjacentHTML('beforeend', MARKUP);
  const card = find(root, '[data-map-card]');
  const pin = find(root, '[data-map-pin]');
  const [title, about] = [find(card, 'h3'), find(card, '[role="status"]')];
  const choose = find<HTMLButtonElement>(card, '[value="choose"]');
  let point: Place | undefined;

  stage.onChange((change) => {
    if (!point) return;
    // Another view is another map.
    if (change === 'projection' || !arrange(point)) close();
  });
  new ResizeObserver(() => point && arrange(point)).observe(card);
  choose.addEventListener('click', () => {
    const chosen = point;
    close();
    if (chosen) onChoose(chosen);
  });
  find(card, '[value="close"]').addEventListener('click', close);
  root.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') close();
  });

  function open(place: Place) {
    // A pixel is a third of a degree where the whole world is shown, and less where it is magnified.
    const decimals = stage.viewport().scale < 3 ? 1 : 2;
    point = roundPlace(place, decimals);
    setText(title, describe(point, decimals));
    setText(about, '');
    card.hidden = false;
    pin.hidden = false;
    arrange(point);
    choose.focus({ preventScroll: true });
    void tellAbout(point);
  }

  async function tellAbout(place: Place) {
    const sentence = await aboutPoint?.(place).catch(() => '');
    if (place === point) setText(about, sentence ?? '');
  }

  function close() {
    if (!point) return;
    point = undefined;
    // Where the reader was before.
    if (card.contains(document.activeElement)) root.focus({ preventScroll: true });
    card.hidden = true;
    pin.hidden = true;
  }

  /** Returns whether the point is on the map. */
  function arrange(place: Place): boolean {
    const spot = stage.spotOf(place);
    if (!spot) return false;
    const { left, top } = stage.viewport();
    const [x, y] = [spot.x + left, spot.y + top];
    if (x < 0 || x > 1 || y < 0 || y > 0.5) return false;
    pin.style.translate = `${cqw(x)} ${cqw(y)}`;
    const map = { width: root.clientWidth, height: root.clientHeight };
    const corner = placeCard(
      { x: x * map.width, y: y * map.width },
      { width: card.offsetWidth, height: card.offsetHeight },
      map,
    );
    card.style.translate = `${corner.left}px ${corner.top}px`;
    return true;
  }

  return { open, close };
}

const MARKUP = `<div class="map-pin" data-map-pin hidden></div>
<div class="map-card" data-map-card role="dialog" aria-labelledby="map-card-title" hidden>
  <h3 id="map-card-title"></h3>
  <p role="status"></p>
  <button type="button" value="choose">Choose this place</button>
  <button type="button" value="close" aria-label="Close">×</button>
</div>`;

/** 40.0° N, 105.3° W */
function describe({ latitudeDeg, longitudeDeg }: Place, decimals: number): string {
  const angle = (degrees: number, [positive, negative]: readonly [string, string]) =>
    `${Math.abs(degrees).toFixed(decimals)}° ${degrees < 0 ? negative : positive}`;
  return `${angle(latitudeDeg, ['N', 'S'])}, ${angle(longitudeDeg, ['E', 'W'])}`;
}
