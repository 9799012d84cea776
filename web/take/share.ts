// The Share button: the device's own sheet, or a copy of the link. The address holds all choices.

import { SECOND_MS } from '../../orbit/time.ts';
import { announce } from '../base/announce.ts';
import type { Env } from '../base/env.ts';

const SAID_MS = 3 * SECOND_MS;

/** Makes the button work. */
export function createShare(button: HTMLElement, env: Pick<Env, 'after'>): void {
  const text = button.textContent;
  let cancel = () => {};

  button.addEventListener('click', async () => {
    const link = { title: document.title, url: location.href };
    if (navigator.canShare?.(link) && matchMedia('(pointer: coarse)').matches) {
      // Rejects when the reader closes the sheet.
      await navigator.share(link).catch(() => {});
      return;
    }
    try {
      await navigator.clipboard.writeText(link.url);
      say('Link copied');
    } catch {
      say('Copy the address bar');
    }
  });

  function say(result: string) {
    button.textContent = result;
    announce(result);
    cancel();
    cancel = env.after(SAID_MS, () => {
      button.textContent = text;
    });
  }
}
