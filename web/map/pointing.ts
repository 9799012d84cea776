// Points out the satellite that the reader points at: its marker, a line of it, or whatever else on the page is about it.

/** Listens to mouse, touch and focus in the whole document. */
export function pointOutSatellites(
  drawing: Element,
  satelliteAt: (pointer: PointerEvent) => number | undefined,
  pointOut: (catalogNumber: number | undefined) => void,
): void {
  drawing.addEventListener('pointermove', (event) => pointOut(satelliteAt(event as PointerEvent)));
  for (const type of ['pointerover', 'focusin'])
    document.addEventListener(type, ({ target }) => {
      // Whatever of the drawing comes under a pointer that rests, too.
      if (!(target instanceof Node && drawing.contains(target))) pointOut(satelliteOf(target));
    });
}

const ABOUT = '[data-satellite], [data-overpass], [data-control="satellites"] button';

/** The satellite of a column, a row of the overpasses, or a button of the chooser. */
function satelliteOf(target: EventTarget | null): number | undefined {
  const about = target instanceof Element && target.closest<HTMLElement>(ABOUT);
  if (!about) return undefined;
  return Number(about.dataset.satellite ?? about.dataset.overpass ?? about.getAttribute('value'));
}
