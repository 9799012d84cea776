// The choice of a view above the map. The buttons of the zoom beside it come to life with the layers.
import { find, setAttribute } from '../base/dom.ts';
import type { View } from '../base/view.ts';

/** Takes the buttons in the markup. Returns what shows the chosen view. */
export function createViewChoice(onChoose: (view: View) => void): (view: View) => void {
  const group = find(document, '[data-control="view"]');
  group.addEventListener('click', ({ target }) => {
    const button = (target as Element).closest('button');
    if (button) onChoose(button.value as View);
  });
  return (view) => {
    for (const button of group.querySelectorAll('button'))
      setAttribute(button, 'aria-pressed', String(button.value === view));
  };
}
