// The Share button: the device's own sheet, or a copy of the link, which holds all choices, and a panel with more.

import { SECOND_MS } from '../../orbit/time.ts';
import { announce } from '../base/announce.ts';
import type { Env } from '../base/env.ts';
import { createLoader, loadStyle, scriptAddress } from '../base/loader.ts';

const SAID_MS = 3 * SECOND_MS;

/** Makes the button work. */
export function createShare(button: HTMLElement, env: Pick<Env, 'after'>): void {
  const text = button.textContent;
  const loadScript = createLoader(
    scriptAddress(button, 'script'),
    (url): Promise<typeof import('./share-panel.ts')> => import(url),
  );
  const loadLook = createLoader(scriptAddress(button, 'look'), loadStyle);
  let cancel = () => {};

  button.addEventListener('click', async () => {
    const link = { title: document.title, url: location.href };
    if (navigator.canShare?.(link) && matchMedia('(pointer: coarse)').matches) {
      // Rejects when the reader closes the sheet.
      await navigator.share(link).catch(() => {});
      return;
    }
    await navigator.clipboard.writeText(link.url).then(
      () => say('Link copied'),
      () => say('Not copied'),
    );
    Promise.all([loadScript(), loadLook()]).then(([{ openSharePanel }]) => openSharePanel(button), reportError);
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
