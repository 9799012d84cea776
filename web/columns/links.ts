// Where the numbers of a satellite can be had elsewhere: as files of the API, and at n2yo.
import type { SatelliteAnswer } from '../../wire/satellites.ts';
import { find } from '../base/dom.ts';

/** Puts the links of a satellite before the one that the markup has; those to the API as soon as its address is known. */
export function showLinks(
  element: HTMLElement,
  { catalogNumber, name }: SatelliteAnswer,
  apiUrl: string | undefined,
): void {
  const row = find(element, '.links');
  if (row.dataset.api === (apiUrl ?? '')) return;
  row.dataset.api = apiUrl ?? '';
  for (const link of row.querySelectorAll('[data-link]')) link.remove();
  const track = `${apiUrl}/satellites/${catalogNumber}/track`;
  const addresses = {
    ...(apiUrl !== undefined && { CSV: `${track}?format=csv`, JSON: track, GeoJSON: `${track}?format=geojson` }),
    n2yo: `https://www.n2yo.com/satellite/?s=${catalogNumber}`,
  };
  row.prepend(...Object.entries(addresses).map(([form, address]) => link(form, address, name)));
}

function link(form: string, address: string, satellite: string): HTMLAnchorElement {
  const anchor = document.createElement('a');
  anchor.dataset.link = form.toLowerCase();
  anchor.href = address;
  anchor.textContent = form;
  // Each satellite has these links: out of their column they must still be told apart.
  anchor.ariaLabel = form === 'n2yo' ? `n2yo on ${satellite}` : `${form}, ${satellite} in the last hour`;
  return anchor;
}
