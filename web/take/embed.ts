// The page in a frame of another one: ?embed=1 is the map with its time, and a link to the whole page.

/** Shows the link to the whole page if the document has been arranged for a frame: see asked.ts. */
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
}
