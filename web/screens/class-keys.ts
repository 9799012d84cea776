// The keys of class mode: Space plays, arrows move the time, wherever the focus is. As players of videos have it.

interface TimeKeys {
  document: Document;
  /** Ends the listening. */
  signal: AbortSignal;
  /** Called when a key has been of use. */
  onUse(): void;
}

/** Gives the keys that nothing else wants to the slider of the time. */
export function listenToTimeKeys({ document, signal, onUse }: TimeKeys): void {
  /** Whether the reader has gone to the focused control with the Tab key: its Space is wanted then. */
  let isReached = false;
  let isSpaceTaken = false;

  document.addEventListener('pointerdown', () => (isReached = false), { signal, capture: true });
  document.addEventListener('keydown', onKey, { signal });
  // Some browsers press the button that has the focus when the key is released.
  document.addEventListener('keyup', (event) => event.key === ' ' && isSpaceTaken && event.preventDefault(), {
    signal,
  });

  function onKey(event: KeyboardEvent) {
    const { key, target, shiftKey, repeat } = event;
    if (key === ' ') isSpaceTaken = false;
    if (key === 'Tab') isReached = true;
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
    if (!(target instanceof Element) || isOf(target, key)) return;
    // A slider that has not come yet knows no keys.
    const slider = document.querySelector('.time-slider');
    const forSlider = new KeyboardEvent('keydown', { key, shiftKey, cancelable: true });
    const isHeldSpace = key === ' ' && repeat;
    if (!isHeldSpace && slider?.dispatchEvent(forSlider) !== false) return;
    if (key === ' ') isSpaceTaken = true;
    event.preventDefault();
    onUse();
  }

  /** Whether a key belongs to the focused control, or scrolls a page that is higher than its window. */
  function isOf(target: Element, key: string): boolean {
    if (target.closest('input, select, textarea, [role="dialog"]')) return true;
    if (key === ' ') return isReached && target.matches('button, summary');
    return !/^Arrow(Left|Right)$/.test(key) && document.documentElement.scrollHeight > innerHeight;
  }
}
