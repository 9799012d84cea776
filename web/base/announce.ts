// What screen readers speak: one polite live region for the whole page.
import { find } from './dom.ts';

/** A sentence that was spoken is taken away with the first one after this time: nobody should come upon an old one. */
const SPOKEN_WITHIN_MS = 5_000;

/**
 * Speaks a sentence when the screen reader has finished the present one: a result, or what a control has done. The same
 * sentence is spoken again. Several at once are spoken one after the other.
 */
export function announce(sentence: string): void {
  const region = find(document, '[data-part="announcements"]');
  const nowMs = performance.now();
  for (const spoken of region.querySelectorAll('p')) {
    if (nowMs - Number(spoken.dataset.atMs) > SPOKEN_WITHIN_MS) spoken.remove();
  }
  // A new element: with new text in an old one, a repeated sentence would be no change.
  const paragraph = document.createElement('p');
  paragraph.dataset.atMs = String(nowMs);
  paragraph.textContent = sentence;
  region.append(paragraph);
}
