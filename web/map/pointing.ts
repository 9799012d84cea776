// Shows the name of the satellite that the reader points at, which may be left out on a full map: its marker, or
// whatever else on the page is about it.
import type { Markers } from './markers.ts';

/** Listens to mouse, touch and focus in the whole document. */
export function pointOutNames(drawing: Element, markers: Pick<Markers, 'markerAt' | 'pointOut'>): void {
  drawing.addEventListener('pointermove', (event) => markers.pointOut(markers.markerAt(event as PointerEvent)));
  for (const type of ['pointerover', 'focusin'])
    document.addEventListener(type, ({ target }) => {
      if (target !== drawing) markers.pointOut(satelliteOf(target));
    });
}

const ABOUT = '[data-satellite], [data-overpass], [data-control="satellites"] button';

/** The satellite of a column, a row of the overpasses, or a box of the chooser. */
function satelliteOf(target: EventTarget | null): number | undefined {
  const about = target instanceof Element && target.closest<HTMLElement>(ABOUT);
  if (!about) return undefined;
  return Number(about.dataset.satellite ?? about.dataset.overpass ?? about.getAttribute('value'));
}
