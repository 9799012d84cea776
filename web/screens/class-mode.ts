// Class mode: the map and the numbers as large as the screen, for those who sit at the back. Loaded when it is wanted.
import { announce } from '../base/announce.ts';

/** Enters the mode, and full screen where the browser has it and allows it: only after a click. */
export function enterClassMode(document: Document, leave: () => void): void {
  const root = document.documentElement;
  root.dataset.mode = 'class';
  scrollTo(0, 0);
  announce('Class mode. Escape leaves it.');
  // Refused without a click, as when the address asks for the mode: then the window is the screen.
  if (navigator.userActivation?.isActive) root.requestFullscreen?.().catch(() => {});

  document.addEventListener('fullscreenchange', onFullscreen);
  document.addEventListener('keydown', onKey);

  /** Escape leaves full screen without an event for the key. */
  function onFullscreen() {
    if (!document.fullscreenElement) end();
  }

  function onKey({ key, defaultPrevented }: KeyboardEvent) {
    if (key === 'Escape' && !defaultPrevented) end();
  }

  function end() {
    document.removeEventListener('fullscreenchange', onFullscreen);
    document.removeEventListener('keydown', onKey);
    leave();
  }
}

/** Leaves the mode, and full screen. */
export function leaveClassMode(document: Document): void {
  delete document.documentElement.dataset.mode;
  announce('Class mode left.');
  if (document.fullscreenElement) void document.exitFullscreen();
}
