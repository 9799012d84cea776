// The card of a point of the map: what is known about it, and a button that makes it my place.
import type { Place } from '../../../orbit/geodetic.ts';
import { setText } from '../../base/dom.ts';
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
  const { pin, card, title, about, choose, dismiss } = createElements();
  root.append(pin);
  // Beside the map, which cuts off what leaves it: on a phone, the card is at the end of the screen.
  root.after(card);
  let point: Place | undefined;

  stage.onChange((change) => {
    if (!point) return;
    // Another view is another map.
    if (change === 'projection' || !arrange(point)) close();
  });
  const resizes = new ResizeObserver(() => point && arrange(point));
  for (const element of [root, card]) resizes.observe(element);
  choose.addEventListener('click', () => {
    const chosen = point;
    close();
    if (chosen) onChoose(chosen);
  });
  dismiss.addEventListener('click', close);
  for (const element of [root, card]) element.addEventListener('keydown', closeByKey);

  function closeByKey(event: KeyboardEvent) {
    if (event.key !== 'Escape' || !point) return;
    // One thing at a time: it does not leave class mode too.
    event.preventDefault();
    close();
  }

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
    // Where the card is higher than the map, to the button.
    card.scrollTop = card.scrollHeight;
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
    card.style.setProperty('--at', `${corner.left}px ${corner.top}px`);
    return true;
  }

  return { open, close };
}

// Not from HTML: the page's security policy asks for trusted types.
function createElements() {
  const pin = document.createElement('div');
  pin.className = 'map-pin';
  pin.hidden = true;
  const card = document.createElement('div');
  card.className = 'map-card';
  card.dataset.mapCard = '';
  card.hidden = true;
  card.setAttribute('role', 'dialog');
  card.setAttribute('aria-labelledby', TITLE_ID);
  const title = document.createElement('h3');
  title.id = TITLE_ID;
  const about = document.createElement('p');
  about.setAttribute('role', 'status');
  const choose = createButton('choose', 'Choose this place');
  const dismiss = createButton('close', '×');
  dismiss.setAttribute('aria-label', 'Close');
  card.append(title, about, choose, dismiss);
  return { pin, card, title, about, choose, dismiss };
}

const TITLE_ID = 'map-card-title';

function createButton(value: string, text: string): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.value = value;
  button.textContent = text;
  return button;
}

/** 40.0° N, 105.3° W */
function describe({ latitudeDeg, longitudeDeg }: Place, decimals: number): string {
  const angle = (degrees: number, [positive, negative]: readonly [string, string]) =>
    `${Math.abs(degrees).toFixed(decimals)}° ${degrees < 0 ? negative : positive}`;
  return `${angle(latitudeDeg, ['N', 'S'])}, ${angle(longitudeDeg, ['E', 'W'])}`;
}
