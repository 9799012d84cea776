// Links to a satellite's numbers: as files of the API, and on n2yo.com.
import type { SatelliteAnswer } from '../../wire/satellites.ts';
import { find } from '../base/dom.ts';

/** Puts the links before the one in the markup. Those to the API appear when its address is known. */
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
  // Screen readers list links without their column: the name says which satellite.
  anchor.ariaLabel = form === 'n2yo' ? `n2yo on ${satellite}` : `${form}, ${satellite} in the last hour`;
  return anchor;
}
