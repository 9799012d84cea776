// The page in a frame of another one: ?embed=1 is the map with its clock and time, and a link to the whole page.
import { find } from '../base/dom.ts';

/** Shows the link to the whole page, and beside it the clock of the head, which is not seen, if the document has been arranged for a frame: see asked.ts. */
export function prepareEmbed(link: HTMLAnchorElement): void {
  if (document.documentElement.dataset.embed === undefined) return;
  const follow = () => {
    const whole = new URL(location.href);
    whole.searchParams.delete('embed');
    link.href = whole.href;
  };
  follow();
  // The choices in the address change while the page is open.
  link.addEventListener('pointerdown', follow);
  link.addEventListener('focus', follow);
  link.hidden = false;
  link.before(find(document, '.clock'));
}
