// Class mode: the map and the numbers as large as the screen, for those who sit at the back. Loaded when it is wanted.
import { announce } from '../base/announce.ts';
import { element, find } from '../base/dom.ts';
import { listenToTimeKeys } from './class-keys.ts';

/** The keys that a page in full screen may get: without it, Escape leaves full screen whatever is open. Not in all browsers. */
interface WithKeyboard {
  keyboard?: { lock?(keys: string[]): Promise<void>; unlock?(): void };
}

/**
 * Enters the mode, and full screen where the browser has it and allows it: only after a click. Escape leaves it, and so
 * does what it returns; then `onLeave` is called.
 */
export function enterClassMode(document: Document, onLeave: () => void): () => void {
  const root = document.documentElement;
  const listening = new AbortController();
  const { signal } = listening;
  root.dataset.mode = 'class';
  scrollTo(0, 0);
  announce('Class mode. Escape leaves it. Space plays, arrow keys move the time.');
  // Refused without a click, as when the address asks for the mode: then the window is the screen.
  const { keyboard } = navigator as WithKeyboard;
  if (navigator.userActivation?.isActive)
    root.requestFullscreen?.().then(
      () => keyboard?.lock?.(['Escape']).catch(() => {}),
      () => {},
    );

  // Until the reader has found it out.
  const hint = element('span', { class: 'keys' }, 'Keys: Space, arrows');
  find(document, '.legend').append(hint);
  listenToTimeKeys({ document, signal, onUse: () => hint.remove() });
  document.addEventListener('keydown', onKey, { signal });
  // Escape leaves full screen without an event for the key.
  document.addEventListener('fullscreenchange', () => !document.fullscreenElement && leave(), { signal });

  function onKey({ key, defaultPrevented }: KeyboardEvent) {
    if (key === 'Escape' && !defaultPrevented) leave();
  }

  function leave() {
    listening.abort();
    hint.remove();
    keyboard?.unlock?.();
    delete root.dataset.mode;
    announce('Class mode left.');
    if (document.fullscreenElement) void document.exitFullscreen();
    onLeave();
  }

  return leave;
}
