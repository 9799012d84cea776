// The panel below the Share button: the link, and a line of HTML that shows the map in another page. Loaded when opened.
import { announce } from '../base/announce.ts';
import { element } from '../base/dom.ts';
import { isOfThisMachine } from '../base/query.ts';

/** Opens the panel, with the choices of the address. The browser closes it with a click beside it. */
export function openSharePanel(button: HTMLElement): void {
  const title = element('h2', { id: 'share-title' }, 'Share');
  const close = element('button', { type: 'button', class: 'close', 'aria-label': 'Close' }, '×');
  const panel = element(
    'div',
    { class: 'share-panel', popover: 'auto', role: 'dialog', 'aria-labelledby': 'share-title' },
    title,
    close,
    ...copyable('Link to what you see', location.href),
    ...(isOfThisMachine(location.href)
      ? [element('p', {}, 'This address is of this machine alone: other devices cannot open it.')]
      : []),
    ...copyable('HTML for a page of yours', frameOf(location.href)),
    element('p', {}, 'Your page can show it if the owner of this one allows your site.'),
  );
  close.addEventListener('click', () => panel.hidePopover());
  panel.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    // One thing at a time: it does not leave class mode too.
    event.preventDefault();
    panel.hidePopover();
  });
  panel.addEventListener('toggle', ({ newState }) => {
    if (newState !== 'closed') return;
    panel.remove();
    if (document.activeElement === document.body) button.focus();
  });
  button.after(panel);
  panel.showPopover();
  close.focus();
}

/** A field, and a button that copies it. */
function copyable(label: string, text: string): HTMLElement[] {
  const field = element('input', { readonly: true, value: text });
  const copy = element('button', { type: 'button', 'aria-label': `Copy: ${label}` }, 'Copy');
  field.addEventListener('focus', () => field.select());
  copy.addEventListener('click', async () => {
    // Where the browser does not let the page copy, the reader can.
    field.select();
    const isCopied = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
    copy.textContent = isCopied ? 'Copied' : 'Press Ctrl+C';
    announce(isCopied ? 'Copied' : 'Selected: press Ctrl+C to copy');
    if (!isCopied) field.focus();
  });
  return [element('label', {}, label, field), copy];
}

/** The map alone, at a size that has room for its time control. */
function frameOf(address: string): string {
  const url = new URL(address);
  for (const name of ['mode', 'pause']) url.searchParams.delete(name);
  url.searchParams.set('embed', '1');
  const source = url.href.replaceAll('&', '&amp;').replaceAll('"', '%22');
  return `<iframe src="${source}" width="720" height="560" title="Subpoint: satellites on a map"></iframe>`;
}
