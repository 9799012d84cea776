// The page in a frame of another one: ?embed=1 is the map with its time, and a link to the whole page.

/** Prepares the document for a frame if the address says so. */
export function prepareEmbed(link: HTMLAnchorElement): void {
  const address = new URL(location.href);
  if (address.searchParams.get('embed') !== '1') return;
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
